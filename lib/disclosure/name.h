/* name.h - whether the name of a punished citizen is published: where the rule of the field says so, never of a minor
 * (行政处罚法 50, 个人信息保护法 31).  SQL, true or false, of d a decision, c its case, y its party. */
#ifndef LIB_DISCLOSURE_NAME_H
#define LIB_DISCLOSURE_NAME_H
#define DISCLOSURE_NAME_SHOWN \
	"(y.natural_person and exists (select from xz.law_code n join xz.law_cause l on l.field = n.sector" \
	"   where l.id = c.cause_id and n.kind = 'punished_name' and n.valid_from <= d.decided_on" \
	"   and coalesce(n.valid_to, 'infinity') >= d.decided_on)" \
	" and d.ground is distinct from 'under14' and not exists (select from xz.caseflow_factor f" \
	"   where f.case_id = c.id and f.factor = 'minor_age'))"
#endif
