-- inspection: what each step of an inspection must leave behind (执法全过程记录), dated reference data; people: a job says what its
-- subject is.

-- kind: of the inspection, '' every one.  cond: always, or only when the party refused to sign, an order to correct was given,
-- an item was not met; of the latter item_kind: of the public list (law_check_item), '' every one.
create table xz.inspection_requirement (
  kind text not null default '' check (kind in ('', 'routine', 'case', 'special', 'random', 'joint')),
  seq int not null,
  phase text not null check (phase in ('initiate', 'check', 'result', 'serve', 'follow')),
  action text not null,
  cond text not null default '' check (cond in ('', 'refused', 'order', 'failed')),
  item_kind text not null default '' check (item_kind in ('', 'general', 'key')),
  need text not null check (need in ('none', 'document', 'picture', 'film')),
  codes text[] not null default '{}',
  source text not null check (source <> ''),
  valid_from date not null,
  valid_to date,
  primary key (kind, action, cond, item_kind, need, codes, valid_from),
  check ((need = 'document') = (codes <> '{}')),
  check (item_kind = '' or cond = 'failed')
);
grant select on xz.inspection_requirement to xz_desk, xz_daemon, xz_admin;
grant insert, update on xz.inspection_requirement to xz_admin;

drop function xz.job_take();
-- As before, with the kind of its subject.
create function xz.job_take() returns table (id bigint, ref uuid, kind text, token_sealed bytea, subject_kind text, subject_ref uuid, account bigint)
language plpgsql security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  update xz.job j set state = 'failed', finished_at = xz.now(), token_sealed = null where j.state = 'running'
    and j.tries >= 3 and j.beat_at < clock_timestamp() - interval '2 minutes'; -- real time
  return query update xz.job j set state = 'running', progress = 0, tries = j.tries + 1, beat_at = clock_timestamp() -- real time
    where j.id = (select q.id from xz.job q where q.state = 'queued'
      or (q.state = 'running' and q.tries < 3 and q.beat_at < clock_timestamp() - interval '2 minutes') -- real time
      order by q.id limit 1 for update skip locked)
    returning j.id, j.ref, j.kind, j.token_sealed, j.subject_kind, j.subject_ref, j.account;
end $$;
revoke execute on function xz.job_take() from public;
grant execute on function xz.job_take() to xz_desk;
