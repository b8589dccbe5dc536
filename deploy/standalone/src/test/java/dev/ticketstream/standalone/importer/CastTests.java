package dev.ticketstream.standalone.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CastTests {

  @Test
  void aNameIsAlwaysPlayedByTheSameUser() {
    assertThat(Cast.customer("Caller 2403").name()).isEqualTo("dave");
    assertThat(Cast.team("Group 70")).isEqualTo("second-line");
    assertThat(Cast.agent("Resolver 89", null).name()).isEqualTo("tess");
  }

  @Test
  void everybodyHasSomethingToDo() {
    assertThat(IntStream.range(0, 50).mapToObj(i -> Cast.customer("Caller " + i).name()))
        .contains("carol", "dave");
    assertThat(IntStream.range(0, 50).mapToObj(i -> Cast.agent("Resolver " + i, null).name()))
        .contains("alice", "bob", "tess");
    assertThat(IntStream.range(0, 50).mapToObj(i -> Cast.team("Group " + i)))
        .contains("first-line", "second-line");
  }

  @Test
  void whoActsOnATeamsTicketBelongsToTheTeam() {
    assertThat(IntStream.range(0, 50).mapToObj(i -> Cast.agent("Resolver " + i, "second-line")))
        .allMatch(agent -> agent.teams().contains("second-line"));
  }
}
