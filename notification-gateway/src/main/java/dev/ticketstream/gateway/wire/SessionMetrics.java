package dev.ticketstream.gateway.wire;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what happens on all connections. */
public final class SessionMetrics {

  private final AtomicInteger operations = new AtomicInteger();
  private final Counter messagesReceived;
  private final Counter acknowledged;
  private final Counter closedByClient;
  private final Map<CloseCause, Counter> closed = new EnumMap<>(CloseCause.class);
  private final Map<CloseCode, Counter> refused = new EnumMap<>(CloseCode.class);

  /**
   * @param registry where the meters are kept
   * @param sessions whose size is the number of connections
   */
  public SessionMetrics(MeterRegistry registry, SessionRegistry sessions) {
    Gauge.builder("ticketstream.gateway.connections", sessions, SessionRegistry::size)
        .description("Open connections: WebSockets and streams of server-sent events")
        .register(registry);
    Gauge.builder("ticketstream.gateway.operations", operations, AtomicInteger::get)
        .description("GraphQL operations in progress; nearly all are subscriptions")
        .register(registry);
    messagesReceived = registry.counter("ticketstream.gateway.messages.received");
    acknowledged = registry.counter("ticketstream.gateway.inits", "outcome", "acknowledged");
    closedByClient = closes(registry, "client", "client");
    for (CloseCause cause : CloseCause.values()) {
      closed.put(cause, closes(registry, Integer.toString(cause.code().code()), cause.tag()));
    }
    for (CloseCode code : CloseCode.values()) {
      refused.put(
          code,
          registry.counter(
              "ticketstream.gateway.inits", "outcome", code.name().toLowerCase(Locale.ROOT)));
    }
  }

  private static Counter closes(MeterRegistry registry, String code, String reason) {
    return Counter.builder("ticketstream.gateway.closes")
        .description("Connections that were closed, by close code and reason")
        .tag("code", code)
        .tag("reason", reason)
        .register(registry);
  }

  void operationStarted() {
    operations.incrementAndGet();
  }

  void operationEnded() {
    operations.decrementAndGet();
  }

  void messageReceived() {
    messagesReceived.increment();
  }

  void acknowledged() {
    acknowledged.increment();
  }

  void refused(CloseCode code) {
    count(refused, code);
  }

  /**
   * Counts a connection that was refused before it was one.
   *
   * @param reason why
   */
  public void refused(CloseReason reason) {
    refused(reason.code());
    closed(reason.cause());
  }

  void closed(CloseCause cause) {
    count(closed, cause);
  }

  void closedByClient() {
    closedByClient.increment();
  }

  private static <K> void count(Map<K, Counter> counters, K key) {
    Counter counter = counters.get(key);
    if (counter != null) {
      counter.increment();
    }
  }
}
