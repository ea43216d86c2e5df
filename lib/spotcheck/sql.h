/* sql.h - private to lib/spotcheck: parts of statements that several files share. */
#ifndef LIB_SPOTCHECK_SQL_H
#define LIB_SPOTCHECK_SQL_H

/* Officers with a certificate valid on the day (an SQL expression): f officer, t certificate, g agency, u unit,
 * b entry of the library, c account that holds the
 * duty of an officer (no other opens a visit).  Where-conditions follow. */
#define OFFICERS(day) " from xz.people_officer f" \
    " join lateral (select x.no, x.valid_to, x.region from xz.people_certificate x where x.officer_id = f.id and f.active and f.kind = 'formal' and x.kind = 'enforcement'" \
    "  and x.status = 'valid' and" day " between x.valid_from and x.valid_to order by x.valid_to desc, x.no limit 1) t on true" \
    " join xz.people_agency g on g.id = f.agency_id and g.active left join xz.people_unit u on u.id = f.unit_id" \
    " left join xz.spotcheck_officer b on b.officer_id = f.id" \
    " left join xz.people_account c on c.officer_id = f.id and c.active and exists (select from xz.people_duty d" \
    "  where d.account_id = c.id and d.duty = 'officer' and d.revoked_at is null and d.from_day <=" day \
    "  and coalesce(d.until_day >=" day ", true))"
#endif
