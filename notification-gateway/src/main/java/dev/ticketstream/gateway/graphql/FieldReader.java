package dev.ticketstream.gateway.graphql;

import static java.util.Objects.requireNonNull;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a field off its parent. Being a light data fetcher it spares graphql-java an environment,
 * and Spring an observation, for every field of every event.
 */
record FieldReader<S>(Class<S> type, Function<S, @Nullable Object> reader)
    implements LightDataFetcher<@Nullable Object> {

  @Override
  public @Nullable Object get(
      GraphQLFieldDefinition field,
      @Nullable Object source,
      Supplier<DataFetchingEnvironment> environment) {
    return reader.apply(requireNonNull(type.cast(source)));
  }

  @Override
  public @Nullable Object get(DataFetchingEnvironment environment) {
    return reader.apply(requireNonNull(type.cast(environment.getSource())));
  }
}
