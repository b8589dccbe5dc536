package dev.ticketstream.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange.MovedToTeam;
import dev.ticketstream.events.TicketChange.SlaDeadlineChanged;
import dev.ticketstream.events.codec.proto.EventProto;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.events.records.RecordLeaves;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events as they were written once and for all: {@code golden/v1/<name>.bin} are the bytes, {@code
 * <name>.txt} says what must be read from them.
 *
 * <p>{@code mvn -pl event-schema test -Dtest=GoldenBytesTests -Dticketstream.golden.write=true}
 * writes the files of change kinds that have none yet. It replaces nothing: a file of a released
 * version stays as it is for good.
 */
class GoldenBytesTests {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/v1");

  @BeforeAll
  static void writeMissing() throws IOException {
    if (!Boolean.getBoolean("ticketstream.golden.write")) {
      return;
    }
    Files.createDirectories(GOLDEN);
    for (SupportTicketEvent event : EventFixtures.everyEvent()) {
      Path bytes = GOLDEN.resolve(name(event) + ".bin");
      if (Files.notExists(bytes)) {
        Files.write(bytes, SupportTicketEventCodec.encode(event));
        Files.writeString(GOLDEN.resolve(name(event) + ".txt"), text(event));
      }
    }
  }

  static List<String> names() {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".bin"))
          .map(name -> name.substring(0, name.length() - ".bin".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void reads_what_was_written_once(String name) throws IOException {
    SupportTicketEvent event = read(name);

    assertThat(text(event)).isEqualTo(Files.readString(GOLDEN.resolve(name + ".txt")));
  }

  @ParameterizedTest
  @MethodSource("names")
  void writes_the_same_bytes_again(String name) throws IOException {
    SupportTicketEvent event = read(name);

    assertThat(SupportTicketEventCodec.encode(event))
        .isEqualTo(Files.readAllBytes(GOLDEN.resolve(name + ".bin")));
  }

  @Test
  void there_is_a_file_for_every_kind_of_change() {
    List<String> kinds =
        EventProto.SupportTicketEvent.getDescriptor()
            .getRealOneofs()
            .getFirst()
            .getFields()
            .stream()
            .map(FieldDescriptor::getName)
            .toList();

    assertThat(kinds).hasSize(20);
    assertThat(names()).containsAll(kinds.stream().filter(kind -> !internalOnly(kind)).toList());
    assertThat(names())
        .contains(
            "related_added_internal",
            "related_removed_internal",
            "comment_added_internal",
            "comment_edited_internal",
            "comment_deleted_internal",
            "watcher_added_internal",
            "watcher_removed_internal");
  }

  private static boolean internalOnly(String kind) {
    return kind.startsWith("related_");
  }

  private static SupportTicketEvent read(String name) throws IOException {
    DecodedEvent decoded =
        SupportTicketEventCodec.decode(Files.readAllBytes(GOLDEN.resolve(name + ".bin")));
    assertThat(decoded).isInstanceOf(DecodedEvent.Known.class);
    return ((DecodedEvent.Known) decoded).event();
  }

  private static String name(SupportTicketEvent event) {
    String kind = EventMapper.toProto(event).getChangeCase().name().toLowerCase(Locale.ROOT);
    boolean toNone =
        event.change().equals(new MovedToTeam(null))
            || event.change().equals(new SlaDeadlineChanged(null));
    return kind + (event.internal() ? "_internal" : "") + (toNone ? "_none" : "");
  }

  private static String text(SupportTicketEvent event) {
    return RecordLeaves.of(event).stream()
        .map(leaf -> leaf + "\n")
        .collect(Collectors.joining("", event.change().getClass().getSimpleName() + "\n", ""));
  }
}
