package dev.ticketstream.command.view;

import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Makes conditions of filters; one with a text costs staff a statement of its own. */
@Component
class Conditions {

  /** A term that more texts have is found soon by walking along the list. */
  private static final int RARE_TEXTS_MAX = 2_000;

  private final RareTerms rareTerms;
  private final TicketVisibility visibility;
  private final Clock clock;

  Conditions(RareTerms rareTerms, TicketVisibility visibility, Clock clock) {
    this.rareTerms = rareTerms;
    this.visibility = visibility;
    this.clock = clock;
  }

  /** The tickets of a filter that the viewer may see, as of now. */
  SearchCondition of(Viewer viewer, TicketFilter filter) {
    SearchCondition condition = new SearchCondition(visibility, viewer, filter, clock.instant());
    if (filter.text() != null) {
      TextCondition text = new TextCondition(filter.text(), viewer.isStaff());
      // A customer's own tickets are few, and where else a word stands is not for them to find out.
      RareTerm rare = viewer.isStaff() ? rareTerms.first(text, "ticket_id", RARE_TEXTS_MAX) : null;
      condition.text(text, rare == null ? -1 : rare.term());
      if (rare != null) {
        condition.among(rare.found());
      }
    }
    return condition;
  }
}
