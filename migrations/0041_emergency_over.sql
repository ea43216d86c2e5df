-- inspection: an emergency that is refused after its result was told ends, and its orders to correct bind nobody.
alter table xz.inspection_order drop constraint inspection_order_state_check,
  add constraint inspection_order_state_check check (state in ('open', 'met', 'unmet', 'void'));
-- A result is published once it is approved.
drop index xz.inspection_to_publish;
create index inspection_to_publish on xz.inspection (told_at) where told_at is not null and published_at is null and approval = 'approved';

-- A joint visit has one code: whoever holds it rates each agency's part, once.
create or replace function xz.inspection_rate(which uuid, hash bytea, points int, words text[]) returns text
language plpgsql security definer set search_path = xz, pg_temp as $$
declare i xz.inspection;
begin
  select x.* into i from xz.inspection x join xz.inspection_code c on c.inspection_id = xz.inspection_code_holder(x.id)
    where x.ref = which and c.code_hash = hash for update of x;
  if i.id is null then return 'unknown'; end if;
  if i.told_at is null then return 'early'; end if;
  if i.rated_at is not null then return 'again'; end if;
  insert into xz.inspection_rating (ref, score, said, at) values (i.ref, points, coalesce(words, '{}'), xz.now());
  update xz.inspection set rated_at = xz.now(), version = version + 1 where id = i.id;
  return 'rated';
end $$;
