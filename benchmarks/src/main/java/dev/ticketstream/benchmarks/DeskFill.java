package dev.ticketstream.benchmarks;

import dev.ticketstream.command.TicketCommandServiceApplication;
import dev.ticketstream.command.directory.Directory;
import dev.ticketstream.command.ticket.CommandEnvelope;
import dev.ticketstream.command.ticket.TicketCommand;
import dev.ticketstream.command.ticket.TicketCommandHandler;
import dev.ticketstream.events.access.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills the database by carrying out commands with the service's own handler, in this JVM and many
 * to a transaction: the same rules, events and read model as over HTTP, without its cost.
 */
final class DeskFill {

  private static final int TICKETS_PER_TRANSACTION = 50;
  private static final Duration PAST = Duration.ofDays(90);

  private final DeskUsers users;
  private final int tickets;
  private final Instant begin = Instant.now().minus(PAST);

  private DeskFill(DeskUsers users, int tickets) {
    this.users = users;
    this.tickets = tickets;
  }

  /**
   * Creates users and tickets. The same call makes the same tickets, but for their ids.
   *
   * @param users who they are
   * @param tickets how many tickets
   * @param settings Spring Boot's command line: the database
   */
  static void run(DeskUsers users, int tickets, List<String> settings) throws InterruptedException {
    SpringApplication service =
        new SpringApplication(
            TicketCommandServiceApplication.class, FillClock.InPlaceOfTheServices.class);
    List<String> arguments = new ArrayList<>(settings);
    arguments.add("--server.port=0");
    arguments.add("--ticketstream.relay.enabled=false");
    // As a jar among jars the schema's folder is not the only one of its name: graphql-java has
    // one.
    arguments.add("--spring.graphql.schema.locations=classpath*:graphql/**/");
    arguments.add("--logging.level.root=warn");
    arguments.add("--spring.main.banner-mode=off");
    try (ConfigurableApplicationContext context = service.run(arguments.toArray(String[]::new))) {
      new DeskFill(users, tickets).fill(context);
    }
  }

  private void fill(ConfigurableApplicationContext context) throws InterruptedException {
    Directory directory = context.getBean(Directory.class);
    Instant now = Instant.now();
    users.agents().forEach(agent -> directory.remember(agent, now));
    users.customers().forEach(customer -> directory.remember(customer, now));
    TransactionTemplate transactions = context.getBean(TransactionTemplate.class);
    TicketCommandHandler handler = context.getBean(TicketCommandHandler.class);
    AtomicInteger nextBatch = new AtomicInteger();
    int threads = Runtime.getRuntime().availableProcessors();
    List<Future<?>> futures = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        futures.add(
            executor.submit(
                () -> {
                  for (int first = nextBatch.getAndAdd(TICKETS_PER_TRANSACTION);
                      first < tickets;
                      first = nextBatch.getAndAdd(TICKETS_PER_TRANSACTION)) {
                    int from = first;
                    transactions.executeWithoutResult(_ -> fill(handler, from));
                  }
                }));
      }
    }
    for (Future<?> future : futures) {
      try {
        future.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the database could not be filled", e.getCause());
      }
    }
  }

  private void fill(TicketCommandHandler handler, int first) {
    for (int i = first; i < Math.min(tickets, first + TICKETS_PER_TRANSACTION); i++) {
      RandomGenerator random = new SplittableRandom(i);
      new TicketLife(
              users,
              random,
              begin.plus(PAST.multipliedBy(i).dividedBy(tickets)),
              (actor, ticketId, command) -> carryOut(handler, actor, ticketId, command))
          .live();
    }
  }

  private static UUID carryOut(
      TicketCommandHandler handler, Viewer actor, @Nullable UUID ticketId, TicketCommand command) {
    return handler
        .handle(new CommandEnvelope(actor, ticketId, command, null, null, null, Map.of(), null))
        .ticket()
        .id();
  }
}
