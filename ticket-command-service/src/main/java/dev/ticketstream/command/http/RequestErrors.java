package dev.ticketstream.command.http;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers requests that no controller takes with problem documents that say what can be done. */
@RestControllerAdvice
class RequestErrors {

  @ExceptionHandler
  ResponseEntity<ProblemDetail> noSuchPath(NoResourceFoundException refusal) {
    return answer(
        refusal, "There is nothing at this path; queries and commands are sent to POST /graphql.");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> wrongMethod(HttpRequestMethodNotSupportedException refusal) {
    return answer(
        refusal, "This path takes %s.".formatted(named(refusal.getHeaders(), HttpHeaders.ALLOW)));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> wrongContent(HttpMediaTypeNotSupportedException refusal) {
    return answer(
        refusal,
        "This path takes %s; name that in Content-Type."
            .formatted(named(refusal.getHeaders(), HttpHeaders.ACCEPT)));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> wrongAnswer(HttpMediaTypeNotAcceptableException refusal) {
    return answer(
        refusal,
        "This path answers with %s; name that in Accept, or leave it out."
            .formatted(named(refusal.getHeaders(), HttpHeaders.ACCEPT)));
  }

  private static String named(HttpHeaders headers, String name) {
    return String.join(", ", headers.getOrDefault(name, List.of()));
  }

  private static ResponseEntity<ProblemDetail> answer(ErrorResponse refusal, String detail) {
    ProblemDetail problem = refusal.getBody();
    problem.setDetail(detail);
    problem.setProperty("code", HttpStatus.valueOf(refusal.getStatusCode().value()).name());
    return ResponseEntity.status(refusal.getStatusCode())
        .headers(refusal.getHeaders())
        .body(problem);
  }
}
