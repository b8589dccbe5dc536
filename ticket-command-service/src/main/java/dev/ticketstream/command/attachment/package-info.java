/**
 * Files on tickets: upload, download, where the bytes are kept, and removal of what nobody claims.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"concurrency", "security", "ticket", "view"})
package dev.ticketstream.command.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
