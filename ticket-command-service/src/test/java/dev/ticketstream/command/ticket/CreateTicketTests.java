package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.BOB;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketChange.TicketAssigned;
import dev.ticketstream.events.TicketChange.TicketCreated;
import dev.ticketstream.events.TicketLimits;
import dev.ticketstream.events.TicketPriority;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreateTicketTests {

  @Test
  void aCustomerCreatesForThemselves() {
    given()
        .when(CAROL, create("Printer", "It burns", null, null, null, List.of()))
        .then(created("Printer", null, List.of()));
  }

  @Test
  void staffCreateForOthersAssignedTeamedAndTagged() {
    given()
        .when(ALICE, create("Printer", "It burns", "carol", "bob", "first-line", List.of("vip")))
        .then(created("Printer", "first-line", List.of("vip")), new TicketAssigned(BOB.user()));
  }

  @Test
  void aCustomerMayNotDecideWhoWorksOnIt() {
    given()
        .when(CAROL, create("Printer", "", "dave", null, null, List.of()))
        .thenRefused(ErrorCode.FORBIDDEN);
    given()
        .when(CAROL, create("Printer", "", null, "bob", null, List.of()))
        .thenRefused(ErrorCode.FORBIDDEN);
    given()
        .when(CAROL, create("Printer", "", null, null, "first-line", List.of()))
        .thenRefused(ErrorCode.FORBIDDEN);
    given()
        .when(CAROL, create("Printer", "", null, null, null, List.of("vip")))
        .thenRefused(ErrorCode.FORBIDDEN);
  }

  @Test
  void refusesUnknownUsersAndTeams() {
    var requester =
        given()
            .when(ALICE, create("Printer", "", "nobody", null, null, List.of()))
            .thenRefused(ErrorCode.NOT_FOUND);
    assertThat(requester.path()).isEqualTo("input.requesterId");
    given()
        .when(ALICE, create("Printer", "", null, "nobody", null, List.of()))
        .thenRefused(ErrorCode.NOT_FOUND);
    given()
        .when(ALICE, create("Printer", "", null, null, "no-team", List.of()))
        .thenRefused(ErrorCode.NOT_FOUND);
  }

  @Test
  void onlyATicketThatIsMadeUsesUpANumber() {
    TicketScenario desk = given();
    desk.when(ALICE, create("Printer", "", null, "nobody", null, List.of()))
        .thenRefused(ErrorCode.NOT_FOUND);
    desk.when(ALICE, create("Printer", "", null, null, "no-team", List.of()))
        .thenRefused(ErrorCode.NOT_FOUND);
    desk.when(ALICE, create(" ", "", null, null, null, List.of()))
        .thenRefused(ErrorCode.INVALID_INPUT);
    desk.when(ALICE, create("Printer", "", null, null, null, List.of(" ")))
        .thenRefused(ErrorCode.INVALID_INPUT);
    assertThat(desk.referencesDrawn()).isZero();
    desk.when(ALICE, create("Printer", "", null, null, null, List.of())).outcomeHasSize(1);
    assertThat(desk.referencesDrawn()).isEqualTo(1);
  }

  @Test
  void refusesBadTitles() {
    refused(" \t ", ErrorCode.INVALID_INPUT);
    refused("two\nlines", ErrorCode.INVALID_INPUT);
    refused("tab\there", ErrorCode.INVALID_INPUT);
    refused("bell\u0007", ErrorCode.INVALID_INPUT);
    refused("\u001fseparator", ErrorCode.INVALID_INPUT);
    refused("half \ud83d a smile", ErrorCode.INVALID_INPUT);
    refused("x".repeat(TicketLimits.REQUEST_LENGTH_MAX + 1), ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void acceptsTextUpToTheLimit() {
    String title = "x".repeat(TicketLimits.REQUEST_LENGTH_MAX);
    given()
        .when(CAROL, create(title, "line\r\n\tline 😀", null, null, null, List.of()))
        .then(
            new TicketCreated(
                "TKT-000001",
                title,
                "line\r\n\tline 😀",
                RequestType.BUG,
                TicketPriority.MEDIUM,
                CAROL.user(),
                null,
                List.of(),
                null,
                TicketScenario.deadline(
                    TicketScenario.START.plusSeconds(60), TicketPriority.MEDIUM)));
  }

  @Test
  void refusesDescriptionsThatAreTooLongOrHaveControlCharacters() {
    String tooLong = "x".repeat(TicketLimits.TEXT_LENGTH_MAX + 1);
    given()
        .when(CAROL, create("Printer", tooLong, null, null, null, List.of()))
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
    given()
        .when(CAROL, create("Printer", "nul \u0000", null, null, null, List.of()))
        .thenRefused(ErrorCode.INVALID_INPUT);
  }

  @Test
  void keepsTagsDistinctAndWithinLimits() {
    given()
        .when(ALICE, create("Printer", "It burns", "carol", null, null, List.of(" a ", "b", "a")))
        .then(created("Printer", null, List.of("a", "b")));
    List<String> tooMany =
        IntStream.rangeClosed(0, TicketLimits.TAGS_MAX).mapToObj(i -> "tag" + i).toList();
    given()
        .when(ALICE, create("Printer", "", null, null, null, tooMany))
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
    String longTag = "x".repeat(TicketLimits.TAG_LENGTH_MAX + 1);
    given()
        .when(ALICE, create("Printer", "", null, null, null, List.of(longTag)))
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
    given()
        .when(ALICE, create("Printer", "", null, null, null, Collections.singletonList(" ")))
        .thenRefused(ErrorCode.INVALID_INPUT);
  }

  @Test
  void refusesMetaThatIsTooLargeInBytes() {
    String characters = "{\"a\":\"" + "€".repeat(TicketLimits.META_BYTES_MAX / 3) + "\"}";
    given()
        .when(
            CAROL,
            new CreateTicket(
                "Printer",
                "",
                RequestType.BUG,
                TicketPriority.LOW,
                null,
                null,
                null,
                List.of(),
                characters))
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
  }

  private static void refused(String request, ErrorCode code) {
    CommandRejectedException refusal =
        given().when(CAROL, create(request, "", null, null, null, List.of())).thenRefused(code);
    assertThat(refusal.path()).isEqualTo("input.request");
  }

  private static TicketCreated created(String request, @Nullable String team, List<String> tags) {
    return new TicketCreated(
        "TKT-000001",
        request,
        "It burns",
        RequestType.BUG,
        TicketPriority.MEDIUM,
        CAROL.user(),
        team,
        tags,
        null,
        TicketScenario.deadline(TicketScenario.START.plusSeconds(60), TicketPriority.MEDIUM));
  }

  private static CreateTicket create(
      String request,
      String description,
      @Nullable String requester,
      @Nullable String assignee,
      @Nullable String team,
      List<String> tags) {
    return new CreateTicket(
        request,
        description,
        RequestType.BUG,
        TicketPriority.MEDIUM,
        requester,
        assignee,
        team,
        tags,
        null);
  }
}
