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
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the top of subscriptions for what GraphQL forbids and GraphQL Java 25 does not survive:
 * conditions (5.2.4.1, Single Root Field; it fails on one that has a variable) and fragments that
 * there are none of (5.5.2.1, Fragment Spread Target Defined).
 */
final class SubscriptionRoots {

  private static final Set<String> CONDITIONS = Set.of("skip", "include");

  private SubscriptionRoots() {}

  /** What is wrong with the top of a subscription in this document, if anything is. */
  static @Nullable String fault(Document document) {
    // Two of one name are forbidden too, but which one is taken until that is seen is not.
    Map<String, List<SelectionSet>> fragments = new HashMap<>();
    for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      fragments
          .computeIfAbsent(fragment.getName(), _ -> new ArrayList<>())
          .add(fragment.getSelectionSet());
    }
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      String fault =
          operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION
              ? fault(operation.getSelectionSet(), fragments)
              : null;
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static @Nullable String fault(
      SelectionSet operation, Map<String, List<SelectionSet>> fragments) {
    Set<String> seen = new HashSet<>();
    Deque<SelectionSet> open = new ArrayDeque<>(List.of(operation));
    while (!open.isEmpty()) {
      for (Selection<?> selection : open.remove().getSelections()) {
        if (directives(selection).stream().map(Directive::getName).anyMatch(CONDITIONS::contains)) {
          return "A subscription's own field cannot have @skip or @include: put it on fields"
              + " below.";
        }
        if (selection instanceof InlineFragment inline) {
          open.add(inline.getSelectionSet());
        } else if (selection instanceof FragmentSpread spread && seen.add(spread.getName())) {
          List<SelectionSet> named = fragments.get(spread.getName());
          if (named == null) {
            return "There is no fragment '%s' in the document: add it, or do not use it."
                .formatted(spread.getName());
          }
          open.addAll(named);
        }
      }
    }
    return null;
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
