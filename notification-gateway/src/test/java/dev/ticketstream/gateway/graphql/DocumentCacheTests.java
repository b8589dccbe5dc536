package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.GraphqlErrorBuilder;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class DocumentCacheTests {

  private final DocumentCache cache = new DocumentCache(DataSize.ofBytes(100));
  private final List<String> parsed = new ArrayList<>();

  @Test
  void parsesAValidDocumentOnce() {
    assertThat(entry("subscription { a }")).isSameAs(entry("subscription { a }"));
    assertThat(parsed).containsExactly("subscription { a }");
  }

  @Test
  void looksAtARefusedDocumentEveryTime() {
    assertThat(entry("bad").hasErrors()).isTrue();
    assertThat(entry("bad").hasErrors()).isTrue();
    assertThat(parsed).containsExactly("bad", "bad");
  }

  @Test
  void doesNotKeepADocumentThatIsLargerThanItself() {
    String large = "subscription { a } #" + "x".repeat(100);
    entry(large);
    entry(large);
    assertThat(parsed).containsExactly(large, large);
  }

  private PreparsedDocumentEntry entry(String document) {
    return cache
        .getDocumentAsync(
            ExecutionInput.newExecutionInput(document).build(),
            input -> {
              parsed.add(input.getQuery());
              return input.getQuery().equals("bad")
                  ? new PreparsedDocumentEntry(
                      GraphqlErrorBuilder.newError().message("bad").build())
                  : new PreparsedDocumentEntry(Document.newDocument().build());
            })
        .join();
  }
}
