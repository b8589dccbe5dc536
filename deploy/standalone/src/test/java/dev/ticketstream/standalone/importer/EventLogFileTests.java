package dev.ticketstream.standalone.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLogFileTests {

  private static final String GOOD = Rows.line("INC1", "New", Map.of());

  @TempDir private Path folder;

  private Path write(byte[] bytes) throws Exception {
    return Files.write(folder.resolve("log.csv"), bytes);
  }

  private Path write(String... lines) throws Exception {
    return write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static List<ReadRow> read(Path path) {
    List<ReadRow> rows = new ArrayList<>();
    new EventLogFile(path).read(rows::add);
    return rows;
  }

  private static byte[] gzip(byte[] bytes) throws Exception {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  @Test
  void aPlainFileIsRead() throws Exception {
    List<ReadRow> rows =
        read(write(Rows.header(), Rows.line("INC1", "Active", Map.of(Columns.GROUP, "Group 7"))));
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst())
        .isInstanceOfSatisfying(
            ReadRow.Usable.class,
            usable -> {
              LogRow row = usable.row();
              assertThat(row.line()).isEqualTo(2);
              assertThat(row.number()).isEqualTo("INC1");
              assertThat(row.state()).isEqualTo(IncidentState.ACTIVE);
              assertThat(row.priority()).isEqualTo(TicketPriority.MEDIUM);
              assertThat(row.updatedAt()).isEqualTo(LocalDateTime.of(2016, 2, 29, 1, 23));
              assertThat(row.value(Columns.GROUP)).contains("Group 7");
              assertThat(row.value(Columns.VENDOR)).isEmpty();
            });
  }

  @Test
  void aGzipFileIsKnownByItsContent() throws Exception {
    byte[] plain = (Rows.header() + "\n" + GOOD + "\n").getBytes(StandardCharsets.UTF_8);
    assertThat(read(write(gzip(plain)))).hasOnlyElementsOfType(ReadRow.Usable.class).hasSize(1);
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsDoNotMatter() throws Exception {
    byte[] bytes =
        ("\uFEFF" + Rows.header() + "\r\n" + GOOD + "\r\n").getBytes(StandardCharsets.UTF_8);
    assertThat(read(write(bytes))).hasOnlyElementsOfType(ReadRow.Usable.class).hasSize(1);
  }

  @Test
  void columnsMayStandInAnyOrderBesideOthers() throws Exception {
    List<ReadRow> rows = read(write("extra," + Rows.header(), "x," + GOOD));
    assertThat(rows).hasOnlyElementsOfType(ReadRow.Usable.class).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          incident_state | Postponed        | incident_state "Postponed" is unknown
          incident_state | -100             | incident_state "-100" is unknown
          priority       | 5 - Planning     | priority "5 - Planning" is unknown
          sys_updated_at | 31-02-2016 01:23 | sys_updated_at "31-02-2016 01:23" is no date
          sys_updated_at | ?                | sys_updated_at "?" is no date
          number         | ?                | number "?" is none
          number         | INC 1            | number "INC 1" is none
          """)
  void aRowThatCannotBeUsedIsReportedWithItsLineAndReason(
      String column, String value, String reason) throws Exception {
    int index = Columns.REQUIRED.indexOf(column);
    String[] fields = GOOD.split(",", -1);
    fields[index] = value;
    List<ReadRow> rows = read(write(Rows.header(), GOOD, String.join(",", fields), GOOD));
    assertThat(rows.get(1)).isEqualTo(new ReadRow.Unusable(3, reason));
    assertThat(rows.get(2)).isInstanceOf(ReadRow.Usable.class);
  }

  @Test
  void aRowWithTooFewOrTooManyColumnsIsReported() throws Exception {
    int columns = Columns.REQUIRED.size();
    assertThat(read(write(Rows.header(), "INC1,New", GOOD + ",x")))
        .containsExactly(
            new ReadRow.Unusable(2, "2 columns instead of " + columns),
            new ReadRow.Unusable(3, "%d columns instead of %d".formatted(columns + 1, columns)));
  }

  @Test
  void onlyTheRowThatIsNotUtf8IsLost() throws Exception {
    String bad = Rows.line("INC1", "New", Map.of(Columns.CATEGORY, "@"));
    byte[] bytes =
        (Rows.header() + "\n" + bad + "\n" + GOOD + "\n").getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '@') {
        bytes[i] = (byte) 0xE9;
      }
    }
    List<ReadRow> rows = read(write(bytes));
    assertThat(rows.get(0)).isEqualTo(new ReadRow.Unusable(2, "category is not UTF-8"));
    assertThat(rows.get(1)).isInstanceOf(ReadRow.Usable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "29-02-2016 01:23, 2016-02-29T01:23",
    "1/3/2016 9:05, 2016-03-01T09:05",
    "2016-03-01 09:05:30, 2016-03-01T09:05:30"
  })
  void datesMayBeWrittenInSeveralForms(String text, LocalDateTime expected) throws Exception {
    List<ReadRow> rows =
        read(write(Rows.header(), Rows.line("I", "New", Map.of(Columns.UPDATED_AT, text))));
    assertThat(((ReadRow.Usable) rows.getFirst()).row().updatedAt()).isEqualTo(expected);
  }

  @Test
  void linesAreCountedAcrossQuotedLineBreaks() throws Exception {
    String broken = Rows.line("INC1", "New", Map.of(Columns.CATEGORY, "\"a\nb\""));
    assertThat(read(write(Rows.header(), broken, "x")).get(1))
        .isInstanceOfSatisfying(ReadRow.Unusable.class, row -> assertThat(row.line()).isEqualTo(4));
  }

  @Test
  void filesThatAreNoEventLogAreOneClearLine() throws Exception {
    assertRefused(folder.resolve("none"), "there is no file");
    assertRefused(folder, "is a folder");
    assertRefused(write(new byte[0]), "is empty");
    assertRefused(write("root:x:0:0"), "is no incident event log");
    assertRefused(write(Rows.header().replace("priority,", "")), "lacks the column priority");
  }

  @Test
  void aTruncatedOrDamagedGzipFileIsOneClearLine() throws Exception {
    StringBuilder text = new StringBuilder(Rows.header()).append('\n');
    for (int i = 0; i < 2000; i++) {
      text.append(Rows.line("INC" + i * 7919L, "New", Map.of())).append('\n');
    }
    byte[] whole = gzip(text.toString().getBytes(StandardCharsets.UTF_8));
    assertRefused(write(Arrays.copyOf(whole, whole.length / 2)), "ends in the middle");
    Arrays.fill(whole, whole.length / 2, whole.length / 2 + 200, (byte) 0xFF);
    assertRefused(write(whole), "damaged gzip");
  }

  @Test
  void aQuoteThatIsNeverClosedDoesNotSwallowAllMemory() throws Exception {
    String[] lines = new String[40_000];
    Arrays.fill(lines, GOOD);
    lines[0] = Rows.header();
    lines[1] = "\"" + GOOD;
    assertRefused(write(lines), "is a quote not closed?");
  }

  private static void assertRefused(Path path, String reason) {
    assertThatThrownBy(() -> read(path))
        .isInstanceOf(StandaloneException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining(reason);
  }
}
