/** The folder in which the platform keeps its data, secrets and logs between runs. */
@NullMarked
package dev.ticketstream.standalone.datafolder;

import org.jspecify.annotations.NullMarked;
