package dev.ticketstream.command.attachment;

import dev.ticketstream.command.ticket.RateLimitedException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refusals and faults as problem details (RFC 9457) with a {@code code}. */
@RestControllerAdvice(
    assignableTypes = {
      UploadController.class,
      DownloadController.class,
      OwnUploadsController.class
    })
@Order(Ordered.HIGHEST_PRECEDENCE)
class TransferErrors {

  private static final Logger log = LoggerFactory.getLogger(TransferErrors.class);
  private static final String RETRY_SECONDS = "5";

  private final AttachmentMetrics metrics;

  TransferErrors(AttachmentMetrics metrics) {
    this.metrics = metrics;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(
      TransferRefusedException refusal, HttpServletResponse response) {
    metrics.refused(refusal.refusal());
    noFile(response);
    HttpStatus status = refusal.refusal().status();
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, refusal.getMessage());
    problem.setProperty("code", refusal.refusal().name());
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
    if (refusal.refusal() == Refusal.BUSY) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return answer.body(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> rateLimited(RateLimitedException refusal) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, refusal.reason());
    problem.setProperty("code", refusal.code().name());
    long seconds = Math.ceilDiv(refusal.retryAfterMs(), 1_000);
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
        .body(problem);
  }

  /** After the first byte nothing can be said any more; the connection must break off. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> fault(Exception fault, HttpServletResponse response)
      throws Exception {
    if (response.isCommitted()) {
      throw fault;
    }
    String correlationId = UUID.randomUUID().toString();
    log.error("an attachment's transfer failed, correlation id {}", correlationId, fault);
    noFile(response);
    response.setHeader(HttpHeaders.CONTENT_RANGE, null);
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "The server failed. Its log has the reason under the correlation id.");
    problem.setProperty("code", "INTERNAL_ERROR");
    problem.setProperty("correlationId", correlationId);
    return ResponseEntity.internalServerError().body(problem);
  }

  /** Takes back what was said of a file that does not come. */
  private static void noFile(HttpServletResponse response) {
    response.setContentLengthLong(-1);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, null);
    response.setHeader(HttpHeaders.ETAG, null);
  }
}
