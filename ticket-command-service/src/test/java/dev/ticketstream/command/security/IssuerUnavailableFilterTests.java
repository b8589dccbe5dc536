package dev.ticketstream.command.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;

class IssuerUnavailableFilterTests {

  @Test
  void asksToTryLaterWhileTokensCannotBeChecked() throws ServletException, IOException {
    assertThat(statusAfter(new JwtDecoderInitializationException("down", new IOException())))
        .isEqualTo(503);
    assertThat(statusAfter(new AuthenticationServiceException("down"))).isEqualTo(503);
  }

  private static int statusAfter(RuntimeException failure) throws ServletException, IOException {
    MockHttpServletResponse response = new MockHttpServletResponse();
    new IssuerUnavailableFilter()
        .doFilter(
            new MockHttpServletRequest(),
            response,
            (_, _) -> {
              throw failure;
            });
    assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    return response.getStatus();
  }
}
