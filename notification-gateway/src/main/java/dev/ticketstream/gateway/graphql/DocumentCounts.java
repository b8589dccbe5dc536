package dev.ticketstream.gateway.graphql;

import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What is counted in a document before it is validated. Counting takes time in proportion to the
 * document's length, whatever its fragments expand to.
 *
 * @param operations named or unnamed operations
 * @param aliases fields with another name
 * @param directives directives of any kind
 * @param largest the most that one of the operations has of each
 */
record DocumentCounts(int operations, int aliases, int directives, SelectionCounts largest) {

  static DocumentCounts of(Document document) {
    List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
    SelectionCounter counter = new SelectionCounter(document);
    SelectionCounts largest = SelectionCounts.NONE;
    for (OperationDefinition operation : operations) {
      largest = largest.max(counter.count(operation.getSelectionSet()));
    }
    int aliases = 0;
    int directives = 0;
    Deque<Node<?>> open = new ArrayDeque<>();
    open.add(document);
    while (!open.isEmpty()) {
      Node<?> node = open.remove();
      if (node instanceof Field field && field.getAlias() != null) {
        aliases++;
      } else if (node instanceof Directive) {
        directives++;
      }
      node.getChildren().forEach(open::add);
    }
    return new DocumentCounts(operations.size(), aliases, directives, largest);
  }
}
