package dev.ticketstream.command.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all mutations must take. */
class MutationInputsTests {

  private static final TypeDefinitionRegistry SCHEMA = schema();

  private static TypeDefinitionRegistry schema() {
    try (InputStream schema =
        Objects.requireNonNull(
            MutationInputsTests.class.getResourceAsStream("/graphql/schema.graphqls"))) {
      return new SchemaParser().parse(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> inputs() {
    return Objects.requireNonNull(SCHEMA.getTypeOrNull("Mutation", ObjectTypeDefinition.class))
        .getFieldDefinitions()
        .stream()
        .map(field -> field.getInputValueDefinitions().getFirst().getType())
        .map(type -> ((TypeName) TypeUtil.unwrapAll(type)).getName())
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void everyMutationCanBeRetriedAndChecksTheVersion(String input) {
    List<String> fields =
        Objects.requireNonNull(SCHEMA.getTypeOrNull(input, InputObjectTypeDefinition.class))
            .getInputValueDefinitions()
            .stream()
            .map(InputValueDefinition::getName)
            .toList();
    assertThat(fields).contains("commandId", "origin", "metadata");
    if (fields.contains("ticketId")) {
      assertThat(fields).contains("expectedVersion", "onConflict");
    } else if (fields.contains("tickets")) {
      assertThat(fields).contains("onConflict");
    } else {
      assertThat(input).isEqualTo("CreateTicketInput");
    }
  }
}
