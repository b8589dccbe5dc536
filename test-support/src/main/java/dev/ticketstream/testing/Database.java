package dev.ticketstream.testing;

/**
 * A new, empty PostgreSQL database.
 *
 * @param jdbcUrl its JDBC URL
 * @param username a superuser's name
 * @param password that user's password
 */
public record Database(String jdbcUrl, String username, String password) {}
