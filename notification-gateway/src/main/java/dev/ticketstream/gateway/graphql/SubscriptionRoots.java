package dev.ticketstream.gateway.graphql;

import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for {@code @skip} and {@code @include} at the top of subscriptions, where GraphQL (5.2.4.1,
 * Single Root Field) forbids them. GraphQL Java 25 does not, and fails on one that has a variable.
 */
final class SubscriptionRoots {

  private static final Set<String> CONDITIONS = Set.of("skip", "include");

  private SubscriptionRoots() {}

  /** Whether a subscription in this document has a condition at its top. */
  static boolean areConditional(Document document) {
    Map<String, SelectionSet> fragments = new HashMap<>();
    for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      fragments.putIfAbsent(fragment.getName(), fragment.getSelectionSet());
    }
    return document.getDefinitionsOfType(OperationDefinition.class).stream()
        .filter(operation -> operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION)
        .anyMatch(operation -> areConditional(operation.getSelectionSet(), fragments));
  }

  private static boolean areConditional(
      SelectionSet operation, Map<String, SelectionSet> fragments) {
    Set<String> seen = new HashSet<>();
    Deque<SelectionSet> open = new ArrayDeque<>(List.of(operation));
    while (!open.isEmpty()) {
      for (Selection<?> selection : open.remove().getSelections()) {
        if (directives(selection).stream().map(Directive::getName).anyMatch(CONDITIONS::contains)) {
          return true;
        }
        if (selection instanceof InlineFragment inline) {
          open.add(inline.getSelectionSet());
        } else if (selection instanceof FragmentSpread spread && seen.add(spread.getName())) {
          SelectionSet fragment = fragments.get(spread.getName());
          if (fragment != null) {
            open.add(fragment);
          }
        }
      }
    }
    return false;
  }

  private static List<Directive> directives(Selection<?> selection) {
    return switch (selection) {
      case Field field -> field.getDirectives();
      case InlineFragment inline -> inline.getDirectives();
      case FragmentSpread spread -> spread.getDirectives();
      default -> List.of();
    };
  }
}
