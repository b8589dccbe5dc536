package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.gateway.wire.HostileInput;
import dev.ticketstream.gateway.wire.RawSocket;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the gateway keeps for each of many connections that nothing happens on. */
class IdleConnectionsIT extends RunningGateway {

  private static final int CONNECTIONS = 100;
  private static final int CONNECTIONS_OF_A_USER = 15;
  private static final Pattern LINE = Pattern.compile(" *\\d+: +(\\d+) +\\d+ +([^ ]+).*");

  private final List<RawSocket> sockets = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (RawSocket socket : sockets) {
      socket.close();
    }
    awaitSubscriptions(0);
  }

  @Test
  void keepsNothingOfTheRequestThatOpenedASocket() throws Exception {
    connect("warm-up");
    awaitSubscriptions(1);
    Map<String, Integer> before = instances();
    for (int i = 0; i < CONNECTIONS; i++) {
      connect("idle-" + i / CONNECTIONS_OF_A_USER);
    }
    awaitSubscriptions(1 + CONNECTIONS);
    // The last handshakes' own work may not be done yet.
    await()
        .untilAsserted(
            () -> {
              Map<String, Integer> now = instances();
              assertThat(now.get("dev.ticketstream.gateway.wire.Session"))
                  .isGreaterThanOrEqualTo(CONNECTIONS);
              Map<String, Integer> kept = keptForEach(before, now);
              assertThat(kept.keySet())
                  .noneMatch(name -> name.startsWith("org.springframework."))
                  .noneMatch(name -> name.startsWith("io.micrometer."))
                  .noneMatch(name -> name.startsWith("reactor.util.context."))
                  .doesNotContain("reactor.netty.http.server.HttpServerOperations");
              // Without any headers these are the heads of the request's and the response's lists.
              assertThat(kept.getOrDefault("io.netty.handler.codec.DefaultHeaders$HeaderEntry", 0))
                  .isLessThan(3 * CONNECTIONS);
            });
  }

  private void connect(String user) throws IOException {
    RawSocket socket =
        RawSocket.connected(port, ISSUER.token(user).roles("agent").name("Idle", user).sign());
    sockets.add(socket);
    socket.text(HostileInput.subscribe("subscription { supportTicketEvents { eventId } }"));
  }

  /**
   * The classes of which there are more by about one for each connection or more; what earlier
   * tests left may go meanwhile.
   */
  private static Map<String, Integer> keptForEach(
      Map<String, Integer> before, Map<String, Integer> now) {
    Map<String, Integer> more = new HashMap<>(now);
    more.replaceAll((name, count) -> count - before.getOrDefault(name, 0));
    more.values().removeIf(count -> count < CONNECTIONS / 2);
    return more;
  }

  /** How many instances there are of each class, after a collection. */
  private static Map<String, Integer> instances() throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    Map<String, Integer> instances = new HashMap<>();
    histogram
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> instances.put(line.group(2), Integer.parseInt(line.group(1))));
    return instances;
  }
}
