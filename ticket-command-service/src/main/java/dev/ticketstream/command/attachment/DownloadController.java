package dev.ticketstream.command.attachment;

import dev.ticketstream.command.security.CommandRateLimiter;
import dev.ticketstream.events.access.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** {@code GET /attachments/{id}}: the file, whole or in part, for whoever may see it now. */
@RestController
class DownloadController {

  private final VisibleAttachments attachments;
  private final Downloads downloads;
  private final CommandRateLimiter rates;

  DownloadController(
      VisibleAttachments attachments, Downloads downloads, CommandRateLimiter rates) {
    this.attachments = attachments;
    this.downloads = downloads;
    this.rates = rates;
  }

  /**
   * Sends a file; {@code HEAD} only its headers.
   *
   * @throws TransferRefusedException when there is none that the viewer may see, or not this part
   * @throws IOException when the store fails while it is read; the connection breaks off then
   */
  @GetMapping("/attachments/{id}")
  void download(
      @PathVariable String id,
      @AuthenticationPrincipal Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    rates.acquireRequest(viewer);
    StoredAttachment attachment = attachments.find(viewer, id);
    safeHeaders(attachment, response);
    if (new ServletWebRequest(request, response).checkNotModified(attachment.etag())) {
      return;
    }
    boolean head = HttpMethod.HEAD.matches(request.getMethod());
    ByteRange part = part(attachment, head, request, response);
    response.setContentType(attachment.contentType());
    if (head) {
      response.setContentLengthLong(part.length());
    } else {
      downloads.send(viewer, attachment, part, response);
    }
  }

  /**
   * Nothing in a file may run in the service's origin, and no cache may give it to somebody who
   * lost the ticket: the browser asks each time, and gets 304 if it still may.
   */
  private static void safeHeaders(StoredAttachment attachment, HttpServletResponse response) {
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, AttachmentDisposition.of(attachment.fileName()));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
  }

  /** RFC 9110, 14.2: a range means something with GET only. */
  private static ByteRange part(
      StoredAttachment attachment,
      boolean head,
      HttpServletRequest request,
      HttpServletResponse response) {
    long size = attachment.size();
    try {
      Optional<ByteRange> wanted =
          head
              ? Optional.empty()
              : ByteRange.requested(
                  request.getHeader(HttpHeaders.RANGE),
                  request.getHeader(HttpHeaders.IF_RANGE),
                  attachment.etag(),
                  size);
      wanted.ifPresent(
          part -> {
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader(
                HttpHeaders.CONTENT_RANGE,
                "bytes %d-%d/%d".formatted(part.first(), part.last(), size));
          });
      return wanted.orElse(new ByteRange(0, size - 1));
    } catch (TransferRefusedException e) {
      response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */%d".formatted(size));
      throw e;
    }
  }
}
