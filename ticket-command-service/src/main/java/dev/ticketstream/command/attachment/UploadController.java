package dev.ticketstream.command.attachment;

import dev.ticketstream.command.security.CommandRateLimiter;
import dev.ticketstream.events.access.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * {@code POST /attachments?fileName=…}: the body is the file itself.
 *
 * <p>Not {@code multipart/form-data}: servlet containers write parts to temporary files before the
 * service sees the first byte, so a refusal would come after the whole file, and a part's length is
 * not known beforehand. A raw body streams with a known {@code Content-Length}. Browsers send a
 * {@code File} like this with {@code fetch(url, {method: 'POST', body: file})}, or with {@code
 * XMLHttpRequest} where progress is to be shown; on the command line it is {@code curl
 * --data-binary @file} or {@code curl -T file -X POST}.
 */
@RestController
class UploadController {

  /** Longest name that is looked at, in characters; its safe form is shorter. */
  private static final int FILE_NAME_LENGTH_MAX = 1_000;

  private final Uploads uploads;
  private final CommandRateLimiter rates;

  UploadController(Uploads uploads, CommandRateLimiter rates) {
    this.uploads = uploads;
    this.rates = rates;
  }

  /**
   * Takes in a file. The declared {@code Content-Type} says nothing: curl sends that of a form.
   *
   * @return 201 with what was stored
   * @throws TransferRefusedException when it is not taken
   */
  @PostMapping("/attachments")
  ResponseEntity<UploadedFile> upload(
      HttpServletRequest request, @AuthenticationPrincipal Viewer viewer) throws IOException {
    rates.acquireRequest(viewer);
    if (isMultipart(request.getContentType())) {
      throw Refusal.INVALID_INPUT.because(
          "The body must be the file itself, not a form: with curl, --data-binary @file.");
    }
    UploadedFile file =
        uploads.receive(
            viewer, fileName(request), request.getContentLengthLong(), request.getInputStream());
    return ResponseEntity.created(URI.create("/attachments/" + file.id())).body(file);
  }

  private static boolean isMultipart(@Nullable String contentType) {
    return contentType != null
        && contentType.regionMatches(true, 0, MediaType.MULTIPART_FORM_DATA_VALUE, 0, 10);
  }

  /**
   * Read from the query itself: the servlet container's parameters would swallow a body that claims
   * to be a form.
   */
  private static String fileName(HttpServletRequest request) {
    String query = request.getQueryString();
    String encoded =
        query == null
            ? null
            : UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .getFirst("fileName");
    if (encoded == null || encoded.isBlank() || encoded.length() > FILE_NAME_LENGTH_MAX) {
      throw Refusal.INVALID_INPUT.because(
          "The query must have a fileName of 1 to %d characters.".formatted(FILE_NAME_LENGTH_MAX));
    }
    try {
      return UriUtils.decode(encoded.replace('+', ' '), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.INVALID_INPUT.because("The fileName is not URL-encoded.");
    }
  }
}
