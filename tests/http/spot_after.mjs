// spot_after.mjs - what comes after a draw: the year's figures against rows counted by hand, each figure's rows; a
// lapse that is taken note of; a visit signed by the second officer's code on the first one's device; the clue that
// came of a visit.
import { join } from 'node:path';
import { accounts, Client, totp } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const own = ownInstance('after'), { url, state } = own;
const sql = sqlOf(storeConf(state));
const lines = (text) => sql(text).split('\n').filter((l) => l).map((l) => l.split('|'));
const as = (name) => new Client(url, state).session(name);
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const refText = (uuid) => {
	let n = BigInt(`0x${uuid.replace(/-/g, '')}`), s = '';
	for (let i = 0; i < 26; i++, n >>= 5n) s = digits[Number(n & 31n)] + s;
	return s;
};

// ---- the year: tables read whole, counted here
const year = Number(sql('select extract(year from xz.today())'));
const inYear = (day) => day.slice(0, 4) === String(year);
const tasks = lines(`select k.id, g.code, k.state, k.contributions, k.pledges, k.announced_at, k.drawn_at
	from xz.spotcheck_task k join xz.people_agency g on g.id = k.agency_id`)
	.map(([id, agency, st, from, pledges, announced, drawn]) => ({ id, agency, state: st, announced, drawn,
		grade: from === 'none' ? 'C' : pledges === 't' || from === 'beacon' ? 'A' : 'B' }));
const agencyOf = new Map(tasks.map((t) => [t.id, t.agency])),
	drawnIn = new Set(tasks.filter((t) => inYear(t.drawn)).map((t) => t.id));
const subs = lines('select task_id, kind, in_id, at from xz.spotcheck_substitution')
	.map(([task, kind, came, at]) => ({ task, kind, came, at }));
const cameIn = new Set(subs.filter((s) => s.kind === 'object').map((s) => `${s.task} ${s.came}`));
const selected = lines('select task_id, object_id from xz.spotcheck_selected')
	.map(([task, object]) => ({ task, object }))
	.filter((s) => drawnIn.has(s.task) && !cameIn.has(`${s.task} ${s.object}`));
const results = lines(`select r.visit_id, i.code, r.result from xz.spotcheck_visit_result r
	join xz.law_check_item i on i.id = r.item_id`)
	.map(([visit, item, result]) => ({ visit, item, hit: result !== 'none' && result !== 'no_activity' }));
const visits = lines('select id, task_id, object_id, state, visited_on from xz.spotcheck_visit')
	.map(([id, task, object, st, day]) => ({ id, task, object, state: st, day,
	hit: results.some((r) => r.visit === id && r.hit) })).filter((v) => ['done', 'published'].includes(v.state) &&
	inYear(v.day));
const library = Number(sql('select count(*) from xz.spotcheck_object where ended_on is null'));
const distinct = (list) => new Set(list.map((x) => x.object)).size;
function expected(codes) {
	const mine = (list) => list.filter((x) => codes.includes(agencyOf.get(x.task)));
	const draws = tasks.filter((t) => codes.includes(t.agency) && t.state !== 'draft' && inYear(t.announced));
	return { draws: draws.length, grade_a: draws.filter((t) => t.grade === 'A').length,
		grade_b: draws.filter((t) => t.grade === 'B').length,
		grade_c: draws.filter((t) => t.grade === 'C').length,
		lapsed: draws.filter((t) => t.state === 'lapsed').length,
		drawn: mine(selected).length, drawn_objects: distinct(mine(selected)), visits: mine(visits).length,
		visited_objects: distinct(mine(visits)), hits: mine(visits).filter((v) => v.hit).length,
		subs_object: mine(subs).filter((s) => s.kind === 'object' && inYear(s.at)).length,
		subs_officer: mine(subs).filter((s) => s.kind === 'officer' && inYear(s.at)).length };
}
const columns = ['draws', 'grade_a', 'grade_b', 'grade_c', 'lapsed', 'drawn', 'drawn_objects', 'visits',
	'visited_objects', 'hits', 'subs_object', 'subs_officer'];
