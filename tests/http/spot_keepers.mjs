// spot_keepers.mjs - who writes what of random checks: an agency's coordinator its own, the city's the libraries of
// all, nobody another agency's; what was refused changed nothing.
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { diag, done, is, like, ok, unlike } from '../lib/tap.mjs';

const { url, state } = main(), ref = '[0-9A-Z]{26}', tag = `K${process.pid}${process.env.XZ_ASAN ? 'A' : ''}`;
const sql = sqlOf(storeConf(state));
const as = (name) => new Client(url, state).session(name), at = (p, re) => p.text.match(re)?.[0].replace(/&amp;/g, '&');
const own = as('sj.coordinator'), other = as('hj.coordinator'), city = as('coordinator1');
const tables = ['officer', 'tie', 'object', 'rate', 'plan', 'plan_line', 'task', 'substitution',
	'assignment', 'witness'];
const all = () =>
	sql(
	`select md5(concat(${tables.map((t) =>
		`(select string_agg(x::text, '|' order by x::text) from xz.spotcheck_${t} x)`)},
	(select string_agg(x::text, '|' order by x.id) from xz.law_check_item x)))`);

// With a good token: every way to write is refused and leaves all as it was.
const tokens = new Map();
for (const who of [own, other])
	tokens.set(who, (await who.get('/desk/spotcheck/plans/new')).forms.find((f) => f.fields._csrf).fields._csrf);
let n = 0;
async function refused(who, path, fields, what) {
	const before = all(), a = await who.post(path, { _csrf: tokens.get(who), _key: `${tag}-refused-${++n}`,
		_version: '1', ...fields }, { follow: false });
	ok(a.status === 403 || a.status === 404, `${what}: refused (${a.status})`);
	is(all(), before, 'and nothing changed');
}

// ---- an officer and their ties
const people = await own.get('/desk/spotcheck/officers/?agency=sj&drawn=yes'),
	person = at(people, new RegExp(`/desk/spotcheck/officers/${ref}`));
const firms = [...(await own.get('/desk/spotcheck/objects/?kind=firm')).text.matchAll(/>(9[12]430499MADEM\w+)</g)];
let firm = firms[0][1];
const tie = async (who, kind) => who.submit(await who.get(`${person}/ties/new`),
	{ firm, tie_kind: kind, tie_source: 'declared' }, { form: '/ties/new', follow: false });
// to some the officer has one already
let noted;
for (const [, code] of firms) {
	firm = code;
	if ((noted = await tie(own, 'relative')).status === 303) break;
	diag(noted.text.match(/class="[^"]*summary[^]*?<\/section>/)?.[0].replace(/<[^>]*>|\s+/g, ' '));
}
is(noted.status, 303, 'the officer\'s own coordinator notes a tie');
const page = await own.get(person), end = at(page, new RegExp(`${person}/ties/${ref}/end`));
ok(end, 'and may end it');
const seen = await other.get(person);
is(seen.status, 200, 'another agency\'s coordinator reads it');
unlike(seen.text, /\/ties\/new|\/end"|\/edit"/, 'without a button to change it');
for (const path of [`${person}/edit`, `${person}/ties/new`])
	is((await other.raw('GET', path)).status, 403, `${path.split('/').pop()}: no form`);
await refused(other, end, {}, 'ending a tie of another agency\'s officer');
await refused(other, `${person}/ties/new`, { firm, tie_kind: 'other', tie_source: 'found', valid_from: '2026-01-01' },
	'noting one');
await refused(other, `${person}/edit`, { drawn: 'no', reason: '不抽' }, 'taking the officer out of the draws');
is((await city.submit(await city.get(person), {}, { form: end, follow: false })).status, 303,
	'the city\'s coordinator ends it');
is((await city.submit(await city.get(`${person}/edit`), { drawn: 'yes' }, { form: '/edit', follow: false })).status,
	303, 'and changes the entry');
is((await own.submit(await own.get(`${person}/edit`), { drawn: 'yes' }, { form: '/edit', follow: false })).status, 303,
	'as the own coordinator does');

