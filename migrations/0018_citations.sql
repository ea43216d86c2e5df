-- How papers and pages cite: 《…》第一百二十二条第一款第十项, the same everywhere.

create function xz.law_numeral(n int) returns text language plpgsql immutable parallel safe as $$
declare digits constant text[] := array['一', '二', '三', '四', '五', '六', '七', '八', '九']; out text := ''; gap boolean := false;
  unit int; d int;
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
create function xz.law_cited(cause bigint, wanted text) returns text language sql stable
set search_path = xz, pg_temp as $$
  select coalesce(string_agg('《' || l.title || '》第' || xz.law_numeral(x.article) || '条'
      || case when x.suffix > 0 then '之' || xz.law_numeral(x.suffix) else '' end
      || coalesce('第' || xz.law_numeral(x.para) || '款', '') || coalesce('第' || xz.law_numeral(x.item) || '项', ''),
    '、' order by l.title, x.article, x.suffix), '')
  from xz.law_cause_article x join xz.law_law l on l.id = x.law_id where x.cause_id = cause and x.role = wanted
$$;
revoke execute on function xz.law_numeral(int), xz.law_cited(bigint, text) from public;
grant execute on function xz.law_numeral(int), xz.law_cited(bigint, text) to xz_desk, xz_portal, xz_exchange, xz_daemon, xz_admin;
