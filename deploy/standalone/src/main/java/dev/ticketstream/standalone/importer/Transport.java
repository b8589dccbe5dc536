package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.issuer.DemoUser;

/** The way to the command service. */
interface Transport {

  /**
   * Sends one request, once.
   *
   * @param actor on whose behalf
   * @param body the GraphQL request as JSON
   * @return the answer, or why there is none
   * @throws InterruptedException when the wait for the answer is interrupted
   */
  Reply send(DemoUser actor, String body) throws InterruptedException;
}
