package dev.ticketstream.events.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ticketstream.events.UserRef;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerClaimsTests {

  @Test
  void reads_keycloaks_shape_by_default() {
    Viewer viewer =
        ViewerClaims.DEFAULTS.viewer(
            Map.of(
                "sub", "alice",
                "given_name", "Alice",
                "family_name", "Agent",
                "picture", "https://example.org/alice.png",
                "realm_access", Map.of("roles", List.of("agent", "offline_access")),
                "groups", List.of("/first-line", "night/shift")));

    assertThat(viewer)
        .isEqualTo(
            new Viewer(
                new UserRef("alice", "Alice", "Agent", "https://example.org/alice.png"),
                Set.of(Role.AGENT),
                Set.of("first-line", "night/shift")));
  }

  @Test
  void reads_claims_of_other_names_and_depths() {
    ViewerClaims claims = new ViewerClaims("user.id", "a.b.roles", "https://example.org/teams");

    Viewer viewer =
        claims.viewer(
            Map.of(
                "user", Map.of("id", "u-1"),
                "a", Map.of("b", Map.of("roles", List.of("ADMIN"))),
                "https://example.org/teams", List.of("t-1")));

    assertThat(viewer.id()).isEqualTo("u-1");
    assertThat(viewer.isAdmin()).isTrue();
    assertThat(viewer.teams()).containsExactly("t-1");
  }

  @Test
  void a_claim_whose_very_name_has_dots_goes_before_a_path() {
    ViewerClaims claims = new ViewerClaims("sub", "a.roles", "groups");

    Viewer viewer =
        claims.viewer(
            Map.of(
                "sub", "x", "a.roles", List.of("agent"), "a", Map.of("roles", List.of("admin"))));

    assertThat(viewer.roles()).containsExactly(Role.AGENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "ADMIN", "Admin"})
  void roles_may_be_written_in_any_case(String role) {
    assertThat(roles(List.of(role)).isAdmin()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"administrator", "ROLE_ADMIN", "admin,agent", "agent admin", ""})
  void names_that_are_no_role_give_none(String role) {
    assertThat(roles(List.of(role)).roles()).containsExactly(Role.CUSTOMER);
  }

  @Test
  void a_single_text_is_a_list_of_one() {
    assertThat(roles("agent").roles()).containsExactly(Role.AGENT);
  }

  @Test
  void values_of_the_wrong_kind_give_no_role() {
    assertThat(roles(true).roles()).containsExactly(Role.CUSTOMER);
    assertThat(roles(Arrays.asList(1, null, List.of("admin"))).roles())
        .containsExactly(Role.CUSTOMER);
    assertThat(roles(Map.of("admin", true)).roles()).containsExactly(Role.CUSTOMER);
  }

  @Test
  void a_token_without_roles_and_teams_is_a_customers() {
    Viewer viewer = ViewerClaims.DEFAULTS.viewer(Map.of("sub", "carol"));

    assertThat(viewer.roles()).containsExactly(Role.CUSTOMER);
    assertThat(viewer.teams()).isEmpty();
    assertThat(viewer.user()).isEqualTo(new UserRef("carol", "", "", null));
  }

  @Test
  void the_user_name_stands_in_for_a_missing_given_name() {
    Map<String, Object> claims = Map.of("sub", "carol", "preferred_username", "carol.c");

    assertThat(ViewerClaims.DEFAULTS.viewer(claims).user().firstName()).isEqualTo("carol.c");
  }

  @Test
  void refuses_a_token_that_names_no_user() {
    for (Map<String, Object> claims :
        List.of(
            Map.<String, Object>of(),
            Map.<String, Object>of("sub", " "),
            Map.<String, Object>of("sub", 7),
            Map.<String, Object>of("preferred_username", "carol"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ViewerClaims.DEFAULTS.viewer(claims))
          .withMessageContaining("sub");
    }
  }

  private static Viewer roles(Object claim) {
    return ViewerClaims.DEFAULTS.viewer(Map.of("sub", "x", "realm_access", Map.of("roles", claim)));
  }
}
