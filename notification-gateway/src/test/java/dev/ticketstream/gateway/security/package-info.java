@NullMarked
package dev.ticketstream.gateway.security;

import org.jspecify.annotations.NullMarked;
