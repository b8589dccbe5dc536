-- A page of a search is read only until it is full. Parallel workers each read ahead, twice as much in all, for queries that
-- come many at a time anyway. Not even what is unsafe happens here; it is the one property that keeps workers out.
alter function search_query(text, boolean) parallel unsafe;
