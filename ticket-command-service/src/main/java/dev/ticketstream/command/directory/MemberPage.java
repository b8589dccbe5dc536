package dev.ticketstream.command.directory;

import org.jspecify.annotations.Nullable;

/**
 * A page of a team's members, by name.
 *
 * @param team the team's id
 * @param after the last member of the page before, {@code null} for the first page
 * @param limit most members
 */
public record MemberPage(String team, KnownUser.@Nullable Key after, int limit) {}
