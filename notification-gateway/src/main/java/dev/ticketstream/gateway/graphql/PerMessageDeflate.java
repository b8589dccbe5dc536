package dev.ticketstream.gateway.graphql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Agrees with a client on {@code permessage-deflate} (RFC 7692, 7.1), always without context
 * takeover: no message refers to an earlier one. So neither side keeps a window for each
 * connection, and a compressed result is the same for all connections.
 */
final class PerMessageDeflate {

  /** The header with offers and, in the answer, with what was accepted. */
  static final String HEADER = "Sec-WebSocket-Extensions";

  private static final String NAME = "permessage-deflate";
  private static final String SERVER_NO_CONTEXT = "server_no_context_takeover";
  private static final String CLIENT_NO_CONTEXT = "client_no_context_takeover";
  private static final String SERVER_WINDOW = "server_max_window_bits";
  private static final String CLIENT_WINDOW = "client_max_window_bits";

  /** The only window that the JDK's Deflater has. */
  private static final String WINDOW_BITS = "15";

  private static final Set<String> WINDOWS =
      Set.of("8", "9", "10", "11", "12", "13", "14", WINDOW_BITS);

  private PerMessageDeflate() {}

  /**
   * The answer to a client's offers.
   *
   * @param headers all values of {@link #HEADER}
   * @return accepts the first offer that can be; {@code null} if none can
   */
  static @Nullable String accept(List<String> headers) {
    for (String offer : String.join(",", headers).split(",", -1)) {
      String accepted = acceptOne(offer.split(";", -1));
      if (accepted != null) {
        return accepted;
      }
    }
    return null;
  }

  private static @Nullable String acceptOne(String[] offer) {
    if (!offer[0].strip().equals(NAME)) {
      return null;
    }
    StringBuilder answer = new StringBuilder(NAME);
    answer.append("; ").append(SERVER_NO_CONTEXT).append("; ").append(CLIENT_NO_CONTEXT);
    Set<String> names = new HashSet<>();
    for (int i = 1; i < offer.length; i++) {
      String[] parameter = offer[i].split("=", 2);
      String name = parameter[0].strip();
      String value = parameter.length == 1 ? null : unquoted(parameter[1].strip());
      // 7.1: an offer is declined that has an unknown parameter, a wrong value, or one twice.
      if (!names.add(name) || !isAcceptable(name, value)) {
        return null;
      }
      if (name.equals(SERVER_WINDOW)) {
        answer.append("; ").append(SERVER_WINDOW).append('=').append(WINDOW_BITS);
      }
    }
    return answer.toString();
  }

  private static boolean isAcceptable(String name, @Nullable String value) {
    return switch (name) {
      case SERVER_NO_CONTEXT, CLIENT_NO_CONTEXT -> value == null;
      case CLIENT_WINDOW -> value == null || WINDOWS.contains(value);
      case SERVER_WINDOW -> WINDOW_BITS.equals(value);
      default -> false;
    };
  }

  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
