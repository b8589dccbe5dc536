package dev.ticketstream.gateway.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A GraphQL operation as the client sent it.
 *
 * @param query the document
 * @param operationName which of the document's operations; {@code null} when there is one
 * @param variables the variables, maybe empty
 * @param extensions protocol extensions, maybe empty
 */
public record OperationRequest(
    String query,
    @Nullable String operationName,
    Map<String, @Nullable Object> variables,
    Map<String, @Nullable Object> extensions) {}
