@NullMarked
package dev.ticketstream.gateway.http;

import org.jspecify.annotations.NullMarked;
