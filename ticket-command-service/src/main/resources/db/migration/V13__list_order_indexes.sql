-- The orders of lists that had no index, in the words of the query. A page must not cost a sort of all tickets.
-- Tickets without a deadline come last in either direction, hence two.
create index ticket_by_priority on ticket (priority_rank, id);
create index ticket_by_deadline on ticket (coalesce(sla_deadline, 'infinity'::timestamptz), id);
create index ticket_by_deadline_desc on ticket (coalesce(sla_deadline, '-infinity'::timestamptz), id);
