/**
 * Generated wire classes. Public only because the generator knows nothing else: they belong to
 * {@link dev.ticketstream.events.codec}, whose records everybody else uses instead.
 */
package dev.ticketstream.events.codec.proto;
