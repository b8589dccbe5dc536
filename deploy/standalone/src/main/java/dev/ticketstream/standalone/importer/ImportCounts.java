package dev.ticketstream.standalone.importer;

import java.util.concurrent.atomic.LongAdder;

/** What an import has done so far. */
final class ImportCounts {

  final LongAdder rows = new LongAdder();
  final LongAdder tickets = new LongAdder();
  final LongAdder commands = new LongAdder();
  final LongAdder events = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder unchanged = new LongAdder();
}
