-- A number that changes with whatever the public page of a decision is made of: its own row, and those of the other
-- decisions about the same party.  One look-up by primary key says whether a page made before still holds.

create sequence xz.disclosure_change;
alter table xz.disclosure_public add changed bigint not null default 0;
update xz.disclosure_public set changed = nextval('xz.disclosure_change');
create function xz.disclosure_public_changes() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  new.changed := nextval('xz.disclosure_change');
  return new;
end $$;
create function xz.disclosure_public_told() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  update xz.disclosure_public p set changed = 0	-- the other trigger gives the number
    -- a withdrawn row no longer names its party
    where p.party_code = any (array[nullif(new.party_code, ''), case when tg_op = 'UPDATE' then nullif(old.party_code, '') end])
      and p.state = 'published' and p.decision_ref <> new.decision_ref;
  return null;
end $$;
create trigger disclosure_public_changes before insert or update on xz.disclosure_public
  for each row execute function xz.disclosure_public_changes();
create trigger disclosure_public_told after insert or update on xz.disclosure_public
  for each row when (pg_trigger_depth() = 0) execute function xz.disclosure_public_told();
revoke execute on function xz.disclosure_public_changes(), xz.disclosure_public_told() from public;
