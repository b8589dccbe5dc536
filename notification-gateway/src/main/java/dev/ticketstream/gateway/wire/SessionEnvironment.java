package dev.ticketstream.gateway.wire;

import java.time.Clock;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What all sessions share.
 *
 * @param settings limits and times
 * @param authenticator checks tokens
 * @param renewal whether a ping's payload brings a token
 * @param executor executes operations
 * @param registry knows all sessions
 * @param metrics counts
 * @param writers write what sessions queue
 * @param clock tells when tokens expire
 */
public record SessionEnvironment(
    SessionSettings settings,
    ConnectionAuthenticator authenticator,
    Predicate<Map<String, Object>> renewal,
    OperationExecutor executor,
    SessionRegistry registry,
    SessionMetrics metrics,
    LoopWriters writers,
    Clock clock) {}
