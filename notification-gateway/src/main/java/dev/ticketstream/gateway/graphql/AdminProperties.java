package dev.ticketstream.gateway.graphql;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What admins see of an instance ({@code ticketstream.gateway.admin}).
 *
 * @param instance what this instance is called
 */
@Validated
@ConfigurationProperties("ticketstream.gateway.admin")
record AdminProperties(@DefaultValue("gateway") @NotBlank String instance) {}
