package dev.ticketstream.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorSealerTests {

  private static final CursorKey OLD = CursorKey.parse("2025:" + key(1));
  private static final CursorKey NEW = CursorKey.parse("2026:" + key(2));

  private final Cursor cursor = cursor(12, 1_000_000_000L);

  @Test
  void opensWhatAnotherInstanceWithTheSameKeySealed() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      Cursor any = cursor(random.nextInt(64), 1 + random.nextLong(Long.MAX_VALUE - 1));
      String sealed = new CursorSealer(List.of(OLD)).seal(any);
      assertThat(new CursorSealer(List.of(OLD)).open(sealed)).isEqualTo(any);
    }
  }

  @Test
  void staysSmallAndSafeInUrls() {
    String sealed = new CursorSealer(List.of(OLD)).seal(cursor);
    assertThat(sealed).hasSizeLessThanOrEqualTo(200).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void neverSealsTheSameCursorToTheSameText() {
    CursorSealer sealer = new CursorSealer(List.of(OLD));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      assertThat(seen.add(sealer.seal(cursor))).isTrue();
    }
    assertThat(seen.add(new CursorSealer(List.of(OLD)).seal(cursor))).isTrue();
  }

  /** Whoever gets two cursors must not see how many were sealed for others in between. */
  @Test
  void doesNotTellHowManyCursorsWereSealed() {
    CursorSealer sealer = new CursorSealer(List.of(OLD));
    byte[] last = Base64.getUrlDecoder().decode(sealer.seal(cursor));
    for (int i = 0; i < 100; i++) {
      byte[] next = Base64.getUrlDecoder().decode(sealer.seal(cursor));
      int same = 0;
      for (int at = 4; at < next.length; at++) {
        same += next[at] == last[at] ? 1 : 0;
      }
      // By chance one byte in 256 is the same; a counter or a fixed salt has many that are.
      assertThat(same).isLessThan(8);
      last = next;
    }
  }

  @Test
  void refusesACursorWithAnyByteChangedOrCutOff() {
    CursorSealer sealer = new CursorSealer(List.of(OLD));
    byte[] sealed = Base64.getUrlDecoder().decode(sealer.seal(cursor));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertRefused(sealer, Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
      byte[] cut = Arrays.copyOf(sealed, i);
      assertRefused(sealer, Base64.getUrlEncoder().withoutPadding().encodeToString(cut));
    }
  }

  @Test
  void refusesWhatIsNoCursor() {
    CursorSealer sealer = new CursorSealer(List.of(OLD));
    for (String text : List.of("", "a", "not base64!", "ü", "A".repeat(100), "A".repeat(20_000))) {
      assertRefused(sealer, text);
    }
  }

  @Test
  void sealsWithTheFirstKeyAndOpensWithAll() throws Exception {
    CursorSealer before = new CursorSealer(List.of(OLD));
    CursorSealer rotated = new CursorSealer(List.of(NEW, OLD));
    CursorSealer after = new CursorSealer(List.of(NEW));
    assertThat(rotated.open(before.seal(cursor))).isEqualTo(cursor);
    assertThat(after.open(rotated.seal(cursor))).isEqualTo(cursor);
    assertRefused(after, before.seal(cursor));
    assertRefused(before, rotated.seal(cursor));
  }

  @Test
  void refusesAKeyOfTheSameNameWithOtherBytes() {
    CursorSealer other = new CursorSealer(List.of(CursorKey.parse("2025:" + key(3))));
    assertRefused(other, new CursorSealer(List.of(OLD)).seal(cursor));
  }

  @Test
  void doesNotShowKeysInLogs() {
    assertThat(OLD.toString()).isEqualTo("CursorKey[id=2025]");
    assertThat(new CursorProperties(List.of("2025:" + key(1)), false).toString())
        .isEqualTo("CursorProperties[keys=1, generateKey=false]");
  }

  private static void assertRefused(CursorSealer sealer, String text) {
    assertThatThrownBy(() -> sealer.open(text)).isInstanceOf(InvalidCursorException.class);
  }

  private static Cursor cursor(int partitions, long offset) {
    long[] next = new long[partitions];
    Arrays.setAll(next, p -> offset / (p + 1));
    return new Cursor(
        new UUID(0x1234_5678_9abc_def0L, -1L),
        StreamPosition.of(next),
        Instant.parse("2026-11-23T12:34:56.789Z"));
  }

  private static String key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
