package dev.ticketstream.gateway.graphql;

import static java.util.Objects.requireNonNull;

import dev.ticketstream.events.access.Viewer;
import graphql.language.AstPrinter;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.Node;
import graphql.language.VariableReference;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription's result depends on beside the event: the selection below the root field, the
 * variables in it, and what its fields show of the viewer. Two subscriptions with equal keys get
 * equal results of an event that both may see alike. The root field's arguments and their variables
 * are no part of it: they only select events.
 *
 * @param root the root field as the result names it, and as the schema does
 * @param selection the selections, then the fragments that they use by name, as text without the
 *     author's white space
 * @param variables those that the selection mentions and that have a value, {@code null} included
 * @param viewer what the selected fields depend on of the viewer
 */
record ViewKey(
    String root,
    List<String> selection,
    Map<String, @Nullable Object> variables,
    ViewerPart viewer) {

  /**
   * The key of the subscription that a data fetcher is asked for.
   *
   * @param viewer who subscribes
   */
  static ViewKey of(DataFetchingEnvironment environment, Viewer viewer) {
    Map<String, FragmentDefinition> fragments = new TreeMap<>();
    Map<String, @Nullable Object> variables = new TreeMap<>();
    List<String> selection = new ArrayList<>();
    Deque<Node<?>> open = new ArrayDeque<>();
    for (Field field : environment.getMergedField().getFields()) {
      selection.add(AstPrinter.printAstCompact(field.getSelectionSet()));
      open.add(field.getSelectionSet());
    }
    while (!open.isEmpty()) {
      Node<?> node = open.remove();
      if (node instanceof FragmentSpread spread && !fragments.containsKey(spread.getName())) {
        FragmentDefinition fragment =
            requireNonNull(environment.getFragmentsByName().get(spread.getName()));
        fragments.put(spread.getName(), fragment);
        open.add(fragment);
      }
      if (node instanceof VariableReference reference
          && environment.getVariables().containsKey(reference.getName())) {
        variables.put(reference.getName(), environment.getVariables().get(reference.getName()));
      }
      node.getChildren().forEach(open::add);
    }
    fragments.values().forEach(fragment -> selection.add(AstPrinter.printAstCompact(fragment)));
    Field first = environment.getField();
    return new ViewKey(
        first.getResultKey() + ":" + first.getName(),
        selection,
        variables,
        ViewerPart.of(viewer, ViewerDependence.of(environment)));
  }
}
