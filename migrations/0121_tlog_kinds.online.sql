-- tlog: an event whose payload has a digest is an entry of the log, of whatever kind: the set is open.  One that could
-- not stand in an entry would stop the sequencer.
alter table xz.event drop constraint if exists event_entry;
alter table xz.event add constraint event_entry check (not payload ? 'digest'
  or kind ~ '^[a-z][a-z.]{0,31}$' and coalesce(payload->>'digest' ~ '^[0-9a-f]{64}$', false)
    and coalesce(payload->>'id' ~ '^[A-Za-z0-9-]{1,64}$', true)) not valid;
alter table xz.event validate constraint event_entry;
