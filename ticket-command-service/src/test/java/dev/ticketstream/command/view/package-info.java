/** Tests of the read model against the policy that it repeats in SQL. */
@NullMarked
package dev.ticketstream.command.view;

import org.jspecify.annotations.NullMarked;
