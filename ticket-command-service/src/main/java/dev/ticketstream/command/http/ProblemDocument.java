package dev.ticketstream.command.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** A problem document (RFC 9457) with a {@code code}, for where no controller answers. */
public final class ProblemDocument {

  private ProblemDocument() {}

  /**
   * Answers with a problem.
   *
   * @param response what is answered; nothing of its body may be written yet
   * @param status its status
   * @param code what programs look at
   * @param detail what can be done; neither this nor the code may need escapes in JSON
   */
  public static void write(
      HttpServletResponse response, HttpStatus status, String code, String detail)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response
        .getOutputStream()
        .write(
            "{\"title\":\"%s\",\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}"
                .formatted(status.getReasonPhrase(), status.value(), code, detail)
                .getBytes(StandardCharsets.UTF_8));
  }
}
