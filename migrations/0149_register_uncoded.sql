-- The register's subjects without a code are known by their name when a register is imported again.
create index register_search_uncoded on xz.register_search (name) where code = '';
