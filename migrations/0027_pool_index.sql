-- Nobody asks the pools by firm: codes are found by object_id.  A third of writing a million rows went into it.
drop index xz.spotcheck_pool_subject;
