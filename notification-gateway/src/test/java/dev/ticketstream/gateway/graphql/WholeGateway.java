package dev.ticketstream.gateway.graphql;

import static org.awaitility.Awaitility.await;

import dev.ticketstream.gateway.NotificationGatewayApplication;
import dev.ticketstream.testing.TestInfrastructure;
import dev.ticketstream.testing.TestIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import tools.jackson.databind.json.JsonMapper;

/** A gateway as it is shipped, on the tests' broker and a free port; ready when it is made. */
final class WholeGateway implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ConfigurableApplicationContext context;
  private final String port;

  /**
   * @param eventsTopic the topic of events, which exists
   * @param arguments further options, such as {@code --name=value}
   */
  WholeGateway(TestIssuer issuer, String eventsTopic, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--spring.kafka.bootstrap-servers=" + TestInfrastructure.kafkaBootstrapServers(),
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.uri(),
                "--ticketstream.cursor.generate-key=true",
                "--ticketstream.stream.topic=" + eventsTopic,
                "--ticketstream.gateway.connection.drain-time=100ms"));
    all.addAll(List.of(arguments));
    context =
        new SpringApplicationBuilder(NotificationGatewayApplication.class)
            .initializers(
                starting ->
                    starting
                        .getBeanFactory()
                        .registerSingleton("withoutTestGateway", new WithoutTestGateway()))
            .run(all.toArray(String[]::new));
    port = context.getEnvironment().getRequiredProperty("local.server.port");
    await().atMost(SOON).until(() -> status("/actuator/health/readiness") == 200);
  }

  /** The value of a gauge without tags. */
  double gauge(String name) {
    return context.getBean(MeterRegistry.class).get(name).gauge().value();
  }

  int port() {
    return Integer.parseInt(port);
  }

  /** The value of a counter without tags. */
  double count(String name) {
    return context.getBean(MeterRegistry.class).get(name).counter().count();
  }

  private int status(String path) throws Exception {
    return get(path, null).statusCode();
  }

  HttpResponse<String> get(String path, @Nullable String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  TestSocket socket() {
    return TestSocket.open(URI.create("ws://localhost:" + port + "/graphql"));
  }

  HttpRequest request(String token, String accept, String query) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/graphql"))
        .header("Content-Type", "application/json")
        .header("Accept", accept)
        .header("Authorization", "Bearer " + token)
        .POST(
            HttpRequest.BodyPublishers.ofString(
                JsonMapper.shared().writeValueAsString(Map.of("query", query))))
        .build();
  }

  HttpResponse<String> post(String token, String query) throws Exception {
    return CLIENT.send(
        request(token, "application/json", query), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    context.close();
  }

  private static final class WithoutTestGateway extends TypeExcludeFilter {

    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
      return reader.getClassMetadata().getClassName().equals(TestGateway.class.getName());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof WithoutTestGateway;
    }

    @Override
    public int hashCode() {
      return WithoutTestGateway.class.hashCode();
    }
  }
}
