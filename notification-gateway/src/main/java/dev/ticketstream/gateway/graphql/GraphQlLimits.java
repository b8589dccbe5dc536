package dev.ticketstream.gateway.graphql;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on GraphQL documents, over HTTP and WebSocket alike.
 *
 * @param documentLengthMax longest document, in characters
 * @param depthMax deepest nesting of fields; tools' introspection queries have 15
 * @param complexityMax most fields, fragments expanded
 * @param aliasesMax most aliases in a document
 * @param filterValuesMax most values in a list of a subscription's filter
 */
@Validated
@ConfigurationProperties("ticketstream.gateway.graphql")
record GraphQlLimits(
    @DefaultValue("16384") @Positive int documentLengthMax,
    @DefaultValue("16") @Positive int depthMax,
    @DefaultValue("300") @Positive int complexityMax,
    @DefaultValue("30") @Positive int aliasesMax,
    @DefaultValue("500") @Positive int filterValuesMax) {}
