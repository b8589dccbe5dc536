-- Customers' lists come from their own tickets, which are looked up by creator, assignee and watcher and then sorted.
drop index ticket_by_public_updated;
