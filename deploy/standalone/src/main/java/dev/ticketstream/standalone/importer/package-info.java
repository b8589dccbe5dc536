/** The {@code import} command: replays a service desk's event log as commands. */
@NullMarked
package dev.ticketstream.standalone.importer;

import org.jspecify.annotations.NullMarked;
