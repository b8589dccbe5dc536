package dev.ticketstream.command.view;

import dev.ticketstream.events.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a ticket's history.
 *
 * @param newestFirst in which direction
 * @param after the number of the last event of the page before, as the viewer counts; {@code null}
 *     for the first page
 * @param types events of any of these types, {@code null} for all
 * @param limit most events
 */
public record TimelinePart(
    boolean newestFirst, @Nullable Integer after, @Nullable List<EventType> types, int limit) {}
