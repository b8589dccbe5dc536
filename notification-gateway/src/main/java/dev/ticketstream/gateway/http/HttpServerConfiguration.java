package dev.ticketstream.gateway.http;

import io.netty.channel.ChannelPipeline;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Bounds what strangers can do before they have said anything. */
@Configuration(proxyBeanMethods = false)
class HttpServerConfiguration {

  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> requestDeadlines(
      HttpProperties properties) {
    return factory ->
        factory.addServerCustomizers(server -> withDeadlines(server, properties.requestTimeout()));
  }

  static HttpServer withDeadlines(HttpServer server, Duration requestTimeout) {
    return server.doOnChannelInit(
        (_, channel, _) -> {
          ChannelPipeline pipeline = channel.pipeline();
          if (pipeline.get(NettyPipeline.HttpCodec) != null) {
            pipeline.addAfter(
                NettyPipeline.HttpCodec,
                RequestDeadline.class.getName(),
                new RequestDeadline(requestTimeout));
          }
        });
  }
}
