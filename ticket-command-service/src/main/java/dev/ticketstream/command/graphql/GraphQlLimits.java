package dev.ticketstream.command.graphql;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a GraphQL request may be.
 *
 * @param requestSizeMax largest HTTP body
 * @param documentSizeMax longest GraphQL document, variables not counted; a character counts as a
 *     byte
 * @param depthMax deepest nesting of fields
 * @param complexityMax most fields in an answer, counting a page's fields once for each entry
 * @param variablesSizeMax largest variables, as JSON in UTF-8
 * @param operationsMax most operations in a document, of which one is carried out
 * @param rootFieldsMax most fields at the top of an operation: commands and queries in one request
 * @param aliasesMax most aliases in a document
 * @param directivesMax most directives in a document
 * @param pageSizeMax most entries of a page, the largest {@code first}
 * @param teamsMax most teams that are listed
 * @param documentCacheSize most text of valid documents that is remembered parsed
 */
@ConfigurationProperties("ticketstream.graphql")
record GraphQlLimits(
    @DefaultValue("128KB") DataSize requestSizeMax,
    @DefaultValue("16KB") DataSize documentSizeMax,
    @DefaultValue("15") int depthMax,
    @DefaultValue("20000") int complexityMax,
    @DefaultValue("96KB") DataSize variablesSizeMax,
    @DefaultValue("10") int operationsMax,
    @DefaultValue("20") int rootFieldsMax,
    @DefaultValue("50") int aliasesMax,
    @DefaultValue("50") int directivesMax,
    @DefaultValue("100") int pageSizeMax,
    @DefaultValue("1000") int teamsMax,
    @DefaultValue("1MB") DataSize documentCacheSize) {

  /** A body is in memory as a whole. */
  private static final DataSize SIZE_MAX = DataSize.ofGigabytes(1);

  GraphQlLimits {
    size("request-size-max", requestSizeMax);
    size("document-size-max", documentSizeMax);
    positive("depth-max", depthMax);
    positive("complexity-max", complexityMax);
    size("variables-size-max", variablesSizeMax);
    positive("operations-max", operationsMax);
    positive("root-fields-max", rootFieldsMax);
    positive("aliases-max", aliasesMax);
    positive("directives-max", directivesMax);
    positive("page-size-max", pageSizeMax);
    positive("teams-max", teamsMax);
    size("document-cache-size", documentCacheSize);
  }

  private static void size(String name, DataSize value) {
    if (value.toBytes() < 1 || value.compareTo(SIZE_MAX) > 0) {
      throw new IllegalArgumentException(
          "ticketstream.graphql.%s must be 1 to %d bytes: %d"
              .formatted(name, SIZE_MAX.toBytes(), value.toBytes()));
    }
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "ticketstream.graphql.%s must be at least 1: %d".formatted(name, value));
    }
  }
}
