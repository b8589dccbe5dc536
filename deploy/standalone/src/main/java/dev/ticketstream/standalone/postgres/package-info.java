/** PostgreSQL as a part of the platform, with its data in the data folder. */
@NullMarked
package dev.ticketstream.standalone.postgres;

import org.jspecify.annotations.NullMarked;
