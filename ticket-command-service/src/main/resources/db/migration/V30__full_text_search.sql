-- Full text has a table of its own: a ticket's row changes with every command, and each change would put all words
-- of the text into the index again. One row a text, a ticket's own and each comment's, so that a comment costs
-- its own words only, and customers can be kept from internal ones.
drop index ticket_by_text;
alter table ticket drop column search;

-- A text as words with single spaces between them: folded case, no accents (Ärger is arger, straße strasse),
-- nothing but letters, digits and symbols such as emoji. Scripts that put no spaces between words become one word
-- a character, so that they are found as phrases. Needs no extension and no particular locale of the database.
create function search_text(text) returns text
language sql immutable strict parallel safe
return trim(regexp_replace(
  regexp_replace(
    normalize(
      regexp_replace(
        normalize(casefold($1 collate pg_unicode_fast), nfkd),
        '[\u0300-\u036f\u0640\u064b-\u065f\u0670]', '', 'g'),
      nfc),
    '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2190-\u2bff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001f000-\U0001faff\U00020000-\U0003ffff])',
    ' \1 ', 'g'),
  '[^[:alnum:]\u2190-\u2bff\U0001f000-\U0001faff]+', ' ', 'g'));

-- The words of a text with their places and one weight, A to D. A word's first 100 characters count.
create function search_vector(text, text) returns tsvector
language sql immutable strict parallel safe
return (
  select coalesce(string_agg(left(word, 100) || ':' || least(place, 16383) || $2, ' '), '')::tsvector
  from unnest(string_to_array(search_text($1), ' ')) with ordinality as words (word, place)
  where word <> '');

-- The words of a text one after the other, the last of them also as the beginning of a longer one if the second
-- argument says so. Null for a text without words.
create function search_query(text, boolean) returns tsquery
language sql immutable strict parallel safe
return (
  select (string_agg(left(word, 100), ' <-> ' order by place) || case when $2 then ':*' else '' end)::tsquery
  from unnest(string_to_array(search_text($1), ' ')) with ordinality as words (word, place)
  where word <> '');

create table search_document (
  -- The ticket's for its own text, the comment's for a comment's: both grow with time (UUIDv7).
  id        uuid     primary key,
  ticket_id uuid     not null,
  internal  boolean  not null,
  search    tsvector not null
);

create index search_document_by_ticket on search_document (ticket_id);
-- New words wait in a list that every search reads too, hence a short one.
create index search_document_by_word on search_document using gin (search) with (gin_pending_list_limit = 256);

comment on table search_document is 'read model: a row a text; kept by triggers of ticket and ticket_comment';

create function search_document_of_ticket() returns trigger language plpgsql as $$
begin
  insert into search_document (id, ticket_id, internal, search)
  values (new.id, new.id, false,
    search_vector(new.reference || ' ' || new.request, 'A') || search_vector(new.description, 'B'))
  on conflict (id) do update set search = excluded.search;
  return null;
end
$$;

create function search_document_of_comment() returns trigger language plpgsql as $$
begin
  insert into search_document (id, ticket_id, internal, search)
  values (new.id, new.ticket_id, new.internal, search_vector(new.body, 'C'))
  on conflict (id) do update set search = excluded.search;
  return null;
end
$$;

create function search_document_gone() returns trigger language plpgsql as $$
begin
  delete from search_document where id = old.id;
  return null;
end
$$;

create function search_documents_gone() returns trigger language plpgsql as $$
begin
  delete from search_document where (id = ticket_id) = (tg_table_name = 'ticket');
  return null;
end
$$;

create trigger search_document_of_ticket after insert or update of request, description on ticket
  for each row execute function search_document_of_ticket();
create trigger search_document_of_comment after insert or update of body on ticket_comment
  for each row execute function search_document_of_comment();
create trigger search_document_gone after delete on ticket
  for each row execute function search_document_gone();
create trigger search_document_gone after delete on ticket_comment
  for each row execute function search_document_gone();
create trigger search_documents_gone after truncate on ticket
  for each statement execute function search_documents_gone();
create trigger search_documents_gone after truncate on ticket_comment
  for each statement execute function search_documents_gone();

insert into search_document (id, ticket_id, internal, search)
select id, id, false, search_vector(reference || ' ' || request, 'A') || search_vector(description, 'B') from ticket
union all
select id, ticket_id, internal, search_vector(body, 'C') from ticket_comment;
