-- documents as files: public keys of those who seal (foundations.md 12), renditions of papers and their signatures (13).

-- A key is announced once and never changes; what ends is its validity.
create table xz.sec_key (
  key_id text primary key check (key_id ~ '^[0-9a-f]{16}$'),	-- first 8 bytes of SHA-256 of the public key
  agency_id bigint not null references xz.people_agency,
  purpose text not null check (purpose in ('seal')),
  algorithm text not null check (algorithm in ('sm2-sm3')),
  public bytea not null check (length(public) = 65),
  holder text not null check (holder in ('file', 'device')),
  valid_from timestamptz not null default xz.now(),
  valid_until timestamptz check (valid_until >= valid_from),
  revoked_at timestamptz,
  revoke_reason text,
  check (key_id = encode(substr(sha256(public), 1, 8), 'hex')),
  check ((revoked_at is null) = (revoke_reason is null))
);
create unique index sec_key_now on xz.sec_key (agency_id, purpose) where valid_until is null and revoked_at is null;
alter table xz.sec_key enable row level security;
create policy key_public on xz.sec_key for select to xz_portal, xz_desk, xz_exchange, xz_daemon using (true);
create policy key_trusted on xz.sec_key to xz_admin using (true) with check (true);
grant select on xz.sec_key to xz_portal, xz_desk, xz_exchange, xz_daemon, xz_admin;
grant update (valid_until, revoked_at, revoke_reason) on xz.sec_key to xz_admin;

-- The desk announces the key it is about to seal with; an older one of the agency ends.  A revoked key stays revoked.
create function xz.sec_key_announce(agency bigint, what text, how text, point bytea, held text) returns text
language plpgsql security definer set search_path = xz, pg_temp as $$
declare id text := encode(substr(sha256(point), 1, 8), 'hex'); k xz.sec_key;
begin
  perform pg_advisory_xact_lock(hashtextextended('sec_key ' || agency || what, 0));
  select * into k from xz.sec_key where key_id = id;
  if found then
    if k.agency_id <> agency or k.purpose <> what or k.revoked_at is not null or k.valid_until is not null then
      raise exception 'the key is another''s, or its time is over' using errcode = '23514', constraint = 'sec_key_live';
    end if;
    return id;
  end if;
  if held = 'file' and exists (select from xz.sec_key where agency_id = agency and purpose = what and holder = 'device'
    and valid_until is null and revoked_at is null) then
    raise exception 'the agency seals by its device' using errcode = '23514', constraint = 'sec_key_device';
  end if;
  update xz.sec_key set valid_until = greatest(xz.now(), valid_from)
    where agency_id = agency and purpose = what and valid_until is null and revoked_at is null;
  insert into xz.sec_key (key_id, agency_id, purpose, algorithm, public, holder) values (id, agency, what, how, point, held);
  return id;
end $$;
revoke execute on function xz.sec_key_announce(bigint, text, text, bytea, text) from public;
grant execute on function xz.sec_key_announce(bigint, text, text, bytea, text) to xz_desk;

-- Where the seal lies in a device, a paper waits for it; otherwise the key file seals when the file is made.
create function xz.record_sealed_as(agency bigint) returns text
language sql stable security definer set search_path = xz, pg_temp as $$
  select case when exists (select from xz.sec_key where agency_id = agency and purpose = 'seal' and holder = 'device'
    and valid_until is null and revoked_at is null) then 'to_seal' else 'sealed' end
$$;
revoke execute on function xz.record_sealed_as(bigint) from public;
grant execute on function xz.record_sealed_as(bigint) to xz_desk, xz_daemon, xz_admin;

-- A paper as a file, byte for byte: libraries and fonts change, what was signed does not.
create table xz.record_rendition (
  id bigint generated always as identity primary key,
  document_id bigint not null references xz.record_document,
  kind text not null check (kind in ('pdf')),
  sha256 bytea not null,
  sm3 bytea not null check (length(sm3) = 32),
  size int not null,
  content bytea not null,
  made_by bigint not null references xz.people_principal,
  made_at timestamptz not null,
  unique (document_id, kind),
  check (sha256 = sha256(content)),
  check (size = length(content))
);
alter table xz.record_rendition alter column content set storage external;	-- compressed already
create trigger record_rendition_fixed before update or delete on xz.record_rendition
  for each row execute function xz.record_never();
create trigger record_rendition_kept before truncate on xz.record_rendition
  for each statement execute function xz.record_never();
