-- stream: the order of events; what a consumer set aside.

-- Somebody has to look at it, so it stands among the incidents (lib/tlog/leaving.c sends them out).
create function xz.stream_aside_told() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  insert into xz.tlog_incident (kind, detail) values ('stream.aside', new.consumer || ' ' || new.pos);
  return null;
end $$;
create trigger stream_aside_told after update on xz.stream_aside
  for each row when (old.state = 'trying' and new.state = 'aside') execute function xz.stream_aside_told();

-- rights

alter table xz.stream_aside enable row level security;
create policy aside_trusted on xz.stream_aside to xz_daemon, xz_admin using (true) with check (true);

grant select, insert on xz.stream_aside to xz_daemon;
grant update (tries, reason, next_at, state, aside_at) on xz.stream_aside to xz_daemon;
grant select, update (state) on xz.stream_aside to xz_admin;
