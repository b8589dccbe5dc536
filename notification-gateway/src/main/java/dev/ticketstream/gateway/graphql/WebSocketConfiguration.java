package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.fanout.DeliveryPace;
import dev.ticketstream.gateway.security.TokenAuthenticator;
import dev.ticketstream.gateway.wire.LoopWriters;
import dev.ticketstream.gateway.wire.SessionEnvironment;
import dev.ticketstream.gateway.wire.SessionMetrics;
import dev.ticketstream.gateway.wire.SessionRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;
import org.springframework.web.reactive.socket.server.support.WebSocketUpgradeHandlerPredicate;

/** Puts the WebSocket endpoint beside the HTTP one. */
@Configuration(proxyBeanMethods = false)
class WebSocketConfiguration {

  /** Ahead of Spring for GraphQL's own routes, which would answer an upgrade with 405. */
  private static final int BEFORE_ROUTER_FUNCTIONS = -2;

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  SessionRegistry sessionRegistry(ConnectionProperties properties) {
    return new SessionRegistry(properties.connectionsMax(), properties.connectionsPerUserMax());
  }

  @Bean
  LoopWriters loopWriters(OutboundProperties properties, MeterRegistry meters) {
    return new LoopWriters(meters, properties.pendingFramesMax(), properties.totalBytesMax());
  }

  @Bean
  DeliveryPace deliveryPace(LoopWriters writers) {
    return new DeliveryPace() {
      @Override
      public void awaitRoom() {
        writers.awaitRoom();
      }

      @Override
      public void handOver() {
        writers.handOver();
      }
    };
  }

  @Bean
  GraphQlTransportWsHandler graphQlTransportWsHandler(
      ConnectionProperties properties,
      TokenAuthenticator authenticator,
      GraphQlOperationExecutor executor,
      SessionRegistry registry,
      MeterRegistry meters,
      LoopWriters writers,
      Clock clock) {
    return new GraphQlTransportWsHandler(
        new SessionEnvironment(
            properties.sessionSettings(),
            authenticator,
            TokenAuthenticator::bringsToken,
            executor,
            registry,
            new SessionMetrics(meters, registry),
            writers,
            clock));
  }

  @Bean
  HandlerMapping graphQlWebSocketMapping(WebSocketHandler handler) {
    SimpleUrlHandlerMapping mapping =
        new SimpleUrlHandlerMapping(Map.of("/graphql", handler), BEFORE_ROUTER_FUNCTIONS);
    mapping.setHandlerPredicate(new WebSocketUpgradeHandlerPredicate());
    return mapping;
  }

  @Bean
  WebSocketHandlerAdapter webSocketHandlerAdapter(ConnectionProperties properties) {
    return new WebSocketHandlerAdapter(
        new HandshakeWebSocketService(
            new ChannelUpgradeStrategy(properties.sessionSettings().messageBytesMax())));
  }
}
