package dev.ticketstream.command.graphql;

import graphql.ErrorType;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.validation.ValidationError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses documents that have too much of something, before they are validated: the same things
 * many times over under other names, or much work for the validation itself. Also those that the
 * validation does not survive.
 */
final class DocumentLimits extends SimplePerformantInstrumentation {

  private final GraphQlLimits limits;
  private final LimitRefusals refusals;

  DocumentLimits(GraphQlLimits limits, LimitRefusals refusals) {
    this.limits = limits;
    this.refusals = refusals;
  }

  @Override
  public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
      InstrumentationValidationParameters parameters, InstrumentationState state) {
    DocumentCounts counts = DocumentCounts.of(parameters.getDocument());
    require("operations-max", counts.operations(), limits.operationsMax(), "operations");
    require("root-fields-max", counts.rootFields(), limits.rootFieldsMax(), "fields at the top");
    require("aliases-max", counts.aliases(), limits.aliasesMax(), "aliases");
    require("directives-max", counts.directives(), limits.directivesMax(), "directives");
    if (hasSubscription(parameters.getDocument())) {
      throw new NoSubscriptionsException();
    }
    return super.beginValidation(parameters, state);
  }

  private static boolean hasSubscription(Document document) {
    return document.getDefinitionsOfType(OperationDefinition.class).stream()
        .anyMatch(operation -> operation.getOperation() == Operation.SUBSCRIPTION);
  }

  /** GraphQL Java's own validation fails on a subscription where the schema has none. */
  private static final class NoSubscriptionsException extends AbortExecutionException {

    private static final long serialVersionUID = 1L;

    NoSubscriptionsException() {
      super("There are no subscriptions here: the notification gateway has them.");
    }

    @Override
    public ErrorType getErrorType() {
      return ErrorType.ValidationError;
    }
  }

  private void require(String limit, int count, int max, String what) {
    if (count > max) {
      throw refusals.of(
          limit, max, "The document has %d %s; the limit is %d.".formatted(count, what, max));
    }
  }
}
