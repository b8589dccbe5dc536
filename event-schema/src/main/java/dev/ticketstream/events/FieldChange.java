package dev.ticketstream.events;

import org.jspecify.annotations.Nullable;

/**
 * One field's old and new value, for people to read.
 *
 * @param field the ticket field's API name, e.g. {@code status}
 * @param oldValue the value before, {@code null} when there was none
 * @param newValue the value after, {@code null} when there is none
 */
public record FieldChange(String field, @Nullable String oldValue, @Nullable String newValue) {}
