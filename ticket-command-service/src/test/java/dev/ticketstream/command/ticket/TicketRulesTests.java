package dev.ticketstream.command.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class TicketRulesTests {

  @Test
  void hasDefaults() {
    TicketRules rules = bind(Map.of());
    assertThat(rules.attachments().ticketSizeMax()).isEqualTo(DataSize.ofGigabytes(1));
    assertThat(rules.ticket()).isEqualTo(new TicketRules.Ticket(Duration.ofDays(14), true, true));
  }

  @Test
  void readsItsProperties() {
    TicketRules rules =
        bind(Map.of("ticketstream.ticket.reopen-window", "2d", "ticketstream.sla.low", "8d"));
    assertThat(rules.ticket().reopenWindow()).isEqualTo(Duration.ofDays(2));
    assertThat(
            bind(Map.of(
                    "ticketstream.ticket.reopen-on-requester-comment", "false",
                    "ticketstream.ticket.resume-on-requester-comment", "false"))
                .ticket())
        .isEqualTo(new TicketRules.Ticket(Duration.ofDays(14), false, false));
    assertThat(rules.sla().low()).isEqualTo(Duration.ofDays(8));
  }

  @Test
  void refusesNegativeDurations() {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.ticket.reopen-window", "-1d")))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("ticketstream.ticket.reopen-window must not be negative: PT-24H");
  }

  @Test
  void refusesNothingAsALimit() {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.attachments.ticket-size-max", "0")))
        .isInstanceOf(BindException.class);
  }

  private static TicketRules bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream", TicketRules.class);
  }
}