const parseCsv = (text) => text.replace(/^\ufeff/, '').trim().split('\r\n').map((l) => l.split(','));
async function rowsOf(c, href) {
	let n = 0;
	for (let next = href, pages = 0; next && pages < 20; pages++) {
		const page = await c.get(next);
		if (page.status !== 200) return `status ${page.status}`;
		n += ((page.text.match(/<tbody>[\s\S]*?<\/tbody>/) || [''])[0].match(/<tr>/g) || []).length;
		next = [...page.text.matchAll(/href="([^"]*[?&](?:amp;)?after=[^"]*)"/g)]
			.map((m) => m[1].replace(/&amp;/g, '&')).pop();
	}
	return n;
}
const below = lines(`select d.code from xz.people_agency_tree t join xz.people_agency d on d.id = t.descendant
	where t.ancestor = (select agency_id from xz.people_account where username = 'supervisor1')`).map((l) => l[0]);
ok(below.includes('sj') && below.includes('hj'), 'the supervisor has both agencies below');
for (const [who, codes] of [['sj.coordinator', ['sj']], ['hj.chief', ['hj']], ['supervisor1', below]]) {
	const c = as(who), page = await c.get('/desk/spotcheck/year/'),
		csv = parseCsv((await c.get(`/desk/spotcheck/year.csv?year=${year}`)).text);
	const want = expected(codes), all = csv[csv.length - 1];
	is(page.status, 200, `${who}: the page`);
	is(Object.fromEntries(columns.map((k, i) => [k, Number(all[i + 1])])), want,
		`${who}: every figure is what the rows count to`);
	for (const code of codes.filter((x) => expected([x]).draws))
		is(csv.find((l) => l[0] === sql(`select name from xz.people_agency where code = '${code}'`)).slice(1,
			13).map(Number), columns.map((k) => expected([code])[k]), `${who}: ${code} too`);
	for (const [label, n] of [['名录库抽取覆盖率', want.drawn_objects], ['名录库检查覆盖率', want.visited_objects]])
		like(page.text,
			new RegExp(
			`${label}</span><b>${(Math.floor((n * 1000 + library / 2) / library) / 10).toFixed(1)}%</b>`),
				`${who}: ${label}`);
	const links = [...page.text.matchAll(/<a class="num" href="([^"]+)">(\d+)</g)]
		.map((m) => [m[1].replace(/&amp;/g, '&'), Number(m[2])]);
	ok(links.length >= 12, `${who}: figures are links (${links.length})`);
	const wrong = [];
	for (const [href, n] of links) {
		const rows = await rowsOf(c, href);
		if (rows !== n) wrong.push(`${href}: ${n}, rows ${rows}`);
	}
	is(wrong, [], `${who}: each figure leads to as many rows, page by page`);
	const items =
		[...page.text.matchAll(
		/<span class="hash">(JCX[^<]+)<\/span><\/td><td[^>]*><a[^>]*>(\d+)[\s\S]*?<td[^>]*><a[^>]*>(\d+)/g)]
			.map((m) => [m[1], Number(m[2]), Number(m[3])]);
	const mine = new Set(visits.filter((v) => codes.includes(agencyOf.get(v.task))).map((v) => v.id));
	const perItem = [...new Set(results.filter((r) => mine.has(r.visit)).map((r) => r.item))].sort()
		.map((code) => [code,
		new Set(results.filter((r) => mine.has(r.visit) && r.item === code).map((r) => r.visit)).size,
		new Set(results.filter((r) => mine.has(r.visit) && r.item === code &&
		r.hit).map((r) => r.visit)).size]);
	is(items, perItem, `${who}: per item`);
}
ok(visits.length >= 3 && visits.some((v) => v.hit) && subs.length >= 2, 'the demo has what is counted');
const sj = as('sj.coordinator');
is(parseCsv((await sj.get('/desk/spotcheck/year.csv?year=2019')).text).pop().slice(1, 13).map(Number),
	columns.map(() => 0), 'a year without draws');
is((await sj.get(`/desk/spotcheck/year/rows?year=${year}&kind=secrets`)).status, 404, 'no such rows');
is((await sj.get(`/desk/spotcheck/year/rows?year=${year}&kind=visits&after=1-x`)).status, 404, 'nor such a page');
is((await as('sj.officer1').get('/desk/spotcheck/year/')).status, 404, 'officers have no year page');

// ---- a lapse is taken note of, and the alert ends
let page = await sj.get('/desk/');
const lapsed = page.text.match(/href="(\/desk\/draws\/[^"/]+)">抽取逾期未完成/)[1],
	words = '见证人生病，改在下周重新组织';
