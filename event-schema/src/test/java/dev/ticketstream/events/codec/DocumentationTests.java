package dev.ticketstream.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.TextFormat;
import dev.ticketstream.events.EventType;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.Topics;
import dev.ticketstream.events.codec.proto.EventProto;
import dev.ticketstream.events.fixtures.EventFixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Holds docs/events.md and docs/asyncapi.yaml to what the code does. */
class DocumentationTests {

  private static final Path DOCS = Path.of("../docs");
  private static final String MESSAGES = "#/components/messages/";

  private final String guide = read("events.md");
  private final Map<String, Object> asyncApi = new Yaml().load(read("asyncapi.yaml"));

  static List<TicketChange> changes() {
    Map<Class<?>, TicketChange> oneOfEach = new LinkedHashMap<>();
    EventFixtures.everyChange().forEach(change -> oneOfEach.putIfAbsent(change.getClass(), change));
    return List.copyOf(oneOfEach.values());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void the_guide_has_an_example_of_the_change(TicketChange change) {
    String example =
        TextFormat.printer()
            .escapingNonAscii(false)
            .printToString(
                ChangeWriter.write(EventProto.SupportTicketEvent.newBuilder(), change).build());

    assertThat(guide).contains(example);
  }

  @ParameterizedTest
  @EnumSource
  void both_name_the_event_type(EventType type) {
    assertThat(guide).contains("`" + CloudEventHeaders.type(type) + "`");

    Map<String, Object> message =
        documented("components", "messages").values().stream()
            .map(DocumentationTests::map)
            .filter(candidate -> CloudEventHeaders.type(type).equals(candidate.get("name")))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no message for " + type));
    assertThat(String.valueOf(message.get("headers")))
        .contains("const=" + CloudEventHeaders.type(type) + "}");
  }

  @Test
  void the_channel_carries_exactly_the_messages_that_there_are() {
    assertThat(documented("channels", "supportTicketEvents", "messages").values())
        .extracting(reference -> map(reference).get("$ref"))
        .containsExactlyInAnyOrderElementsOf(
            documented("components", "messages").keySet().stream()
                .map(name -> (Object) (MESSAGES + name))
                .toList());
    assertThat(documented("components", "messages")).hasSize(EventType.values().length);
  }

  @Test
  void both_name_every_header_and_its_fixed_value() {
    RecordHeaders headers = new RecordHeaders();
    CloudEventHeaders.write(headers, EventFixtures.eventOf(EventType.CREATED));
    List<String> names = Arrays.stream(headers.toArray()).map(Header::key).toList();

    assertThat(documented("components", "schemas", "headers").get("required")).isEqualTo(names);
    Map<String, Object> properties = documented("components", "schemas", "headers", "properties");
    assertThat(properties).containsKeys(names.toArray(String[]::new));
    for (Header header : headers) {
      assertThat(guide).contains("`" + header.key() + "`");
      Object constant = map(properties.get(header.key())).get("const");
      if (constant != null) {
        assertThat(new String(header.value(), UTF_8)).isEqualTo(constant);
        assertThat(guide).contains("`" + constant + "`");
      }
    }
  }

  @Test
  void the_topic_is_the_one_in_the_code() {
    assertThat(documented("channels", "supportTicketEvents").get("address"))
        .isEqualTo(Topics.SUPPORT_TICKET_EVENTS);
    assertThat(documented("channels", "supportTicketEvents", "bindings", "kafka"))
        .containsEntry("topic", Topics.SUPPORT_TICKET_EVENTS)
        .containsEntry("partitions", Topics.SUPPORT_TICKET_EVENTS_PARTITIONS);
    assertThat(guide).contains(Topics.SUPPORT_TICKET_EVENTS);
  }

  @Test
  void the_payload_is_a_file_that_exists() {
    String file = (String) documented("components", "schemas", "ticketEvent", "schema").get("$ref");

    assertThat(DOCS.resolve(file)).isRegularFile();
  }

  @Test
  void the_numbers_from_100_to_199_are_kept_for_changes() {
    List<Integer> changes =
        EventProto.SupportTicketEvent.getDescriptor().getFields().stream()
            .filter(field -> field.getRealContainingOneof() != null)
            .map(FieldDescriptor::getNumber)
            .toList();
    List<Integer> others =
        EventProto.SupportTicketEvent.getDescriptor().getFields().stream()
            .filter(field -> field.getRealContainingOneof() == null)
            .map(FieldDescriptor::getNumber)
            .toList();

    assertThat(changes).hasSize(changes().size()).allMatch(number -> number / 100 == 1);
    assertThat(others).noneMatch(number -> number / 100 == 1);
  }

  @Test
  void nothing_but_the_codec_uses_the_generated_classes() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      TreeSet<String> users = new TreeSet<>();
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (Files.readString(source).contains("import dev.ticketstream.events.codec.proto")) {
          users.add(source.getName(source.getNameCount() - 2).toString());
        }
      }
      assertThat(users).containsExactly("codec");
    }
  }

  private Map<String, Object> documented(String... path) {
    Map<String, Object> found = asyncApi;
    for (String step : path) {
      found = map(found.get(step));
    }
    return found;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) requireNonNull(value);
  }

  private static String read(String name) {
    try {
      return Files.readString(DOCS.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
