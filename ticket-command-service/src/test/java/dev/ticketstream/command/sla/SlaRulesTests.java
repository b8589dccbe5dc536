package dev.ticketstream.command.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SlaRulesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            SlaRules.byPriority(
                Duration.ofDays(7), Duration.ofDays(3), Duration.ofDays(1), Duration.ofHours(4)));
    assertThat(bind(Map.of("calendar.hours.monday", "09:00-17:00")).calendar())
        .extracting(WorkingCalendar::timeZone)
        .isEqualTo(ZoneId.of("UTC"));
  }

  @Test
  void readsItsProperties() {
    SlaRules rules =
        bind(
            Map.of(
                "low", "0",
                "by-type.bug.critical", "2h",
                "by-type.feature.high", "0",
                "calendar.time-zone", "Europe/Berlin",
                "calendar.hours.monday", "09:00-12:00, 13:00-17:00",
                "calendar.hours.tuesday[0]", "00:00-24:00",
                "calendar.holidays", "2026-12-25, 2026-12-26"));
    assertThat(rules.low()).isZero();
    assertThat(rules.byType())
        .containsOnly(
            Map.entry(RequestType.BUG, new AllowedTimes(null, null, null, Duration.ofHours(2))),
            Map.entry(RequestType.FEATURE, new AllowedTimes(null, null, Duration.ZERO, null)));
    WorkingCalendar calendar = Objects.requireNonNull(rules.calendar());
    assertThat(calendar.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(calendar.hours().get(DayOfWeek.MONDAY))
        .extracting(WorkingHours::toString)
        .containsExactly("09:00-12:00", "13:00-17:00");
    assertThat(calendar.hours().get(DayOfWeek.TUESDAY)).hasSize(1);
    assertThat(calendar.holidays())
        .containsExactlyInAnyOrder(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 26));
  }

  @Test
  void aTypesOwnTimeGoesBeforeThePrioritys() {
    SlaRules rules = bind(Map.of("by-type.bug.critical", "2h", "by-type.question.high", "0"));
    assertThat(deadline(rules, RequestType.BUG, TicketPriority.CRITICAL))
        .isEqualTo(Instant.EPOCH.plus(Duration.ofHours(2)));
    assertThat(deadline(rules, RequestType.SUPPORT, TicketPriority.CRITICAL))
        .isEqualTo(Instant.EPOCH.plus(Duration.ofHours(4)));
    assertThat(deadline(rules, RequestType.BUG, TicketPriority.HIGH))
        .isEqualTo(Instant.EPOCH.plus(Duration.ofDays(1)));
    assertThat(deadline(rules, RequestType.QUESTION, TicketPriority.HIGH)).isNull();
  }

  @Test
  void refusesWhatCannotBeMeant() {
    refused(Map.of("critical", "-1h"), "must not be negative");
    refused(Map.of("by-type.bug.critical", "-1h"), "must not be negative");
    refused(Map.of("low", "5000d"), "more than 520 weeks");
    refused(Map.of("low", "60d", "calendar.hours.monday", "09:00-11:00"), "more than 520 weeks");
    refused(Map.of("calendar.time-zone", "Europe/Berlin"), "no working hours");
    refused(Map.of("calendar.holidays", "2026-12-25"), "no working hours");
    refused(Map.of("calendar.hours.monday", ""), "no working hours");
    refused(Map.of("calendar.hours.monday", "17:00-09:00"), "like 09:00-12:30");
    for (String property : List.of("calendar.time-zone", "calendar.holidays", "by-type.no.low")) {
      assertThatThrownBy(() -> bind(Map.of("calendar.hours.monday", "09:00-17:00", property, "x")))
          .as(property)
          .isInstanceOf(BindException.class);
    }
  }

  private static void refused(Map<String, String> properties, String message) {
    assertThatThrownBy(() -> bind(properties))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining(message);
  }

  private static @Nullable Instant deadline(
      SlaRules rules, RequestType type, TicketPriority priority) {
    return rules.deadline(Instant.EPOCH, type, priority, null);
  }

  private static SlaRules bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(prefixed(properties)))
        .bindOrCreate("ticketstream.sla", SlaRules.class);
  }

  private static Map<String, String> prefixed(Map<String, String> properties) {
    Map<String, String> prefixed = new HashMap<>();
    properties.forEach((name, value) -> prefixed.put("ticketstream.sla." + name, value));
    return prefixed;
  }
}
