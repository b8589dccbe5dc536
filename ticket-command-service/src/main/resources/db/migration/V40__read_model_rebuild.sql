-- A table of the read model says so in its comment: a rebuild makes its rows anew from ticket_event, and the
-- tests compare them, column by column, with what was there before. Such a table has a ticket's id, and every
-- row follows from that ticket's events alone.
comment on table ticket is 'read model: a row a ticket';
comment on table ticket_comment is 'read model: a row a comment';

-- Rebuilds of the read model. The one that runs is worked at by the instance that holds its lease; times of
-- leases are the database's, so that the instances' clocks do not matter.
create table read_model_rebuild (
  id             bigint      generated always as identity primary key,
  state          text        not null check (state in ('RUNNING', 'DONE', 'FAILED')),
  requested_by   text        not null,
  started_at     timestamptz not null default now(),
  finished_at    timestamptz,
  -- Tickets up to this one are rebuilt: later ones had their rows written by the running service.
  end_ticket_id  uuid,
  -- Up to this one they have been.
  done_ticket_id uuid,
  tickets_total  bigint      not null,
  tickets_done   bigint      not null default 0,
  orphans        bigint      not null default 0,
  failure        text,
  lease_owner    uuid,
  lease_until    timestamptz not null default now()
);

-- One at a time, over all instances.
create unique index read_model_rebuild_running on read_model_rebuild (state) where state = 'RUNNING';
