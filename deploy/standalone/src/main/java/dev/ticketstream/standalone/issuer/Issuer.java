package dev.ticketstream.standalone.issuer;

import com.nimbusds.jose.jwk.RSAKey;
import dev.ticketstream.standalone.datafolder.Endpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The issuer, running inside the launcher's JVM: as a process of its own it would take another 150
 * MB for next to no work.
 */
public final class Issuer implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private Issuer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts the issuer.
   *
   * @param endpoints where the parts of the platform are; the issuer takes its port from there
   * @param keyFile where the signing key is kept
   * @param log its log
   * @return the running issuer
   * @throws IOException when the key cannot be read or written
   */
  public static Issuer start(Endpoints endpoints, Path keyFile, Path log) throws IOException {
    RSAKey key = SigningKey.readOrCreate(keyFile);
    return new Issuer(
        new SpringApplicationBuilder(IssuerConfiguration.class)
            .bannerMode(Banner.Mode.OFF)
            .registerShutdownHook(false)
            .properties(
                Map.of(
                    "server.address", "127.0.0.1",
                    "server.port", endpoints.issuerPort(),
                    "server.tomcat.threads.max", 8,
                    "server.servlet.session.timeout", "8h",
                    "logging.file.name", log.toString(),
                    "logging.threshold.console", "off",
                    "logging.logback.rollingpolicy.max-file-size", "10MB",
                    "logging.logback.rollingpolicy.max-history", "3",
                    "logging.logback.rollingpolicy.total-size-cap", "40MB"))
            .initializers(
                context -> {
                  var beans = (GenericApplicationContext) context;
                  beans.registerBean(Endpoints.class, () -> endpoints);
                  beans.registerBean(RSAKey.class, () -> key);
                })
            .run());
  }

  @Override
  public void close() {
    context.close();
  }
}