page = await sj.get(lapsed);
is((await sj.submit(page, { words: '' }, { form: '/seen', follow: false })).status, 422, 'not without a reason');
is((await sj.submit(page, { words }, { form: '/seen', follow: false })).status, 303, 'noted, with a reason');
like((await sj.get(lapsed)).text, new RegExp(`已知悉[\\s\\S]*${words}`), 'the page says who and why');
unlike((await sj.get('/desk/')).text, /抽取逾期未完成/, 'the alert is gone from the desk');
unlike((await new Client(url, state).get(lapsed.replace('/desk', ''))).text, new RegExp(words),
	'the public reads nothing of it');
like((await new Client(url, state).get(lapsed.replace('/desk', ''))).text, /逾期未抽取/, 'and the draw stays lapsed');
is((await sj.submit(page, { words, _key: '7'.repeat(32) }, { form: '/seen', follow: false })).status, 409, 'once');
is((await as('hj.coordinator').submit(page, { words }, { form: '/seen', follow: false })).status === 303, false,
	'not by another agency');
is(sql(`select count(*) from xz.record_step s join xz.spotcheck_task k on k.chain_id = s.chain_id
	where s.kind = 'spotcheck.lapse_seen' and k.state = 'lapsed'`), '1', 'a step of the record');

// ---- the second officer signs on the first one's device
const [uuid, recorder] = lines(`select v.ref, c.username from xz.spotcheck_visit v
	join xz.people_account c on c.id = v.recorded_by where v.state = 'to_sign' order by v.id`)[0];
const team = lines(`select a.username from xz.spotcheck_visit_officer o join xz.spotcheck_visit v on v.id = o.visit_id
	join xz.people_account a on a.id = o.account_id where v.ref = '${uuid}'`).map((l) => l[0]);
const second = team.find((u) => u !== recorder), path = `/desk/visits/${refText(uuid)}`, first = as(recorder);
const code = (name) => totp(accounts(state).find((a) => a.username === name), state);
const sign = (c, p, fields) => c.submit(p, { way: 'sign', ...fields }, { form: '/sign', follow: false });
page = await first.get(path);
is(page.forms.find((f) => f.action.endsWith('/sign')).options.username.map((o) => o.value).filter((v) => v),
	team.filter((u) => u !== recorder), 'the others of the team may sign here');
is((await sign(first, page, { username: second, code: '000000' })).status, 422, 'not with a wrong code');
is((await sign(first, page, { username: recorder, code: await code(recorder) })).status, 422, 'not with one\'s own');
is((await sign(first, page, { username: team[0] === 'sj.officer8' ? 'sj.officer7' : 'sj.officer8',
	code: await code(recorder) })).status, 422, 'nor with the code of another officer');
const other = as(second);
is((await sign(other, await other.get(path), {})).status, 422, 'from their own account it takes their code as well');
is((await sign(first, page, { username: second, code: await code(second), way: 'refuse' })).status === 303, false,
	'the second gives it back from their own account only');
page = await first.get(path);
is((await sign(first, page, { username: second, code: await code(second) })).status, 303, 'signed by their code');
is(sql(`select v.state || ' ' || v.sign_method || ' ' || a.username from xz.spotcheck_visit v
	join xz.people_account a on a.id = v.second where v.ref = '${uuid}'`).replace('published', 'done'),
	`done code ${second}`, 'the visit knows who signed, and how');
is(sql(`select convert_from(s.line, 'UTF8')::jsonb -> 'payload' ->> 'method' from xz.record_step s
	where s.kind = 'spotcheck.visit_signed' order by s.recorded_at desc, s.seq desc limit 1`), 'code',
	'so does the record');

// ---- a problem becomes a clue, and each knows the other
const [found, object] = lines(`select v.ref, v.object_id from xz.spotcheck_visit v
	where exists (select from xz.spotcheck_visit_result r where r.visit_id = v.id
	and r.result not in ('none', 'no_activity')) order by v.id`)[0];
const people = lines(`select a.username from xz.spotcheck_visit_officer o join xz.spotcheck_visit v on v.id = o.visit_id
	join xz.people_account a on a.id = o.account_id where v.ref = '${found}' order by o.place`).map((l) => l[0]);
