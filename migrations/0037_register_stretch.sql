-- The index of the register's search holds beside the bigrams of a name in which stretch (8192 ids) of the order of registration
-- its subject stands: a page of what many names have is read from as many of them as it shows (lib/register/search.c).
drop index xz.register_search_bigrams;
create index register_search_bigrams on xz.register_search using gin ((bigrams || (subject_id >> 13)::int4));
alter index xz.register_search_bigrams alter column 1 set statistics 0;
