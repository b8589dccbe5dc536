package dev.ticketstream.gateway.graphql;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What may wait to be written, of all connections together; for one connection see {@link
 * ConnectionProperties#outboundSizeMax}.
 *
 * @param totalSizeMax what may wait for sockets that do not take it; over it, connections for which
 *     something waits get nothing more; a quarter of the heap when not set
 * @param pendingFramesMax frames that may wait for one event loop to take them up; over it, the
 *     stream of events is read no further for the moment
 */
@Validated
@ConfigurationProperties("ticketstream.gateway.outbound")
record OutboundProperties(
    @Nullable DataSize totalSizeMax,
    @DefaultValue("524288") @Min(1_024) @Max(16_777_216) int pendingFramesMax) {

  private static final int HEAP_SHARE = 4;

  OutboundProperties {
    if (totalSizeMax != null) {
      SizeRange.check(
          "ticketstream.gateway.outbound.total-size-max",
          totalSizeMax,
          DataSize.ofKilobytes(1),
          DataSize.ofTerabytes(1));
    }
  }

  long totalBytesMax() {
    return totalSizeMax == null
        ? Runtime.getRuntime().maxMemory() / HEAP_SHARE
        : totalSizeMax.toBytes();
  }
}
