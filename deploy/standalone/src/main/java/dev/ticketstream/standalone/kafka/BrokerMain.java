package dev.ticketstream.standalone.kafka;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** The broker's process: formats its data folder the first time, then runs Kafka. */
public final class BrokerMain {

  /** One cluster, one node: the id only has to stay the same. */
  private static final String CLUSTER_ID = "dGlja2V0c3RyZWFtMDAwMQ";

  private BrokerMain() {}

  /**
   * Runs the broker until it is asked to end.
   *
   * @param arguments the path of {@code server.properties}, the path of the log folder
   * @throws Exception when the folder cannot be formatted or Kafka does not start
   */
  public static void main(String[] arguments) throws Exception {
    String properties = arguments[0];
    if (!Files.exists(Path.of(arguments[1], "meta.properties"))) {
      int status =
          StorageTool.execute(
              new String[] {"format", "--cluster-id", CLUSTER_ID, "--config", properties},
              new PrintStream(System.out, true));
      if (status != 0) {
        System.exit(status);
      }
    }
    Kafka.main(new String[] {properties});
  }
}
