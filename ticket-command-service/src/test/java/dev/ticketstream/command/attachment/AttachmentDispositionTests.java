package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttachmentDispositionTests {

  @Test
  void plainNamesStandAsTheyAre() {
    assertThat(AttachmentDisposition.of("report-1.pdf"))
        .isEqualTo("attachment; filename=\"report-1.pdf\"; filename*=UTF-8''report-1.pdf");
  }

  /** RFC 8187, 3.2.1: all but attr-char is percent-encoded. */
  @Test
  void othersAreEncoded() {
    assertThat(AttachmentDisposition.of("Größe (2)'s €.txt"))
        .isEqualTo(
            "attachment; filename=\"Gr__e (2)'s _.txt\";"
                + " filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%282%29%27s%20%E2%82%AC.txt");
    assertThat(AttachmentDisposition.of("😀")).contains("\"_\"").endsWith("''%F0%9F%98%80");
  }
}
