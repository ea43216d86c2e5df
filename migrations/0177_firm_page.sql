-- The page of a firm: its earlier names, whom it followed, who else is registered at its address.
create index register_name_subject on xz.register_name (subject_id);
create index register_succession_from on xz.register_succession (from_subject);
create index register_succession_to on xz.register_succession (to_subject);
create index register_address_same on xz.register_address using hash (address) where valid_to is null;
create index register_class_subject on xz.register_class (subject_id);