alter table xz.record_rendition enable row level security;
create policy rendition_desk on xz.record_rendition to xz_desk
  using ((select true from xz.record_document d where d.id = document_id limit 1))
  with check ((select true from xz.record_document d where d.id = document_id and d.state in ('to_seal', 'sealed') limit 1));
create policy rendition_trusted on xz.record_rendition to xz_daemon, xz_admin using (true) with check (true);
grant select, insert on xz.record_rendition to xz_desk;
grant select on xz.record_rendition to xz_daemon, xz_admin;

-- What a signature is over: the file ('pdf'), or the statement that binds it to the data ('seal').
alter table xz.record_signature add column rendition_id bigint references xz.record_rendition,
  add column covers text check (covers in ('pdf', 'seal')),
  add foreign key (key_id) references xz.sec_key,
  add check ((rendition_id is null) = (covers is null)),
  add check (covers is null or (key_id is not null and algorithm is not null and signature is not null));
create unique index record_signature_rendition on xz.record_signature (rendition_id, covers) where rendition_id is not null;
create trigger record_signature_fixed before update or delete on xz.record_signature
  for each row execute function xz.record_never();
create trigger record_signature_kept before truncate on xz.record_signature
  for each statement execute function xz.record_never();
alter table xz.record_signature enable row level security;
create policy signature_desk on xz.record_signature to xz_desk
  using ((select true from xz.record_document d where d.id = document_id limit 1))
  with check ((select true from xz.record_document d where d.id = document_id limit 1));
create policy signature_trusted on xz.record_signature to xz_daemon, xz_admin using (true) with check (true);

-- What the page behind a paper's QR code says of it: nothing of the case, the party or the people.
create function xz.record_verify(paper uuid) returns table (number text, type_zh text, type_en text, agency_name text,
  agency_name_en text, agency_ref uuid, sealed_at timestamptz, data_sha256 text, made_at timestamptz, sha256 text, sm3 text, size int,
  key_id text, public bytea, holder text, signature bytea, signed_at timestamptz, valid_from timestamptz, valid_until timestamptz,
  revoked_at timestamptz, log_index bigint)
language sql stable security definer set search_path = xz, pg_temp as $$
  select d.number, t.name_zh, t.name_en, g.name, g.name_en, g.ref, d.sealed_at, encode(d.data_sha256, 'hex'), r.made_at,
    encode(r.sha256, 'hex'), encode(r.sm3, 'hex'), r.size, k.key_id, k.public, k.holder, s.signature, s.signed_at,
    k.valid_from, k.valid_until, k.revoked_at,
    (select l.idx from xz.caseflow_case c
       join xz.record_chain h on h.id = c.chain_id
       join xz.record_step p on p.y = h.y and p.chain_id = h.id
       join xz.tlog_leaf l on l.kind = 'record' and l.ref = xz.spotcheck_ref_text(h.ref)
         and l.line like '%"digest":"' || encode(sha256(p.salt || p.digest), 'hex') || '"}'
       where d.subject_kind = 'case' and c.id = d.subject_id
         and convert_from(p.line, 'UTF8')::jsonb -> 'payload' ->> 'document' = xz.spotcheck_ref_text(d.ref)
       order by p.seq limit 1)
  from xz.record_document d join xz.record_document_type t on t.code = d.type join xz.people_agency g on g.id = d.agency_id
  left join xz.record_rendition r on r.document_id = d.id and r.kind = 'pdf'
  left join xz.record_signature s on s.rendition_id = r.id and s.covers = 'seal'
  left join xz.sec_key k on k.key_id = s.key_id
  where d.ref = paper and d.state = 'sealed'
$$;
revoke execute on function xz.record_verify(uuid) from public;
grant execute on function xz.record_verify(uuid) to xz_portal;

create function xz.sec_keys() returns table (key_id text, agency_name text, agency_name_en text, purpose text, algorithm text,
  public bytea, holder text, valid_from timestamptz, valid_until timestamptz, revoked_at timestamptz, revoke_reason text)
language sql stable security definer set search_path = xz, pg_temp as $$
  select k.key_id, g.name, g.name_en, k.purpose, k.algorithm, k.public, k.holder, k.valid_from, k.valid_until, k.revoked_at,
    k.revoke_reason
  from xz.sec_key k join xz.people_agency g on g.id = k.agency_id order by g.code, k.valid_from desc
$$;
revoke execute on function xz.sec_keys() from public;
grant execute on function xz.sec_keys() to xz_portal, xz_desk, xz_exchange;
