// inspection_joint.mjs - one visit of two agencies by the desk's forms: offered, declined only with a ground, joined;
// one code that names both, a checklist and a result of each, one visit in the firm's count; neither sees the other's
// matter.
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { formOf, line, send } from '../lib/inspection.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = ownInstance('inspectionjoint'), { url, state } = own;
const sql = sqlOf(storeConf(state));
const as = (name) => new Client(url, state).session(name);
const at = (ms) => new Date(Date.now() + ms + 8 * 3600e3).toISOString().slice(0, 16);
const team = (a) => ({ lead: as(`${a}.officer1`), mate: as(`${a}.officer2`), unit: as(`${a}.head1`),
	head: as(`${a}.chief`), name: a });
const sj = team('sj'), hj = team('hj');
const raw = async (c, path, what, more = {}) => {
	const p = await c.get(`${path}/do/${what}`);
	return p.status === 200 ? c.post(formOf(p, `/do/${what}`).action, { ...formOf(p, `/do/${what}`).fields,
		...more }, { follow: false }) : p;
};

async function open(t, subject, reason, from = -60e3) {
	const form = formOf(await t.lead.get(`/desk/inspections/new?subject=${subject}`), '/desk/inspections/new');
	const me = (await t.mate.get('/desk/me')).text;
	const second = form.options.second.find((o) => o.value && me.includes(o.text.split(' ')[1])).value;
	const r = await t.lead.post('/desk/inspections/new',
		{ ...form.fields, kind: 'case', source: 'complaint', reason,
		items: form.options.items.slice(0, 2).map((o) => o.value), second, from_at: at(from),
		to_at: at(from + 2 * 86400e3) });
	return r.path.split('?')[0];
}
const subjects =
	[...new Set([...(await sj.lead.get(`/desk/register/?for=inspection&q=${encodeURIComponent('有限')}`)).text
	.matchAll(/\/desk\/inspections\/new\?subject=([0-9A-Z]{26})/g)].map((m) => m[1]))];

// ---- offered; declined with a ground
let a = await open(sj, subjects[0], '群众举报短斤少两');
is((await raw(sj.lead, a, 'ask')).status, 303, 'the first is asked for');
let b = await open(hj, subjects[0], '居民反映油烟扰民', 86400e3);
let page = await hj.lead.get(b);
like(page.text, /可以并入一次检查[\s\S]*市场监督管理局/, 'the second is told of the first');
unlike(page.text, /短斤少两/, 'not why it is');
is((await raw(hj.lead, b, 'ask')).status, 409, 'and is not asked for before it has decided');
const other = formOf(await hj.lead.get(`${b}/do/decline`), '/do/decline').options.with[0].value;
is((await raw(hj.lead, b, 'decline', { with: other })).status, 422, 'declined without a ground: not');
is((await raw(hj.lead, b, 'decline', { with: other, ground: 'time', words: '须夜间检查' })).status, 303,
	'with one it is');
like((await hj.lead.get(b)).text, /<b>不并入<\/b>/, 'and stands in the record');
is((await raw(hj.lead, b, 'ask')).status, 303, 'then it is asked for');

