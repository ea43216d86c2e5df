-- Figures of the market's rules stood for every field; there they never held.  Ended before they began, they are found
-- by nobody; the rows of each field come with the files, and running clocks are derived anew by a step of their case.
update xz.calendar_parameter set valid_to = valid_from - 1, version = version + 1
  where origin = 'shipped' and sector = '' and agency_id is null and source like '市场监督管理%'
    and key not like 'source.%' and (valid_to is null or valid_to >= valid_from);

-- What must be reviewed, by field; the sums were the market's.
alter table xz.review_criterion add column sector text not null default '';
update xz.review_criterion set sector = '市场监管' where origin = 'shipped' and limb = 3;

-- What a paper is called in its field, where that differs from its type.
alter table xz.record_document add column title text;
