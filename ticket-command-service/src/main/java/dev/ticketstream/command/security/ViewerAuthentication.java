package dev.ticketstream.command.security;

import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A verified token's caller; the principal is the {@link Viewer}. */
public final class ViewerAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Viewer viewer;
  private final Instant issuedAt;

  ViewerAuthentication(Viewer viewer, Instant issuedAt) {
    // Only the actuator asks for an authority; everything else asks the viewer.
    super(
        viewer.isAdmin()
            ? List.of(new SimpleGrantedAuthority("ROLE_" + Role.ADMIN.name()))
            : List.of());
    this.viewer = viewer;
    this.issuedAt = issuedAt;
    setAuthenticated(true);
  }

  /** When the token was issued: of two that are valid, the newer one knows better. */
  public Instant issuedAt() {
    return issuedAt;
  }

  @Override
  public Viewer getPrincipal() {
    return viewer;
  }

  /** Nothing: the token is not needed any more once it was verified. */
  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public String getName() {
    return viewer.id();
  }
}