// ---- an object
const added = await own.submit(await own.get('/desk/spotcheck/objects/new'),
	{ firm, object_kind: 'site', object_name: `库房${tag}` });
const object = at(added, new RegExp(`/desk/spotcheck/objects/${ref}`));
unlike((await other.get(object)).text, /\/end"/, 'an object of another agency has no end');
is((await other.raw('GET', `${object}/end`)).status, 403, 'nor the form');
await refused(other, `${object}/end`, { end_reason: 'mistaken', ended_on: '2026-01-01' }, 'ending it');
is((await city.submit(await city.get(`${object}/end`), { end_reason: 'mistaken' },
	{ form: '/end', follow: false })).status, 303, 'the city\'s coordinator ends it');
const citys = at(await own.get('/desk/spotcheck/objects/?kind=firm'), new RegExp(`/desk/spotcheck/objects/${ref}`));
await refused(own, `${citys}/end`, { end_reason: 'mistaken', ended_on: '2026-01-01' }, 'an object that the city added');

// ---- items: the city's list, and an agency's
const item = `/desk/spotcheck/items/${sql(`select xz.spotcheck_ref_text(ref) from xz.law_check_item
	where agency_id is null and valid_to is null order by code limit 1`)}`;
unlike((await own.get(item)).text, /\/edit"|\/end"/, 'an item of the city\'s list is no agency\'s to change');
for (const [path, fields] of [['edit', { name: 'x' }], ['end', { last_day: '2026-12-31' }], ['publish', {}]])
	await refused(own, `${item}/${path}`, fields, `an item of the city: ${path}`);
unlike((await own.get('/desk/spotcheck/items/new')).text, /value="city"/, 'nor is a new one theirs to add');
like((await city.get(item)).text, /\/edit"/, 'the city\'s coordinator changes it');
is((await city.submit(await city.get(`${item}/edit`), { pass_test: tag }, { form: '/edit', follow: false })).status,
	303, 'and it is changed');
const fields = { owner: 'agency', code: tag, name: tag, item_kind: 'general', mode: 'onsite', method: '现场',
	standard: '标准' };
is((await own.submit(await own.get('/desk/spotcheck/items/new'), fields, { form: '/items/new', follow: false })).status,
	303, 'an item of one\'s own');
const mine = at(await own.get(`/desk/spotcheck/items/?q=${tag}`), new RegExp(`/desk/spotcheck/items/${ref}`));
for (const [path, more] of [['edit', fields], ['end', { last_day: '2026-12-31' }], ['publish', {}]])
	await refused(other, `${mine}/${path}`, more, `an item of another agency: ${path}`);

// ---- plans, tasks, draws
const plan = `/desk/spotcheck/plans/${sql(`select xz.spotcheck_ref_text(p.ref) from xz.spotcheck_plan p
	join xz.people_agency g on g.id = p.agency_id where g.code = 'yj' and p.state = 'draft' order by p.id
	limit 1`)}`;
const line = `/desk/spotcheck/lines/${sql(`select xz.spotcheck_ref_text(l.ref) from xz.spotcheck_plan_line l
	join xz.spotcheck_plan p on p.id = l.plan_id join xz.people_agency g on g.id = p.agency_id where g.code = 'yj'
	order by l.id limit 1`)}`;
for (const path of [`${plan}/publish`, `${plan}/lines/new`, line, `${line}/remove`])
	await refused(other, path, { line_title: 'x' },
		`a plan of another agency: ${path.replace(new RegExp(ref), '')}`);
const draws = sql(`select string_agg(k.draw_id, ' ') from xz.spotcheck_task k
	join xz.people_agency g on g.id = k.agency_id where g.code = 'sj' and k.state <> 'draft'`).split(' ');
for (const step of ['links', 'wall', 'pledged', 'close', 'run', 'substitute', 'seen', 'assign'])
	await refused(other, `/desk/draws/${draws[n % draws.length]}/${step}`,
		{ count: '2', object: 'x', reason: 'illness', words: '说明' }, `a draw of another agency: ${step}`);
done();
