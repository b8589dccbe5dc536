package dev.ticketstream.gateway.graphql;

import dev.ticketstream.events.access.Viewer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a view depends on of its viewers. It is part of the view's key, and all that the view's
 * fields are told of the viewer: so a field cannot show one viewer what is another one's.
 *
 * @param aspects by name, as {@link ViewerAspect#of} gives them
 */
record ViewerPart(Map<ViewerAspect, Object> aspects) {

  ViewerPart {
    aspects = Map.copyOf(aspects);
  }

  /**
   * @param viewer whose
   * @param aspects what is to be known of them
   */
  static ViewerPart of(Viewer viewer, Set<ViewerAspect> aspects) {
    Map<ViewerAspect, Object> part = new EnumMap<>(ViewerAspect.class);
    aspects.forEach(aspect -> part.put(aspect, aspect.of(viewer)));
    return new ViewerPart(part);
  }

  /**
   * The customer's id, empty for staff.
   *
   * @throws IllegalStateException when no field of the view is marked as depending on it
   */
  Optional<String> customer() {
    if (aspects.get(ViewerAspect.CUSTOMER) instanceof Optional<?> customer) {
      return customer.map(String.class::cast);
    }
    throw new IllegalStateException("a field uses of the viewer what @perViewer does not say");
  }
}
