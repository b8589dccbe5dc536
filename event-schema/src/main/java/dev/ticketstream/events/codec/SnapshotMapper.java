package dev.ticketstream.events.codec;

import static dev.ticketstream.events.codec.ValueReader.read;
import static dev.ticketstream.events.codec.ValueReader.required;
import static dev.ticketstream.events.codec.ValueWriter.write;

import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.codec.proto.EventProto;

/** Ticket snapshots as wire messages, and back. */
final class SnapshotMapper {

  private SnapshotMapper() {}

  static EventProto.TicketSnapshot toProto(TicketSnapshot ticket) {
    EventProto.TicketSnapshot.Builder builder =
        EventProto.TicketSnapshot.newBuilder()
            .setId(ticket.id().toString())
            .setReference(ticket.reference())
            .setRequest(ticket.request())
            .setDescription(ticket.description())
            .setRequestType(EnumWriter.write(ticket.requestType()))
            .setStatus(EnumWriter.write(ticket.status()))
            .setPriority(EnumWriter.write(ticket.priority()))
            .setCreatedBy(write(ticket.createdBy()))
            .addAllTags(ticket.tags())
            .setCommentCount(ticket.commentCount())
            .setPublicCommentCount(ticket.publicCommentCount())
            .setCreatedDate(write(ticket.createdDate()))
            .setUpdatedDate(write(ticket.updatedDate()))
            .setPublicUpdatedDate(write(ticket.publicUpdatedDate()))
            .setVersion(ticket.version())
            .setPublicVersion(ticket.publicVersion())
            .setDeleted(ticket.deleted());
    ticket.watchers().forEach(watcher -> builder.addWatchers(write(watcher)));
    ticket.relatedTickets().forEach(related -> builder.addRelatedTickets(write(related)));
    ticket.attachments().forEach(attachment -> builder.addAttachments(write(attachment)));
    setOptionals(builder, ticket);
    return builder.build();
  }

  private static void setOptionals(
      EventProto.TicketSnapshot.Builder builder, TicketSnapshot ticket) {
    if (ticket.assignedTo() != null) {
      builder.setAssignedTo(write(ticket.assignedTo()));
    }
    if (ticket.team() != null) {
      builder.setTeam(ticket.team());
    }
    if (ticket.meta() != null) {
      builder.setMeta(ticket.meta());
    }
    if (ticket.slaDeadline() != null) {
      builder.setSlaDeadline(write(ticket.slaDeadline()));
    }
    if (ticket.resolvedDate() != null) {
      builder.setResolvedDate(write(ticket.resolvedDate()));
    }
    if (ticket.closedDate() != null) {
      builder.setClosedDate(write(ticket.closedDate()));
    }
    if (ticket.onHoldSince() != null) {
      builder.setOnHoldSince(write(ticket.onHoldSince()));
    }
    if (ticket.firstResponseDate() != null) {
      builder.setFirstResponseDate(write(ticket.firstResponseDate()));
    }
    if (ticket.heldTime() != null) {
      builder.setHeldTime(write(ticket.heldTime()));
    }
  }

  static TicketSnapshot fromProto(EventProto.TicketSnapshot ticket) {
    return new TicketSnapshot(
        ValueReader.uuid(ticket.getId(), "ticket's id"),
        ticket.getReference(),
        ticket.getRequest(),
        ticket.getDescription(),
        EnumReader.read(ticket.getRequestType()),
        EnumReader.read(ticket.getStatus()),
        EnumReader.read(ticket.getPriority()),
        read(required(ticket.hasCreatedBy(), ticket.getCreatedBy(), "requester")),
        ticket.hasAssignedTo() ? read(ticket.getAssignedTo()) : null,
        ticket.hasTeam() ? ticket.getTeam() : null,
        ticket.getWatchersList().stream().map(ValueReader::read).toList(),
        ticket.getTagsList(),
        ticket.getRelatedTicketsList().stream().map(ValueReader::read).toList(),
        ticket.getAttachmentsList().stream().map(ValueReader::read).toList(),
        ticket.getCommentCount(),
        ticket.getPublicCommentCount(),
        ticket.hasMeta() ? ticket.getMeta() : null,
        ticket.hasSlaDeadline() ? read(ticket.getSlaDeadline()) : null,
        read(required(ticket.hasCreatedDate(), ticket.getCreatedDate(), "creation date")),
        read(required(ticket.hasUpdatedDate(), ticket.getUpdatedDate(), "date of update")),
        read(
            required(
                ticket.hasPublicUpdatedDate(),
                ticket.getPublicUpdatedDate(),
                "public date of update")),
        ticket.hasResolvedDate() ? read(ticket.getResolvedDate()) : null,
        ticket.hasClosedDate() ? read(ticket.getClosedDate()) : null,
        ticket.hasOnHoldSince() ? read(ticket.getOnHoldSince()) : null,
        ticket.hasFirstResponseDate() ? read(ticket.getFirstResponseDate()) : null,
        ticket.hasHeldTime() ? read(ticket.getHeldTime()) : null,
        ticket.getVersion(),
        ticket.getPublicVersion(),
        ticket.getDeleted());
  }
}
