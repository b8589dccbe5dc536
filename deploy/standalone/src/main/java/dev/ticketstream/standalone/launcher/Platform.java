package dev.ticketstream.standalone.launcher;

import dev.ticketstream.standalone.datafolder.DataFolder;
import dev.ticketstream.standalone.datafolder.Endpoints;
import dev.ticketstream.standalone.datafolder.SecretFile;
import dev.ticketstream.standalone.issuer.Issuer;
import dev.ticketstream.standalone.kafka.KafkaBroker;
import dev.ticketstream.standalone.postgres.PostgresServer;
import dev.ticketstream.standalone.supervision.Supervisor;
import dev.ticketstream.standalone.terminal.Failures;
import dev.ticketstream.standalone.terminal.StandaloneException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** All parts: what needs what when they start, and the order in which they stop. */
final class Platform {

  /** Services end before what they write to. */
  private static final List<List<String>> STOP_ORDER =
      List.of(
          List.of(Services.GATEWAY, Services.COMMAND_SERVICE),
          List.of("kafka"),
          List.of("postgresql"));

  private final DataFolder folder;
  private final Endpoints endpoints;
  private final Services services;
  private final Supervisor supervisor;
  private final StartReport report;

  private volatile @Nullable Issuer issuer;
  private volatile boolean stopping;

  Platform(
      DataFolder folder,
      Endpoints endpoints,
      Path home,
      Supervisor supervisor,
      StartReport report) {
    this.folder = folder;
    this.endpoints = endpoints;
    this.services = new Services(home, folder, endpoints);
    this.supervisor = supervisor;
    this.report = report;
  }

  /**
   * Starts everything, independent parts at the same time. Returns when all are ready.
   *
   * @throws StandaloneException when a part does not start; the others still run then
   */
  void start() throws Exception {
    PostgresServer postgres =
        new PostgresServer(
            folder.postgres(),
            endpoints.postgresPort(),
            SecretFile.readOrCreate(folder.secret("postgres-password"), Platform::newPassword),
            folder.log("postgresql"));
    SecretFile.write(
        folder.secret("pgpass"), "*:*:*:%s:%s".formatted(PostgresServer.USER, postgres.password()));
    KafkaBroker kafka =
        new KafkaBroker(
            folder.kafka(),
            endpoints.kafkaPort(),
            endpoints.kafkaControllerPort(),
            folder.log("kafka"));
    CompletableFuture<Void> database =
        step("postgresql", () -> supervisor.start(postgres.prepare()));
    CompletableFuture<Void> broker =
        step(
            "kafka",
            () ->
                supervisor.start(
                    kafka.prepare(Jvm.KAFKA.commandWithOwnClassPath(), Jvm.environment())));
    CompletableFuture<Void> signIn = step("console and issuer", this::startIssuer);
    CompletableFuture<Void> commands =
        database.thenCompose(
            _ ->
                step(
                    Services.COMMAND_SERVICE,
                    () -> supervisor.start(services.commandService(postgres, kafka))));
    CompletableFuture<Void> gateway =
        broker.thenCompose(
            _ -> step(Services.GATEWAY, () -> supervisor.start(services.gateway(kafka))));
    awaitAll(List.of(database, broker, signIn, commands, gateway));
  }

  private void startIssuer() throws Exception {
    Files.createDirectories(folder.logs());
    Issuer started = Issuer.start(endpoints, folder.issuerKey(), folder.log("issuer"));
    issuer = started;
    if (stopping) {
      started.close();
    }
  }

  /** Stops everything in order. May be called at any time, also while the parts start. */
  void stop() {
    stopping = true;
    supervisor.stop(STOP_ORDER.subList(0, 1));
    Issuer running = issuer;
    if (running != null) {
      running.close();
    }
    supervisor.stop(STOP_ORDER.subList(1, STOP_ORDER.size()));
  }

  private CompletableFuture<Void> step(String name, StartReport.Step step) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("start-" + name)
        .start(
            () -> {
              try {
                if (stopping) {
                  throw new StandaloneException(name + " is not started any more");
                }
                report.time(name, step);
                done.complete(null);
              } catch (StandaloneException e) {
                done.completeExceptionally(e);
              } catch (Exception e) {
                done.completeExceptionally(
                    new StandaloneException(
                        "%s cannot be started: %s".formatted(name, Failures.describe(e))));
              }
            });
    return done;
  }

  /** Waits for all, but not for the rest once one has failed. */
  private static void awaitAll(List<CompletableFuture<Void>> steps) throws InterruptedException {
    CompletableFuture<Void> firstFailure = new CompletableFuture<>();
    steps.forEach(
        step ->
            step.whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    firstFailure.completeExceptionally(failure);
                  }
                }));
    CompletableFuture<Void> all =
        CompletableFuture.allOf(steps.toArray(CompletableFuture<?>[]::new));
    try {
      CompletableFuture.anyOf(all, firstFailure).get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof CompletionException wrapped
              && wrapped.getCause() instanceof StandaloneException inner
          ? inner
          : cause instanceof StandaloneException direct
              ? direct
              : new StandaloneException(Failures.describe(e));
    }
  }

  private static String newPassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
