package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTests {

  @ParameterizedTest
  @CsvSource({
    "report.pdf, report.pdf",
    "Größe 20 µm.png, Größe 20 µm.png",
    "日本語.txt, 日本語.txt",
    "../../etc/passwd, passwd",
    "C:\\temp\\a.txt, a.txt",
    "dir/, attachment",
    ".htaccess, htaccess",
    "trailing. ., trailing",
    "a<b>c:d|e?f*g.txt, a_b_c_d_e_f_g.txt",
    "100%25.txt, 100_25.txt",
    "CON, _CON",
    "nul.txt, _nul.txt",
    "Com1 .log, _Com1 .log",
    "LPT¹, _LPT¹",
    "console.txt, console.txt",
  })
  void makesNamesSafe(String name, String safe) {
    assertThat(FileNames.safe(name)).isEqualTo(safe);
  }

  @Test
  void takesOutWhatCannotBeSeen() {
    // An override of direction would show this as "invoiceexe.pdf".
    assertThat(FileNames.safe("invoice\u202Efdp.exe")).isEqualTo("invoicefdp.exe");
    assertThat(FileNames.safe("a\u0000b\r\nc\u2028d\u200Be\u2066f.txt")).isEqualTo("ab c def.txt");
    assertThat(FileNames.safe("half\uD83D.txt")).isEqualTo("half.txt");
    assertThat(FileNames.safe("quote\".txt")).isEqualTo("quote_.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "...", " ", "\u202E", "/", "\\\\"})
  void whatIsNoNameGetsOne(String name) {
    assertThat(FileNames.safe(name)).isEqualTo("attachment");
  }

  @Test
  void aLongNameKeepsItsExtension() {
    String safe = FileNames.safe("日".repeat(300) + ".pdf");
    assertThat(safe).startsWith("日日").endsWith("日.pdf");
    assertThat(safe.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(195, FileNames.BYTES_MAX);
    assertThat(FileNames.safe("x." + "y".repeat(500))).hasSize(FileNames.BYTES_MAX);
    assertThat(FileNames.safe("😀".repeat(200)).codePoints()).containsOnly(0x1F600);
  }

  @Test
  void namesAreNormalised() {
    assertThat(FileNames.safe("u\u0308.txt")).isEqualTo("\u00FC.txt");
  }

  @Test
  void everySafeNameIsSafeAgain() {
    for (String name : new String[] {"..CON", " .a", "x".repeat(300) + ". .", "con .a.b"}) {
      assertThat(FileNames.safe(FileNames.safe(name))).isEqualTo(FileNames.safe(name));
    }
  }
}
