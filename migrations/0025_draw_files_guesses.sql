-- spotcheck: the files of draws are read in pieces, which a compressed value gives only from its beginning; and who types
-- codes of the wall at random is held up.

alter table xz.spotcheck_file alter column body set storage external;

-- Codes typed that were nobody's, by draw and by the digest of draw and address: the code on the wall is short.  A link's
-- own token is long and is always let in.  Kept for a day.
create table xz.spotcheck_guess (
  task_id bigint not null references xz.spotcheck_task,
  from_hash bytea not null check (length(from_hash) = 32),
  since timestamptz not null,
  tries int not null,
  primary key (task_id, from_hash)
);
create index spotcheck_guess_since on xz.spotcheck_guess (since);
alter table xz.spotcheck_guess enable row level security;
create policy spotcheck_guess_trusted on xz.spotcheck_guess to xz_daemon, xz_admin using (true) with check (true);
grant select on xz.spotcheck_guess to xz_admin;

-- known, unknown, or wait: twenty wrong ones in ten minutes are enough, then the right one is not told from them either.
create function xz.spotcheck_admit(which text, hash bytea, asker bytea) returns text
language plpgsql security definer set search_path = xz, pg_temp as $$
declare task bigint; now timestamptz := xz.now();
begin
  select k.id into task from xz.spotcheck_task k where k.draw_id = which and k.state <> 'draft';
  if task is null then return 'unknown'; end if;
  if exists (select from xz.spotcheck_witness w where w.task_id = task and w.token_hash = hash) then return 'known'; end if;
  if exists (select from xz.spotcheck_guess g where g.task_id = task and g.from_hash = asker and g.tries >= 20
    and g.since > now - interval '10 minutes') then return 'wait'; end if;
  if exists (select from xz.spotcheck_wall x where x.task_id = task and x.code_hash = hash) then return 'known'; end if;
  delete from xz.spotcheck_guess g where g.since < now - interval '1 day';
  insert into xz.spotcheck_guess as g (task_id, from_hash, since, tries) values (task, asker, now, 1)
    on conflict (task_id, from_hash) do update set
      tries = case when g.since > now - interval '10 minutes' then g.tries + 1 else 1 end,
      since = case when g.since > now - interval '10 minutes' then g.since else now end;
  return 'unknown';
end $$;
revoke execute on function xz.spotcheck_admit(text, bytea, bytea) from public;
grant execute on function xz.spotcheck_admit(text, bytea, bytea) to xz_portal, xz_admin;
