package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionFilterInputTests {

  @ParameterizedTest
  @ValueSource(strings = {"x", "xx"})
  void quotesNoHalfCharacters(String start) {
    String longText = start + "\ud83d\ude00".repeat(40);
    assertThatThrownBy(() -> SubscriptionFilterInput.ticketId(longText))
        .isInstanceOf(OperationRefusedException.class)
        .message()
        .matches(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    assertThatThrownBy(() -> SubscriptionFilterInput.ticketId(start + "\ud83d"))
        .message()
        .matches(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
  }
}
