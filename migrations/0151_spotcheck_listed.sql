-- The library's list, of what is there and of what was taken out, by the number it is shown under.
create index spotcheck_object_listed on xz.spotcheck_object ((ended_on is not null), object_id);
