package dev.ticketstream.command.graphql;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * An operation of a valid document with the fragments in the places where they are named: what is
 * executed. GraphQL Java's own reckoning of depth and complexity looks at each fragment in the
 * first of these places only.
 */
final class FragmentExpansion {

  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final int fieldsMax;
  private final IntFunction<RuntimeException> tooManyFields;
  private int fields;
  private int depth;

  private FragmentExpansion(
      Document document, int fieldsMax, IntFunction<RuntimeException> tooManyFields) {
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    this.fieldsMax = fieldsMax;
    this.tooManyFields = tooManyFields;
  }

  /**
   * An expanded operation.
   *
   * @param document with this operation only, and no fragments but inline ones
   * @param depth how deep its fields nest
   */
  record Expanded(Document document, int depth) {}

  /** Whether a fragment is named in more than one place. */
  static boolean isNeeded(Document document) {
    Set<String> seen = new HashSet<>();
    List<SelectionSet> open = new ArrayList<>();
    document
        .getDefinitionsOfType(OperationDefinition.class)
        .forEach(operation -> open.add(operation.getSelectionSet()));
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(fragment -> open.add(fragment.getSelectionSet()));
    while (!open.isEmpty()) {
      for (Selection<?> selection : open.removeLast().getSelections()) {
        switch (selection) {
          case Field field when field.getSelectionSet() != null ->
              open.add(field.getSelectionSet());
          case InlineFragment inline -> open.add(inline.getSelectionSet());
          case FragmentSpread spread when !seen.add(spread.getName()) -> {
            return true;
          }
          default -> {}
        }
      }
    }
    return false;
  }

  /**
   * Expands an operation.
   *
   * @param document valid, so its fragments exist and do not name each other in a circle
   * @param operation of this document
   * @param fieldsMax most fields after the expansion, which may be many more than the document has
   * @param tooManyFields makes what is thrown when there are more
   */
  static Expanded of(
      Document document,
      OperationDefinition operation,
      int fieldsMax,
      IntFunction<RuntimeException> tooManyFields) {
    FragmentExpansion expansion = new FragmentExpansion(document, fieldsMax, tooManyFields);
    SelectionSet selections = expansion.expand(operation.getSelectionSet(), 0);
    OperationDefinition expanded = operation.transform(builder -> builder.selectionSet(selections));
    return new Expanded(Document.newDocument().definition(expanded).build(), expansion.depth);
  }

  private SelectionSet expand(SelectionSet set, int above) {
    List<Selection<?>> selections = new ArrayList<>();
    for (Selection<?> selection : set.getSelections()) {
      selections.add(
          switch (selection) {
            case Field field -> expand(field, above + 1);
            case InlineFragment inline ->
                inline.transform(
                    builder -> builder.selectionSet(expand(inline.getSelectionSet(), above)));
            case FragmentSpread spread -> expand(spread, above);
            default -> throw new IllegalStateException("a selection of no known kind");
          });
    }
    return new SelectionSet(selections);
  }

  private Field expand(Field field, int level) {
    fields++;
    if (fields > fieldsMax) {
      throw tooManyFields.apply(fields);
    }
    depth = Math.max(depth, level);
    SelectionSet set = field.getSelectionSet();
    return set == null
        ? field
        : field.transform(builder -> builder.selectionSet(expand(set, level)));
  }

  private InlineFragment expand(FragmentSpread spread, int above) {
    FragmentDefinition fragment = fragments.get(spread.getName());
    if (fragment == null) {
      throw new IllegalStateException("the document was not validated");
    }
    return InlineFragment.newInlineFragment()
        .typeCondition(fragment.getTypeCondition())
        .directives(spread.getDirectives())
        .selectionSet(expand(fragment.getSelectionSet(), above))
        .build();
  }
}
