-- query: the auditor's questions to the log of readings: who read this case, this firm, this person; and in words.

-- Subjects and firms that are called so, the newest first, each with what belongs to it; of a ref that alone.
create function xz.query_read_of(part text, wanted int4[], which uuid, most int) returns table (kind text, ref uuid,
  label text, refs uuid[]) language plpgsql stable security definer set search_path = xz, pg_temp
set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  if not xz.people_actor_has(4096) then return; end if;
  return query
    with found as (
      (select d.kind, d.ref, d.subject_id as id from xz.query_doc d
        where which is null and d.bigrams @> wanted and position(part in d.folded) > 0
        order by d.day desc, d.ref desc limit most)
      union all
      (select d.kind, d.ref, d.subject_id from xz.query_doc d where d.ref = which limit 1)
      union all
      (select 'subject', s.ref, s.id from xz.register_search f join xz.register_subject s on s.id = f.subject_id
        where which is null and (f.bigrams || (f.subject_id >> 13)::int4) @> wanted and position(part in f.folded) > 0
        order by s.id desc limit most)
      union all
      (select 'subject', s.ref, s.id from xz.register_search f join xz.register_subject s on s.id = f.subject_id
        where which is null and f.code = upper(part) limit 1)
      union all
      (select 'subject', s.ref, s.id from xz.register_subject s where s.ref = which))
    select f.kind, f.ref, w.label, array[f.ref]
      || array(select d.ref from xz.record_document d where d.subject_kind = f.kind and d.subject_id = f.id)
      || array(select t.ref from xz.caseflow_evidence e join xz.record_attachment t on t.subject_kind = 'evidence'
        and t.subject_id = e.id where f.kind = 'case' and e.case_id = f.id)
      || array(select t.ref from xz.inspection_evidence e join xz.record_attachment t
        on t.subject_kind = 'inspection_evidence' and t.subject_id = e.id
        where f.kind = 'inspection' and e.inspection_id = f.id)
    from found f cross join lateral xz.query_read_words(array[f.ref]) w limit most;
end $$;
-- What the refs of readings are called.
create function xz.query_read_words(refs uuid[]) returns table (ref uuid, label text) language plpgsql stable
security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  if not xz.people_actor_has(4096) then return; end if;
  return query select r.ref, coalesce(
      (select coalesce(nullif(s.number, ''), s.title) from xz.subject s where s.ref = r.ref limit 1),
      (select f.name from xz.register_subject s join xz.register_search f on f.subject_id = s.id where s.ref = r.ref),
      (select t.name_zh || coalesce(' ' || nullif(d.number, ''), '') from xz.record_document d
        join xz.record_document_type t on t.code = d.type where d.ref = r.ref),
      (select t.name from xz.record_attachment t where t.ref = r.ref))
    from unnest(refs) as r (ref);
end $$;

-- rights

grant execute on function xz.query_read_of(text, int[], uuid, int), xz.query_read_words(uuid[]) to xz_desk, xz_admin;
