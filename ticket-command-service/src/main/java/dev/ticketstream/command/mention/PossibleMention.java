package dev.ticketstream.command.mention;

import static dev.ticketstream.events.TicketLimits.TEXT_LENGTH_MAX;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * An {@code @} in a text with what comes after it.
 *
 * @param ids the ids of users that it may stand for, longest first; at least one
 */
public record PossibleMention(List<String> ids) {

  /** Most of them that are looked at in one text. */
  public static final int MENTIONS_MAX = 50;

  /**
   * Finds bare web addresses, but no e-mail addresses: a user's id can be one. The parser itself
   * bounds how deep it follows quotes, lists and emphasis within each other.
   */
  private static final Parser PARSER =
      Parser.builder()
          .extensions(
              List.of(
                  AutolinkExtension.builder()
                      .linkTypes(AutolinkType.URL, AutolinkType.WWW)
                      .build()))
          .customInlineContentParserFactory(new EscapedAtSign.Factory())
          .build();

  public PossibleMention {
    ids = List.copyOf(ids);
  }

  /**
   * Reads a text. Code, links, images, HTML and {@code \@} name nobody.
   *
   * @param markdown the text; one that is too long for a comment names nobody
   * @return the different ones in their order, at most {@link #MENTIONS_MAX}
   */
  public static List<PossibleMention> in(String markdown) {
    if (markdown.indexOf('@') < 0 || markdown.length() > TEXT_LENGTH_MAX) {
      return List.of();
    }
    TextCollector collector = new TextCollector();
    PARSER.parse(markdown).accept(collector);
    return collector.found.stream()
        .map(run -> new PossibleMention(IdCandidates.of(run)))
        .filter(mention -> !mention.ids.isEmpty())
        .toList();
  }

  /** Collects what stands behind an {@code @} in text that is shown as text. */
  private static final class TextCollector extends AbstractVisitor {

    private final SequencedSet<String> found = new LinkedHashSet<>();

    @Override
    public void visit(Text text) {
      for (String run : AtSigns.runs(text.getLiteral())) {
        if (found.size() == MENTIONS_MAX) {
          return;
        }
        found.add(run);
      }
    }

    /** A link leads where its author says, not to a user. */
    @Override
    public void visit(Link link) {}

    @Override
    public void visit(Image image) {}
  }
}
