-- The order of events is a transaction of its own; the log is a consumer of it like others.  What of one could not be
-- taken is set aside here.

create table xz.stream_aside (
  consumer text not null,
  pos bigint not null,
  state text not null default 'trying' check (state in ('trying', 'aside', 'again', 'done')),
  tries int not null check (tries > 0),
  reason text not null check (length(reason) <= 200),
  next_at timestamptz not null, -- real time
  first_at timestamptz not null default clock_timestamp(), -- real time
  aside_at timestamptz, -- real time
  primary key (consumer, pos),
  check ((aside_at is null) = (state = 'trying'))
);
create index stream_aside_again on xz.stream_aside (consumer, pos) where state = 'again';
