package dev.ticketstream.command.graphql;

import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * What is counted in a document before it is validated.
 *
 * @param operations named or unnamed operations
 * @param rootFields most fields at the top of an operation, also those that fragments bring in
 * @param aliases fields with another name
 * @param directives directives of any kind
 */
record DocumentCounts(int operations, int rootFields, int aliases, int directives) {

  static DocumentCounts of(Document document) {
    Counter counter = new Counter();
    new NodeTraverser().preOrder(counter, document);
    int rootFields =
        document.getDefinitionsOfType(OperationDefinition.class).stream()
            .mapToInt(operation -> rootFields(operation.getSelectionSet(), document))
            .max()
            .orElse(0);
    return new DocumentCounts(
        document.getDefinitionsOfType(OperationDefinition.class).size(),
        rootFields,
        counter.aliases,
        counter.directives);
  }

  /** A fragment's fields count once, however often it is named: they are the same fields. */
  private static int rootFields(SelectionSet operation, Document document) {
    int fields = 0;
    Set<String> seen = new HashSet<>();
    Deque<SelectionSet> open = new ArrayDeque<>(Set.of(operation));
    while (!open.isEmpty()) {
      for (Selection<?> selection : open.remove().getSelections()) {
        if (selection instanceof Field) {
          fields++;
        } else if (selection instanceof InlineFragment inline) {
          open.add(inline.getSelectionSet());
        } else if (selection instanceof FragmentSpread spread && seen.add(spread.getName())) {
          document.getDefinitionsOfType(FragmentDefinition.class).stream()
              .filter(fragment -> fragment.getName().equals(spread.getName()))
              .findFirst()
              .ifPresent(fragment -> open.add(fragment.getSelectionSet()));
        }
      }
    }
    return fields;
  }

  private static final class Counter extends NodeVisitorStub {

    private int aliases;
    private int directives;

    @Override
    @SuppressWarnings("rawtypes") // as GraphQL Java declares it
    public TraversalControl visitField(Field field, TraverserContext<Node> context) {
      if (field.getAlias() != null) {
        aliases++;
      }
      return TraversalControl.CONTINUE;
    }

    @Override
    @SuppressWarnings("rawtypes") // as GraphQL Java declares it
    public TraversalControl visitDirective(Directive directive, TraverserContext<Node> context) {
      directives++;
      return TraversalControl.CONTINUE;
    }
  }
}
