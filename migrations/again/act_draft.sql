-- act: drafts of forms, each its account's own.

-- Of what was sent in a session that has just ended: who has its token and the key of its forms cannot read it again.
-- Null: there is no such session.
create function xz.act_draft_keep(hash bytea, of_page text, of_path text, key text, with_files boolean, body bytea,
  hours int) returns timestamptz language plpgsql security definer set search_path = xz, pg_temp as $$
declare s record;
begin
  if hash is null or of_page is null or of_path is null or body is null or hours is null then
    raise exception 'a draft of nothing' using errcode = '22004';
  end if;
  select p.session_id, p.account_id into s from xz.people_session_past(hash) p;
  if not found then return null; end if;
  insert into xz.act_draft (account_id, page, path, form_key, session_id, files, sealed, expires_at)
    values (s.account_id, of_page, of_path, key, s.session_id, coalesce(with_files, false), body,
      xz.now() + hours * interval '1 hour')
    on conflict (account_id, page, path) do update set form_key = excluded.form_key,
      session_id = excluded.session_id, files = excluded.files, sealed = excluded.sealed,
      saved_at = excluded.saved_at, expires_at = excluded.expires_at;
  return xz.now();
end $$;
-- For the sign-in page, to who still has the token: that something was kept, and nothing of it.
create function xz.act_draft_waits(hash bytea) returns boolean language sql stable security definer
set search_path = xz, pg_temp as $$
  select exists (select from xz.act_draft d join xz.people_session_past(hash) s on s.session_id = d.session_id
    where d.expires_at > xz.now())
$$;
-- A hundred of an account, the newest.
create function xz.act_draft_few() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  delete from xz.act_draft d where d.account_id = new.account_id and (d.page, d.path) in (
    select o.page, o.path from xz.act_draft o where o.account_id = new.account_id
    order by o.saved_at desc, o.page, o.path offset 100);
  return null;
end $$;
create trigger act_draft_few after insert on xz.act_draft for each row execute function xz.act_draft_few();

-- rights

alter table xz.act_draft enable row level security;
create policy draft_own on xz.act_draft to xz_seat using (account_id = (select xz.people_actor()))
  with check (account_id = (select xz.people_actor()) and session_id is null);
create policy draft_trusted on xz.act_draft to xz_daemon, xz_admin using (true) with check (true);
grant all on xz.act_draft to xz_admin;
grant select, delete on xz.act_draft to xz_desk, xz_slow, xz_daemon;
grant insert (account_id, page, path, form_key, files, sealed, expires_at),
  update (form_key, session_id, files, sealed, saved_at, expires_at) on xz.act_draft to xz_desk, xz_slow;
grant execute on function xz.act_draft_keep(bytea, text, text, text, boolean, bytea, int) to xz_desk,
  xz_slow, xz_admin;
grant execute on function xz.act_draft_waits(bytea) to xz_signin, xz_admin;
