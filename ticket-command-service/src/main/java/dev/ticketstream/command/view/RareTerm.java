package dev.ticketstream.command.view;

import java.util.UUID;

/**
 * A wanted term of a {@link TextCondition} that few texts have.
 *
 * @param term which one
 * @param found where it was found: ids of tickets or of texts, as was asked for
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one statement to the next, never compared
record RareTerm(int term, UUID[] found) {}
