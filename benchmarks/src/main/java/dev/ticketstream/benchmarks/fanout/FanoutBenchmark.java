package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code benchmarks/run fanout}. */
@Command(
    name = "fanout",
    mixinStandardHelpOptions = true,
    description =
        "Measures the gateway beside Node + Redis (a, a2), Spring's stock handler (b) and a bare"
            + " Netty broadcaster (c).")
public final class FanoutBenchmark implements Callable<Integer> {

  /** The scenarios by their letters. */
  static final Map<Character, Supplier<Scenario>> SCENARIOS = scenarios();

  private static final Duration NO_LIMIT = Duration.ofDays(1);

  @Spec private CommandSpec command = CommandSpec.create();

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
      names = "--reference-rounds",
      description = "How often (a), (a2) and (b) are (default ${DEFAULT-VALUE}).")
  private int referenceRounds = 1;

  @Option(
      names = "--minutes",
      description = "Begin no further round of a scenario after so long (default: no limit).")
  private @Nullable Integer minutes;

  @Option(
      names = "--only",
      split = ",",
      converter = ContenderName.class,
      description =
          "Measure only these: ${COMPLETION-CANDIDATES} (default all). Scenarios are arguments.")
  private @Nullable Set<Contender> only;

  @Option(
      names = "--scale",
      description = "Part of the subscribers, above 0 to 1 (default ${DEFAULT-VALUE}).")
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

  /** Reads {@code --only}, where others look for scenarios. */
  static final class ContenderName implements ITypeConverter<Contender> {

    @Override
    public Contender convert(String name) {
      for (Contender contender : Contender.values()) {
        if (contender.name().equals(name)) {
          return contender;
        }
      }
      throw new TypeConversionException(
          "%s is none of %s; scenarios are arguments: benchmarks/run fanout A"
              .formatted(name, Arrays.toString(Contender.values())));
    }
  }

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
    Optional<String> wrong = wrongOption();
    if (wrong.isPresent()) {
      throw new ParameterException(command.commandLine(), wrong.get());
    }
    Path home = Path.of(System.getProperty("ticketstream.home", ".")).toAbsolutePath().normalize();
    Set<Contender> contenders = only == null ? EnumSet.allOf(Contender.class) : only;
    FanoutSettings settings =
        quick
            ? quick(home, contenders, eventLog)
            : new FanoutSettings(
                home,
                contenders,
                rounds,
                referenceRounds,
                scale,
                Duration.ofSeconds(10),
                Duration.ofSeconds(90),
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
    Duration limit = minutes == null ? NO_LIMIT : Duration.ofMinutes(minutes);
    Results results = run(settings, chosen, limit, System.out);
    System.out.printf("%n%s%nThis is also in %s%n", results, results.file());
    return 0;
  }

  /** What would measure nothing, and leave an empty report in place of the one before. */
  private Optional<String> wrongOption() {
    if (rounds < 1 || referenceRounds < 0 || (minutes != null && minutes < 1)) {
      return Optional.of(
          "--rounds and --minutes must be at least 1, --reference-rounds at least 0");
    }
    return scale > 0 && scale <= 1
        ? Optional.empty()
        : Optional.of("--scale must be above 0 and at most 1");
  }

  /** Seconds for everything; the numbers mean nothing. */
  static FanoutSettings quick(Path home, Set<Contender> contenders, @Nullable Path eventLog) {
    return new FanoutSettings(
        home,
        contenders,
        1,
        1,
        0.005,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofMillis(300),
        Duration.ofMillis(500),
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        null,
        List.of(),
        null,
        eventLog);
  }

  /**
   * Runs scenarios. All have their first round before any has its second one, so that a run that
   * ends early has something of everything.
   *
   * @param settings how
   * @param letters which
   * @param limit begins no further round of a scenario after so long
   * @param progress where to say what is going on
   * @return what was found
   */
  static Results run(
      FanoutSettings settings, Set<Character> letters, Duration limit, PrintStream progress)
      throws IOException, InterruptedException {
    FanoutSettings possible = withoutWhatIsMissing(settings, progress);
    Files.createDirectories(possible.folder());
    Results results = Results.in(possible);
    Map<Character, Scenario> scenarios = new LinkedHashMap<>();
    SCENARIOS.forEach(
        (letter, scenario) -> {
          if (letters.contains(letter)) {
            scenarios.put(letter, scenario.get());
          }
        });
    try (Servers servers = new Servers(possible)) {
      Bench bench = new Bench(possible, servers, new Users(servers.issuer()), progress);
      for (int round = 1; round <= possible.rounds(); round++) {
        for (Map.Entry<Character, Scenario> entry : scenarios.entrySet()) {
          if (results.total().compareTo(limit) >= 0) {
            bench.say("Time is over: no round %d of %s", round, entry.getKey());
            continue;
          }
          long start = System.nanoTime();
          entry.getValue().round(bench, round);
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          results.add(entry.getValue(), took);
          bench.say(
              "%s, round %d took %s; %s so far",
              entry.getKey(), round, Results.minutes(took), Results.minutes(results.total()));
        }
      }
    }
    return results;
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

  private static Map<Character, Supplier<Scenario>> scenarios() {
    Map<Character, Supplier<Scenario>> scenarios = new LinkedHashMap<>();
    scenarios.put('A', BroadcastScenario::new);
    scenarios.put('B', TargetedScenario::new);
    scenarios.put('C', IdleScenario::new);
    scenarios.put('D', LatencyScenario::new);
    scenarios.put('E', MixedScenario::new);
    scenarios.put('F', StalledScenario::new);
    scenarios.put('G', StormScenario::new);
    return scenarios;
  }
}
