package dev.ticketstream.command.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Comments in the read model. */
interface CommentRepository extends Repository<CommentEntity, UUID> {

  Optional<CommentEntity> findByIdAndTicketId(UUID id, UUID ticketId);

  @Query(
      """
      select comment from CommentEntity comment
      where comment.ticketId = :ticketId
        and (comment.createdDate > :afterDate
          or (comment.createdDate = :afterDate and comment.id > :afterId))
        and comment.createdDate <= :until
        and (:internalToo = true or comment.internal = false)
      order by comment.createdDate, comment.id
      """)
  List<CommentEntity> page(
      UUID ticketId,
      Instant afterDate,
      UUID afterId,
      Instant until,
      boolean internalToo,
      Limit limit);
}
