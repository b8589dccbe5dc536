-- What a command with an id came to: two versions of a stream. A row is only ever seen by others once its
-- transaction committed, and then it is complete.
create table command_result (
  actor_id      text        not null,
  command_id    text        not null,
  command_type  text        not null,
  ticket_id     uuid,
  version       integer,
  event_version integer,
  created_date  timestamptz not null default now(),
  primary key (actor_id, command_id)
);
