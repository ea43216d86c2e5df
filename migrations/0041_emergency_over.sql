-- inspection: an emergency that is refused after its result was told ends, and its orders to correct bind nobody.
alter table xz.inspection_order drop constraint inspection_order_state_check,
  add constraint inspection_order_state_check check (state in ('open', 'met', 'unmet', 'void'));
-- A result is published once it is approved.
drop index xz.inspection_to_publish;
create index inspection_to_publish on xz.inspection (told_at) where told_at is not null and published_at is null and approval = 'approved';