const at = `/desk/visits/${refText(found)}`, officer = as(people[0]);
const to = (await officer.get(at)).text.match(/href="(\/desk\/clues\/new\?[^"]+)"/)[1].replace(/&amp;/g, '&');
const form = await officer.get(to), fields = form.forms.find((f) => 'content' in f.types);
is(fields.fields.channel, 'inspection', 'the form knows that an inspection found it');
const outsider = ['sj.officer1', 'sj.officer2', 'sj.officer3', 'sj.officer4', 'sj.officer5']
	.find((u) => !people.includes(u));
is((await as(outsider).get(to)).status, 404, 'who was not there makes no clue of it');
const away = as(outsider);
const { _csrf, _key, ...typed } = fields.fields;
is((await away.submit(await away.get('/desk/clues/new'), { ...typed, content: '他人检查的问题' },
	{ form: (f) => 'content' in f.types, follow: false })).status, 404, 'nor by hand');
const sent = await officer.submit(form, { content: '抽查发现标签不符合规定。' },
	{ form: (f) => 'content' in f.types, follow: false });
is(sent.status, 303, 'registered');
const filed = await officer.get(sent.headers.location);
like(filed.text, new RegExp(`来自双随机检查[\\s\\S]{0,40}href="${at}"`), 'the clue leads to its visit');
const back = await officer.get(at);
like(back.text, new RegExp(`已登记为线索[\\s\\S]{0,40}href="${filed.path.replace(/\?.*/, '')}"`),
	'and the visit to its clue');
is((await officer.get(to)).status, 404, 'one visit gives one clue');
like((await as(people[1]).get(at)).text, /已登记为线索：?\s*(<a[^>]*>|<b>)[^<]*线/,
	'the other officer sees its number');
like((await as('sj.intake').get(filed.path)).text, /来自双随机检查/, 'who reads the case sees where it came from');
unlike((await as('sj.intake').get(filed.path)).text, new RegExp(`href="${at}"`), 'without a link that is not theirs');
is(sql(`select count(*) from xz.record_step s join xz.spotcheck_task k on k.chain_id = s.chain_id
	join xz.spotcheck_visit v on v.task_id = k.id where v.ref = '${found}' and s.kind = 'spotcheck.clue'
		and convert_from(s.line, 'UTF8')::jsonb -> 'payload' ->> 'object' = '${object}'`), '1',
			'the draw\'s record has it');

// ---- an officer with many visits: page after page, each once, those to be done first, each the oldest first
sql(`with v as (select v.task_id, x.account_id, x.certificate_no from xz.spotcheck_visit_officer x
		join xz.spotcheck_visit v on v.id = x.visit_id
		join xz.people_account a on a.id = x.account_id and a.username = 'sj.officer1' limit 1),
	more as (insert into xz.spotcheck_visit (task_id, object_id, state)
		select v.task_id, 'more-' || n, case when n % 3 = 0 then 'open' else 'published' end
		from v cross join generate_series(1, 210) n returning id)
	insert into xz.spotcheck_visit_officer (visit_id, account_id, certificate_no, place)
	select more.id, v.account_id, v.certificate_no, 1 from v cross join more`);
const wanted = lines(`select v.ref from xz.spotcheck_visit_officer x join xz.spotcheck_visit v on v.id = x.visit_id
	join xz.people_account a on a.id = x.account_id and a.username = 'sj.officer1'
	where v.state in ('open', 'to_sign', 'done', 'published')
	order by v.state not in ('open', 'to_sign'), v.id`).map(([ref]) => refText(ref));
const listed = [], sizes = [];
for (let next = '/desk/visits/'; next && sizes.length < 20;) {
	page = await as('sj.officer1').get(next);
	const here = [...page.text.matchAll(/<a class="t" href="\/desk\/visits\/(\w{26})"/g)].map((m) => m[1]);
	listed.push(...here);
	sizes.push(here.length);
	next = page.text.match(/rel="next" href="([^"]+)"/)?.[1];
}
is(listed, wanted, `all ${wanted.length} visits of an officer, page after page`);
is(sizes.slice(0, -1).filter((n) => n !== 50), [], 'fifty a page');
like(page.text, /rel="prev" href="\/desk\/visits\/"/, 'and a way back to the first');
is((await as('sj.officer1').get('/desk/visits/?after=x')).status, 404, 'a key that is none');
own.stop();
done();
