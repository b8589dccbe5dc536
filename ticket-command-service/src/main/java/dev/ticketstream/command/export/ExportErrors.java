package dev.ticketstream.command.export;

import dev.ticketstream.command.ticket.CommandRejectedException;
import dev.ticketstream.command.ticket.ErrorCode;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refusals and faults as problem details (RFC 9457) with a {@code code}, before the first byte. */
@RestControllerAdvice(assignableTypes = ExportController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ExportErrors {

  private static final Logger log = LoggerFactory.getLogger(ExportErrors.class);
  private static final String RETRY_SECONDS = "10";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(
      CommandRejectedException refusal, HttpServletResponse response) {
    HttpStatus status =
        refusal.code() == ErrorCode.RATE_LIMITED
            ? HttpStatus.TOO_MANY_REQUESTS
            : HttpStatus.BAD_REQUEST;
    noFile(response);
    ProblemDetail problem = problem(status, refusal.code().name(), refusal.reason());
    if (refusal.path() != null) {
      problem.setProperty("parameter", refusal.path().replaceFirst("^filter\\.", ""));
    }
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
    if (status == HttpStatus.TOO_MANY_REQUESTS) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return answer.body(problem);
  }

  /** After the first byte nothing can be said any more; the connection must break off. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> fault(Exception fault, HttpServletResponse response)
      throws Exception {
    if (response.isCommitted()) {
      log.warn("an export broke off: {}", fault.toString());
      throw fault;
    }
    noFile(response);
    if (fault instanceof QueryTimeoutException) {
      return ResponseEntity.badRequest()
          .body(
              problem(
                  HttpStatus.BAD_REQUEST,
                  ErrorCode.LIMIT_EXCEEDED.name(),
                  "The query took too long. Narrow the filter."));
    }
    String correlationId = UUID.randomUUID().toString();
    log.error("an export failed, correlation id {}", correlationId, fault);
    ProblemDetail problem =
        problem(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "INTERNAL_ERROR",
            "The server failed. Its log has the reason under the correlation id.");
    problem.setProperty("correlationId", correlationId);
    return ResponseEntity.internalServerError().body(problem);
  }

  private static ProblemDetail problem(HttpStatus status, String code, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setProperty("code", code);
    return problem;
  }

  /** Takes back what was said of a file that does not come. */
  private static void noFile(HttpServletResponse response) {
    response.resetBuffer();
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, null);
  }
}
