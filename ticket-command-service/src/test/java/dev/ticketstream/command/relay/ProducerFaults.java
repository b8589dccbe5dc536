package dev.ticketstream.command.relay;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Producer;

/** Makes real producers fail at the moments that matter. */
final class ProducerFaults {

  private ProducerFaults() {}

  /**
   * Producers whose {@code commitTransaction()} is replaced, and that die without a word to the
   * broker: closing aborts nothing.
   *
   * @param commit what happens at a commit; gets the real producer
   */
  @SuppressWarnings("unchecked")
  static UnaryOperator<Producer<byte[], byte[]>> onCommit(
      Consumer<Producer<byte[], byte[]>> commit) {
    return real ->
        (Producer<byte[], byte[]>)
            Proxy.newProxyInstance(
                ProducerFaults.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("commitTransaction")) {
                    commit.accept(real);
                    return null;
                  }
                  if (method.getName().equals("close")) {
                    real.close(Duration.ZERO);
                    return null;
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }
}
