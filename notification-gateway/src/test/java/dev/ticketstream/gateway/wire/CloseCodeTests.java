package dev.ticketstream.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseCodeTests {

  /** {@code shouldRetryConnectOrThrow} in client.ts of the npm package graphql-ws 6.4.2. */
  private static final Set<Integer> FATAL_TO_GRAPHQL_WS =
      Set.of(4500, 4005, 4400, 4004, 4401, 4406, 4409, 4429);

  /**
   * {@code isFatalInternalCloseCode} in the same file: of 1000 to 1999 only these are not fatal.
   */
  private static final Set<Integer> NOT_FATAL_TO_GRAPHQL_WS =
      Set.of(1000, 1001, 1006, 1005, 1012, 1013, 1014);

  @ParameterizedTest
  @EnumSource
  void saysOfEveryCodeWhatTheStockClientDoes(CloseCode code) {
    boolean fatal =
        FATAL_TO_GRAPHQL_WS.contains(code.code())
            || (code.code() < 2000 && !NOT_FATAL_TO_GRAPHQL_WS.contains(code.code()));
    assertThat(code.isRetriedByStockClients()).isEqualTo(!fatal);
  }

  @Test
  void aReasonFitsIntoACloseFrame() {
    CloseReason reason = new CloseReason(CloseCode.BAD_REQUEST, "ä".repeat(100) + "😀");
    assertThat(reason.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(120, 123);
    assertThat(new CloseReason(CloseCode.BAD_REQUEST, "😀".repeat(31)).text())
        .isEqualTo("😀".repeat(30));
  }
}
