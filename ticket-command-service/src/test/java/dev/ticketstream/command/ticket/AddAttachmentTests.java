package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.Given.CREATED_BY_CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.DAVE;
import static dev.ticketstream.command.ticket.TicketScenario.START;
import static dev.ticketstream.command.ticket.TicketScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.ticket.AttachmentUploads.Upload;
import dev.ticketstream.command.ticket.TicketCommand.AddAttachment;
import dev.ticketstream.events.Attachment;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.AttachmentAdded;
import dev.ticketstream.events.TicketChange.TicketAssigned;
import dev.ticketstream.events.TicketChange.TicketDeleted;
import dev.ticketstream.events.TicketLimits;
import dev.ticketstream.events.access.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddAttachmentTests {

  private static final Instant NOW = START.plusSeconds(60);
  private static final UUID UPLOAD = new UUID(7, 7);
  private static final AddAttachment ADD = new AddAttachment(UPLOAD);

  @Test
  void whoeverSeesTheTicketMayAttachTheirUploads() {
    for (Viewer actor : List.of(ALICE, CAROL)) {
      given(CREATED_BY_CAROL)
          .withUpload(upload(5, null))
          .when(actor, ADD)
          .then(added(UPLOAD, 5, actor, NOW));
    }
    given(CREATED_BY_CAROL, new TicketAssigned(DAVE.user()))
        .withUpload(upload(5, null))
        .when(DAVE, ADD)
        .then(added(UPLOAD, 5, DAVE, NOW));
  }

  @Test
  void aStrangerAndADeletedTicketGetNothing() {
    given(CREATED_BY_CAROL)
        .withUpload(upload(5, null))
        .when(DAVE, ADD)
        .thenRefused(ErrorCode.NOT_FOUND);
    given(CREATED_BY_CAROL, new TicketDeleted())
        .withUpload(upload(5, null))
        .when(CAROL, ADD)
        .thenRefused(ErrorCode.NOT_FOUND);
  }

  @Test
  void attachingTheSameUploadAgainChangesNothing() {
    given(CREATED_BY_CAROL, added(UPLOAD, 5, CAROL, START)).when(CAROL, ADD).thenNothing();
  }

  @Test
  void onlyOnesOwnUploadThatIsFreeCanBeAttached() {
    CommandRejectedException unknown =
        given(CREATED_BY_CAROL).when(CAROL, ADD).thenRefused(ErrorCode.NOT_FOUND);
    assertThat(unknown.path()).isEqualTo("input.attachmentId");
    given(CREATED_BY_CAROL)
        .withUpload(upload(5, new UUID(1, 1)))
        .when(CAROL, ADD)
        .thenRefused(ErrorCode.INVALID_INPUT);
  }

  @Test
  void aTicketHoldsSoManyBytes() {
    TicketChange nineMegabytes = added(new UUID(1, 1), 9 << 20, CAROL, START);
    given(CREATED_BY_CAROL, nineMegabytes)
        .withUpload(upload(1 << 20, null))
        .when(CAROL, ADD)
        .then(added(UPLOAD, 1 << 20, CAROL, NOW));
    given(CREATED_BY_CAROL, nineMegabytes)
        .withUpload(upload((1 << 20) + 1, null))
        .when(CAROL, ADD)
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void aTicketHoldsSoManyAttachments() {
    List<TicketChange> changes = new ArrayList<>(List.of(CREATED_BY_CAROL));
    for (int i = 1; i < TicketLimits.ATTACHMENTS_MAX; i++) {
      changes.add(added(new UUID(1, i), 1, CAROL, START));
    }
    TicketScenario almostFull = given(changes.toArray(TicketChange[]::new));
    almostFull.withUpload(upload(1, null)).when(CAROL, ADD).then(added(UPLOAD, 1, CAROL, NOW));
    almostFull
        .and(added(new UUID(2, 1), 1, CAROL, START))
        .withUpload(upload(1, null))
        .when(CAROL, ADD)
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
  }

  private static Upload upload(long size, @Nullable UUID ticketId) {
    return new Upload(UPLOAD, "log.txt", "text/plain", size, "ab", ticketId);
  }

  private static TicketChange added(UUID id, long size, Viewer by, Instant when) {
    return new AttachmentAdded(
        new Attachment(id, "log.txt", "text/plain", size, "ab", by.user(), when));
  }
}
