package dev.ticketstream.command.graphql;

import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.schema.GraphQLScalarType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
                    .coercing(new DateTimeCoercing())
                    .build())
            .scalar(
                GraphQLScalarType.newScalar().name("JSON").coercing(new JsonCoercing()).build());
  }

  @Bean
  MaxQueryDepthInstrumentation depthLimit(GraphQlLimits limits) {
    return new MaxQueryDepthInstrumentation(limits.depthMax());
  }

  @Bean
  MaxQueryComplexityInstrumentation complexityLimit(GraphQlLimits limits) {
    return new MaxQueryComplexityInstrumentation(limits.complexityMax(), complexity(limits));
  }

  /** A page's fields count once for each entry that it may have. */
  private static FieldComplexityCalculator complexity(GraphQlLimits limits) {
    return (field, children) -> {
      Object first = field.getArguments().get("first");
      int entries = first instanceof Integer size ? Math.clamp(size, 1, limits.pageSizeMax()) : 1;
      return 1 + (int) Math.min((long) children * entries, limits.complexityMax());
    };
  }

  @Bean
  AliasLimit aliasLimit(GraphQlLimits limits) {
    return new AliasLimit(limits.aliasesMax());
  }
}
