package dev.ticketstream.command.view;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Comments in the read model. */
interface CommentRepository extends Repository<CommentEntity, UUID> {

  Optional<CommentEntity> findByIdAndTicketId(UUID id, UUID ticketId);
}
