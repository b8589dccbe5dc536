package dev.ticketstream.standalone.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.ticketstream.standalone.datafolder.Endpoints;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/** Spring Authorization Server with the demo users and the console as its one client. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class IssuerConfiguration {

  /** The console's client id. It is public: it proves itself with PKCE. */
  static final String CONSOLE_CLIENT = "ticketstream-console";

  private static final Duration ACCESS_TOKEN_LIFETIME = Duration.ofMinutes(30);

  @Bean
  @Order(1)
  SecurityFilterChain protocolEndpoints(HttpSecurity http) throws Exception {
    MediaTypeRequestMatcher browser = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
    return http.oauth2AuthorizationServer(
            server -> {
              http.securityMatcher(server.getEndpointsMatcher());
              server.oidc(Customizer.withDefaults());
            })
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .exceptionHandling(
            handling ->
                handling.defaultAuthenticationEntryPointFor(
                    new LoginUrlAuthenticationEntryPoint("/login"), browser))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pages(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/", "/index.html", "/favicon.ico", "/error")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .headers(headers -> headers.frameOptions(frame -> frame.sameOrigin()))
        .formLogin(Customizer.withDefaults())
        .build();
  }

  @Bean
  RegisteredClientRepository clients(Endpoints endpoints) {
    String origin = endpoints.issuer();
    return new InMemoryRegisteredClientRepository(
        RegisteredClient.withId(CONSOLE_CLIENT)
            .clientId(CONSOLE_CLIENT)
            .clientName("Ticketstream console")
            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri(origin + "/callback")
            .redirectUri(origin + "/silent-callback")
            .postLogoutRedirectUri(origin + "/")
            .scopes(scopes -> scopes.addAll(List.of(OidcScopes.OPENID, OidcScopes.PROFILE)))
            .clientSettings(
                ClientSettings.builder()
                    .requireProofKey(true)
                    .requireAuthorizationConsent(false)
                    .build())
            .tokenSettings(
                TokenSettings.builder().accessTokenTimeToLive(ACCESS_TOKEN_LIFETIME).build())
            .build());
  }

  @Bean
  AuthorizationServerSettings settings(Endpoints endpoints) {
    return AuthorizationServerSettings.builder().issuer(endpoints.issuer()).build();
  }

  @Bean
  JWKSource<SecurityContext> keys(RSAKey signingKey) {
    return new ImmutableJWKSet<>(new JWKSet(signingKey));
  }

  @Bean
  UserDetailsService users() {
    return new InMemoryUserDetailsManager(
        DemoUser.all().stream()
            .map(
                user ->
                    User.withUsername(user.name())
                        .password("{noop}" + user.password())
                        .roles(user.role())
                        .build())
            .toList());
  }

  /** The ID token keeps its audience, which is the client. */
  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims() {
    return context -> {
      Authentication principal = context.getPrincipal();
      if (principal == null) {
        return;
      }
      DemoUser.named(principal.getName())
          .ifPresent(
              user -> context.getClaims().claims(claims -> claims.putAll(DemoClaims.of(user))));
      if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
        context.getClaims().audience(List.of(DemoClaims.AUDIENCE));
      }
    };
  }

  @Bean
  LandingPageController landingPage(Endpoints endpoints) {
    return new LandingPageController(endpoints);
  }
}
