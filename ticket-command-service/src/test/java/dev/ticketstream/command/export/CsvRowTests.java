package dev.ticketstream.command.export;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowTests {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n1", "＝1", "＠x"})
  void whatBeginsLikeAFormulaBeginsWithAnApostrophe(String value) {
    assertThat(CsvRow.text(value)).startsWith("'" + value.charAt(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a;=1", "a;\"=1", "a;\"\"=1", "a;'=1", "a\t=1", "a\n=1", "a\r\n-1", "a;@x"})
  void norDoesACellBeginLikeOneWhereOthersSeparateCells(String value) {
    assertThat(CsvRow.text(value).split("[;\t\r\n]+", 2)[1])
        .startsWith("'")
        .endsWith(value.split("[;\t\r\n]+", 2)[1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a = b",
        "1-2",
        "x@example.org",
        "a; - b",
        "a,=b",
        "'=1",
        "a=1;b=2",
        "Ünal"
      })
  void allElseStaysAsItIs(String value) {
    assertThat(CsvRow.text(value)).isEqualTo(value);
  }

  @Test
  void everyColumnStandsInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("../README.md")).replaceAll("\\s+", " ");
    assertThat(readme)
        .contains(
            CsvRow.HEADER.stream().map(column -> "`" + column + "`").collect(joining(", ")) + ".");
  }
}
