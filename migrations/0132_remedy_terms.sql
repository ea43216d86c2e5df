-- What the end of the remedy term is reckoned from: how service went, what the paper said, each remedy's own days.
alter table xz.caseflow_service add column announced_on date;

alter table xz.caseflow_decision
  add column untold text,
  add column told_on date,
  add column illegal_on date,
  add check (told_on is null or untold is not null);

-- Declared unlawful it stands, and its publication goes (行政复议法 65, 行政诉讼法 74).
create index caseflow_decision_illegal on xz.caseflow_decision (agency_id, id)
  where illegal_on is not null and revoked_on is null;

alter table xz.caseflow_remedy
  add column accepted_on date,
  add column late_reason text,
  add column result_served_on date,
  add column body_way text check (body_way in ('ordinary', 'extended', 'simple')),
  add column final boolean not null default false,
  add column perform_by date;

alter table xz.caseflow_demand add column late_reason text;

-- Which body reviews an agency's acts and on what ground (行政复议法 24, 25, 27, 28), which other one may be asked
-- instead, by which channel over the network (22), and which court hears suits against them, by day.
create table xz.people_remedy_body (
  agency_id bigint not null references xz.people_agency,
  valid_from date not null,
  review_body text not null default '',
  review_ground text not null default 'own_government'
    check (review_ground in ('own_government', 'dispatched', 'ministry', 'vertical', 'justice')),
  review_also text not null default '',
  review_channel text not null default '',
  court text not null default '',
  primary key (agency_id, valid_from)
);
insert into xz.people_remedy_body (agency_id, valid_from, review_body, court)
  select id, '2000-01-01', review_body, court from xz.people_agency;

-- A decision that fell, or that hands the case over, leaves nothing to be fought: its terms end.
update xz.calendar_clock k set state = 'cancelled', closed_at = xz.now()
  where k.state = 'open' and k.rule in ('remedy.review', 'remedy.suit') and k.subject_kind = 'track'
    and not exists (select from xz.caseflow_decision d where d.track_id = k.subject_id and d.revoked_on is null
      and d.outcome <> 'transfer');
