package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.fanout.DeliveryPace;
import dev.ticketstream.gateway.security.TokenAuthenticator;
import dev.ticketstream.gateway.security.TokenViewers;
import dev.ticketstream.gateway.wire.LoopWriters;
import dev.ticketstream.gateway.wire.PayloadCompressor;
import dev.ticketstream.gateway.wire.SessionEnvironment;
import dev.ticketstream.gateway.wire.SessionMetrics;
import dev.ticketstream.gateway.wire.SessionRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;
import org.springframework.web.reactive.socket.server.support.WebSocketUpgradeHandlerPredicate;

/** Puts the WebSocket endpoint beside the HTTP one. */
@Configuration(proxyBeanMethods = false)
class WebSocketConfiguration {

  /** Ahead of Spring for GraphQL's own routes, which would answer an upgrade with 405. */
  private static final int BEFORE_ROUTER_FUNCTIONS = -2;

  private static final int AFTER_SPRING_BOOTS = 1;

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
  LoopWriters loopWriters(
      OutboundProperties properties, ConnectionProperties connections, MeterRegistry meters) {
    return new LoopWriters(
        meters,
        properties.pendingFramesMax(),
        connections.outboundSizeMax().toBytes(),
        properties.totalBytesMax());
  }

  @Bean
  PayloadCompressor payloadCompressor(CompressionProperties properties, MeterRegistry meters) {
    return new PayloadCompressor(meters, properties.payloadBytesMin());
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
  SessionEnvironment sessionEnvironment(
      ConnectionProperties properties,
      TokenAuthenticator authenticator,
      GraphQlOperationExecutor executor,
      SessionRegistry registry,
      MeterRegistry meters,
      LoopWriters writers,
      Clock clock) {
    return new SessionEnvironment(
        properties.sessionSettings(),
        authenticator,
        TokenAuthenticator::bringsToken,
        executor,
        registry,
        new SessionMetrics(meters, registry),
        writers,
        clock);
  }

  @Bean
  HandlerMapping graphQlWebSocketMapping(
      SessionEnvironment environment, PayloadCompressor compressor) {
    SimpleUrlHandlerMapping mapping =
        new SimpleUrlHandlerMapping(
            Map.of("/graphql", new GraphQlTransportWsHandler(environment, compressor)),
            BEFORE_ROUTER_FUNCTIONS);
    mapping.setHandlerPredicate(new WebSocketUpgradeHandlerPredicate());
    return mapping;
  }

  /** A request may be as large whichever way it comes. */
  @Bean
  @Order(AFTER_SPRING_BOOTS)
  CodecCustomizer requestSize(ConnectionProperties properties) {
    return codecs ->
        codecs.defaultCodecs().maxInMemorySize(properties.sessionSettings().messageBytesMax());
  }

  @Bean
  HandlerMapping eventStreamMapping(SessionEnvironment environment, TokenViewers viewers) {
    SimpleUrlHandlerMapping mapping =
        new SimpleUrlHandlerMapping(
            Map.of("/graphql", new EventStreamHandler(environment, viewers)),
            BEFORE_ROUTER_FUNCTIONS);
    mapping.setHandlerPredicate(
        (_, exchange) -> EventStreamHandler.isWanted(exchange.getRequest()));
    return mapping;
  }

  @Bean
  WebSocketHandlerAdapter webSocketHandlerAdapter(
      ConnectionProperties properties, CompressionProperties compression) {
    return new WebSocketHandlerAdapter(
        new HandshakeWebSocketService(
            new ChannelUpgradeStrategy(
                properties.sessionSettings().messageBytesMax(), compression.enabled())));
  }
}
