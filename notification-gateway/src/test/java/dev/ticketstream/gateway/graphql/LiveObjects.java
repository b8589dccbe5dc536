package dev.ticketstream.gateway.graphql;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What is reachable in this process, as {@code jcmd PID GC.class_histogram} says. */
final class LiveObjects {

  private static final Pattern LINE = Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+)");

  private LiveObjects() {}

  /**
   * The number of objects of each class; collects garbage first.
   *
   * @param prefix of the names of those classes
   */
  static Map<String, Long> byClass(String prefix) {
    String histogram;
    try {
      histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new AssertionError("no histogram", e);
    }
    Map<String, Long> counts = new HashMap<>();
    Matcher line = LINE.matcher(histogram);
    while (line.find()) {
      if (line.group(2).startsWith(prefix)) {
        counts.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
      }
    }
    return counts;
  }
}
