package dev.ticketstream.standalone.importer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplyReaderTests {

  private final ReplyReader reader = new ReplyReader("run-1");

  private Reply read(String body) {
    return reader.read(200, body);
  }

  private static String result(String fields) {
    return "{\"data\":{\"result\":{%s}}}".formatted(fields);
  }

  @Test
  void countsTheEventsThatThisRunAppended() {
    assertThat(
            read(
                result(
                    """
                    "success":true,"ticket":{"id":"t","version":5},
                    "event":{"version":4,"origin":"run-1"},"errors":[]\
                    """)))
        .isEqualTo(new Reply.Done("t", 2, false));
  }

  @Test
  void knowsTheResultOfAnEarlierRunByItsOrigin() {
    assertThat(
            read(
                result(
                    """
                    "success":true,"ticket":{"id":"t","version":5},
                    "event":{"version":1,"origin":"run-0"},"errors":[]\
                    """)))
        .isEqualTo(new Reply.Done("t", 0, true));
  }

  @Test
  void aCommandThatChangesNothingHasNoEvent() {
    assertThat(
            read(result("\"success\":true,\"ticket\":{\"id\":\"t\",\"version\":5},\"event\":null")))
        .isEqualTo(new Reply.Done("t", 0, false));
  }

  @Test
  void aRefusalCarriesItsCode() {
    assertThat(
            read(
                result(
                    """
                    "success":false,"errors":[{"code":"INVALID_TRANSITION","message":"no"}]\
                    """)))
        .isEqualTo(new Reply.Rejected("INVALID_TRANSITION", "no"));
    assertThat(
            read(
                result(
                    "\"success\":false,\"errors\":[{\"code\":\"RATE_LIMITED\",\"message\":\"\"}]")))
        .isInstanceOf(Reply.Unavailable.class);
  }

  @Test
  void faultsOfTheServerMayPassButAnotherApiWillNot() {
    assertThat(
            read(
                "{\"errors\":[{\"message\":\"m\",\"extensions\":{\"classification\":\"INTERNAL_ERROR\"}}]}"))
        .isEqualTo(new Reply.Unavailable("it reports a fault: m", true));
    assertThat(
            read(
                "{\"errors\":[{\"message\":\"m\",\"extensions\":{\"classification\":\"ValidationError\"}}]}"))
        .isInstanceOf(Reply.Unusable.class);
    assertThat(
            read(
                "{\"errors\":[{\"message\":\"m\",\"extensions\":{\"classification\":\"UNAUTHORIZED\"}}]}"))
        .isInstanceOf(Reply.TokenRefused.class);
    assertThat(read("<html>")).isInstanceOf(Reply.Unusable.class);
  }

  @Test
  void statusCodesTellWhetherToTryAgain() {
    assertThat(reader.read(401, "")).isInstanceOf(Reply.TokenRefused.class);
    assertThat(reader.read(429, "")).isInstanceOf(Reply.Unavailable.class);
    assertThat(reader.read(503, "")).isInstanceOf(Reply.Unavailable.class);
    assertThat(reader.read(404, "")).isInstanceOf(Reply.Unusable.class);
  }
}
