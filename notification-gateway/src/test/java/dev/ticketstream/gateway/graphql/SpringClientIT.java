package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.events.fixtures.EventFixtures.ALICE;
import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.fixtures.TicketStory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.client.WebSocketGraphQlClient;
import org.springframework.graphql.client.WebSocketGraphQlClientInterceptor;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.publisher.Mono;

/** Spring's own client against the gateway. */
class SpringClientIT extends RunningGateway {

  @Test
  void springsClientQueriesAndSubscribes() throws Exception {
    WebSocketGraphQlClient client =
        WebSocketGraphQlClient.builder(webSocketUri(), new ReactorNettyWebSocketClient())
            .interceptor(
                new WebSocketGraphQlClientInterceptor() {
                  @Override
                  public Mono<Object> connectionInitPayload() {
                    return Mono.just(Map.of("Authorization", "Bearer " + alice()));
                  }
                })
            .build();
    try {
      assertThat(
              client
                  .document("{ me { id } }")
                  .retrieve("me.id")
                  .toEntity(String.class)
                  .block(Duration.ofSeconds(20)))
          .isEqualTo("alice");
      CompletableFuture<@Nullable List<Integer>> versions =
          client
              .document("subscription { supportTicketEvents { version } }")
              .retrieveSubscription("supportTicketEvents.version")
              .toEntity(Integer.class)
              .take(2)
              .collectList()
              .toFuture();
      awaitSubscriptions(1);
      TicketStory story = TicketStory.of(1, CAROL);
      streams().emit(story.last());
      streams().emit(story.next(ALICE, new TicketChange.TagAdded("vip")).last());
      assertThat(versions.get(20, TimeUnit.SECONDS)).containsExactly(1, 2);
      awaitSubscriptions(0);
    } finally {
      client.stop().block(Duration.ofSeconds(20));
    }
  }
}
