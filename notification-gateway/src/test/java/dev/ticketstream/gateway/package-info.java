@NullMarked
package dev.ticketstream.gateway;

import org.jspecify.annotations.NullMarked;
