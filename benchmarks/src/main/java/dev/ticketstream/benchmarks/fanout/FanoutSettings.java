package dev.ticketstream.benchmarks.fanout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a run is made.
 *
 * @param home the repository
 * @param contenders what is measured, where a scenario has it
 * @param rounds how often each of them is started and measured anew; the median counts
 * @param referenceRounds how often the references (a), (a2) and (b) are
 * @param scale the part of a scenario's subscribers that is there, 0 to 1
 * @param warmUpMin shortest load before anything counts
 * @param warmUpMax longest load before anything counts, if the compilers do not come to rest
 * @param step length of a step of the search for the highest rate
 * @param window length of a measurement at a fixed rate
 * @param jvmFlags of each server that is a JVM, the collector among them
 * @param gatewayFrom the gateway's jar or class path, {@code null} for the jar that is built here
 * @param gatewaySettings further Spring Boot arguments of the gateway
 * @param serverCore the core that servers are pinned to, {@code null} for any
 * @param eventLog a real desk's event log for the mixed scenario, {@code null} for a made-up one
 */
record FanoutSettings(
    Path home,
    Set<Contender> contenders,
    int rounds,
    int referenceRounds,
    double scale,
    Duration warmUpMin,
    Duration warmUpMax,
    Duration step,
    Duration window,
    List<String> jvmFlags,
    @Nullable String gatewayFrom,
    List<String> gatewaySettings,
    @Nullable Integer serverCore,
    @Nullable Path eventLog) {

  /** The same run with other contenders. */
  FanoutSettings with(Set<Contender> others) {
    return new FanoutSettings(
        home,
        others,
        rounds,
        referenceRounds,
        scale,
        warmUpMin,
        warmUpMax,
        step,
        window,
        jvmFlags,
        gatewayFrom,
        gatewaySettings,
        serverCore,
        eventLog);
  }

  /** A number of subscribers, connections or tickets at this run's scale; at least ten. */
  int scaled(int count) {
    return Math.max(Math.min(count, 10), (int) Math.round(count * scale));
  }

  /** Those of a scenario's sizes that are measured: all, or the first if it is to be quick. */
  <T> List<T> sizes(List<T> all) {
    return quick() ? all.subList(0, 1) : all;
  }

  /** Whether this only shows that everything runs. */
  boolean quick() {
    return scale < 0.1;
  }

  /** Where servers' logs go. */
  Path folder() {
    return home.resolve("benchmarks/target/fanout");
  }
}
