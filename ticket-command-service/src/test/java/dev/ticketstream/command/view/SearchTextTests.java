package dev.ticketstream.command.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.view.SearchText.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTests {

  @Test
  void everyWordMayGoOnAndAllAreWanted() {
    assertThat(SearchText.parse("print  jam").terms())
        .containsExactly(new Term("print", true, false), new Term("jam", true, false));
  }

  @Test
  void aQuotedPhraseIsWholeAndAMinusExcludes() {
    assertThat(SearchText.parse("-toner \"paper tray\" -\"out of order\" x-ray").terms())
        .containsExactly(
            new Term("toner", true, true),
            new Term("paper tray", false, false),
            new Term("out of order", false, true),
            new Term("x-ray", true, false));
  }

  @Test
  void aPhraseThatIsStillBeingTypedMayGoOn() {
    assertThat(SearchText.parse("\"paper tr").terms())
        .containsExactly(new Term("paper tr", true, false));
  }

  @Test
  void spacesOfOtherScriptsSeparateToo() {
    assertThat(SearchText.parse("打印机\u3000着火").terms()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"&", "-", "\"\"", "\"", "--", ":* <-> | ! ( )", "\\", "'"})
  void whatHasNoWordsIsPassedOver(String typed) {
    assertThat(SearchText.parse(typed).terms()).isEmpty();
    assertThat(SearchText.parse(typed).isRankable()).isFalse();
  }

  @Test
  void onlyUnwantedWordsGiveNothingToRank() {
    assertThat(SearchText.parse("-toner").isRankable()).isFalse();
    assertThat(SearchText.parse("-toner 🔥").isRankable()).isTrue();
  }
}
