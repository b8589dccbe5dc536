package dev.ticketstream.command.relay;

import static java.util.Objects.requireNonNull;

import dev.ticketstream.testing.Database;
import dev.ticketstream.testing.TestInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Producer;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An event store and topics of a test's own, and relays between them. */
final class RelayTestBed implements AutoCloseable {

  private final Database database;
  private final String bootstrapServers;
  private final String id;
  private final Map<Relay, MeterRegistry> registries = new HashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  final TicketWriter writer;
  final JdbcTemplate jdbc;

  RelayTestBed() {
    this(TestInfrastructure.kafkaBootstrapServers());
  }

  RelayTestBed(String bootstrapServers) {
    this(
        TestInfrastructure.freshDatabase(),
        bootstrapServers,
        UUID.randomUUID().toString().substring(0, 8));
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.username(), database.password())
        .load()
        .migrate();
  }

  /** Joins the bed of another process. */
  RelayTestBed(Database database, String bootstrapServers, String id) {
    this.id = id;
    this.database = database;
    this.bootstrapServers = bootstrapServers;
    this.writer = new TicketWriter(database);
    this.jdbc =
        new JdbcTemplate(
            new DriverManagerDataSource(
                database.jdbcUrl(), database.username(), database.password()));
  }

  Database database() {
    return database;
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  String id() {
    return id;
  }

  String topic() {
    return "events-" + id;
  }

  String cursorTopic() {
    return "cursor-" + id;
  }

  /** The properties of this bed's relays: quick, and with names of their own. */
  RelayProperties properties(String... overrides) {
    Map<String, String> values = new HashMap<>();
    values.put("topic", topic());
    values.put("cursor-topic", cursorTopic());
    values.put("transactional-id", "relay-" + id);
    values.put("partitions", "3");
    values.put("lease-time", "1s");
    values.put("retry-backoff-max", "500ms");
    for (String override : overrides) {
      String[] parts = override.split("=", 2);
      values.put(parts[0], parts[1]);
    }
    return bind(values);
  }

  static RelayProperties bind(Map<String, String> values) {
    Map<String, String> prefixed = new HashMap<>();
    values.forEach((name, value) -> prefixed.put("ticketstream.relay." + name, value));
    return new Binder(new MapConfigurationPropertySource(prefixed))
        .bindOrCreate("ticketstream.relay", RelayProperties.class);
  }

  /** A relay that runs until the bed is closed. */
  Relay start(String... overrides) {
    return start(UnaryOperator.identity(), overrides);
  }

  /** A relay whose producers are tampered with. */
  Relay start(UnaryOperator<Producer<byte[], byte[]>> tamper, String... overrides) {
    RelayProperties properties = properties(overrides);
    RelayDatabase connection = connect(properties);
    EventStoreReader reader = reader(connection, properties);
    MeterRegistry registry = new SimpleMeterRegistry();
    Relay relay =
        new Relay(
            properties,
            connection,
            kafka(properties, tamper),
            reader,
            new RelayMetrics(registry, reader, Clock.systemUTC()),
            Clock.systemUTC());
    registries.put(relay, registry);
    open.add(relay::stop);
    relay.start();
    return relay;
  }

  RelayDatabase connect(RelayProperties properties) {
    RelayDatabase connection =
        new RelayDatabase(
            database.jdbcUrl(),
            database.username(),
            database.password(),
            properties.databaseTimeout());
    open.add(connection);
    return connection;
  }

  EventStoreReader reader(RelayDatabase connection, RelayProperties properties) {
    return new EventStoreReader(
        connection.jdbc(), properties.batchSize(), properties.batchBytes().toBytes());
  }

  RelayKafka kafka(RelayProperties properties, UnaryOperator<Producer<byte[], byte[]>> tamper) {
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
    return new RelayKafka(config, config, config, properties) {
      @Override
      Producer<byte[], byte[]> producer() {
        return tamper.apply(super.producer());
      }
    };
  }

  /** The cursor in Kafka. */
  RelayCursor cursor() {
    return requireNonNull(kafka(properties(), UnaryOperator.identity()).cursorReader().read());
  }

  /** Puts another cursor in its place. */
  void commitCursor(RelayCursor cursor) {
    RelayKafka kafka = kafka(properties(), UnaryOperator.identity());
    try (EventPublisher publisher = new EventPublisher(kafka.producer(), kafka.names())) {
      publisher.begin();
      publisher.publish(List.of(), cursor);
    }
  }

  /** How many transactions with events a relay has made. */
  long batches(Relay relay) {
    return requireNonNull(registries.get(relay))
        .get("ticketstream.relay.batch.events")
        .summary()
        .count();
  }

  /** How often a relay began anew for a cause. */
  double errors(Relay relay, FailureCause cause) {
    return requireNonNull(registries.get(relay))
        .get("ticketstream.relay.errors")
        .tag("cause", cause.tag())
        .counter()
        .count();
  }

  /** What a {@code read_committed} consumer gets to see. */
  PublishedEvents published() {
    PublishedEvents published = new PublishedEvents(bootstrapServers, topic());
    open.add(published);
    return published;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }
}
