-- A ticket's row is written anew by every command and read by every statistic, and its texts were most of it. Nothing
-- but the search needs them: whoever writes the row writes its search_document too. The row's end is still its words' end.
drop trigger search_document_of_ticket on ticket;
drop function search_document_of_ticket();

alter table ticket drop column request, drop column description;

-- Dropped columns stay in the rows until these are written anew, which an expression of a column's type makes happen.
alter table ticket alter column deleted type boolean using (deleted is true);

comment on table search_document is
  'read model: a row a text; a ticket''s own is written with its row, a comment''s by a trigger; triggers delete';
