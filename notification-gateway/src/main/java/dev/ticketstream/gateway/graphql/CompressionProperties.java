package dev.ticketstream.gateway.graphql;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Compression of WebSocket messages ({@code permessage-deflate}, RFC 7692).
 *
 * @param enabled whether clients that offer it get it
 * @param payloadSizeMin smaller results are sent as they are
 */
@Validated
@ConfigurationProperties("ticketstream.gateway.compression")
record CompressionProperties(
    @DefaultValue("false") boolean enabled, @DefaultValue("256B") DataSize payloadSizeMin) {

  CompressionProperties {
    SizeRange.check(
        "ticketstream.gateway.compression.payload-size-min",
        payloadSizeMin,
        DataSize.ofBytes(0),
        DataSize.ofGigabytes(1));
  }

  int payloadBytesMin() {
    return Math.toIntExact(payloadSizeMin.toBytes());
  }
}
