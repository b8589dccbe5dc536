package dev.ticketstream.command.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.Client;
import dev.ticketstream.command.RunningService;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RateLimitIT {

  private final CommandRateLimiter limiter = RunningService.get().bean(CommandRateLimiter.class);

  @Test
  void aUserWhoSentTooManyCommandsIsToldWhenToSendTheNext() {
    Client busy = Client.as("busy", "customer");
    String ticket = busy.createTicket("Before the limit");
    EmptyBuckets.ofCommands(limiter, "busy");
    JsonNode answer =
        busy.send(
            "mutation($i: AddCommentInput!) { addComment(input: $i) { success ticket { id }"
                + " errors { code message path retryAfterMs } } }",
            Map.of("i", Map.of("ticketId", ticket, "comment", "one more")));
    JsonNode payload = answer.at("/data/addComment");
    assertThat(payload.get("success").asBoolean()).isFalse();
    assertThat(payload.at("/errors/0/code").asString()).isEqualTo("RATE_LIMITED");
    assertThat(payload.at("/errors/0/retryAfterMs").asInt()).isPositive();
    JsonNode found =
        busy.query("query($id: ID!) { ticket(id: $id) { commentCount } }", Map.of("id", ticket));
    assertThat(found.at("/ticket/commentCount").asInt()).as("nothing was carried out").isZero();
    assertThat(Client.as("other", "customer").createTicket("Of another user")).isNotEmpty();
  }

  @Test
  void aUserWhoSentTooManyRequestsIsToldWhenToSendTheNext() {
    Client busy = Client.as("reader", "customer");
    busy.known();
    EmptyBuckets.ofRequests(limiter, "reader");
    JsonNode answer = busy.send("{ me { id } }", Map.of());
    assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("RATE_LIMITED");
    assertThat(answer.at("/errors/0/extensions/retryAfterMs").asInt()).isPositive();
    assertThat(answer.at("/data").isEmpty()).isTrue();
  }
}
