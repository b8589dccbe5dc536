/**
 * Real PostgreSQL, real Kafka and a real token issuer for tests; the one place that decides whether
 * they run embedded or in containers.
 */
@NullMarked
package dev.ticketstream.testing;

import org.jspecify.annotations.NullMarked;
