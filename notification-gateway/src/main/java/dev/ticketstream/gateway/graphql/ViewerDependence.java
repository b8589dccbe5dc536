package dev.ticketstream.gateway.graphql;

import static java.util.Objects.requireNonNull;

import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what of the viewer a selection's results depend on: all that {@code @perViewer} says of
 * the fields in it that are not left out.
 */
final class ViewerDependence {

  private static final String PER_VIEWER = "perViewer";

  private final DataFetchingEnvironment environment;
  private final Set<ViewerAspect> aspects = EnumSet.noneOf(ViewerAspect.class);
  private final Set<String> fragments = new HashSet<>();
  private final Deque<Part> open = new ArrayDeque<>();

  /** A selection on a type. */
  private record Part(GraphQLType type, SelectionSet selections) {}

  private ViewerDependence(DataFetchingEnvironment environment) {
    this.environment = environment;
  }

  /** For what is below the field that a data fetcher is asked for. */
  static Set<ViewerAspect> of(DataFetchingEnvironment environment) {
    ViewerDependence dependence = new ViewerDependence(environment);
    for (Field field : environment.getMergedField().getFields()) {
      dependence.add(environment.getFieldType(), field.getSelectionSet());
    }
    dependence.walk();
    return dependence.aspects;
  }

  /** What {@code @perViewer} says of a field, empty if it is not there. */
  static Set<ViewerAspect> of(GraphQLFieldDefinition field) {
    GraphQLAppliedDirective directive = field.getAppliedDirective(PER_VIEWER);
    Set<ViewerAspect> said = EnumSet.noneOf(ViewerAspect.class);
    if (directive != null) {
      List<Object> names = requireNonNull(directive.getArgument("by")).getValue();
      names.forEach(name -> said.add(ViewerAspect.valueOf(name.toString())));
    }
    return said;
  }

  private void walk() {
    while (!open.isEmpty()) {
      Part part = open.remove();
      for (Selection<?> selection : part.selections().getSelections()) {
        if (!isLeftOut(selection)) {
          visit(part.type(), selection);
        }
      }
    }
  }

  private void visit(GraphQLType type, Selection<?> selection) {
    switch (selection) {
      case Field field -> {
        // There is none for __typename.
        GraphQLFieldDefinition definition =
            type instanceof GraphQLFieldsContainer fields
                ? fields.getFieldDefinition(field.getName())
                : null;
        if (definition != null) {
          aspects.addAll(of(definition));
          add(definition.getType(), field.getSelectionSet());
        }
      }
      case InlineFragment inline -> {
        GraphQLType narrowed =
            inline.getTypeCondition() == null ? type : type(inline.getTypeCondition().getName());
        add(narrowed, inline.getSelectionSet());
      }
      case FragmentSpread spread -> {
        if (fragments.add(spread.getName())) {
          FragmentDefinition fragment =
              requireNonNull(environment.getFragmentsByName().get(spread.getName()));
          add(type(fragment.getTypeCondition().getName()), fragment.getSelectionSet());
        }
      }
      default -> throw new IllegalArgumentException("no selection: " + selection.getClass());
    }
  }

  private GraphQLType type(String name) {
    return requireNonNull(environment.getGraphQLSchema().getType(name));
  }

  private void add(GraphQLType type, @Nullable SelectionSet selections) {
    if (selections != null) {
      open.add(new Part(GraphQLTypeUtil.unwrapAll(type), selections));
    }
  }

  /** Whether it surely is: in doubt, the view is its viewer's. */
  private boolean isLeftOut(Selection<?> selection) {
    return selection instanceof DirectivesContainer<?> container
        && (isGiven(container.getDirectives("skip"), true)
            || isGiven(container.getDirectives("include"), false));
  }

  private boolean isGiven(List<Directive> conditions, boolean value) {
    return conditions.stream()
        .map(condition -> condition.getArgument("if").getValue())
        .anyMatch(
            given ->
                switch (given) {
                  case BooleanValue literal -> literal.isValue() == value;
                  case VariableReference variable ->
                      Boolean.valueOf(value)
                          .equals(environment.getVariables().get(variable.getName()));
                  default -> false;
                });
  }
}
