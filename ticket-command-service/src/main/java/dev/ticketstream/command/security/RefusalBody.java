package dev.ticketstream.command.security;

import dev.ticketstream.command.http.ProblemDocument;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Says in a problem document (RFC 9457) what 401 and 403 mean here. Nothing of why a token is no
 * good: the header {@code WWW-Authenticate} has what RFC 6750 lets clients know.
 */
final class RefusalBody implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final BearerTokenAuthenticationEntryPoint unauthenticated =
      new BearerTokenAuthenticationEntryPoint();
  private final BearerTokenAccessDeniedHandler denied = new BearerTokenAccessDeniedHandler();

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    unauthenticated.commence(request, response, reason);
    ProblemDocument.write(
        response,
        HttpStatus.UNAUTHORIZED,
        "UNAUTHENTICATED",
        "A valid bearer token of the issuer is required.");
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException {
    denied.handle(request, response, reason);
    ProblemDocument.write(response, HttpStatus.FORBIDDEN, "FORBIDDEN", "This is for admins only.");
  }
}
