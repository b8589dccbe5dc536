package dev.ticketstream.gateway.graphql;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on GraphQL requests, over HTTP and WebSocket alike. Those that the command service has too
 * have the same names and mean the same there.
 *
 * @param documentSizeMax longest document, variables not counted; a character counts as a byte
 * @param variablesSizeMax largest variables, as JSON in UTF-8
 * @param depthMax deepest nesting of fields; tools' introspection queries have 15
 * @param complexityMax most fields of an operation, fragments expanded
 * @param operationsMax most operations in a document, of which one is carried out
 * @param rootFieldsMax most fields at the top of an operation
 * @param aliasesMax most aliases in a document
 * @param directivesMax most directives in a document
 * @param filterValuesMax most values in a list of a subscription's filter
 * @param viewsPerUserMax most distinct selections that subscriptions of a user may add to those of
 *     an instance, which executes each of them for every event
 * @param documentCacheSize most text of valid documents that is remembered parsed
 */
@Validated
@ConfigurationProperties("ticketstream.gateway.graphql")
record GraphQlLimits(
    @DefaultValue("16KB") DataSize documentSizeMax,
    @DefaultValue("48KB") DataSize variablesSizeMax,
    @DefaultValue("16") @Positive int depthMax,
    @DefaultValue("300") @Positive int complexityMax,
    @DefaultValue("10") @Positive int operationsMax,
    @DefaultValue("20") @Positive int rootFieldsMax,
    @DefaultValue("30") @Positive int aliasesMax,
    @DefaultValue("50") @Positive int directivesMax,
    @DefaultValue("500") @Positive int filterValuesMax,
    @DefaultValue("50") @Positive int viewsPerUserMax,
    @DefaultValue("1MB") DataSize documentCacheSize) {

  private static final String PREFIX = "ticketstream.gateway.graphql.";

  GraphQlLimits {
    check("document-size-max", documentSizeMax);
    check("variables-size-max", variablesSizeMax);
    check("document-cache-size", documentCacheSize);
  }

  private static void check(String name, DataSize value) {
    SizeRange.check(PREFIX + name, value, DataSize.ofBytes(1), DataSize.ofGigabytes(1));
  }
}
