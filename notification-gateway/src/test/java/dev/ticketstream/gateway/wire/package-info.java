@NullMarked
package dev.ticketstream.gateway.wire;

import org.jspecify.annotations.NullMarked;
