package dev.ticketstream.gateway.graphql;

import static java.util.Objects.requireNonNull;

import dev.ticketstream.events.access.VisibleEvent;
import dev.ticketstream.gateway.fanout.DeliveredEvent;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a field off the event and off the view's part of the viewer. For fields that are marked
 * with {@code @perViewer}, and the only way for a field to know who looks: the request that is
 * executed is that of the view's first subscriber, whose viewer the others are not.
 */
record PerViewerReader(BiFunction<VisibleEvent, ViewerPart, @Nullable Object> reader)
    implements LightDataFetcher<@Nullable Object> {

  @Override
  public @Nullable Object get(
      GraphQLFieldDefinition field,
      @Nullable Object source,
      Supplier<DataFetchingEnvironment> environment) {
    return get(environment.get());
  }

  @Override
  public @Nullable Object get(DataFetchingEnvironment environment) {
    DeliveredEvent event = requireNonNull(environment.getRoot());
    EventSource source = requireNonNull(EventSource.of(environment.getGraphQlContext()));
    return reader.apply(event.view(), source.view().viewer());
  }
}
