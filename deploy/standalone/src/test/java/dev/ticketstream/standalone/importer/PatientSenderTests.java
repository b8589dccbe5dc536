package dev.ticketstream.standalone.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.standalone.issuer.DemoUser;
import dev.ticketstream.standalone.terminal.StandaloneException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatientSenderTests {

  private static final DemoUser ALICE = DemoUser.named("alice").orElseThrow();
  private static final Reply DOWN = new Reply.Unavailable("it does not answer", false);
  private static final Reply DONE = new Reply.Done("ticket", 1, false);

  private static Reply send(FakeTransport transport, Duration patience) throws Exception {
    return new PatientSender(transport, "http://service", patience).send(ALICE, "body");
  }

  @Test
  void goesOnThroughARestartOfTheServiceAndARefusedToken() throws Exception {
    FakeTransport transport =
        new FakeTransport(DOWN, new Reply.Unavailable("HTTP 503", true), new Reply.TokenRefused());
    assertThat(send(transport, Duration.ofMinutes(1))).isEqualTo(DONE);
    assertThat(transport.bodies()).hasSize(4).containsOnly("body");
  }

  @Test
  void givesUpWhenPatienceIsAtAnEndAndSaysWhatIsWrong() {
    assertThatThrownBy(() -> send(new FakeTransport(DOWN, DOWN, DOWN), Duration.ZERO))
        .isInstanceOf(StandaloneException.class)
        .hasMessageContaining("http://service")
        .hasMessageContaining("it does not answer")
        .hasMessageContaining("can be started again");
  }

  @Test
  void doesNotRepeatWhatWasRefused() throws Exception {
    Reply rejected = new Reply.Rejected("INVALID_INPUT", "too long");
    FakeTransport transport = new FakeTransport(rejected);
    assertThat(send(transport, Duration.ofMinutes(1))).isEqualTo(rejected);
    assertThat(transport.bodies()).hasSize(1);
  }

  @Test
  void triesALostRaceAgain() throws Exception {
    FakeTransport transport = new FakeTransport(new Reply.Rejected("CONFLICT", "changed"));
    assertThat(send(transport, Duration.ofMinutes(1))).isEqualTo(DONE);
  }

  @Test
  void stopsAtOnceAtSomethingThatIsNoCommandService() {
    assertThatThrownBy(
            () ->
                send(
                    new FakeTransport(new Reply.Unusable("it answers HTTP 404")),
                    Duration.ofMinutes(1)))
        .hasMessageContaining("is no command service: it answers HTTP 404");
  }

  @Test
  void aFaultThatOnlyOneCommandMeetsIsARejection() throws Exception {
    Reply fault = new Reply.Unavailable("it reports a fault", true);
    FakeTransport transport =
        new FakeTransport(fault, fault, fault, fault, fault, fault, fault, fault);
    PatientSender sender = new PatientSender(transport, "http://service", Duration.ofMillis(300));
    Thread others =
        Thread.startVirtualThread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                sender.answered();
                Thread.yield();
              }
            });
    assertThat(sender.send(ALICE, "body"))
        .isEqualTo(new Reply.Rejected("FAULT", "it reports a fault"));
    others.interrupt();
    others.join();
  }
}
