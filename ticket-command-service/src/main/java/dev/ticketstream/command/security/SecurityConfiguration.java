package dev.ticketstream.command.security;

import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.access.ViewerClaims;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.OAuth2ProtectedResourceMetadata;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** The resource server: who calls, and what may be called without saying so. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  TicketVisibility ticketVisibility(AccessProperties properties) {
    return new TicketVisibility(properties.visibility().agentScope());
  }

  @Bean
  EventRedactor eventRedactor(TicketVisibility visibility) {
    return new EventRedactor(visibility);
  }

  /** An observation of each of a dozen filters costs each request more than the filters do. */
  @Bean
  SecurityObservationSettings securityObservationSettings() {
    return SecurityObservationSettings.noObservations();
  }

  /**
   * No session, no cookie and hence no CSRF: a caller says who they are with every request. Health
   * and metrics are for the platform, which has no token; GraphiQL's page has no data in it.
   */
  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http,
      AccessProperties properties,
      GraphQlProperties graphQl,
      JwtDecoder decoder,
      OAuth2ResourceServerProperties resourceServer) {
    AccessProperties.Claims claims = properties.security().claims();
    ViewerConverter converter =
        new ViewerConverter(new ViewerClaims(claims.userId(), claims.roles(), claims.teams()));
    RefusalBody refusal = new RefusalBody();
    return http.authorizeHttpRequests(
            requests ->
                requests
                    // An error's page: what caused it was let in, or was refused already.
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(
                        "/actuator/health/**",
                        "/actuator/prometheus",
                        graphQl.getGraphiql().getPath())
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .access(SecurityConfiguration::isAdmin)
                    .anyRequest()
                    .authenticated())
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationEntryPoint(refusal)
                    .accessDeniedHandler(refusal)
                    .protectedResourceMetadata(
                        metadata ->
                            metadata.protectedResourceMetadataCustomizer(
                                description -> describe(description, resourceServer)))
                    .jwt(
                        jwt ->
                            jwt.decoder(
                                    new VerifiedTokens(
                                        decoder, properties.security(), Clock.systemUTC()))
                                .jwtAuthenticationConverter(converter)))
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
        .addFilterBefore(new IssuerUnavailableFilter(), BearerTokenAuthenticationFilter.class)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .cors(Customizer.withDefaults())
        .build();
  }

  /**
   * RFC 9728: where tokens come from. Spring Security says by default that they are bound to TLS.
   */
  private static void describe(
      OAuth2ProtectedResourceMetadata.Builder description,
      OAuth2ResourceServerProperties resourceServer) {
    description.tlsClientCertificateBoundAccessTokens(false);
    String issuer = resourceServer.getJwt().getIssuerUri();
    if (issuer != null) {
      description.authorizationServer(issuer);
    }
  }

  /** What operates the service, such as a rebuild of the read model, is for admins. */
  private static AuthorizationDecision isAdmin(
      Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext request) {
    Authentication authentication = caller.get();
    return new AuthorizationDecision(
        authentication != null
            && authentication.getPrincipal() instanceof Viewer viewer
            && viewer.isAdmin());
  }

  @Bean
  CorsConfigurationSource corsConfigurationSource(AccessProperties properties) {
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedOrigins(properties.security().allowedOrigins());
    cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "DELETE"));
    cors.setAllowedHeaders(
        List.of(
            "authorization", "content-type", "if-none-match", "if-range", "range", "traceparent"));
    // What pages need of downloads and of refusals to come again later.
    cors.setExposedHeaders(
        List.of(
            "Accept-Ranges",
            "Content-Disposition",
            "Content-Range",
            "ETag",
            "Location",
            "Retry-After"));
    cors.setMaxAge(Duration.ofHours(1));
    UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/**", cors);
    return source;
  }
}
