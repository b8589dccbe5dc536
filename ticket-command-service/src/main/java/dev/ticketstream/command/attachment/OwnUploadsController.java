package dev.ticketstream.command.attachment;

import dev.ticketstream.command.security.CommandRateLimiter;
import dev.ticketstream.events.access.Viewer;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's uploads that no ticket has claimed. */
@RestController
class OwnUploadsController {

  private final OwnUploads uploads;
  private final CommandRateLimiter rates;

  OwnUploadsController(OwnUploads uploads, CommandRateLimiter rates) {
    this.uploads = uploads;
    this.rates = rates;
  }

  /** {@code GET /attachments}: those that can be attached, oldest first. */
  @GetMapping("/attachments")
  List<UploadedFile> list(@AuthenticationPrincipal Viewer viewer) {
    rates.acquireRequest(viewer);
    return uploads.of(viewer);
  }

  /**
   * {@code DELETE /attachments/{id}}: removes one of them.
   *
   * @throws TransferRefusedException when it is none of them
   */
  @DeleteMapping("/attachments/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String id, @AuthenticationPrincipal Viewer viewer) {
    rates.acquireRequest(viewer);
    uploads.remove(viewer, id);
  }
}
