package dev.ticketstream.gateway.security;

import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.JwkSetUriReactiveJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** What each HTTP endpoint asks for. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

  /** Off: one for each of a dozen filters, and a socket would keep them for as long as it lives. */
  @Bean
  SecurityObservationSettings securityObservationSettings() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  SecurityWebFilterChain securityWebFilterChain(
      ServerHttpSecurity http,
      SecurityProperties properties,
      TokenViewers viewers,
      TokenRevocations revocations,
      MeterRegistry registry) {
    Refusals refusals = new Refusals();
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
        .cors(ServerHttpSecurity.CorsSpec::disable)
        .addFilterAt(new OriginFilter(cors(properties), registry), SecurityWebFiltersOrder.CORS)
        .authorizeExchange(
            exchange -> {
              exchange.pathMatchers("/actuator/health/**").permitAll();
              if (properties.prometheusPublic()) {
                exchange.pathMatchers("/actuator/prometheus").permitAll();
              }
              // What operates the gateway is for admins, whatever of it is exposed.
              exchange.pathMatchers("/actuator/**").hasRole(Role.ADMIN.name());
              // WebSocket handshakes; the socket authenticates in connection_init.
              exchange.pathMatchers(HttpMethod.GET, "/graphql", "/graphiql/**").permitAll();
              exchange.anyExchange().authenticated();
            })
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationEntryPoint(refusals)
                    .accessDeniedHandler(refusals)
                    .jwt(
                        jwt ->
                            jwt.jwtAuthenticationConverter(
                                token -> user(token, viewers, revocations))))
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .build();
  }

  /** As strict as with sockets: a token must name a user and an end, and not be revoked. */
  private static Mono<AbstractAuthenticationToken> user(
      Jwt token, TokenViewers viewers, TokenRevocations revocations) {
    if (token.getExpiresAt() == null) {
      return Mono.error(new InvalidBearerTokenException("The token never expires"));
    }
    if (!revocations.isLoaded()) {
      return Mono.error(new AuthenticationServiceException("revocations are not known yet"));
    }
    Viewer viewer;
    try {
      viewer = viewers.viewer(token);
    } catch (IllegalArgumentException _) {
      return Mono.error(new InvalidBearerTokenException("The token names no user"));
    }
    return revocations.isRevoked(viewer.id(), token.getIssuedAt())
        ? Mono.error(new InvalidBearerTokenException("The token was revoked"))
        : Mono.just(new JwtAuthenticationToken(token, authorities(viewer), viewer.id()));
  }

  /** Only the actuator asks for them; what is GraphQL's asks the viewer. */
  private static List<GrantedAuthority> authorities(Viewer viewer) {
    return viewer.isAdmin()
        ? List.of(new SimpleGrantedAuthority("ROLE_" + Role.ADMIN.name()))
        : List.of();
  }

  @Bean
  JwkSetUriReactiveJwtDecoderBuilderCustomizer issuerAnswers(SecurityProperties properties) {
    WebClient client =
        WebClient.builder()
            .filter(new IssuerAnswers(properties.issuerMemory(), properties.issuerTimeout()))
            .build();
    return decoder -> decoder.webClient(client);
  }

  private static CorsConfiguration cors(SecurityProperties properties) {
    CorsConfiguration configuration = new CorsConfiguration();
    configuration.setAllowedOriginPatterns(properties.allowedOrigins());
    configuration.setAllowedMethods(List.of("GET", "POST"));
    configuration.setAllowedHeaders(List.of("Authorization", "Content-Type"));
    configuration.setExposedHeaders(List.of("Retry-After"));
    return configuration;
  }
}
