package dev.ticketstream.command.view;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Tickets in the read model. */
interface TicketRepository extends Repository<TicketEntity, UUID> {

  TicketEntity save(TicketEntity ticket);

  Optional<TicketEntity> findById(UUID id);

  @Query("select ticket.id from TicketEntity ticket where ticket.reference = :reference")
  Optional<UUID> idOf(String reference);
}
