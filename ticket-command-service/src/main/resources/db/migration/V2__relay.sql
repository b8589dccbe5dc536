-- Which instance of the command service relays events. One row; whoever holds it until expires_at is the leader.
-- Only an optimisation that keeps the others quiet: what keeps events single is Kafka's fencing of the
-- transactional id. Times are the database's, so that the instances' clocks do not matter.
create table relay_lease (
  name        text        primary key,
  owner       uuid        not null,
  holder      text        not null,
  acquired_at timestamptz not null,
  expires_at  timestamptz not null
);
