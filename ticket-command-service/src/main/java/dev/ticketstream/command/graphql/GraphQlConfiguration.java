package dev.ticketstream.command.graphql;

import dev.ticketstream.command.ticket.CommandLimits;
import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.AbortExecutionException;
import graphql.schema.GraphQLScalarType;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Scalars and limits of the GraphQL engine. */
@Configuration(proxyBeanMethods = false)
class GraphQlConfiguration {

  @Bean
  RuntimeWiringConfigurer scalars() {
    return wiring ->
        wiring
            .scalar(
                GraphQLScalarType.newScalar()
                    .name("DateTime")
                    .coercing(TimeCoercing.instants())
                    .build())
            .scalar(
                GraphQLScalarType.newScalar().name("Date").coercing(TimeCoercing.days()).build())
            .scalar(
                GraphQLScalarType.newScalar().name("JSON").coercing(new JsonCoercing()).build());
  }

  /**
   * Controllers run in the request's own virtual thread. By default each call of one would begin
   * another, and the servlet would be dispatched a second time, through all filters, for its
   * answer; that costs more than most fields do.
   */
  @Bean
  static BeanPostProcessor controllersInTheRequestsThread() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof AnnotatedControllerConfigurer controllers) {
          controllers.setBlockingMethodPredicate(_ -> false);
        }
        return bean;
      }
    };
  }

  @Bean
  GraphQlSourceBuilderCustomizer documentCache(GraphQlLimits limits) {
    DocumentCache cache = new DocumentCache(limits.documentCacheSize());
    return source -> source.configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(cache));
  }

  @Bean
  MaxQueryDepthInstrumentation depthLimit(GraphQlLimits limits, LimitRefusals refusals) {
    return new MaxQueryDepthInstrumentation(limits.depthMax()) {
      @Override
      protected AbortExecutionException mkAbortException(int depth, int max) {
        return refusals.tooDeep(depth, max);
      }
    };
  }

  @Bean
  MaxQueryComplexityInstrumentation complexityLimit(
      GraphQlLimits limits, CommandLimits commands, LimitRefusals refusals) {
    return new MaxQueryComplexityInstrumentation(
        limits.complexityMax(), complexity(limits, commands)) {
      @Override
      protected AbortExecutionException mkAbortException(int complexity, int max) {
        return refusals.tooComplex(complexity, max);
      }
    };
  }

  @Bean
  RepeatedFragmentLimits repeatedFragmentLimits(
      GraphQlLimits limits, CommandLimits commands, LimitRefusals refusals) {
    return new RepeatedFragmentLimits(limits, complexity(limits, commands), refusals);
  }

  /**
   * A page's fields count once for each entry that it may have, a bulk command's once for each
   * ticket.
   */
  private static FieldComplexityCalculator complexity(
      GraphQlLimits limits, CommandLimits commands) {
    return (field, children) -> {
      Object first = field.getArguments().get("first");
      int entries =
          first instanceof Integer size
              ? Math.clamp(size, 1, limits.pageSizeMax())
              : tickets(field.getArguments().get("input"), commands);
      return 1 + (int) Math.min((long) children * entries, limits.complexityMax());
    };
  }

  /** More tickets than are allowed get the refusal that says so. */
  private static int tickets(@Nullable Object input, CommandLimits commands) {
    return input instanceof Map<?, ?> fields && fields.get("tickets") instanceof Collection<?> list
        ? Math.clamp(list.size(), 1, commands.bulkTicketsMax())
        : 1;
  }

  @Bean
  DocumentLimits documentLimits(GraphQlLimits limits, LimitRefusals refusals) {
    return new DocumentLimits(limits, refusals);
  }
}
