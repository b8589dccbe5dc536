package dev.ticketstream.command.graphql;

import graphql.ExecutionResult;
import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.QueryComplexityCalculator;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import org.jspecify.annotations.Nullable;

/**
 * Holds documents to the limits on depth and complexity that name a fragment more than once.
 * GraphQL Java's instrumentations count such a fragment in one place only, so that a page in a
 * fragment, named by twenty fields, would cost a twentieth of what it does.
 */
final class RepeatedFragmentLimits extends SimplePerformantInstrumentation {

  private final GraphQlLimits limits;
  private final FieldComplexityCalculator complexity;
  private final LimitRefusals refusals;

  RepeatedFragmentLimits(
      GraphQlLimits limits, FieldComplexityCalculator complexity, LimitRefusals refusals) {
    this.limits = limits;
    this.complexity = complexity;
    this.refusals = refusals;
  }

  @Override
  public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
    ExecutionContext context = parameters.getExecutionContext();
    if (FragmentExpansion.isNeeded(context.getDocument())) {
      check(context);
    }
    return super.beginExecuteOperation(parameters, state);
  }

  private void check(ExecutionContext context) {
    FragmentExpansion.Expanded expanded =
        FragmentExpansion.of(
            context.getDocument(),
            context.getOperationDefinition(),
            // Each field counts for at least one.
            limits.complexityMax(),
            fields -> refusals.tooComplex(fields, limits.complexityMax()));
    if (expanded.depth() > limits.depthMax()) {
      throw refusals.tooDeep(expanded.depth(), limits.depthMax());
    }
    int count =
        QueryComplexityCalculator.newCalculator()
            .schema(context.getGraphQLSchema())
            .document(expanded.document())
            .operationName(context.getOperationDefinition().getName())
            .variables(context.getCoercedVariables())
            .fieldComplexityCalculator(complexity)
            .build()
            .calculate();
    if (count > limits.complexityMax()) {
      throw refusals.tooComplex(count, limits.complexityMax());
    }
  }
}
