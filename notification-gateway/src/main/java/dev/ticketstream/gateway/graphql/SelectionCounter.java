package dev.ticketstream.gateway.graphql;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what selections expand to without expanding them: each fragment is looked at once. A few
 * fragments that each name the next one twice come to more fields than there is time for.
 */
final class SelectionCounter {

  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final Map<String, SelectionCounts> counted = new HashMap<>();

  SelectionCounter(Document document) {
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(fragment -> fragments.putIfAbsent(fragment.getName(), fragment));
  }

  /**
   * Counts a selection. The parser's limit on nesting bounds how deep this goes.
   *
   * @param selections the selection, {@code null} for a field that has none
   */
  SelectionCounts count(@Nullable SelectionSet selections) {
    SelectionCounts counts = SelectionCounts.NONE;
    if (selections != null) {
      for (Selection<?> selection : selections.getSelections()) {
        counts = counts.plus(count(selection));
      }
    }
    return counts;
  }

  private SelectionCounts count(Selection<?> selection) {
    return switch (selection) {
      case Field field -> count(field.getSelectionSet()).asField();
      case InlineFragment inline -> count(inline.getSelectionSet());
      case FragmentSpread spread -> count(spread.getName());
      default -> throw new IllegalArgumentException("no selection: " + selection.getClass());
    };
  }

  /** A fragment that names itself, or that there is none of, is left to the validation. */
  private SelectionCounts count(String name) {
    SelectionCounts known = counted.get(name);
    if (known != null) {
      return known;
    }
    FragmentDefinition fragment = fragments.get(name);
    if (fragment == null) {
      return SelectionCounts.NONE;
    }
    counted.put(name, SelectionCounts.NONE);
    SelectionCounts counts = count(fragment.getSelectionSet());
    counted.put(name, counts);
    return counts;
  }
}
