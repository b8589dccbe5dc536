-- The head of every ticket's stream. Its row is what a command locks, so that a stream has one writer at a
-- time; it is no part of the read model, which can be dropped and rebuilt while commands go on.
create table ticket_stream (
  ticket_id uuid primary key,
  version   integer not null check (version >= 1)
);

-- Drawn after the stream's row is locked, one at a time (no caching), so that within a stream seq rises with
-- version. Across streams it only gives the relay a stable order; gaps are normal.
create sequence ticket_event_seq as bigint cache 1;

create table ticket_event (
  ticket_id   uuid        not null references ticket_stream (ticket_id),
  version     integer     not null check (version >= 1),
  event_id    uuid        not null unique,
  seq         bigint      not null unique default nextval('ticket_event_seq'),
  -- The transaction that stored the event: the relay asks PostgreSQL's snapshots what became visible.
  xid         xid8        not null default pg_current_xact_id(),
  type        text        not null,
  occurred_at timestamptz not null,
  -- The protobuf bytes exactly as they go to Kafka.
  payload     bytea       not null,
  -- W3C trace context of the command, so that a trace goes on through the relay.
  traceparent text,
  primary key (ticket_id, version)
);

create index ticket_event_xid on ticket_event (xid);

-- Insert-only, also for whoever has a psql prompt at three in the morning.
create function ticket_event_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'ticket_event is append-only: % is not allowed', tg_op;
end
$$;

create trigger ticket_event_append_only
  before update or delete or truncate on ticket_event
  for each statement execute function ticket_event_is_append_only();
