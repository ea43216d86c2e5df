-- query: the search of the desk.

-- Row security keeps GIN indexes from being used, so search goes through here, with the same predicate.
create function xz.query_search(of_kind text, wanted int4[], part text, before_day date, before_ref uuid, want int)
returns table (kind text, ref uuid, subject_id bigint, day date, card text) language sql stable security definer
set search_path = xz, pg_temp as $$
  select d.kind, d.ref, d.subject_id, d.day, d.card from xz.query_doc d
  where d.kind = of_kind and d.bigrams @> wanted and position(part in d.folded) > 0
    and (d.agency_id = any((select xz.people_actor_agencies())::bigint[])
      or d.unit_id = any((select xz.people_actor_units())::bigint[])
      or case of_kind when 'case' then d.subject_id = any((select xz.caseflow_actor_cases())::bigint[])
        when 'inspection' then d.subject_id = any((select xz.inspection_rights())::bigint[])
          or exists (select from xz.inspection i where i.id = d.subject_id and i.opened_by = (select xz.people_actor()))
        else false end)
    and (before_day is null or (d.day, d.ref) < (before_day, before_ref))
  order by d.day desc, d.ref desc limit want
$$;

-- rights

alter table xz.query_doc enable row level security;
create policy doc_desk on xz.query_doc to xz_desk
  using (array[unit_id * 8 + 1, agency_id * 8, case kind when 'case' then subject_id * 8 + 2 end]
      && (select xz.caseflow_rights())
    or (kind = 'inspection' and xz.inspection_seen(subject_id))) with check (true);
create policy doc_trusted on xz.query_doc to xz_daemon, xz_admin using (true) with check (true);

grant select, insert, update on xz.query_doc to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.query_search(text, int[], text, date, uuid, int) to xz_desk, xz_admin;
