package dev.ticketstream.gateway.graphql;

import static java.util.stream.Collectors.toMap;

import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.wire.EncodedPayload;
import dev.ticketstream.gateway.wire.OperationExecutor;
import dev.ticketstream.gateway.wire.OperationFailedException;
import dev.ticketstream.gateway.wire.OperationRequest;
import dev.ticketstream.gateway.wire.OperationResult;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Executes a socket's operations with the handler that serves HTTP too. */
@Component
final class GraphQlOperationExecutor implements OperationExecutor {

  private static final Logger log = LoggerFactory.getLogger(GraphQlOperationExecutor.class);
  private static final URI PATH = URI.create("/graphql");

  private final WebGraphQlHandler handler;
  private final SharedViews views;
  private final LimitRefusals refusals;
  private final JsonMapper json;

  GraphQlOperationExecutor(
      WebGraphQlHandler handler, SharedViews views, LimitRefusals refusals, JsonMapper json) {
    this.refusals = refusals;
    this.handler = handler;
    this.views = views;
    this.json = json;
  }

  @Override
  public Mono<OperationResult> execute(Viewer viewer, String id, OperationRequest request) {
    return Mono.defer(() -> handler.handleRequest(webRequest(viewer, id, request)))
        .flatMap(this::result)
        .onErrorResume(
            error -> {
              log.error("A GraphQL request failed unexpectedly", error);
              return Mono.just(new OperationResult.Refused(internalError()));
            });
  }

  @Override
  public EncodedPayload tooManyOperations(int operationsMax) {
    return encode(
        List.of(
            refusals.of(
                "connection.operations-max",
                operationsMax,
                "A connection may have at most %d operations at a time. Complete one first."
                    .formatted(operationsMax))));
  }

  @Override
  public EncodedPayload internalError() {
    return encode(List.of(GraphQlErrors.internal()));
  }

  private static WebGraphQlRequest webRequest(Viewer viewer, String id, OperationRequest request) {
    return new WebGraphQlRequest(
        PATH,
        HttpHeaders.EMPTY,
        null,
        null,
        Map.of(ViewerInterceptor.VIEWER, viewer),
        new DefaultGraphQlRequest(
            request.query(),
            request.operationName(),
            request.variables(),
            request.extensions().entrySet().stream()
                .filter(extension -> extension.getValue() != null)
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue))),
        id,
        null);
  }

  @SuppressWarnings("unchecked")
  private Mono<OperationResult> result(WebGraphQlResponse response) {
    Object data = response.getData();
    EventSource source = EventSource.of(response.getExecutionInput().getGraphQLContext());
    if (data instanceof Publisher<?> results) {
      return source == null
          ? refusal(results)
          : Mono.just(
              new OperationResult.Streaming(
                  views.results(source, (Publisher<ExecutionResult>) results, this::failure)));
    }
    List<GraphQLError> errors = response.getExecutionResult().getErrors();
    return Mono.just(
        data == null && !errors.isEmpty()
            ? new OperationResult.Refused(encode(errors))
            : new OperationResult.Single(
                new EncodedPayload(json.writeValueAsBytes(response.toMap()))));
  }

  /** What a subscription's data fetcher throws, Spring turns into a stream that fails with it. */
  private Mono<OperationResult> refusal(Publisher<?> results) {
    return Mono.from(results)
        .<OperationResult>map(
            _ -> {
              throw new IllegalStateException("a subscription whose source is not ours");
            })
        .onErrorResume(
            SubscriptionPublisherException.class,
            refused -> Mono.just(new OperationResult.Refused(encode(refused.getErrors()))));
  }

  private Throwable failure(Throwable error) {
    return GraphQlErrors.of(error)
        .<Throwable>map(coded -> new OperationFailedException(encode(List.of(coded))))
        .orElse(error);
  }

  private EncodedPayload encode(List<GraphQLError> errors) {
    return new EncodedPayload(
        json.writeValueAsBytes(
            errors.stream().map(GraphQlErrors::coded).map(GraphQLError::toSpecification).toList()));
  }
}
