-- law: how papers and pages cite.

-- How papers and pages cite: 《…》第一百二十二条第一款第十项, the same everywhere.
create function xz.law_numeral(n int) returns text language plpgsql immutable parallel safe as $$
declare digits constant text[] := array['一', '二', '三', '四', '五', '六', '七', '八', '九'];
  out text := ''; gap boolean := false; unit int; d int;
begin
  if n is null or n < 1 or n > 9999 then
    return n::text;
  end if;
  foreach unit in array array[1000, 100, 10, 1] loop
    d := n / unit % 10;
    if d = 0 then
      gap := out <> '';
    else
      out := out || case when gap then '零' else '' end
        || case when unit = 10 and d = 1 and out = '' then '' else digits[d] end
        || case unit when 1000 then '千' when 100 then '百' when 10 then '十' else '' end;
      gap := false;
    end if;
  end loop;
  return out;
end $$;
create function xz.law_cited(cause bigint, wanted text) returns text language plpgsql stable
set search_path = xz, pg_temp as $$
begin
  return (select coalesce(string_agg('《' || l.title || '》第' || xz.law_numeral(x.article) || '条'
      || case when x.suffix > 0 then '之' || xz.law_numeral(x.suffix) else '' end
      || coalesce('第' || xz.law_numeral(x.para) || '款', '') || coalesce('第' || xz.law_numeral(x.item) || '项', ''),
      '、' order by l.title, x.article, x.suffix), '')
    from xz.law_cause_article x join xz.law_law l on l.id = x.law_id where x.cause_id = cause and x.role = wanted);
end $$;

-- rights

alter table xz.law_check_item enable row level security;
create policy check_item_read on xz.law_check_item for select to public using (true);
create policy check_item_write on xz.law_check_item to xz_seat
  using ((select xz.people_actor_has(256)) and (agency_id is null or agency_id = (select xz.people_actor_agency())))
  with check ((select xz.people_actor_has(256))
    and (agency_id is null or agency_id = (select xz.people_actor_agency())));
create policy check_item_trusted on xz.law_check_item to xz_daemon, xz_admin using (true) with check (true);

grant select on xz.law_lenient to xz_desk, xz_daemon, xz_admin;
grant insert, update on xz.law_lenient to xz_admin;
grant select on xz.law_code, xz.law_law, xz.law_version, xz.law_article, xz.law_matter, xz.law_cause, xz.law_scale,
  xz.law_tier to xz_portal, xz_desk, xz_exchange, xz_daemon, xz_admin;
grant select on xz.law_cause_article, xz.law_tier_condition, xz.law_check_item to xz_portal, xz_desk, xz_daemon,
  xz_admin;
grant insert on xz.law_code, xz.law_law, xz.law_version, xz.law_article, xz.law_matter, xz.law_cause,
  xz.law_cause_article, xz.law_scale, xz.law_tier, xz.law_tier_condition to xz_admin;
grant insert on xz.law_check_item to xz_desk, xz_admin;
grant delete on xz.law_cause_article to xz_admin;
grant update on xz.law_code, xz.law_law, xz.law_version, xz.law_article, xz.law_matter, xz.law_cause,
  xz.law_cause_article, xz.law_scale, xz.law_tier, xz.law_tier_condition, xz.law_check_item to xz_admin;
grant update (kind, method, mode, name, name_en, origin, pass_test, published_on, standard, valid_to, version) on
  xz.law_check_item to xz_desk;
grant execute on function xz.law_numeral(int), xz.law_cited(bigint, text)
  to xz_portal, xz_desk, xz_exchange, xz_daemon, xz_admin;
-- the pool for slow work
grant select on xz.law_cause, xz.law_check_item, xz.law_code to xz_slow;
