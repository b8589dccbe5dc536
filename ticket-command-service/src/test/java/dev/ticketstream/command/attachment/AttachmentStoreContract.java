package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link AttachmentStore} does. */
abstract class AttachmentStoreContract {

  /** More than one of any implementation's buffers. */
  private static final int LARGE = 12_000_001;

  private final UUID id = UUID.randomUUID();

  /** The store under test. */
  abstract AttachmentStore store();

  /** Whether anything of a content is left, half-stored parts included. */
  abstract boolean anythingLeft(UUID contentId);

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535, 65_536, 65_537, 5_242_880, 5_242_881, LARGE})
  void givesBackWhatItGot(int size) throws IOException {
    byte[] content = content(size);
    store().put(id, new ByteArrayInputStream(content));
    try (InputStream stored = store().open(id, 0, size)) {
      assertThat(stored.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void givesAnyPart() throws IOException {
    byte[] content = content(200_000);
    store().put(id, new ByteArrayInputStream(content));
    long[][] parts = {
      {0, 1}, {0, 65_536}, {65_535, 2}, {65_536, 65_536}, {131_071, 68_929}, {199_999, 1}
    };
    for (long[] part : parts) {
      try (InputStream stored = store().open(id, part[0], part[1])) {
        assertThat(stored.readAllBytes())
            .isEqualTo(Arrays.copyOfRange(content, (int) part[0], (int) (part[0] + part[1])));
      }
    }
  }

  @Test
  void givesByteByByteTheSame() throws IOException {
    byte[] content = content(70_000);
    store().put(id, new ByteArrayInputStream(content));
    try (InputStream stored = store().open(id, 65_530, 10)) {
      for (int i = 0; i < 10; i++) {
        assertThat(stored.read()).isEqualTo(content[65_530 + i] & 0xFF);
      }
      assertThat(stored.read()).isEqualTo(-1);
    }
  }

  @Test
  void takesWhatComesInDrips() throws IOException {
    byte[] content = content(100_000);
    InputStream drips =
        new InputStream() {
          private final InputStream all = new ByteArrayInputStream(content);

          @Override
          public int read() throws IOException {
            return all.read();
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return all.read(into, offset, Math.min(length, 997));
          }
        };
    store().put(id, drips);
    try (InputStream stored = store().open(id, 0, content.length)) {
      assertThat(stored.readAllBytes()).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300_000, LARGE})
  void leavesNothingOfWhatBreaksOff(int size) {
    InputStream breaksOff =
        new SequenceInputStream(
            new ByteArrayInputStream(content(size)),
            new InputStream() {
              @Override
              public int read() {
                throw new IllegalStateException("broke off");
              }

              @Override
              public int read(byte[] into, int offset, int length) {
                throw new IllegalStateException("broke off");
              }
            });
    assertThatThrownBy(() -> store().put(id, breaksOff)).hasMessage("broke off");
    assertThat(anythingLeft(id)).isFalse();
  }

  @Test
  void removesAContentAndItsTraces() throws IOException {
    store().put(id, new ByteArrayInputStream(content(LARGE)));
    UUID other = UUID.randomUUID();
    store().put(other, new ByteArrayInputStream(content(10)));
    assertThat(anythingLeft(id)).isTrue();
    store().delete(id);
    assertThat(anythingLeft(id)).isFalse();
    assertThat(anythingLeft(other)).isTrue();
    store().delete(id);
    store().delete(UUID.randomUUID());
  }

  @Test
  void failsWhereBytesAreMissing() {
    assertThatThrownBy(
            () -> {
              try (InputStream stored = store().open(id, 0, 10)) {
                stored.readAllBytes();
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void keepsAHundredMegabytesWhole() throws Exception {
    long size = 100L << 20;
    MessageDigest in = MessageDigest.getInstance("SHA-256");
    store().put(id, new DigestInputStream(GeneratedContent.of(size, 42), in));
    MessageDigest out = MessageDigest.getInstance("SHA-256");
    try (InputStream stored = new DigestInputStream(store().open(id, 0, size), out)) {
      assertThat(stored.transferTo(OutputStream.nullOutputStream())).isEqualTo(size);
    }
    assertThat(out.digest()).isEqualTo(in.digest());
    store().delete(id);
  }

  private static byte[] content(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }
}
