package dev.ticketstream.command.rebuild;

import java.security.Principal;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/readmodel}: POST begins a rebuild of the read model (202, or 409 while one is
 * under way), GET says how far the newest one is. For admins, as all of the actuator that is not
 * public.
 */
@Component
@Endpoint(id = "readmodel")
class ReadModelEndpoint {

  private final RebuildLog log;
  private final RebuildRunner runner;

  ReadModelEndpoint(RebuildLog log, RebuildRunner runner) {
    this.log = log;
    this.runner = runner;
  }

  /** How far the newest rebuild is. */
  @ReadOperation
  Object progress() {
    return log.newest().<Object>map(found -> found).orElseGet(() -> Map.of("state", "NEVER"));
  }

  /** Begins a rebuild. */
  @WriteOperation
  WebEndpointResponse<Object> rebuild(SecurityContext caller) {
    Principal principal = caller.getPrincipal();
    boolean begun = log.begin(principal == null ? "unknown" : principal.getName());
    runner.wake();
    return new WebEndpointResponse<>(
        begun
            ? progress()
            : Map.of("error", "A rebuild is under way already.", "rebuild", progress()),
        begun ? 202 : 409);
  }
}
