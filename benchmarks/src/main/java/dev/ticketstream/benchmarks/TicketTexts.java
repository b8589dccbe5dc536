package dev.ticketstream.benchmarks;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Texts like those of a support desk: a few hundred words of which few are frequent and most are
 * rare, with names of machines and codes of errors among them that stand in a handful of tickets.
 */
final class TicketTexts {

  private static final List<String> THINGS =
      words(
          "printer laptop vpn email password account screen keyboard server database invoice report"
              + " login network wifi phone headset calendar browser certificate backup license"
              + " monitor scanner projector dashboard export import payment order contract badge"
              + " docking webcam mailbox firewall router switch storage cluster gateway proxy"
              + " portal archive form template signature token queue schedule migration"
              + " integration");

  private static final List<String> FAULTS =
      words(
          "fails crashes hangs disappears freezes times-out flickers loops restarts disconnects"
              + " refuses overheats rejects duplicates truncates corrupts stalls locks expires"
              + " blocks beeps drifts leaks lags");

  private static final List<String> PLACES =
      words(
          "berlin lisbon chicago warehouse reception office meeting-room basement home train"
              + " factory laboratory helpdesk branch datacenter floor garage canteen lobby"
              + " airport");

  private static final List<String> DETAILS =
      words(
          "yesterday monday morning evening since update upgrade reboot restart manual driver"
              + " firmware colleague manager customer supplier deadline urgent quarter audit error"
              + " message window dialog button page field column cable adapter battery power light"
              + " noise temperature version release patch policy permission group folder share"
              + " document spreadsheet presentation attachment link address number amount currency"
              + " german english umlaut accent timezone language font colour size margin footer"
              + " header barcode label envelope tray toner paper drum sensor camera microphone"
              + " speaker volume echo delay jitter packet latency bandwidth quota limit threshold"
              + " alarm warning notice reminder escalation approval workflow ticket incident change"
              + " problem request service catalogue asset inventory location contact vendor");

  private final RandomGenerator random;

  TicketTexts(RandomGenerator random) {
    this.random = random;
  }

  /** A title. */
  String title() {
    return "%s %s %s in %s"
        .formatted(
            capital(frequent(THINGS)), machine(), frequent(FAULTS).replace('-', ' '), any(PLACES));
  }

  /** A description of a few hundred characters. */
  String description() {
    return text(5 + random.nextInt(6));
  }

  /** A comment. */
  String comment() {
    return text(2 + random.nextInt(3));
  }

  /** A word that stands in many texts. */
  String frequentWord() {
    return THINGS.get(random.nextInt(4));
  }

  /** A word that stands in some. */
  String usualWord() {
    return DETAILS.get(60 + random.nextInt(DETAILS.size() - 60));
  }

  /** The name of a machine, of which there are thousands. */
  String machine() {
    return "srv%04d".formatted(random.nextInt(5_000));
  }

  private String text(int sentences) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      text.append(capital(frequent(THINGS)))
          .append(' ')
          .append(any(FAULTS).replace('-', ' '))
          .append(" with code E")
          .append(random.nextInt(10_000));
      int details = 4 + random.nextInt(5);
      for (int j = 0; j < details; j++) {
        text.append(' ').append(frequent(DETAILS));
      }
      text.append(i % 3 == 2 ? ".\n\n" : ". ");
    }
    return text.toString().strip();
  }

  /** The first words of a list come far more often than the last. */
  private String frequent(List<String> words) {
    double skewed = Math.pow(random.nextDouble(), 2.5);
    return words.get((int) (skewed * words.size()));
  }

  private String any(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static List<String> words(String text) {
    return List.of(text.split(" +"));
  }
}
