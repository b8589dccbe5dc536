package dev.ticketstream.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FullTextSearchIT {

  /** All tickets of this class have it, so that other tests' tickets stay out of the lists. */
  private static final String TAG = "search-" + UUID.randomUUID();

  private static final String LIST =
      """
      query($f: TicketFilter, $o: TicketOrder, $n: Int, $after: String) {
        tickets(filter: $f, orderBy: $o, first: $n, after: $after) { totalCount
          edges { node { id } cursor } pageInfo { hasNextPage endCursor } } }
      """;

  @BeforeAll
  static void everybodyIsKnown() {
    Client.alice().known();
    Client.carol().known();
    Client.dave().known();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Der Drucker brennt | druck",
        "Der Drucker brennt | DRUCKER",
        "Druckerpatrone für Großraumbüro | grossraumburo",
        "Druckerpatrone für Großraumbüro | Großraumbüro",
        "Ärger mit der Straße | arger strasse",
        "Ärger mit der Straße | 'ÄRGER STRASSE'",
        "Café déjà vu | cafe deja",
        "打印机着火了 | 着火",
        "打印机着火了 | 打印",
        "プリンターが燃えている | 燃えて",
        "العَرَبِيّة لا تطبع | العربية",
        "Принтер не печатает | принт",
        "프린터가 고장났어요 | 프린터",
        "เครื่องพิมพ์เสีย | พิมพ์",
        "Printer 🔥 again | 🔥",
        "Error 0x80070005 in v1.2.3 | 0x8007",
        "Error 0x80070005 in v1.2.3 | v1.2",
        "Mail from x.y@example.org bounces | example.org",
        "It isn't O'Brien's C:\\temp\\ok | c:\\temp",
        "It isn't O'Brien's C:\\temp\\ok | o'brien",
        "ﬁle not found | file",
      })
  void findsTextOfManyLanguages(String title, String typed) {
    String id = create(title);
    assertThat(found(Client.alice(), typed)).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "& | ! ( ) : * <-> \\ ' \" `",
        "'; drop table ticket; --",
        "a:* & b",
        "\\",
        "'",
        "\"",
        "-",
        "%_",
        "{}[]",
        ":wanted0",
        "?",
        "\u0640",
        "\u0301",
        "🔥🔥🔥",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\u202Eabc",
        "½ ﷺ",
      })
  void noTextIsAnError(String typed) {
    create("Odd characters");
    assertThat(found(Client.alice(), typed)).isNotNull();
    assertThat(found(Client.alice(), typed + " " + "x".repeat(150))).isEmpty();
    assertThat(found(Client.carol(), typed)).isNotNull();
  }

  @Test
  void textWithoutWordsFindsNothing() {
    create("Something");
    assertThat(found(Client.alice(), "&&")).isEmpty();
  }

  @Test
  void veryLongWordsAreFoundByWhatTheyBeginWith() {
    String id = create("word " + "y".repeat(180));
    assertThat(found(Client.alice(), "y".repeat(150))).contains(id);
  }

  @Test
  void wordsMayStandInDifferentTextsOfATicket() {
    String id = create("The scanner is jammed");
    comment(id, "It happens with thick parchment", false);
    assertThat(found(Client.alice(), "scan parch")).containsExactly(id);
    assertThat(found(Client.alice(), "\"thick parchment\" scanner")).containsExactly(id);
    assertThat(found(Client.alice(), "\"parchment thick\"")).isEmpty();
    assertThat(found(Client.alice(), "scanner -parchment")).doesNotContain(id);
    assertThat(found(Client.alice(), "\"scan\" parchment")).isEmpty();
  }

  @Test
  void findsAReference() {
    String id = create("By reference");
    String reference =
        Client.alice()
            .query("query($id: ID!) { ticket(id: $id) { reference } }", Map.of("id", id))
            .at("/ticket/reference")
            .asString();
    assertThat(found(Client.alice(), reference)).containsExactly(id);
    assertThat(found(Client.alice(), reference.substring(4))).contains(id);
  }

  @Test
  void changedTextIsFoundAndFormerTextIsNot() {
    String id = create("Aubergine title");
    Client.alice().mutate("updateTicket", Map.of("ticketId", id, "request", "Zucchini title"));
    assertThat(found(Client.alice(), "aubergine")).isEmpty();
    assertThat(found(Client.alice(), "zucchini")).containsExactly(id);
  }

  @Test
  void customersFindAndRankByWhatTheyMayReadOnly() {
    Client carol = Client.carol();
    String first = create("Marzipan machine");
    String second = create("Marzipan oven");
    JsonNode before = list(carol, "marzipan", "RELEVANCE", 100, null);
    for (int i = 0; i < 5; i++) {
      comment(second, "marzipan marzipan nougat", true);
    }
    assertThat(found(Client.alice(), "nougat")).containsExactly(second);
    assertThat(found(carol, "nougat")).isEmpty();
    assertThat(found(carol, "marzipan -nougat")).containsExactlyInAnyOrder(first, second);
    JsonNode after = list(carol, "marzipan", "RELEVANCE", 100, null);
    assertThat(nodes(after)).isEqualTo(nodes(before));
    assertThat(ranks(after)).isEqualTo(ranks(before));
    comment(second, "nougat for all", false);
    assertThat(found(carol, "nougat")).containsExactly(second);
    assertThat(found(Client.dave(), "nougat")).as("another customer").isEmpty();
  }

  @Test
  void ranksTitlesAboveDescriptionsAboveComments() {
    String commented = create("Ranked");
    comment(commented, "quittenbrot", false);
    String described = create("Ranked", "quittenbrot");
    String titled = create("Ranked quittenbrot");
    assertThat(nodes(list(Client.alice(), "quitten", "RELEVANCE", 100, null)))
        .containsExactly(titled, described, commented);
    assertThat(nodes(list(Client.carol(), "quitten", "RELEVANCE", 100, null)))
        .containsExactly(titled, described, commented);
  }

  @Test
  void pagesByRelevanceHoldWhileTextsArrive() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ids.add(create("Pistachio ".repeat(i % 3 + 1)));
    }
    List<String> paged = new ArrayList<>();
    JsonNode page;
    String after = null;
    do {
      page = list(Client.alice(), "pistachio", "RELEVANCE", 2, after);
      paged.addAll(nodes(page));
      after = page.at("/pageInfo/endCursor").asString();
      create("Pistachio pistachio newcomer");
      comment(ids.getFirst(), "pistachio pistachio pistachio", false);
    } while (page.at("/pageInfo/hasNextPage").asBoolean());
    assertThat(paged).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void relevanceNeedsSomethingToFind() {
    for (String filter : List.of("{}", "{ text: \" \" }", "{ text: \"-x\" }", "{ text: \"&\" }")) {
      JsonNode answer =
          Client.alice()
              .send(
                  "{ tickets(filter: %s, orderBy: { field: RELEVANCE }) { edges { cursor } } }"
                      .formatted(filter),
                  Map.of());
      assertThat(answer.at("/errors/0/extensions/code").asString())
          .as(filter)
          .isEqualTo("INVALID_INPUT");
      assertThat(answer.at("/errors/0/extensions/argument").asString()).isEqualTo("orderBy.field");
    }
  }

  @Test
  void refusesTooManyTermsAndNul() {
    assertThat(errorCode("x ".repeat(21))).isEqualTo("LIMIT_EXCEEDED");
    assertThat(errorCode("x".repeat(201))).isEqualTo("LIMIT_EXCEEDED");
    assertThat(errorCode("a\u0000b")).isEqualTo("INVALID_INPUT");
  }

  @Test
  void refusesForgedPlacesByRelevance() {
    for (String value : List.of("NaN@1700000000000", "1@now", "1e99@1700000000000", "1")) {
      String cursor =
          Base64.getUrlEncoder()
              .encodeToString(
                  ("tickets:RELEVANCE:desc\n" + value + "\n" + UUID.randomUUID()).getBytes(UTF_8));
      JsonNode answer =
          Client.alice()
              .send(
                  LIST,
                  Map.of(
                      "f",
                      Map.of("text", "x"),
                      "o",
                      Map.of("field", "RELEVANCE"),
                      "after",
                      cursor));
      assertThat(answer.at("/errors/0/extensions/code").asString())
          .as(value + answer)
          .isEqualTo("INVALID_INPUT");
    }
  }

  @Test
  void aForgedPlaceBelowAllRanksIsNoFault() {
    create("Almond");
    String place = "0.00000000000000000001e-29@1700000000000\n" + UUID.randomUUID();
    String cursor =
        Base64.getUrlEncoder().encodeToString(("tickets:RELEVANCE:desc\n" + place).getBytes(UTF_8));
    assertThat(nodes(list(Client.alice(), "almond", "RELEVANCE", 2, cursor))).isEmpty();
  }

  private static String errorCode(String text) {
    return Client.alice()
        .send(LIST, Map.of("f", Map.of("text", text)))
        .at("/errors/0/extensions/code")
        .asString();
  }

  private static String create(String title) {
    return create(title, "");
  }

  private static String create(String title, String description) {
    return Client.alice()
        .mutate(
            "createTicket",
            Map.of(
                "request",
                title,
                "description",
                description,
                "requesterId",
                "carol",
                "tags",
                List.of(TAG)))
        .at("/ticket/id")
        .asString();
  }

  private static void comment(String ticketId, String text, boolean internal) {
    Client.alice()
        .mutate("addComment", Map.of("ticketId", ticketId, "comment", text, "internal", internal));
  }

  /** Found in either order; both ways must find the same. */
  private static List<String> found(Client client, String text) {
    List<String> byDate = nodes(list(client, text, "UPDATED_DATE", 100, null));
    boolean rankable =
        !client
            .send(LIST, Map.of("f", Map.of("text", text), "o", Map.of("field", "RELEVANCE")))
            .has("errors");
    if (rankable) {
      assertThat(nodes(list(client, text, "RELEVANCE", 100, null)))
          .containsExactlyInAnyOrderElementsOf(byDate);
    }
    return byDate;
  }

  private static JsonNode list(
      Client client, String text, String order, int first, @Nullable String after) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("f", Map.of("tags", List.of(TAG), "text", text));
    variables.put("o", Map.of("field", order));
    variables.put("n", first);
    variables.put("after", after);
    JsonNode tickets = client.query(LIST, variables).get("tickets");
    if (first == 100) {
      assertThat(tickets.get("totalCount").asInt()).isEqualTo(tickets.get("edges").size());
    }
    return tickets;
  }

  private static List<String> nodes(JsonNode list) {
    return list.get("edges").findValuesAsString("id");
  }

  /** The ranks inside the cursors. */
  private static List<String> ranks(JsonNode list) {
    return list.get("edges").findValuesAsString("cursor").stream()
        .map(cursor -> new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split("\n")[1])
        .map(value -> value.substring(0, value.indexOf('@')))
        .toList();
  }
}
