package dev.ticketstream.standalone.issuer;

import static java.util.stream.Collectors.joining;

import dev.ticketstream.standalone.datafolder.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page at {@code /}: what runs where, and who can sign in. */
@RestController
class LandingPageController {

  private final String page;

  LandingPageController(Endpoints endpoints) {
    String users =
        DemoUser.all().stream()
            .map(
                user ->
                    "<tr><td><code>%s</code></td><td><code>%s</code></td><td>%s</td><td>%s</td></tr>"
                        .formatted(
                            user.name(),
                            user.password(),
                            user.role(),
                            String.join(", ", user.teams())))
            .collect(joining("\n"));
    page =
        template()
            .replace("${commands}", endpoints.commands())
            .replace("${gateway}", endpoints.gateway())
            .replace("${gatewaySocket}", endpoints.gatewaySocket())
            .replace("${issuer}", endpoints.issuer())
            .replace("${users}", users);
  }

  @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
  String page() {
    return page;
  }

  private static String template() {
    try (InputStream resource =
        Objects.requireNonNull(
            LandingPageController.class.getResourceAsStream("/landing-page.html"))) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
