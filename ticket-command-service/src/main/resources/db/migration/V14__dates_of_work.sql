-- What statistics and the deadline's clock need of a ticket.
alter table ticket
  add column resolved_date       timestamptz,
  add column closed_date         timestamptz,
  add column on_hold_since       timestamptz,
  add column first_response_date timestamptz;

alter table ticket_comment
  add column by_staff    boolean not null default false,
  add column edited_date timestamptz;
