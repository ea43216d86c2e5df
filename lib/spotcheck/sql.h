/* sql.h - private to lib/spotcheck: parts of statements that several files share. */
#ifndef LIB_SPOTCHECK_SQL_H
#define LIB_SPOTCHECK_SQL_H

/* Officers with a certificate valid on the day (an SQL expression): f officer, t of their certificates the one that
 * ends last, g agency, u unit, b entry of the library, c account that holds the duty of an officer (no other opens a
 * visit).  Where-conditions follow; by t.no a page is read from an index. */
#define OFFICERS(day) " from xz.people_certificates_on(" day ") t" \
    " join xz.people_officer f on f.id = t.officer_id and f.active and f.kind = 'formal'" \
    " and not exists (select from xz.people_certificates_on(" day ") y where y.officer_id = t.officer_id" \
    "  and (y.valid_to > t.valid_to or y.valid_to = t.valid_to and y.no < t.no))" \
    " join xz.people_agency g on g.id = f.agency_id and g.active left join xz.people_unit u on u.id = f.unit_id" \
    " left join xz.spotcheck_officer b on b.officer_id = f.id" \
    " left join xz.people_account c on c.officer_id = f.id and c.active and exists (select from xz.people_duty d" \
    "  where d.account_id = c.id and d.duty = 'officer' and d.revoked_at is null and d.from_day <=" day \
    "  and coalesce(d.until_day >=" day ", true))"

/* The agencies whose things an account keeps (keeper.h): own, and below: own, those under a supervising agency, and 0
 * for what is no agency's when no supervising agency stands above.  No row for anybody but a coordinator. */
#define KEEPER(by, duty) "select g.id as own, array(select t.descendant from xz.people_agency_tree t" \
	" where t.ancestor = g.id" \
    "  and (t.depth = 0 or g.kind = 'supervisor')) || case when g.kind = 'supervisor'" \
    " and not exists (select from xz.people_agency_tree t" \
    "  join xz.people_agency h on h.id = t.ancestor where t.descendant = g.id and t.depth > 0" \
    " and h.kind = 'supervisor') then array[0]::bigint[]" \
    "  else '{}' end as below from xz.people_account c join xz.people_agency g on g.id = c.agency_id" \
    " where c.id = " by "::bigint and c.active and xz.people_duties(c.id) & " duty "::int <> 0"
/* The agency of an object: of the account that added it. */
#define ADDER(o) "(select u.agency_id from xz.people_account u where u.id = " o ".added_by)"
#endif
