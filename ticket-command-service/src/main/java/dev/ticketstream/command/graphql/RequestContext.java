package dev.ticketstream.command.graphql;

import dev.ticketstream.command.directory.Directory;
import dev.ticketstream.command.security.ViewerAuthentication;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Mono;

/** Before each request: remembers its caller, and hands on the trace that it belongs to. */
@Component
class RequestContext implements WebGraphQlInterceptor {

  /** Key of the W3C trace context in the GraphQL context. */
  static final String TRACEPARENT = "ticketstream.traceparent";

  private static final Logger log = LoggerFactory.getLogger(RequestContext.class);

  /** W3C Trace Context, 3.2: version 00. */
  private static final Pattern TRACEPARENT_VALUE =
      Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private final Directory directory;

  RequestContext(Directory directory) {
    this.directory = directory;
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication instanceof ViewerAuthentication caller) {
      remember(caller);
    }
    String traceparent = request.getHeaders().getFirst("traceparent");
    if (traceparent != null && TRACEPARENT_VALUE.matcher(traceparent).matches()) {
      request.configureExecutionInput(
          (_, builder) -> builder.graphQLContext(Map.of(TRACEPARENT, traceparent)).build());
    }
    return chain.next(request);
  }

  /** A caller who could not be remembered may still read. */
  private void remember(ViewerAuthentication caller) {
    try {
      directory.remember(caller.getPrincipal(), caller.issuedAt());
    } catch (DataAccessException | TransactionException e) {
      log.warn("the user {} was not remembered", caller.getName(), e);
    }
  }
}
