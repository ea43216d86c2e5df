-- people: background jobs (foundations 10), done with the rights of whoever asked for them; record: bundles.

-- A job acts under a session of its own: method 'job', never seen, so that no cookie opens it (people_session_open wants
-- to have seen it within half an hour) while row security knows its account.  What ends the account's sessions ends it too.
-- token_sealed: its token, sealed with a key the store does not have.
alter table xz.job
  add session_id bigint references xz.people_session,
  add token_sealed bytea,
  add tries smallint not null default 0,
  add beat_at timestamptz,
  add subject_kind text not null default '',
  add subject_ref uuid,
  add constraint job_account foreign key (account) references xz.people_account;
alter table xz.job drop constraint job_state_check;
alter table xz.job add constraint job_state_check check (state in ('queued', 'running', 'done', 'failed', 'expired'));
create index job_account_subject on xz.job (account, subject_ref, id desc);
create index job_live on xz.job (id) where state in ('queued', 'running', 'done');
revoke insert on xz.job from xz_desk;

alter table xz.job enable row level security;
create policy job_desk on xz.job to xz_desk using (account = (select xz.people_actor()));
create policy job_trusted on xz.job to xz_daemon, xz_admin using (true) with check (true);
grant update (state, progress, result, finished_at, expires_at, beat_at) on xz.job to xz_desk;

-- The actor's own; one of a kind and subject is under way at a time.
create function xz.job_add(job_kind text, kind_of_subject text, subject uuid, hash bytea, sealed bytea) returns uuid language plpgsql
security definer set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); live uuid; s bigint; made uuid;
begin
  if job_kind is null or subject is null or hash is null or sealed is null then
    raise exception 'a job of nothing' using errcode = '22004';
  end if;
  if who is null then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('job ' || who, 0));
  select j.ref into live from xz.job j where j.account = who and j.kind = job_kind and j.subject_ref = subject
    and j.state in ('queued', 'running') limit 1;
  if live is not null then
    return live;
  end if;
  insert into xz.people_session (token_hash, account_id, csrf_secret, method, last_seen, expires_at, remote)
    values (hash, who, '\x', 'job', '-infinity', clock_timestamp() + interval '12 hours', '') returning id into s; -- real time
  insert into xz.job (kind, account, session_id, token_sealed, subject_kind, subject_ref)
    values (job_kind, who, s, sealed, kind_of_subject, subject) returning ref into made;
  return made;
end $$;
-- The next for whoever works: queued, or left by a worker that was killed.  Tried three times.
create function xz.job_take() returns table (id bigint, ref uuid, kind text, token_sealed bytea, subject_ref uuid, account bigint)
language plpgsql security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  update xz.job j set state = 'failed', finished_at = xz.now(), token_sealed = null where j.state = 'running'
    and j.tries >= 3 and j.beat_at < clock_timestamp() - interval '2 minutes'; -- real time
  return query update xz.job j set state = 'running', progress = 0, tries = j.tries + 1, beat_at = clock_timestamp() -- real time
    where j.id = (select q.id from xz.job q where q.state = 'queued'
      or (q.state = 'running' and q.tries < 3 and q.beat_at < clock_timestamp() - interval '2 minutes') -- real time
      order by q.id limit 1 for update skip locked)
    returning j.id, j.ref, j.kind, j.token_sealed, j.subject_ref, j.account;
end $$;
-- The worker is through with it: its session ends, its token is forgotten.
create function xz.job_end(which bigint) returns void language plpgsql security definer set search_path = xz, pg_temp as $$
declare s bigint;
begin
  update xz.job set token_sealed = null, state = case state when 'running' then 'failed' else state end,
    finished_at = coalesce(finished_at, xz.now()) where id = which returning session_id into s;
  update xz.people_session set ended_at = clock_timestamp(), end_reason = 'job' where id = s and ended_at is null; -- real time
end $$;
-- Results whose time is over; and of these refs those that have no result to be kept.
create function xz.job_expire() returns int language plpgsql security definer set search_path = xz, pg_temp as $$
declare n int;
begin
  update xz.job set state = 'expired' where state = 'done' and expires_at <= xz.now();
  get diagnostics n = row_count;
  return n;
end $$;
create function xz.job_without(refs uuid[]) returns setof uuid language sql stable security definer
set search_path = xz, pg_temp as $$
  select r from unnest(refs) as r where not exists (select from xz.job j where j.ref = r and j.state in ('running', 'done'))
$$;
revoke execute on function xz.job_add(text, text, uuid, bytea, bytea), xz.job_take(), xz.job_end(bigint), xz.job_expire(),
  xz.job_without(uuid[]) from public;
grant execute on function xz.job_add(text, text, uuid, bytea, bytea), xz.job_take(), xz.job_end(bigint), xz.job_expire(),
  xz.job_without(uuid[]) to xz_desk;

-- caseflow: what each step of the whole process must leave behind (执法全过程记录), dated reference data.
create table xz.caseflow_requirement (
  procedure text not null,
  seq int not null,
  phase text not null check (phase in ('initiate', 'investigate', 'review', 'decide', 'serve', 'execute')),
  action text not null,
  need text not null check (need in ('none', 'document', 'evidence', 'picture')),
  codes text[] not null default '{}',
  source text not null,
  valid_from date not null,
  valid_to date,
  primary key (procedure, action, need, codes, valid_from),
  check ((need = 'document') = (codes <> '{}'))
);
grant select on xz.caseflow_requirement to xz_desk, xz_daemon, xz_admin;
grant insert, update on xz.caseflow_requirement to xz_admin;

-- record: files of evidence are read again by themselves, one after the other (the program that has their key has no rights
-- of its own in the store).  What is found rotten or gone stands in the audit trail, once.
create function xz.record_scrub_due(every_days int) returns table (id bigint, ref uuid, address text, size bigint, sha256 bytea, sm3 bytea)
language sql stable security definer set search_path = xz, pg_temp as $$
  select f.id, f.ref, f.address, f.size, f.sha256, f.sm3 from xz.record_file f left join xz.record_check k on k.file_id = f.id
  where coalesce(k.checked_at, f.stored_at) < xz.now() - every_days * interval '1 day'
  order by coalesce(k.checked_at, f.stored_at), f.id limit 1
$$;
create function xz.record_scrub_note(file bigint, outcome text) returns void language plpgsql security definer
set search_path = xz, pg_temp as $$
declare before text;
begin
  select k.result into before from xz.record_check k where k.file_id = file for update;
  insert into xz.record_check (file_id, result, checked_at) values (file, outcome, xz.now())
    on conflict (file_id) do update set result = excluded.result, checked_at = excluded.checked_at;
  if outcome <> 'ok' and before is distinct from outcome then
    insert into xz.sec_audit (actor, kind, subject, after)
    select a.id, 'evidence.' || outcome, coalesce(g.short_name, '') || ' ' || xz.spotcheck_ref_text(f.ref),
      jsonb_build_object('sha256', encode(f.sha256, 'hex'), 'size', f.size)
    from xz.record_file f join xz.people_agency g on g.id = f.agency_id, xz.people_account a
    where f.id = file and a.username = 'xz-daemon';
  end if;
end $$;
revoke execute on function xz.record_scrub_due(int), xz.record_scrub_note(bigint, text) from public;
grant execute on function xz.record_scrub_due(int), xz.record_scrub_note(bigint, text) to xz_desk, xz_admin;
