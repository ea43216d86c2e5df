-- source: how the mediation of a complaint ended (law_code kind mediation_end, of the day it was received).
alter table xz.source_request add column outcome text;
alter table xz.source_request add check (outcome is null or answer is not null);
