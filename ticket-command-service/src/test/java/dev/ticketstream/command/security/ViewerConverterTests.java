package dev.ticketstream.command.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.access.ViewerClaims;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

class ViewerConverterTests {

  private final ViewerConverter converter = new ViewerConverter(ViewerClaims.DEFAULTS);

  @Test
  void readsTheViewer() {
    Viewer viewer =
        viewer(
            Map.of(
                "sub", "alice",
                "given_name", "Alice",
                "family_name", "Agent",
                "realm_access", Map.of("roles", List.of("agent")),
                "groups", List.of("/first-line")));
    assertThat(viewer.id()).isEqualTo("alice");
    assertThat(viewer.roles()).containsExactly(Role.AGENT);
    assertThat(viewer.teams()).containsExactly("first-line");
  }

  @Test
  void cutsWhatWouldMakeRowsAndEventsLarge() {
    List<String> teams = IntStream.range(0, 200).mapToObj(i -> "team-" + i).toList();
    Viewer viewer =
        viewer(
            Map.of(
                "sub",
                "alice",
                "given_name",
                "x".repeat(99) + "😀",
                "family_name",
                "nul\u0000 half\ud83d",
                "picture",
                "data:" + "x".repeat(1000),
                "groups",
                teams));
    assertThat(viewer.user().firstName()).isEqualTo("x".repeat(99));
    assertThat(viewer.user().lastName()).isEqualTo("nul half");
    assertThat(viewer.user().avatar()).isNull();
    assertThat(viewer.teams()).hasSize(ViewerConverter.TEAMS_MAX);
  }

  @Test
  void refusesTokensWithoutAUsableUserId() {
    assertThatThrownBy(() -> viewer(Map.of("name", "x")))
        .isInstanceOf(InvalidBearerTokenException.class);
    assertThatThrownBy(() -> viewer(Map.of("sub", "x".repeat(201))))
        .isInstanceOf(InvalidBearerTokenException.class);
    assertThatThrownBy(() -> viewer(Map.of("sub", "nul\u0000")))
        .isInstanceOf(InvalidBearerTokenException.class);
  }

  private Viewer viewer(Map<String, Object> claims) {
    return converter
        .convert(
            Jwt.withTokenValue("token")
                .header("alg", "RS256")
                .claims(all -> all.putAll(claims))
                .build())
        .getPrincipal();
  }
}
