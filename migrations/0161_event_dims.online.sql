-- What every event says of its act: when it was done, the state it led to, the money it is about; its dimensions
-- (xz.event_dims) are filled in by the daemon where they were not told, and marked so.  Statement by statement.
alter table xz.event add column if not exists occurred_at timestamptz;
alter table xz.event add column if not exists fen bigint;
update xz.event e set payload = e.payload || jsonb_build_object('state', e.dims ->> 'state'), dims = '{}'
  where e.dims ? 'state';
update xz.event e set occurred_at = s.occurred_at
  from xz.record_chain c join xz.record_step s on s.y = c.y and s.chain_id = c.id
  where e.occurred_at is null and e.payload ? 'seq' and c.ref = e.subject_ref and s.seq = (e.payload ->> 'seq')::int;
update xz.event e set fen = d.fine_fen + d.confiscation_fen
  from xz.record_chain c join xz.record_step s on s.y = c.y and s.chain_id = c.id
  join xz.caseflow_decision d on d.number = convert_from(s.line, 'UTF8')::jsonb #>> '{payload,number}'
  where e.fen is null and e.kind in ('decide', 'summary_decide') and c.ref = e.subject_ref
    and s.seq = (e.payload ->> 'seq')::int;
create index if not exists event_undimmed on xz.event (y, id) where not dims ? 'level';
