package dev.ticketstream.gateway.graphql;

import graphql.ExecutionResult;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Refuses documents that would cost too much, before they are executed. */
@Configuration(proxyBeanMethods = false)
class DocumentLimits {

  @Bean
  Instrumentation depthLimit(GraphQlLimits limits) {
    return new MaxQueryDepthInstrumentation(limits.depthMax());
  }

  @Bean
  Instrumentation complexityLimit(GraphQlLimits limits) {
    return new MaxQueryComplexityInstrumentation(limits.complexityMax());
  }

  @Bean
  Instrumentation sizeAndAliasLimit(GraphQlLimits limits) {
    return new SizeAndAliasLimit(limits);
  }

  private static final class SizeAndAliasLimit extends SimplePerformantInstrumentation {

    private final GraphQlLimits limits;

    SizeAndAliasLimit(GraphQlLimits limits) {
      this.limits = limits;
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecution(
        InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
      int length = parameters.getQuery().length();
      if (length > limits.documentLengthMax()) {
        throw new AbortExecutionException(
            "The document has %d characters, at most %d are allowed"
                .formatted(length, limits.documentLengthMax()));
      }
      return SimpleInstrumentationContext.noOp();
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
        InstrumentationExecuteOperationParameters parameters,
        @Nullable InstrumentationState state) {
      int aliases = aliases(parameters.getExecutionContext().getDocument());
      if (aliases > limits.aliasesMax()) {
        throw new AbortExecutionException(
            "The document has %d aliases, at most %d are allowed"
                .formatted(aliases, limits.aliasesMax()));
      }
      return SimpleInstrumentationContext.noOp();
    }

    private static int aliases(Document document) {
      int aliases = 0;
      Deque<Node<?>> open = new ArrayDeque<>();
      open.add(document);
      while (!open.isEmpty()) {
        Node<?> node = open.remove();
        if (node instanceof Field field && field.getAlias() != null) {
          aliases++;
        }
        node.getChildren().forEach(open::add);
      }
      return aliases;
    }
  }
}
