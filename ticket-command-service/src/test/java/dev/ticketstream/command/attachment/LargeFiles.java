package dev.ticketstream.command.attachment;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends files to a service and gets them back, several at once; has none of them in memory. */
final class LargeFiles {

  /** The limit of a file by default. */
  static final long SIZE = 100L << 20;

  /** Together more than the service's heap. */
  private static final int COUNT = 2;

  private final ServiceProcess service;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Executor threads = task -> Thread.ofVirtual().start(task);

  LargeFiles(ServiceProcess service) {
    this.service = service;
    this.token = service.token("carol");
  }

  /** Uploads files and gives their ids; checks what the service says of them. */
  List<String> upload() {
    return allAtOnce(
        seed -> {
          BodyPublisher content =
              BodyPublishers.fromPublisher(
                  BodyPublishers.ofInputStream(() -> GeneratedContent.of(SIZE, seed)), SIZE);
          HttpResponse<String> answer =
              send(
                  request("/attachments?fileName=large.pdf").POST(content).build(),
                  BodyHandlers.ofString());
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
          JsonNode file = JsonMapper.shared().readTree(answer.body());
          assertThat(file.get("sha256").asString())
              .isEqualTo(sha256(GeneratedContent.of(SIZE, seed)));
          assertThat(file.get("size").asLong()).isEqualTo(SIZE);
          return file.get("id").asString();
        });
  }

  /** Downloads files and compares them with what was uploaded. */
  void download(List<String> ids) {
    allAtOnce(
        seed -> {
          HttpResponse<InputStream> answer =
              send(
                  request("/attachments/" + ids.get((int) seed)).build(),
                  BodyHandlers.ofInputStream());
          assertThat(answer.statusCode()).isEqualTo(200);
          return assertThat(sha256(answer.body()))
              .isEqualTo(sha256(GeneratedContent.of(SIZE, seed)));
        });
  }

  /** Begins downloads and takes nothing of them; meanwhile others are served. */
  void readNothingOf(String id, int downloads) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try {
      URI uri = service.uri("/attachments/" + id);
      for (int i = 0; i < downloads; i++) {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        sockets.add(socket);
        socket
            .getOutputStream()
            .write(
                "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                    .formatted(uri.getPath(), token)
                    .getBytes(StandardCharsets.US_ASCII));
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> activeDownloads() == downloads);
      HttpRequest query =
          request("/graphql")
              .header("Content-Type", "application/json")
              .POST(
                  BodyPublishers.ofString("{\"query\":\"{ tickets { edges { node { id } } } }\"}"))
              .build();
      HttpResponse<String> answer = send(query, BodyHandlers.ofString());
      assertThat(answer.body()).contains("\"edges\":[]");
      assertThat(activeDownloads()).isEqualTo(downloads);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Asks for files, which are not there, more often than a user may. */
  void askUntilRefused() {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .untilAsserted(
            () -> {
              HttpResponse<String> answer =
                  send(request("/attachments/none").build(), BodyHandlers.ofString());
              assertThat(answer.statusCode()).isEqualTo(429);
              assertThat(answer.body()).contains("RATE_LIMITED");
              assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            });
  }

  private int activeDownloads() throws IOException {
    HttpRequest metrics = HttpRequest.newBuilder(service.uri("/actuator/prometheus")).build();
    String line = "ticketstream_attachments_active{direction=\"down\"} ";
    String text = send(metrics, BodyHandlers.ofString()).body();
    int start = text.indexOf(line) + line.length();
    return (int) Double.parseDouble(text.substring(start, text.indexOf('\n', start)));
  }

  private <T> List<T> allAtOnce(LongFunction<T> transfer) {
    List<CompletableFuture<T>> transfers =
        LongStream.range(0, COUNT)
            .mapToObj(seed -> supplyAsync(() -> transfer.apply(seed), threads))
            .toList();
    return transfers.stream().map(CompletableFuture::join).toList();
  }

  private HttpRequest.Builder request(String path) {
    try {
      return HttpRequest.newBuilder(service.uri(path)).header("Authorization", "Bearer " + token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(InputStream content) {
    try (DigestInputStream digested =
        new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
      digested.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
