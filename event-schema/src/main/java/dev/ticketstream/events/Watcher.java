package dev.ticketstream.events;

/**
 * Someone who follows a ticket.
 *
 * @param user who
 * @param internal whether the watcher was staff when they began to watch; customers do not see who
 *     of the staff watches
 */
public record Watcher(UserRef user, boolean internal) {}
