package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.Given.CREATED_BY_CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.FieldChange;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.DetailsUpdated;
import dev.ticketstream.events.TicketChange.TicketAssigned;
import dev.ticketstream.events.TicketSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldChangesTests {

  private final @Nullable TicketSnapshot before = TicketScenario.fold(List.of(CREATED_BY_CAROL));

  @Test
  void namesUsersById() {
    TicketChange assigned = new TicketAssigned(TicketScenario.BOB.user());
    assertThat(FieldChanges.of(before, assigned))
        .containsExactly(new FieldChange(FieldChange.ASSIGNED_TO, null, "bob"));
  }

  @Test
  void shortensLongTextsWithoutCuttingACharacterInHalf() {
    String smiles = "😀".repeat(600);
    List<FieldChange> changes =
        FieldChanges.of(before, new DetailsUpdated(null, "a" + smiles, null, null));
    assertThat(changes)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.oldValue()).isEqualTo("It burns");
              assertThat(change.newValue())
                  .isEqualTo("a" + "😀".repeat(499) + "…")
                  .hasSizeLessThanOrEqualTo(FieldChanges.VALUE_LENGTH_MAX);
            });
  }
}
