-- A reporter who gave his name is told whether a case was filed, where the law of the day sets a term for it.

alter table xz.source_clue add told_on date, add told_how text;
