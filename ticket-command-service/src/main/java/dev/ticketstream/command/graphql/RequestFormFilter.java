package dev.ticketstream.command.graphql;

import dev.ticketstream.command.http.ProblemDocument;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says what is wrong with the form of a request to {@code /graphql}; the engine's own handler would
 * refuse it with an empty body. Runs after authentication and before the body is read.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class RequestFormFilter extends OncePerRequestFilter {

  private static final List<MediaType> TAKEN =
      List.of(MediaType.APPLICATION_JSON, MediaType.valueOf("application/graphql"));
  private static final List<MediaType> GIVEN =
      List.of(
          MediaType.APPLICATION_JSON,
          MediaType.APPLICATION_GRAPHQL_RESPONSE,
          MediaType.TEXT_EVENT_STREAM);

  /** By the decoded path, as controllers are chosen: {@code /%67raphql} leads there too. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !"/graphql".equals(request.getServletPath());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!"POST".equals(request.getMethod())) {
      response.setHeader(HttpHeaders.ALLOW, "POST");
      ProblemDocument.write(
          response,
          HttpStatus.METHOD_NOT_ALLOWED,
          "METHOD_NOT_ALLOWED",
          "Send GraphQL queries and commands with POST.");
    } else if (!isTaken(request.getContentType())) {
      response.setHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
      ProblemDocument.write(
          response,
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "UNSUPPORTED_MEDIA_TYPE",
          "Send JSON, with the header Content-Type: application/json.");
    } else if (!isGiven(request.getHeader(HttpHeaders.ACCEPT))) {
      ProblemDocument.write(
          response,
          HttpStatus.NOT_ACCEPTABLE,
          "NOT_ACCEPTABLE",
          "The answer is JSON: let the header Accept have application/json, or leave it out.");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isTaken(@Nullable String contentType) {
    try {
      return contentType != null
          && TAKEN.stream().anyMatch(type -> type.includes(MediaType.valueOf(contentType)));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  private static boolean isGiven(@Nullable String accept) {
    try {
      return accept == null
          || accept.isBlank()
          || MediaType.parseMediaTypes(accept).stream()
              .anyMatch(wanted -> GIVEN.stream().anyMatch(wanted::isCompatibleWith));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }
}
