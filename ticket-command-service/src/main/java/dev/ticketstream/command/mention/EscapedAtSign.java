package dev.ticketstream.command.mention;

import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;

/** {@code \@}, which Markdown's own reader would give back as a bare {@code @}. */
final class EscapedAtSign extends CustomNode {

  /** Takes no other escapes. */
  static final class Factory implements InlineContentParserFactory {

    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('\\');
    }

    @Override
    public InlineContentParser create() {
      return Factory::parse;
    }

    private static ParsedInline parse(InlineParserState state) {
      Scanner scanner = state.scanner();
      scanner.next();
      return scanner.next('@')
          ? ParsedInline.of(new EscapedAtSign(), scanner.position())
          : ParsedInline.none();
    }
  }
}
