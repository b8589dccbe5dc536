package dev.ticketstream.command.security;

import dev.ticketstream.events.access.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A verified token's caller; the principal is the {@link Viewer}. */
final class ViewerAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Viewer viewer;

  ViewerAuthentication(Viewer viewer) {
    super(List.of());
    this.viewer = viewer;
    setAuthenticated(true);
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
