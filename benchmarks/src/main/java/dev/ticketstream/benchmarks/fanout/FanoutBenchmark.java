package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code benchmarks/run fanout}. */
@Command(
    name = "fanout",
    mixinStandardHelpOptions = true,
    description =
        "Measures the gateway beside Node + Redis (a, a2), Spring's stock handler (b) and a bare"
            + " Netty broadcaster (c).")
public final class FanoutBenchmark implements Callable<Integer> {

  /** The scenarios by their letters. */
  static final Map<Character, Scenario> SCENARIOS = scenarios();

  @Parameters(
      arity = "0..*",
      paramLabel = "SCENARIO",
      description = "Letters, for example A D; all without any.")
  private List<Character> letters = List.of();

  @Option(names = "--quick", description = "Only show that everything runs, in seconds.")
  private boolean quick;

  @Option(
      names = "--rounds",
      description = "How often each is measured (default ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--only",
      split = ",",
      description = "Measure only these: ${COMPLETION-CANDIDATES} (default all).")
  private @Nullable Set<Contender> only;

  @Option(
      names = "--scale",
      description = "Part of the subscribers, 0 to 1 (default ${DEFAULT-VALUE}).")
  private double scale = 1;

  @Option(
      names = "--jvm",
      arity = "1",
      description =
          "A flag of each server that is a JVM; repeatable (default -Xmx1g -XX:+UseSerialGC).")
  private List<String> jvmFlags = List.of("-Xmx1g", "-XX:+UseSerialGC");

  @Option(
      names = "--gateway",
      arity = "1",
      description = "A setting of the gateway, as Spring Boot takes it; repeatable.")
  private List<String> gatewaySettings = new ArrayList<>();

  @Option(
      names = "--gateway-from",
      description = "The gateway's jar or class path (default: the jar that is built here).")
  private @Nullable String gatewayFrom;

  @Option(
      names = "--server-core",
      description = "Core that servers are pinned to; this process must be on another.")
  private @Nullable Integer serverCore;

  @Option(
      names = "--event-log",
      description = "A real desk's event log for scenario E (default: made-up events).")
  private @Nullable Path eventLog;

  /**
   * Runs the benchmark and prints its report.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FanoutBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path home = Path.of(System.getProperty("ticketstream.home", ".")).toAbsolutePath().normalize();
    Set<Contender> contenders = only == null ? EnumSet.allOf(Contender.class) : only;
    FanoutSettings settings =
        quick
            ? quick(home, contenders, eventLog)
            : new FanoutSettings(
                home,
                contenders,
                rounds,
                scale,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                jvmFlags,
                gatewayFrom,
                gatewaySettings,
                serverCore,
                eventLog);
    Set<Character> chosen = letters.isEmpty() ? SCENARIOS.keySet() : new LinkedHashSet<>(letters);
    for (char letter : chosen) {
      if (!SCENARIOS.containsKey(letter)) {
        System.err.printf("There is no scenario %s, only %s%n", letter, SCENARIOS.keySet());
        return 2;
      }
    }
    Map<Scenario, Table> found = run(settings, chosen, System.out);
    System.out.println(
        "%nServers: %s, pinned to core %s; %d rounds"
            .formatted(String.join(" ", settings.jvmFlags()), serverCore, settings.rounds()));
    found.forEach(
        (scenario, table) -> System.out.printf("%n### %s%n%n%s", scenario.title(), table));
    return 0;
  }

  /** Seconds for everything; the numbers mean nothing. */
  static FanoutSettings quick(Path home, Set<Contender> contenders, @Nullable Path eventLog) {
    return new FanoutSettings(
        home,
        contenders,
        1,
        0.005,
        Duration.ofMillis(300),
        Duration.ofMillis(300),
        Duration.ofMillis(500),
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        null,
        List.of(),
        null,
        eventLog);
  }

  /**
   * Runs scenarios.
   *
   * @param settings how
   * @param letters which
   * @param progress where to say what is going on
   * @return what was found
   */
  static Map<Scenario, Table> run(
      FanoutSettings settings, Set<Character> letters, PrintStream progress)
      throws IOException, InterruptedException {
    FanoutSettings possible = withoutWhatIsMissing(settings, progress);
    Files.createDirectories(possible.folder());
    Map<Scenario, Table> found = new LinkedHashMap<>();
    try (Servers servers = new Servers(possible)) {
      Bench bench = new Bench(possible, servers, new Users(servers.issuer()), progress);
      for (char letter : letters) {
        Scenario scenario = SCENARIOS.get(letter);
        if (scenario != null) {
          found.put(scenario, scenario.run(bench));
        }
      }
    }
    return found;
  }

  private static FanoutSettings withoutWhatIsMissing(
      FanoutSettings settings, PrintStream progress) {
    Optional<String> missing = NodeReference.missing();
    Set<Contender> possible = EnumSet.noneOf(Contender.class);
    possible.addAll(settings.contenders());
    boolean asked = possible.remove(Contender.NODE) | possible.remove(Contender.NODE_CHANNELS);
    if (missing.isEmpty() || !asked) {
      return settings;
    }
    progress.printf("(a) and (a2) are left out: %s%n", missing.get());
    return settings.with(possible);
  }

  private static Map<Character, Scenario> scenarios() {
    Map<Character, Scenario> scenarios = new LinkedHashMap<>();
    scenarios.put('A', new BroadcastScenario());
    scenarios.put('B', new TargetedScenario());
    scenarios.put('C', new IdleScenario());
    scenarios.put('D', new LatencyScenario());
    scenarios.put('E', new MixedScenario());
    scenarios.put('F', new StalledScenario());
    scenarios.put('G', new StormScenario());
    return scenarios;
  }
}
