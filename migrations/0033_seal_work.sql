-- documents: papers get their file and seal right behind the act that froze them.  Setting a paper takes another program
-- the better part of a second, which no act waits for: what becomes sealed (or waits for a device) stands here until the
-- desk's pool for slow work has made it.  Papers frozen before are made when they are asked for, or with `xiezhi seal files`.
create table xz.record_sealing (
  document_id bigint primary key references xz.record_document,
  account_id bigint not null references xz.people_principal,	-- whose act it was
  tries int not null default 0,
  not_before timestamptz not null default '-infinity'	-- real time
);
create index record_sealing_next on xz.record_sealing (not_before, document_id);
alter table xz.record_sealing enable row level security;
create policy sealing_trusted on xz.record_sealing to xz_admin using (true) with check (true);
grant select, insert, update, delete on xz.record_sealing to xz_admin;

create function xz.record_sealing_add() returns trigger language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  insert into xz.record_sealing (document_id, account_id)
    select new.id, coalesce(xz.people_actor(), new.made_by)
    where not exists (select from xz.record_rendition r where r.document_id = new.id)
    on conflict do nothing;
  return null;
end $$;
revoke execute on function xz.record_sealing_add() from public;
create trigger record_document_seals after insert or update of state on xz.record_document
  for each row when (new.state in ('to_seal', 'sealed')) execute function xz.record_sealing_add();

-- The next paper to be made, for who has the seals and no rights of its own: leased for half a minute, longer each time,
-- so that a paper that cannot be made holds up no other.  What was made meanwhile is dropped.
create function xz.record_sealing_take() returns table (id bigint, ref uuid, type text, name_zh text, name_en text, number text,
  state text, data text, sha256 text, template_version int, made_at timestamptz, account_id bigint, agency_id bigint, agency uuid, waits boolean)
language plpgsql security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare which bigint;
begin
  delete from xz.record_sealing s where exists (select from xz.record_rendition r where r.document_id = s.document_id)
    or not exists (select from xz.record_document d where d.id = s.document_id and d.state in ('to_seal', 'sealed'));
  update xz.record_sealing s set tries = s.tries + 1,
    not_before = clock_timestamp() + interval '30 seconds' * (1 << least(s.tries, 7)) -- real time
    where s.document_id = (select q.document_id from xz.record_sealing q where q.not_before <= clock_timestamp() -- real time
      order by q.not_before, q.document_id limit 1 for update skip locked) returning s.document_id into which;
  return query select d.id, d.ref, d.type, t.name_zh, t.name_en, coalesce(d.number, ''), d.state, d.data, encode(d.data_sha256, 'hex'),
      d.template_version, d.made_at, s.account_id, g.id, g.ref, xz.record_sealed_as(g.id) = 'to_seal'
    from xz.record_sealing s join xz.record_document d on d.id = s.document_id join xz.record_document_type t on t.code = d.type
    join xz.people_agency g on g.id = d.agency_id
    where s.document_id = which and d.data_sha256 = sha256(convert_to(d.data, 'UTF8'));
end $$;
-- What came of it, of papers that stand here only.  No key: it waits for the device.
create function xz.record_sealing_keep(paper bigint, pdf bytea, pdf_sm3 bytea, held text, key text, algorithm text, pdf_signature bytea,
  seal_signature bytea) returns void language plpgsql security definer set search_path = xz, pg_temp as $$
declare who bigint; made bigint;
begin
  select s.account_id into who from xz.record_sealing s join xz.record_document d on d.id = s.document_id
    where s.document_id = paper and d.state in ('to_seal', 'sealed') for update of s;
  if who is null then
    return;
  end if;
  insert into xz.record_rendition (document_id, kind, sha256, sm3, size, content, made_by, made_at)
    values (paper, 'pdf', sha256(pdf), pdf_sm3, length(pdf), pdf, who, xz.now()) on conflict (document_id, kind) do nothing
    returning id into made;
  if made is not null and key is not null then
    insert into xz.record_signature (document_id, role, account_id, method, key_id, algorithm, signature, signed_at, rendition_id, covers)
      select paper, 'seal', who, held, key, algorithm, x.sig, xz.now(), made, x.covers
      from (values ('pdf', pdf_signature), ('seal', seal_signature)) as x (covers, sig);
  end if;
  delete from xz.record_sealing where document_id = paper;
end $$;
revoke execute on function xz.record_sealing_take(), xz.record_sealing_keep(bigint, bytea, bytea, text, text, text, bytea, bytea) from public;
grant execute on function xz.record_sealing_take(), xz.record_sealing_keep(bigint, bytea, bytea, text, text, text, bytea, bytea) to xz_desk;

-- uploads: how far the file is taken in its final form, and the state of its digests, sealed (lib/record/incoming.h).
alter table xz.record_upload add column taken bytea;
