package dev.ticketstream.standalone.importer;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends a record that does not end by itself: a quote that is never closed swallows the file. */
final class RecordBound extends FilterReader {

  private static final int RECORD_LENGTH_MAX = 1_000_000;

  private int length;

  RecordBound(Reader in) {
    super(in);
  }

  /** From here on another record is read, give or take what the parser has read ahead. */
  void startRecord() {
    length = 0;
  }

  @Override
  public int read() throws IOException {
    int character = super.read();
    count(character < 0 ? 0 : 1);
    return character;
  }

  @Override
  public int read(char[] buffer, int offset, int count) throws IOException {
    int read = super.read(buffer, offset, count);
    count(Math.max(read, 0));
    return read;
  }

  private void count(int read) throws IOException {
    length += read;
    if (length > RECORD_LENGTH_MAX) {
      throw new IOException(
          "a row is longer than %,d characters; is a quote not closed?"
              .formatted(RECORD_LENGTH_MAX));
    }
  }
}
