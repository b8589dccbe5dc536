package dev.ticketstream.gateway.graphql;

import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.revocation.Revocation;
import dev.ticketstream.gateway.revocation.RevocationFailedException;
import dev.ticketstream.gateway.revocation.Revocations;
import dev.ticketstream.gateway.wire.SessionRegistry;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** What operates the gateway; for admins. */
@Controller
class AdminController {

  private static final Logger log = LoggerFactory.getLogger(AdminController.class);
  private static final int USER_ID_LENGTH_MAX = 255;
  private static final int PAGE_SIZE_MAX = 100;

  private final Revocations revocations;
  private final SessionRegistry sessions;
  private final Clock clock;
  private final String instance;

  AdminController(
      Revocations revocations, SessionRegistry sessions, Clock clock, AdminProperties properties) {
    this.revocations = revocations;
    this.sessions = sessions;
    this.clock = clock;
    this.instance = properties.instance();
  }

  @QueryMapping
  ConnectionPage connections(
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable String userId,
      @ContextValue Viewer viewer) {
    requireAdmin(viewer);
    if (first < 1 || first > PAGE_SIZE_MAX) {
      throw new OperationRefusedException(
          ErrorCode.INVALID_INPUT, "first must be from 1 to %d".formatted(PAGE_SIZE_MAX));
    }
    return ConnectionPage.of(
        instance,
        sessions.connectionsAfter(0),
        sessions.connectionsAfter(after == null ? 0 : number(after)),
        first,
        userId);
  }

  @SchemaMapping
  ConnectionPage.Totals totals(ConnectionPage page) {
    return page.totals();
  }

  private static long number(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException _) {
      throw new OperationRefusedException(
          ErrorCode.INVALID_INPUT, "after must be the endCursor of another page");
    }
  }

  @MutationMapping
  Mono<Revocation> revokeUser(
      @Argument String userId,
      @Argument @Nullable Instant issuedUntil,
      @ContextValue Viewer viewer) {
    requireAdmin(viewer);
    Instant now = clock.instant();
    if (issuedUntil != null && issuedUntil.isAfter(now)) {
      throw new OperationRefusedException(
          ErrorCode.INVALID_INPUT, "issuedUntil must not be in the future");
    }
    if (userId.isBlank()
        || userId.length() > USER_ID_LENGTH_MAX
        || userId.chars().anyMatch(Character::isISOControl)) {
      throw new OperationRefusedException(
          ErrorCode.INVALID_INPUT,
          "userId must have 1 to %d printable characters".formatted(USER_ID_LENGTH_MAX));
    }
    return revocations
        .revoke(new Revocation(userId, issuedUntil == null ? now : issuedUntil, viewer.id()))
        .onErrorMap(
            RevocationFailedException.class,
            failed -> {
              log.error("A revocation could not be stored", failed);
              return new OperationRefusedException(
                  ErrorCode.UNAVAILABLE, String.valueOf(failed.getMessage()));
            });
  }

  private static void requireAdmin(Viewer viewer) {
    if (!viewer.isAdmin()) {
      throw new OperationRefusedException(ErrorCode.FORBIDDEN, "Only admins may do this");
    }
  }
}
