-- Users as their newest token described them.
create table known_user (
  id         text primary key,
  first_name text   not null,
  last_name  text   not null,
  avatar     text,
  roles      text[] not null,
  teams      text[] not null,
  -- What lists of people are sorted by and searched in.
  sort_name  text generated always as (lower(last_name || ' ' || first_name || ' ' || id)) stored
);

create index known_user_by_name on known_user (sort_name, id);
create index known_user_by_team on known_user using gin (teams);

create table known_team (
  id text primary key
);
