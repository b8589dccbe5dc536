package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.issuer.DemoUser;

/**
 * A command with everything that is needed to send it, always the same for the same log.
 *
 * @param id the command's id, which makes a repetition harmless
 * @param row the row that it comes from
 * @param actor who sends it
 * @param command what it does
 */
record PlannedCommand(String id, LogRow row, DemoUser actor, DeskCommand command) {}
