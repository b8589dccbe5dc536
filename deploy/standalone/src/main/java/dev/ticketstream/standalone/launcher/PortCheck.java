package dev.ticketstream.standalone.launcher;

import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out before anything starts whether the ports are free. */
final class PortCheck {

  private PortCheck() {}

  /**
   * Checks all ports.
   *
   * @param portsByOption each port, by the option that sets it, in the order in which to check
   * @throws StandaloneException for the first that is no port or given twice, or for all that are
   *     in use
   */
  static void check(Map<String, Integer> portsByOption) {
    Map<Integer, String> optionsByPort = new HashMap<>();
    List<String> inUse = new ArrayList<>();
    List<String> options = new ArrayList<>();
    portsByOption.forEach(
        (option, port) -> {
          if (port < 1 || port > 65535) {
            throw new StandaloneException(
                "%s %d is no port: it must be from 1 to 65535".formatted(option, port));
          }
          String other = optionsByPort.put(port, option);
          if (other != null) {
            throw new StandaloneException(
                "%s and %s are both %d: they must differ".formatted(other, option, port));
          }
          if (!isFree(port)) {
            inUse.add(
                "port %d is in use%s"
                    .formatted(port, PortOwner.of(port).map(" by "::concat).orElse("")));
            options.add(option);
          }
        });
    if (!inUse.isEmpty()) {
      throw new StandaloneException(
          "%s: stop that, or choose another with %s"
              .formatted(String.join(", ", inUse), String.join(", ", options)));
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
