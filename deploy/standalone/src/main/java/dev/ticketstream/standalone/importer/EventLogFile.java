package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.terminal.Failures;
import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A service desk's event log: CSV with a header, plain or gzip, in UTF-8.
 *
 * @param path the file
 */
record EventLogFile(Path path) {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  /**
   * Reads the whole file, one row after the other.
   *
   * @param rows receives every row but the header, in the file's order
   * @throws StandaloneException when the file is none, is empty or damaged, or has another header
   */
  void read(Consumer<ReadRow> rows) {
    check();
    long line = 1;
    try (InputStream bytes = open();
        Reader text = new RecordBound(reader(bytes));
        CSVParser parser = FORMAT.parse(text)) {
      RecordBound bound = (RecordBound) text;
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw new StandaloneException("%s is empty".formatted(path));
      }
      RowParser rowParser = new RowParser(header(records.next()));
      line = parser.getCurrentLineNumber() + 1;
      while (records.hasNext()) {
        bound.startRecord();
        ReadRow row = rowParser.parse(records.next(), line);
        line = parser.getCurrentLineNumber() + 1;
        rows.accept(row);
      }
    } catch (UncheckedIOException e) {
      Throwable cause = e.getCause();
      throw damaged(line, cause == null ? e : cause);
    } catch (IOException e) {
      throw damaged(line, e);
    }
  }

  private void check() {
    if (!Files.exists(path)) {
      throw new StandaloneException("there is no file %s".formatted(path));
    }
    if (Files.isDirectory(path)) {
      throw new StandaloneException("%s is a folder".formatted(path));
    }
    if (!Files.isReadable(path)) {
      throw new StandaloneException("%s cannot be read: permission denied".formatted(path));
    }
  }

  /** By content, not by name. */
  private InputStream open() throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
    bytes.mark(2);
    boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    return gzip ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
  }

  /** Bytes that are not UTF-8 are replaced, so that only their rows are lost. */
  private static Reader reader(InputStream bytes) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  private List<String> header(CSVRecord fields) {
    List<String> header = fields.stream().map(String::strip).toList();
    List<String> missing =
        Columns.REQUIRED.stream().filter(column -> !header.contains(column)).toList();
    if (missing.size() == Columns.REQUIRED.size()) {
      throw new StandaloneException(
          "%s is no incident event log: its first line does not name the columns (%s, %s, …)"
              .formatted(path, Columns.NUMBER, Columns.STATE));
    }
    if (!missing.isEmpty()) {
      throw new StandaloneException(
          "%s lacks the column%s %s"
              .formatted(path, missing.size() == 1 ? "" : "s", String.join(", ", missing)));
    }
    return header;
  }

  private StandaloneException damaged(long line, Throwable cause) {
    return new StandaloneException(
        switch (cause) {
          case EOFException _ -> "%s ends in the middle, after line %d".formatted(path, line - 1);
          case ZipException _ ->
              "%s is a damaged gzip file, after line %d".formatted(path, line - 1);
          default ->
              "%s cannot be read from line %d on: %s"
                  .formatted(path, line, Failures.describe(cause));
        });
  }
}
