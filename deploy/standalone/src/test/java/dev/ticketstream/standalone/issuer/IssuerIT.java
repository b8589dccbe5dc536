package dev.ticketstream.standalone.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.access.ViewerClaims;
import dev.ticketstream.standalone.datafolder.Endpoints;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IssuerIT {

  private static final String VERIFIER =
      "a-code-verifier-that-is-long-enough-for-the-standard-0123";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;
  private static Endpoints endpoints;
  private static Issuer issuer;

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @BeforeAll
  static void start() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      endpoints = new Endpoints(socket.getLocalPort(), 2, 3, 4, 5, 6);
    }
    issuer = Issuer.start(endpoints, folder.resolve("key"), folder.resolve("issuer.log"));
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  @Test
  void theDiscoveryDocumentNamesTheIssuerAsTokensDo() throws Exception {
    JsonNode discovery = JSON.readTree(get("/.well-known/openid-configuration").body());
    assertThat(discovery.path("issuer").asString()).isEqualTo(endpoints.issuer());
    assertThat(discovery.path("jwks_uri").asString()).startsWith(endpoints.issuer());
  }

  @Test
  void aUserSignsInWithCodeFlowAndPkceAndGetsATokenThatTheServicesUnderstand() throws Exception {
    String code = signIn("tess", "tess");
    HttpResponse<String> response = exchange(code, VERIFIER);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode tokens = JSON.readTree(response.body());
    SignedJWT access = SignedJWT.parse(tokens.path("access_token").asString());
    JWKSet keys = JWKSet.parse(get("/oauth2/jwks").body());
    RSAKey key = keys.getKeyByKeyId(access.getHeader().getKeyID()).toRSAKey();
    assertThat(key.isPrivate()).isFalse();
    assertThat(access.verify(new RSASSAVerifier(key))).isTrue();
    assertThat(access.getJWTClaimsSet().getAudience()).containsExactly("ticketstream");
    assertThat(access.getJWTClaimsSet().getIssuer()).isEqualTo(endpoints.issuer());
    Viewer tess = ViewerClaims.DEFAULTS.viewer(access.getJWTClaimsSet().getClaims());
    assertThat(tess.id()).isEqualTo("tess");
    assertThat(tess.roles()).containsExactly(Role.AGENT);
    assertThat(tess.teams()).containsExactly("second-line");
    SignedJWT identity = SignedJWT.parse(tokens.path("id_token").asString());
    assertThat(identity.getJWTClaimsSet().getAudience())
        .containsExactly(IssuerConfiguration.CONSOLE_CLIENT);
  }

  @Test
  void aCodeIsWorthNothingWithoutItsVerifier() throws Exception {
    String code = signIn("carol", "carol");
    assertThat(exchange(code, VERIFIER + "x").statusCode()).isEqualTo(400);
  }

  @Test
  void aWrongPasswordGetsNoCode() throws Exception {
    assertThat(signInLocation("carol", "wrong")).endsWith("/login?error");
  }

  @Test
  void theLandingPageNamesTheAddressesAndUsersWithoutSignIn() throws Exception {
    assertThat(get("/").body())
        .contains(endpoints.commands(), endpoints.gatewaySocket(), "alice", "second-line")
        .doesNotContain("${");
  }

  private String signIn(String user, String password) throws Exception {
    String location = signInLocation(user, password);
    HttpResponse<String> redirect = send(HttpRequest.newBuilder(URI.create(location)).GET());
    String callback = redirect.headers().firstValue("Location").orElseThrow();
    assertThat(callback).startsWith(endpoints.issuer() + "/callback?code=");
    Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(callback);
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  /** Goes to the authorisation endpoint, is sent to the login form and fills it in. */
  private String signInLocation(String user, String password) throws Exception {
    String challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    URI authorize =
        URI.create(
            endpoints.issuer()
                + "/oauth2/authorize?"
                + form(
                    Map.of(
                        "response_type", "code",
                        "client_id", IssuerConfiguration.CONSOLE_CLIENT,
                        "redirect_uri", endpoints.issuer() + "/callback",
                        "scope", "openid profile",
                        "state", "s",
                        "code_challenge", challenge,
                        "code_challenge_method", "S256")));
    HttpResponse<String> toLogin =
        send(HttpRequest.newBuilder(authorize).header("Accept", "text/html").GET());
    assertThat(toLogin.headers().firstValue("Location").orElseThrow()).endsWith("/login");
    Matcher csrf =
        Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(get("/login").body());
    assertThat(csrf.find()).isTrue();
    HttpResponse<String> response =
        post("/login", Map.of("username", user, "password", password, "_csrf", csrf.group(1)));
    return URI.create(endpoints.issuer())
        .resolve(response.headers().firstValue("Location").orElseThrow())
        .toString();
  }

  private HttpResponse<String> exchange(String code, String verifier) throws Exception {
    return post(
        "/oauth2/token",
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            IssuerConfiguration.CONSOLE_CLIENT,
            "redirect_uri",
            endpoints.issuer() + "/callback",
            "code",
            code,
            "code_verifier",
            verifier));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(endpoints.issuer() + path)).GET());
  }

  private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(endpoints.issuer() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
