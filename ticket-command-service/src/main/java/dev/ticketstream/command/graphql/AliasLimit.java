package dev.ticketstream.command.graphql;

import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Refuses documents that ask for the same things many times over under other names. */
final class AliasLimit extends SimplePerformantInstrumentation {

  private final int aliasesMax;

  AliasLimit(int aliasesMax) {
    this.aliasesMax = aliasesMax;
  }

  @Override
  public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
      InstrumentationValidationParameters parameters, InstrumentationState state) {
    AtomicInteger aliases = new AtomicInteger();
    new NodeTraverser()
        .preOrder(
            new NodeVisitorStub() {
              @Override
              @SuppressWarnings("rawtypes") // as GraphQL Java declares it
              public TraversalControl visitField(Field field, TraverserContext<Node> context) {
                if (field.getAlias() != null) {
                  aliases.incrementAndGet();
                }
                return TraversalControl.CONTINUE;
              }
            },
            parameters.getDocument());
    if (aliases.get() > aliasesMax) {
      throw new AbortExecutionException(
          "The document has %d aliases; the limit is %d.".formatted(aliases.get(), aliasesMax));
    }
    return super.beginValidation(parameters, state);
  }
}
