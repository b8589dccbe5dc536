package dev.ticketstream.gateway.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.util.unit.DataSize;

/**
 * Remembers documents that were parsed and found valid: clients send the same few again and again,
 * with other variables. What was refused is not remembered.
 */
final class DocumentCache implements PreparsedDocumentProvider {

  private final Cache<String, PreparsedDocumentEntry> documents;

  /**
   * @param sizeMax most text of documents that is kept; what is kept of each takes up to some
   *     thirty-five times as much memory
   */
  DocumentCache(DataSize sizeMax) {
    this.documents =
        Caffeine.newBuilder()
            .maximumWeight(sizeMax.toBytes())
            .weigher((String text, PreparsedDocumentEntry _) -> text.length())
            // Not in another thread and later: the limit holds at once.
            .executor(Runnable::run)
            .build();
  }

  @Override
  public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
      ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
    PreparsedDocumentEntry entry = documents.getIfPresent(input.getQuery());
    if (entry == null) {
      entry = parseAndValidate.apply(input);
      if (!entry.hasErrors()) {
        documents.put(input.getQuery(), entry);
      }
    }
    return CompletableFuture.completedFuture(entry);
  }
}
