create sequence ticket_reference_seq as bigint;

-- What tickets are found and sorted by. What is shown of a found ticket comes from its newest event, so this
-- table can be dropped and rebuilt from ticket_event.
create table ticket (
  id                  uuid primary key,
  reference           text        not null unique,
  request             text        not null,
  description         text        not null,
  request_type        text        not null,
  status              text        not null,
  priority            text        not null,
  created_by_id       text        not null,
  assigned_to_id      text,
  team                text,
  tags                text[]      not null,
  watcher_ids         text[]      not null,
  sla_deadline        timestamptz,
  created_date        timestamptz not null,
  updated_date        timestamptz not null,
  -- The same without internal work, for customers.
  public_updated_date timestamptz not null,
  version             integer     not null,
  deleted             boolean     not null,
  priority_rank       smallint generated always as (
    case priority when 'LOW' then 0 when 'MEDIUM' then 1 when 'HIGH' then 2 else 3 end) stored,
  search              tsvector generated always as (
    setweight(to_tsvector('simple', reference || ' ' || request), 'A')
    || setweight(to_tsvector('simple', description), 'B')) stored
);

create index ticket_by_updated on ticket (updated_date, id);
create index ticket_by_public_updated on ticket (public_updated_date, id);
create index ticket_by_created on ticket (created_date, id);
create index ticket_by_creator on ticket (created_by_id);
create index ticket_by_assignee on ticket (assigned_to_id);
create index ticket_by_team on ticket (team);
create index ticket_by_tag on ticket using gin (tags);
create index ticket_by_watcher on ticket using gin (watcher_ids);
create index ticket_by_text on ticket using gin (search);

create table ticket_comment (
  id           uuid primary key,
  ticket_id    uuid        not null,
  parent_id    uuid,
  body         text        not null,
  internal     boolean     not null,
  author       jsonb       not null,
  created_date timestamptz not null,
  mentions     jsonb       not null
);

create index ticket_comment_by_ticket on ticket_comment (ticket_id, created_date, id);
