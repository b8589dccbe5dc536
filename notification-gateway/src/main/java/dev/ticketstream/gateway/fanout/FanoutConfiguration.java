package dev.ticketstream.gateway.fanout;

import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.gateway.stream.CursorSealer;
import dev.ticketstream.gateway.stream.KafkaReplay;
import dev.ticketstream.gateway.stream.LiveStream;
import dev.ticketstream.gateway.subscription.SubscriptionIndex;
import dev.ticketstream.gateway.subscription.SubscriptionMatcher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({FanoutProperties.class, VisibilityProperties.class})
class FanoutConfiguration {

  @Bean
  TicketVisibility ticketVisibility(VisibilityProperties properties) {
    return properties.visibility();
  }

  @Bean
  TicketEventStreams ticketEventStreams(
      LiveStream live,
      KafkaReplay replay,
      CursorSealer sealer,
      TicketVisibility visibility,
      FanoutProperties properties,
      MeterRegistry metrics,
      DeliveryPace pace) {
    return broadcaster(live, replay, sealer, visibility, properties, metrics, pace);
  }

  static Broadcaster broadcaster(
      LiveStream live,
      KafkaReplay replay,
      CursorSealer sealer,
      TicketVisibility visibility,
      FanoutProperties properties,
      MeterRegistry metrics,
      DeliveryPace pace) {
    Set<EventChannel> channels = ConcurrentHashMap.newKeySet();
    SubscriptionMatcher matcher = new SubscriptionMatcher(visibility);
    Broadcaster broadcaster =
        new Broadcaster(
            new DeliveryContext(
                live,
                replay,
                sealer,
                matcher,
                new EventRedactor(visibility),
                new SubscriptionIndex<>(matcher),
                channels,
                Schedulers.newParallel("ticket-fanout", Schedulers.DEFAULT_POOL_SIZE, true),
                properties,
                new FanoutMetrics(metrics, channels),
                Clock.systemUTC()),
            pace);
    live.listen(broadcaster);
    return broadcaster;
  }
}