// ---- joined
a = await open(sj, subjects[1], '群众举报短斤少两');
await raw(sj.lead, a, 'ask');
await raw(sj.unit, a, 'approve', { agree: 'yes' });
await raw(sj.head, a, 'approve', { agree: 'yes', words: '同意' });
b = await open(hj, subjects[1], '居民反映油烟扰民', 86400e3);
const with_ = formOf(await hj.lead.get(`${b}/do/join`), '/do/join').options.with[0].value;
is((await raw(hj.lead, b, 'join', { with: with_ })).status, 303, 'joined');
page = await hj.lead.get(b);
like(page.text, /联合检查[\s\S]*牵头/, 'its page shows the visit and who leads');
like(page.text, /ZF-4304-[\s\S]*ZF-4304-/, 'with the officers of both');
unlike(page.text, /短斤少两/, 'nothing of the other\'s matter');
is((await hj.lead.get(a)).status, 404, 'the other\'s inspection is not to be seen');
is((await hj.lead.get(`${a}/field`)).status, 404, 'nor its checklist');
is((await sj.lead.get(b)).status, 404, 'the lead does not see the partner\'s either');
await until(async () => /<b>其他机关并入<\/b>/.test((await sj.lead.get(a)).text));
page = await sj.lead.get(a);
like(page.text, /<b>其他机关并入<\/b>/, 'the lead\'s record says who came');
unlike(page.text, /油烟/, 'not why');
let desk = '';
for (let path = '/desk/'; path; path = desk.match(/href="(\/desk\/\?[^"]*after=[^"]+)"/)?.[1]?.replace(/&amp;/g, '&')) {
	desk = (await sj.lead.get(path)).text;
	if (/其他机关加入或退出联合检查/.test(desk)) break;
}
like(desk, /其他机关加入或退出联合检查/, 'and the desk of who opened it');
let r = await raw(sj.lead, a, 'issue');
is(r.status, 409, 'no code before the partner is approved');
like(r.text, /尚未批准：[^<]*生态环境局/, 'and it says who is not');
await raw(hj.lead, b, 'ask');
await raw(hj.unit, b, 'approve', { agree: 'yes' });
await raw(hj.head, b, 'approve', { agree: 'yes', words: '同意' });
is((await raw(hj.lead, b, 'issue')).status, 409, 'the partner issues none of its own');
is((await raw(sj.lead, a, 'issue')).status, 303, 'the lead issues it');
is((await raw(hj.lead, b, 'issue')).status, 303, 'the partner takes it');
const codeOf = async (c, path) => (await c.get(path)).text.match(/#(XZ1\.[A-Za-z0-9_.-]+)/)[1];
const code = await codeOf(sj.lead, a);
is(await codeOf(hj.lead, b), code, 'one code');
const said = JSON.parse(Buffer.from(code.split('.')[1], 'base64url'));
is(said.kind, 'joint', 'of a joint visit');
is(said.officers.length, 4, 'with four officers');
ok(said.items.some((x) => x.startsWith('JCX-SJ')) && said.items.some((x) => x.startsWith('JCX-HB')),
	'and the items of both');
is((await raw(hj.lead, b, 'part', { ground: 'time' })).status, 409, 'nobody leaves after the code');

// ---- the visit: each its own part
async function visit(t, path, answers) {
	const field = `${path}/field`;
	await raw(t.lead, path, 'notify', { way: 'on_site' });
	await send(t.lead, await t.lead.get(field), '/do/arrive', { code });
	await send(t.lead, await t.lead.get(field), '/do/show');
	await send(t.mate, await t.mate.get(field), '/do/show');
	await send(t.lead, await t.lead.get(field), '/do/check', answers);
	await send(t.lead, await t.lead.get(field), '/do/finish', { statement: '无异议' });
	await send(t.lead, await t.lead.get(field), '/do/party', { way: 'drawn', person: '谢春林', path: line });
	await send(t.lead, await t.lead.get(field), '/do/sign', { path: line });
	await send(t.mate, await t.mate.get(field), '/do/sign');
	await send(t.lead, await t.lead.get(field), '/do/tell');
}
await visit(sj, a, { a_1: 'pass', a_2: 'pass' });
await visit(hj, b, { a_1: 'fail', t_1: '油烟净化器未开启', r_1: 'corrected', a_2: 'na' });
like((await sj.lead.get(a)).text, /检查未发现问题/, 'the lead\'s result');
unlike((await sj.lead.get(a)).text, /油烟净化器/, 'without the partner\'s finding');
like((await hj.lead.get(b)).text, /发现问题，已改正/, 'the partner\'s result');
is(sql(`select count(*) || ' ' || count(*) filter (where counted) from xz.inspection_visit where joint_ref = (select ref
	from xz.inspection_joint order by id desc limit 1)`), '2 1', 'one visit in the firm\'s count');
for (const p of [a, b]) {
	let shown;
	await until(async () => (shown = await new Client(url, state).get(p.replace('/desk', ''))).status === 200);
	is(shown.status, 200, 'each publishes its own');
	const pub = new Client(url, state), rate = p.replace('/desk/inspections', '/rate');
	like(shown.text, new RegExp(`href="${rate}"`), 'and can be rated');
	is([(await pub.post(rate, { code, score: '4' })).status, (await pub.post(rate, { code, score: '1' })).status],
		[200, 409], 'by the one code of the visit, once');
}
done();
