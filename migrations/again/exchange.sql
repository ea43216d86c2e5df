-- exchange: what came in stays.

create trigger exchange_inbox_fixed before update or delete on xz.exchange_inbox
  for each row execute function xz.record_never();

-- rights

grant select on xz.exchange_inbox to xz_daemon, xz_admin;
grant insert on xz.exchange_inbox to xz_admin;
