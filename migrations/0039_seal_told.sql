-- documents: what a page may say of a paper whose file is not there yet: since when it waits, and what stood in the way.
alter table xz.record_sealing
  add column since timestamptz not null default clock_timestamp(), -- real time
  add column failed text check (failed in ('key', 'other'));

-- How far the file of a paper is.  waited: seconds; null: nobody has asked for it.
create function xz.record_sealing_stage(paper bigint) returns table (made boolean, waited bigint, failed text)
language sql stable security definer set search_path = xz, pg_temp as $$
  select exists (select from xz.record_rendition r where r.document_id = paper and r.kind = 'pdf'),
    (select extract(epoch from clock_timestamp() - s.since)::bigint from xz.record_sealing s where s.document_id = paper), -- real time
    (select s.failed from xz.record_sealing s where s.document_id = paper)
$$;
-- Asked for by whoever reads it: one in force that has no file waits from now on.  What it can bring about is what the act
-- that froze the paper would have brought about.  once_more: what waits already is tried again at once.
create function xz.record_sealing_ask(paper bigint, once_more boolean) returns void
language sql security definer set search_path = xz, pg_temp as $$
  insert into xz.record_sealing as s (document_id, account_id)
    select d.id, xz.people_actor() from xz.record_document d where d.id = paper and d.state = 'sealed' and xz.people_actor() is not null
      and not exists (select from xz.record_rendition r where r.document_id = d.id)
    on conflict (document_id) do update set since = default, not_before = default, tries = default, failed = null where once_more
$$;
-- It was tried, and not kept.
create function xz.record_sealing_failed(paper bigint, why text) returns void
language sql security definer set search_path = xz, pg_temp as $$
  update xz.record_sealing set failed = why where document_id = paper
$$;
revoke execute on function xz.record_sealing_stage(bigint), xz.record_sealing_ask(bigint, boolean), xz.record_sealing_failed(bigint, text) from public;
grant execute on function xz.record_sealing_stage(bigint), xz.record_sealing_ask(bigint, boolean), xz.record_sealing_failed(bigint, text) to xz_desk;
