-- Files that were uploaded. UPLOADING: bytes are coming, size_bytes is what they may become; READY: whole;
-- REMOVING: to be removed with its bytes. With a ticket_id it is attached, and that ticket decides who sees it.
create table attachment (
  id           uuid primary key default uuidv7(),
  uploader_id  text        not null,
  state        text        not null check (state in ('UPLOADING', 'READY', 'REMOVING')),
  store        text        not null,
  file_name    text        not null,
  content_type text,
  size_bytes   bigint      not null,
  sha256       text,
  ticket_id    uuid,
  created_date timestamptz not null default now(),
  changed_date timestamptz not null default now(),
  check (state <> 'READY' or (content_type is not null and sha256 is not null)),
  check (ticket_id is null or state = 'READY')
);

-- What counts against a user's limit, and what is looked through for removal.
create index attachment_unclaimed_by_uploader on attachment (uploader_id) where ticket_id is null;
create index attachment_unclaimed_by_change on attachment (changed_date) where ticket_id is null;

-- The bytes, if they are kept here. A row holds those from first_byte up to the next row's.
create table attachment_chunk (
  attachment_id uuid   not null,
  first_byte    bigint not null,
  bytes         bytea  not null,
  primary key (attachment_id, first_byte)
);

-- Most files are compressed already.
alter table attachment_chunk alter column bytes set storage external;
