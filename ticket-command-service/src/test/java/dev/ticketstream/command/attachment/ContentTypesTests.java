package dev.ticketstream.command.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypesTests {

  private static final String TEXT = "printer log\nline two\n";
  private static final String PNG = "\u0089PNG\r\n\u001A\n\0\0";
  private static final String ZIP = "PK\u0003\u0004xxxxx\0\0";
  private static final String OLE2 = "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1\0\0";

  private final ContentTypes types = new ContentTypes(AttachmentPropertiesTests.bind(Map.of()));

  @ParameterizedTest
  @CsvSource({
    "a.txt, text/plain",
    "a.log, text/x-log",
    "a.csv, text/csv",
    "a.json, application/json",
    "no extension, text/plain",
    "a.odd, text/plain",
    "a.pdf, text/plain",
  })
  void aNameMakesTextNarrower(String name, String type) {
    assertThat(detect(name, TEXT)).isEqualTo(type);
  }

  @Test
  void theContentDecides() {
    assertThat(detect("a.png", PNG)).isEqualTo("image/png");
    assertThat(detect("a.txt", PNG)).isEqualTo("image/png");
    assertThat(detect("a.jpg", PNG)).isEqualTo("image/png");
    assertThat(detect("a", ZIP)).isEqualTo("application/zip");
    assertThat(detect("a.docx", ZIP)).contains("wordprocessingml");
    assertThat(detect("a.doc", OLE2)).isEqualTo("application/msword");
    assertThat(detect("a.mp4", "\0\0\0\u0018ftypisom\0\0")).isEqualTo("video/mp4");
    assertThat(detect("a.m4a", "\0\0\0\u0018ftypM4A \0\0")).isEqualTo("audio/mp4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><body>",
        "<html><script>alert(1)</script>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>",
        "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
        "MZ\u0090\0\u0003\0\0\0",
        "\u007FELF\u0002\u0001\u0001\0",
        "#!/bin/sh\necho",
        "<?php echo 1;",
        "\0\u0001\u0002\u0003\u0004 unknown",
      })
  void refusesContentThatIsNotAllowedUnderAnyName(String content) {
    for (String name : List.of("a.txt", "a.png", "a.pdf", "a.docx", "a.csv", "a", "a.html")) {
      assertThat(refusal(name, content)).as(name).isEqualTo(Refusal.TYPE_NOT_ALLOWED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.html", "a.HTM", "a.svg", "a.xhtml", "a.js", "a.bat", "a.cmd", "a.sh", "a.ps1", "a.hta",
        "a.vbs", "a.exe", "a.jar", "a.scr", "a.lnk", "a.url", "a.msi", "a.xml", "a.docm", "a.php"
      })
  void refusesNamesUnderWhichSomethingWouldRun(String name) {
    for (String content : List.of(TEXT, PNG, ZIP, OLE2)) {
      assertThat(refusal(name, content)).isEqualTo(Refusal.TYPE_NOT_ALLOWED);
    }
  }

  @Test
  void operatorsSayWhatIsAllowed() {
    ContentTypes own =
        new ContentTypes(
            AttachmentPropertiesTests.bind(
                Map.of("allowed-types", "image/PNG, text/plain", "refused-extensions", "Txt")));
    assertThat(own.detect("a", bytes(PNG))).isEqualTo("image/png");
    assertThat(
            catchThrowableOfType(
                TransferRefusedException.class, () -> own.detect("a.txt", bytes(TEXT))))
        .isNotNull();
    assertThat(
            catchThrowableOfType(
                TransferRefusedException.class, () -> own.detect("a.zip", bytes(ZIP))))
        .isNotNull();
  }

  private String detect(String name, String content) {
    return types.detect(name, bytes(content));
  }

  private Refusal refusal(String name, String content) {
    TransferRefusedException refused =
        catchThrowableOfType(TransferRefusedException.class, () -> detect(name, content));
    assertThat(refused).as("%s: %s", name, content).isNotNull();
    return refused.refusal();
  }

  private static byte[] bytes(String content) {
    return content.getBytes(content.chars().allMatch(c -> c < 256) ? ISO_8859_1 : UTF_8);
  }
}
