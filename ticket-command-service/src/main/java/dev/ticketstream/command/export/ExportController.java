package dev.ticketstream.command.export;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ticketstream.command.concurrency.SlotLimits;
import dev.ticketstream.command.concurrency.Slots;
import dev.ticketstream.command.graphql.TicketFilters;
import dev.ticketstream.command.ticket.CommandRejectedException;
import dev.ticketstream.command.ticket.ErrorCode;
import dev.ticketstream.command.view.TicketExport;
import dev.ticketstream.command.view.TicketFilter;
import dev.ticketstream.command.view.TicketOrder;
import dev.ticketstream.events.access.Viewer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /tickets.csv}: RFC 4180 in UTF-8, a row at a time. */
@RestController
class ExportController {

  private static final int BUFFER_CHARS = 8 * 1024;

  /** What marks the text as UTF-8 for Excel. */
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final TicketExport tickets;
  private final Slots slots;
  private final ExportProperties properties;
  private final MeterRegistry metrics;
  private final Clock clock;

  ExportController(
      TicketExport tickets, ExportProperties properties, MeterRegistry metrics, Clock clock) {
    this.tickets = tickets;
    this.slots =
        new Slots(
            SlotLimits.withoutWaiting(
                properties.concurrentMax(), properties.concurrentPerUserMax()));
    this.properties = properties;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Sends the tickets that the viewer may see, as they all are at one time.
   *
   * @param parameters the filter's, {@code orderBy}, {@code direction} and {@code bom}
   * @throws CommandRejectedException when a parameter is wrong
   * @throws TooManyExportsException when other exports must end first
   */
  @GetMapping("/tickets.csv")
  void export(
      @RequestParam MultiValueMap<String, String> parameters,
      @AuthenticationPrincipal Viewer viewer,
      HttpMethod method,
      HttpServletResponse response)
      throws IOException {
    Map<String, List<String>> criteria = new LinkedHashMap<>(parameters);
    TicketOrder order = order(criteria);
    boolean mark = FilterParameters.flag("bom", one(criteria, "bom", "false"));
    TicketFilter filter = TicketFilters.read(FilterParameters.read(criteria));
    try (var _ = slots.take(viewer.id(), _ -> new TooManyExportsException())) {
      headers(response);
      if (!method.equals(HttpMethod.HEAD)) {
        send(viewer, filter, order, mark, response);
      }
    }
  }

  private void send(
      Viewer viewer,
      TicketFilter filter,
      TicketOrder order,
      boolean mark,
      HttpServletResponse response)
      throws IOException {
    Timer.Sample sample = Timer.start(metrics);
    String outcome = "broken";
    try {
      Writer writer =
          new BufferedWriter(
              new OutputStreamWriter(response.getOutputStream(), UTF_8), BUFFER_CHARS);
      if (mark) {
        writer.write(BYTE_ORDER_MARK);
      }
      CSVPrinter csv = new CSVPrinter(writer, CSVFormat.RFC4180);
      csv.printRecord(CsvRow.HEADER);
      Instant now = clock.instant();
      tickets.forEach(
          viewer,
          filter,
          order,
          properties.timeout(),
          ticket -> {
            try {
              csv.printRecord(CsvRow.of(ticket, now));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      csv.flush();
      outcome = "complete";
    } finally {
      sample.stop(
          Timer.builder("ticketstream.export")
              .description("Exports of tickets as CSV")
              .tag("outcome", outcome)
              .register(metrics));
    }
  }

  private void headers(HttpServletResponse response) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    response.setContentType("text/csv;charset=UTF-8;header=present");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tickets-" + today + ".csv\"");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static TicketOrder order(Map<String, List<String>> parameters) {
    String field = one(parameters, "orderBy", TicketOrder.Field.UPDATED_DATE.name());
    String direction = one(parameters, "direction", "DESC");
    if (!direction.equals("ASC") && !direction.equals("DESC")) {
      throw invalid("Allowed are ASC, DESC.", "direction");
    }
    for (TicketOrder.Field known : TicketOrder.Field.values()) {
      // By relevance only few tickets are ranked; a file of them would look like all.
      if (known.name().equals(field) && known != TicketOrder.Field.RELEVANCE) {
        return new TicketOrder(known, direction.equals("ASC"));
      }
    }
    throw invalid("Allowed are CREATED_DATE, UPDATED_DATE, PRIORITY, SLA_DEADLINE.", "orderBy");
  }

  /** Takes a parameter that is not the filter's out of the parameters. */
  private static String one(Map<String, List<String>> parameters, String name, String absent) {
    List<String> values = parameters.remove(name);
    if (values == null) {
      return absent;
    }
    if (values.size() != 1) {
      throw invalid("This parameter is given once.", name);
    }
    return values.getFirst();
  }

  /** Other exports must end first. */
  static final class TooManyExportsException extends CommandRejectedException {

    private static final long serialVersionUID = 1L;

    TooManyExportsException() {
      super(
          ErrorCode.RATE_LIMITED,
          "Too many exports are under way, yours or others'; try again in a moment.",
          null);
    }
  }
}
