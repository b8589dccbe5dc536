package dev.ticketstream.command.mention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.TicketLimits;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PossibleMentionTests {

  @Test
  void isAnAtSignWithWhatFollows() {
    assertThat(longest("@bob")).containsExactly("bob");
    assertThat(longest("Hi @bob, (@alice) and **@carol**: \"@dave\"\n@erin"))
        .containsExactly("bob", "alice", "carol", "dave", "erin");
    assertThat(longest("> - @bob\n\n# @alice\n\n1. *@carol's*"))
        .containsExactly("bob", "alice", "carol");
    assertThat(longest("@bob @alice @bob")).containsExactly("bob", "alice");
  }

  @Test
  void isNotInCode() {
    assertThat(longest("`@bob` and ``x @alice``")).isEmpty();
    assertThat(longest("```java\n@Override\n```\n\n    @Indented\n\n~~~\n@bob\n~~~")).isEmpty();
    assertThat(longest("```\n@bob never ends")).isEmpty();
    assertThat(longest("`unclosed @bob")).containsExactly("bob");
  }

  @Test
  void isNotInAnAddressOfMailOrWeb() {
    assertThat(longest("mail a@b.c or <carol@example.org> or x+y@bob now")).isEmpty();
    assertThat(longest("https://medium.com/@alice, www.example.org/@bob (http://a.b/?x=@carol)"))
        .isEmpty();
    assertThat(longest("<https://example.org/@alice> example.org/@bob")).isEmpty();
    assertThat(longest("[@alice](https://example.org/@bob) ![@carol](x.png)")).isEmpty();
    assertThat(longest("[see]: https://example.org/@alice \"@bob\"\n\n[see]")).isEmpty();
  }

  @Test
  void isNotInHtml() {
    assertThat(longest("a <b title=\"@bob\">c</b>")).isEmpty();
    assertThat(longest("<div>\n@bob\n</div>\n\n<!-- @alice -->")).isEmpty();
  }

  @Test
  void isNotEscaped() {
    assertThat(longest("\\@bob and @alice and \\\\@carol \\*")).containsExactly("alice", "carol");
  }

  @Test
  void nothingFollowsIt() {
    assertThat(longest("@ bob, 5 @ 3, @, @@, @- @...")).isEmpty();
  }

  @Test
  void canBeAnyIdOfTheDirectory() {
    assertThat(longest("@auth0|5f7c8ec7 @f:9f8e-1:carol @first_last @a.b-c+d@example.org"))
        .containsExactly("auth0|5f7c8ec7", "f:9f8e-1:carol", "first_last", "a.b-c+d@example.org");
    assertThat(longest("@0b6c2f9e-93d6-4f0c-8d3e-0f6a4a4f2c11?"))
        .containsExactly("0b6c2f9e-93d6-4f0c-8d3e-0f6a4a4f2c11");
  }

  @Test
  void endsWhereAWordEnds() {
    assertThat(ids("@alice.b.")).containsExactly("alice.b", "alice");
    assertThat(ids("@alice: yes")).containsExactly("alice");
    assertThat(ids("@bobs")).containsExactly("bobs");
    assertThat(ids("@alice/@bob...")).containsExactly("alice/@bob", "alice");
  }

  @Test
  void canBeInAnyScript() {
    assertThat(longest("@jürgen @Ωμέγα @иван… @مريم"))
        .containsExactly("jürgen", "Ωμέγα", "иван", "مريم");
    assertThat(longest("@ju\u0308rgen")).as("in composed form").containsExactly("jürgen");
    assertThat(ids("@小明你好")).containsExactly("小明你好", "小明你", "小明", "小");
    assertThat(ids("@alice你好")).containsExactly("alice你好", "alice你", "alice");
    assertThat(longest("🚒@bob🚒")).containsExactly("bob");
    assertThat(ids("@\ud835\udcd0x")).as("beyond the first plane").hasSize(1);
  }

  @Test
  void areLimitedInNumberAndLength() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      many.append("@user").append(i).append(' ');
    }
    assertThat(PossibleMention.in(many.toString())).hasSize(PossibleMention.MENTIONS_MAX);
    assertThat(ids("@" + "a.".repeat(90) + "z"))
        .hasSize(IdCandidates.CANDIDATES_MAX)
        .startsWith("a.".repeat(90) + "z")
        .endsWith("a.a", "a");
    assertThat(ids("@" + "a".repeat(300))).containsExactly("a".repeat(AtSigns.ID_LENGTH_MAX));
    assertThat(PossibleMention.in("@bob " + " ".repeat(TicketLimits.TEXT_LENGTH_MAX))).isEmpty();
  }

  @Test
  void areFoundHoweverDeepTheTextIsNested() {
    int half = TicketLimits.TEXT_LENGTH_MAX / 2 - 10;
    for (String nested :
        List.of(
            ">".repeat(half), "- ".repeat(half / 2), "*a ".repeat(half / 3), "[".repeat(half))) {
      assertThat(PossibleMention.in(nested + " @bob\n\n@alice"))
          .as(nested.substring(0, 4))
          .isNotEmpty();
    }
  }

  /** Whatever comes in, what is found stands behind an at sign in it. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void anyTextIsRead(long seed) {
    Random random = new Random(seed);
    String alphabet = "@@@ab.-_*`<>[]()!\\\"'&#;:/|~ \n\t1你é\u0308";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      for (PossibleMention mention : PossibleMention.in(text.toString())) {
        assertThat(mention.ids()).isNotEmpty().allMatch(id -> !id.isBlank());
      }
    }
  }

  private static List<String> longest(String markdown) {
    return PossibleMention.in(markdown).stream().map(mention -> mention.ids().getFirst()).toList();
  }

  private static List<String> ids(String markdown) {
    return PossibleMention.in(markdown).stream()
        .flatMap(mention -> mention.ids().stream())
        .toList();
  }
}
