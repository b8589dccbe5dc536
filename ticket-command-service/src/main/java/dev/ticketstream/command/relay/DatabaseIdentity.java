package dev.ticketstream.command.relay;

/**
 * Which database a cursor belongs to. Transaction ids mean nothing in another one.
 *
 * @param system PostgreSQL's system identifier and the database's OID, as {@code system/oid}
 * @param timeline the write-ahead log's timeline; rises with every failover and restore
 */
record DatabaseIdentity(String system, long timeline) {}
