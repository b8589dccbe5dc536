/** Tests of attachments. */
@NullMarked
package dev.ticketstream.command.attachment;

import org.jspecify.annotations.NullMarked;
