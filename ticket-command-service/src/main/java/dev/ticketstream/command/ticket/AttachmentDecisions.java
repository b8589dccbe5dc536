package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;
import static dev.ticketstream.command.ticket.CommandRejectedException.notFound;
import static dev.ticketstream.command.ticket.CommandRejectedException.tooLarge;
import static dev.ticketstream.events.TicketLimits.ATTACHMENTS_MAX;

import dev.ticketstream.command.ticket.AttachmentUploads.Upload;
import dev.ticketstream.command.ticket.TicketCommand.AddAttachment;
import dev.ticketstream.events.Attachment;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.AttachmentAdded;
import dev.ticketstream.events.TicketSnapshot;
import java.util.List;

/** Attachments. Whoever sees a ticket may attach their own uploads, as they may comment. */
final class AttachmentDecisions {

  private static final String PATH = "input.attachmentId";

  private final long ticketSizeMax;

  AttachmentDecisions(TicketRules rules) {
    this.ticketSizeMax = rules.attachments().ticketSizeMax().toBytes();
  }

  List<TicketChange> add(AddAttachment command, TicketSnapshot state, DecisionContext context) {
    List<Attachment> present = state.attachments();
    if (present.stream().anyMatch(attachment -> attachment.id().equals(command.attachmentId()))) {
      return List.of();
    }
    Upload upload = context.upload();
    if (upload == null) {
      throw notFound(
          "You have no such upload; one that is not attached is kept for a while.", PATH);
    }
    if (upload.ticketId() != null) {
      throw invalid("This upload is attached to another ticket; upload the file again.", PATH);
    }
    if (present.size() >= ATTACHMENTS_MAX) {
      throw tooLarge("A ticket has at most %d attachments.".formatted(ATTACHMENTS_MAX), PATH);
    }
    long size = present.stream().mapToLong(Attachment::sizeBytes).sum() + upload.sizeBytes();
    if (size > ticketSizeMax) {
      throw tooLarge(
          "The ticket's attachments would have %d bytes; the limit is %d."
              .formatted(size, ticketSizeMax),
          PATH);
    }
    return List.of(
        new AttachmentAdded(
            new Attachment(
                upload.id(),
                upload.fileName(),
                upload.contentType(),
                upload.sizeBytes(),
                upload.sha256(),
                context.actor().user(),
                context.now())));
  }
}
