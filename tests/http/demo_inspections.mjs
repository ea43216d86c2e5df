// demo_inspections.mjs - what the demo shows of inspections: visits of several agencies under one code in different
// states, a firm at its cap with the refusal and its way out, photos of invented things with their small pictures,
// readable and whole.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { accounts, Client } from '../lib/http.mjs';
import { formOf } from '../lib/inspection.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok } from '../lib/tap.mjs';

const { url, state } = main();
const sql = sqlOf(storeConf(state));
const as = (name) => new Client(url, state).session(name);
const opener = "(select c.username from xz.people_account c where c.id = i.opened_by)";
const lead = as('sj.officer5');

// ---- one visit, several agencies
const visits = sql(`select j.id, string_agg(i.state || ' ' || xz.spotcheck_ref_text(i.ref) || ' ' || ${opener}, ','
	order by i.id <> j.lead_id, i.id)
	from xz.inspection_joint j join xz.inspection i on i.joint_id = j.id
	where i.opened_at < (select min(opened_at) + interval '1 day' from xz.inspection) group by 1 order by 1`)
	.split('\n').map((l) => l.split('|')[1].split(',').map((x) => x.split(' ')));
is(visits.map((v) => v.length), [2, 3, 2], 'two and three agencies, and two by an invitation');
is(visits[1].map((v) => v[0]), ['code_issued', 'code_issued', 'approved'],
	'one under way: two have its code, the third has not taken it');
ok(visits[0].every(([s]) => ['closed', 'told', 'rectify'].includes(s)),
	`the other is over: ${visits[0].map((v) => v[0]).join(' ')}`);
for (const [, ref, who] of visits.flat()) {
	const p = await as(who).get(`/desk/inspections/${ref}`);
	ok(p.status === 200 && /各机关/.test(p.text), `${who} sees their part of it, and the others`);
}
is(sql(`select count(*) filter (where counted), count(*) from xz.inspection_visit where joint_ref = (select ref
	from xz.inspection_joint order by id limit 1)`), '1|2',
	'the firm was visited once');

// ---- a firm at its cap
const firm = sql(`select xz.spotcheck_ref_text(s.ref) from xz.inspection i
	join xz.register_subject s on s.id = i.subject_id join xz.people_agency g on g.id = i.agency_id
	where g.short_name = '市市场监管局' and i.joint_id is null group by s.ref having count(*) = 4`);
const path = `/desk/inspections/new?subject=${firm}`, page = await lead.get(path),
	form = formOf(page, '/desk/inspections/new');
like(page.text, /4 \/ 4[^<]*<span[^>]*>已达上限/, 'the form says that the cap is reached');
const at = (ms) => new Date(Date.now() + ms + 8 * 3600e3).toISOString().slice(0, 16);
const refused = await lead.post('/desk/inspections/new', { ...form.fields, kind: 'special', source: 'other',
	reason: '再查一次', items: form.options.items.slice(-1).map((o) => o.value),
	second: form.options.second.find((o) => o.value).value, from_at: at(-60e3), to_at: at(86400e3) },
	{ follow: false });
is(refused.status, 409, 'one more is refused');
like(refused.text, /年度检查上限（4\/4）[^<]*线索、上级交办、企业申请、情况紧急的除外/, 'with the way out');
like(refused.text, /再查一次/, 'and nothing typed is lost');

// ---- photos
const photos = sql(`select xz.spotcheck_ref_text(t.ref), encode(f.sha256, 'hex'), xz.spotcheck_ref_text(i.ref),
	${opener}, p.width || 'x' || p.height from xz.inspection i
	join xz.inspection_evidence v on v.inspection_id = i.id
	join xz.record_attachment t on t.subject_kind = 'inspection_evidence' and t.subject_id = v.id
	join xz.record_file f on f.id = t.file_id left join xz.record_picture p on p.file_id = f.id
	where v.mark like 'demo-photo-%' order by v.id`).split('\n').map((l) => l.split('|'));
ok(photos.length >= 15, `${photos.length} photos`);
is(new Set(photos.map((p) => p[1])).size, photos.length, 'all different');
ok(photos.every((p) => p[4] === '640x480'), 'of each its size is known');
for (const [ref, sha256, inspection, who] of photos) {
	const c = as(who), file = await c.raw('GET', `/desk/files/${ref}`),
		small = await c.raw('GET', `/desk/files/${ref}/small`);
	ok(file.status === 200 && file.headers['content-type'] === 'image/png' &&
		createHash('sha256').update(file.bytes).digest('hex') === sha256 &&
		small.status === 200 && small.bytes[0] === 0xff &&
		(await c.get(`/desk/inspections/${inspection}`)).text.includes(`/desk/files/${ref}/small`),
		`${who}: ${inspection}`);
}
const other = accounts(state).find((a) => a.username === 'hj.officer1') ? as('hj.officer1') : null;
is((await other.raw('GET', `/desk/files/${photos[0][0]}`)).status, 404, 'another agency does not see them');
is(sql('select count(*) from xz.inspection_uncounted'), '0', 'the ledger is what the visits add up to');
ok(Number(sql('select count(*) from xz.inspection_ledger')) > 10, 'of which there are many');
done();
