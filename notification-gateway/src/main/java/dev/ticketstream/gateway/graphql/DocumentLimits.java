package dev.ticketstream.gateway.graphql;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses requests that would cost too much: by their size before they are parsed, and by what they
 * have too much of before they are validated, which is where a short document can cost most.
 */
@Component
final class DocumentLimits extends SimplePerformantInstrumentation {

  private final GraphQlLimits limits;
  private final LimitRefusals refusals;
  private final JsonMapper json;

  DocumentLimits(GraphQlLimits limits, LimitRefusals refusals, JsonMapper json) {
    this.limits = limits;
    this.refusals = refusals;
    this.json = json;
  }

  @Override
  public @Nullable InstrumentationContext<ExecutionResult> beginExecution(
      InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
    require(
        "document-size-max",
        parameters.getQuery().length(),
        limits.documentSizeMax().toBytes(),
        "The document has %d characters; the limit is %d. Long values go into variables.");
    Map<String, Object> variables = parameters.getExecutionInput().getRawVariables().toMap();
    if (!variables.isEmpty()) {
      require(
          "variables-size-max",
          json.writeValueAsBytes(variables).length,
          limits.variablesSizeMax().toBytes(),
          "The variables have %d bytes; the limit is %d. Make several subscriptions.");
    }
    return SimpleInstrumentationContext.noOp();
  }

  @Override
  public @Nullable InstrumentationContext<Document> beginParse(
      InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
    return SimpleInstrumentationContext.whenCompleted(
        (_, error) -> {
          if (error instanceof InvalidSyntaxException
              && GraphQlErrors.isTooMuchToParse(error.getMessage())) {
            refusals.count(LimitRefusals.PARSER);
          }
        });
  }

  @Override
  public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
      InstrumentationValidationParameters parameters, @Nullable InstrumentationState state) {
    DocumentCounts counts = DocumentCounts.of(parameters.getDocument());
    require(
        "operations-max",
        counts.operations(),
        limits.operationsMax(),
        "The document has %d operations; the limit is %d. Send only what is to be carried out.");
    require(
        "root-fields-max",
        counts.largest().rootFields(),
        limits.rootFieldsMax(),
        "The operation has %d fields at its top; the limit is %d. Make several operations of it.");
    require(
        "depth-max",
        counts.largest().depth(),
        limits.depthMax(),
        "The operation nests fields %d deep; the limit is %d. Ask for what is deeper apart.");
    require(
        "complexity-max",
        counts.largest().fields(),
        limits.complexityMax(),
        "The operation has %d fields with its fragments; the limit is %d. Ask for fewer fields.");
    require(
        "aliases-max",
        counts.aliases(),
        limits.aliasesMax(),
        "The document has %d aliases; the limit is %d. Make several operations of it.");
    require(
        "directives-max",
        counts.directives(),
        limits.directivesMax(),
        "The document has %d directives; the limit is %d. Put one on a fragment of many fields.");
    String fault = SubscriptionRoots.fault(parameters.getDocument());
    if (fault != null) {
      throw new InvalidRootException(fault);
    }
    return SimpleInstrumentationContext.noOp();
  }

  /** The document is wrong in a way that the validation does not survive. */
  private static final class InvalidRootException extends AbortExecutionException {

    private static final long serialVersionUID = 1L;

    InvalidRootException(String fault) {
      super(fault);
    }

    @Override
    public ErrorType getErrorType() {
      return ErrorType.ValidationError;
    }
  }

  private void require(String limit, int count, long max, String message) {
    if (count > max) {
      throw refusals.of(limit, max, message.formatted(count, max));
    }
  }
}
