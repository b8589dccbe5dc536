package dev.ticketstream.gateway.graphql;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The command service's rules on tickets, as far as events show what they allow ({@code
 * ticketstream.ticket}); must be the same there.
 *
 * @param reopenWindow how long after closing the requester may reopen their ticket
 */
@Validated
@ConfigurationProperties("ticketstream.ticket")
record TicketProperties(@DefaultValue("14d") @DurationMin Duration reopenWindow) {}
