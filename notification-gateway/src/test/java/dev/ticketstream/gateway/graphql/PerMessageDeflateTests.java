package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7692, 7.1. */
class PerMessageDeflateTests {

  private static final String ACCEPTED =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate",
        " permessage-deflate ; client_max_window_bits",
        "permessage-deflate;client_max_window_bits=8",
        "permessage-deflate; client_max_window_bits=\"15\"; server_no_context_takeover",
        "permessage-deflate; client_no_context_takeover; server_no_context_takeover",
        "x-webkit-deflate-frame, permessage-deflate",
        "permessage-deflate; server_max_window_bits=10, permessage-deflate",
        ";,permessage-deflate"
      })
  void acceptsTheFirstOfferThatItCan(String offers) {
    assertThat(PerMessageDeflate.accept(List.of(offers))).isEqualTo(ACCEPTED);
  }

  @Test
  void acceptsAnOfferFromAnyHeader() {
    assertThat(PerMessageDeflate.accept(List.of("foo; bar=1", "permessage-deflate")))
        .isEqualTo(ACCEPTED);
  }

  /** 7.1.2.1: accepted "by including the parameter … with the same or smaller value". */
  @Test
  void repeatsTheOnlyWindowThatItHas() {
    assertThat(PerMessageDeflate.accept(List.of("permessage-deflate; server_max_window_bits=15")))
        .isEqualTo(ACCEPTED + "; server_max_window_bits=15");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        ",,",
        "deflate-frame",
        "permessage-deflates",
        "permessage-bzip2",
        "permessage-deflate; server_max_window_bits=14",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate; client_no_context_takeover=true",
        "permessage-deflate; client_max_window_bits=7",
        "permessage-deflate; client_max_window_bits=16",
        "permessage-deflate; client_max_window_bits=08",
        "permessage-deflate; client_max_window_bits=x",
        "permessage-deflate; client_max_window_bits; client_max_window_bits=9",
        "permessage-deflate; level=9",
        "permessage-deflate;",
        "permessage-deflate; =",
        "\"permessage-deflate\""
      })
  void declinesWhatItDoesNotKnowOrCannotDo(String offers) {
    assertThat(PerMessageDeflate.accept(List.of(offers))).isNull();
  }

  @Test
  void agreesOnNothingThatWasNotOffered() {
    assertThat(PerMessageDeflate.accept(List.of())).isNull();
  }
}
