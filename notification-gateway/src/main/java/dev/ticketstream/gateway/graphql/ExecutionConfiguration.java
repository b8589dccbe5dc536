package dev.ticketstream.gateway.graphql;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How GraphQL Java executes. */
@Configuration(proxyBeanMethods = false)
class ExecutionConfiguration {

  /**
   * Documents are parsed and validated once; and nothing is kept of an event that was executed.
   * GraphQL Java 25 otherwise notes for each event of a subscription which data loaders it waits
   * for, 1.8 KB each, until the subscription ends. A shared view's never does. There are no data
   * loaders here.
   */
  @Bean
  GraphQlSourceBuilderCustomizer execution(GraphQlLimits limits) {
    DocumentCache documents = new DocumentCache(limits.documentCacheSize());
    return source ->
        source.configureGraphQl(
            graphQl ->
                graphQl
                    .preparsedDocumentProvider(documents)
                    .doNotAutomaticallyDispatchDataLoader());
  }
}
