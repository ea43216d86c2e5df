// inspection.mjs - an inspection by the desk's forms, without a script: approval, code, certificates (the second by
// one-time code on the first one's phone), checklist, signatures, result, order, public page, rating, clue; who may see
// and do what.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { accounts, Client, totp } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = ownInstance('inspection'), { url, state } = own;
const sql = sqlOf(storeConf(state));
const as = (name) => new Client(url, state).session(name);
const lead = as('sj.officer1'), mate = as('sj.officer2'), unit = as('sj.head1'), head = as('sj.chief');
const stranger = as('hj.officer1'), other = as('sj.officer5');
const pub = new Client(url, state);
const LINE = 'M10,10L20,30L40,60L90,20L130,80L170,30L200,90L240,40L300,70L360,20';
const at = (ms) => new Date(Date.now() + ms + 8 * 3600e3).toISOString().slice(0, 16);
const day = (n) => at(n * 86400e3).slice(0, 10);
const form = (page, part) => page.forms.find((f) => (f.action || '').includes(part));
const send = (c, page, part, fields) => c.post(form(page, part).action, { ...form(page, part).fields, ...fields },
	{ follow: false });
const follow = async (c, r) => (r.status === 303 ? c.get(r.headers.location) : r);

// ---- begun from the register
const list = await lead.get('/desk/inspections/');
is(list.status, 200, 'the list');
like(list.text, /\/desk\/register\/\?for=inspection/, 'begun from the register');
const found = await lead.get(`/desk/register/?for=inspection&q=${encodeURIComponent('有限')}`);
const href = found.text.match(/href="(\/desk\/inspections\/new\?subject=[^"]+)"/)[1];
let page = await lead.get(href);
is(page.status, 200, 'the form');
const f = form(page, '/desk/inspections/new');
const items = f.options.items.slice(0, 2).map((o) => o.value), second = f.options.second.find((o) => o.value &&
	o.text.length > 2).value;
ok(f.options.items.length > 5, 'published items to choose from');
const mateRef = f.options.second.find((o) =>
	o.text.includes(sql("select display_name from xz.people_account where username='sj.officer2'")))?.value ??
	second;
const fields = { ...f.fields, kind: 'case', source: 'complaint', reason: '群众举报', items, second: mateRef,
	from_at: at(-60e3), to_at: at(86400e3) };
let r = await lead.post('/desk/inspections/new', { ...fields, reason: '' }, { follow: false });
is(r.status, 422, 'without a reason there is none');
like(r.text, /须写明事由/, 'and it says so');
r = await lead.post('/desk/inspections/new', fields, { follow: false });
is(r.status, 303, 'begun');
const twice = await lead.post('/desk/inspections/new', fields, { follow: false });
is(twice.headers.location.split('?')[0], r.headers.location.split('?')[0], 'sent twice: the same inspection');
const path = r.headers.location.split('?')[0], ref = path.split('/').pop();
is((await stranger.get(path)).status, 404, 'another agency sees none of it');
is((await other.get(path)).status, 404, 'nor another unit');
is((await head.get(path)).status, 200, 'its head does');

// ---- approved by its chain
const act = async (c, what, more = {}) => {
	const p = await c.get(`${path}/do/${what}`);
	if (p.status !== 200) return p;
	return send(c, p, `/do/${what}`, more);
};
is((await act(lead, 'issue')).status, 409, 'no code before the approval');
is((await act(lead, 'ask')).status, 303, 'asked');
is((await act(mate, 'approve', { agree: 'yes' })).status, 404, 'an officer approves nothing');
is((await act(head, 'approve', { agree: 'yes' })).status, 404, 'nor the head before the unit head');
like((await unit.get('/desk/')).text, /审批检查/, 'on the unit head\'s desk');
is((await act(unit, 'approve', { agree: 'yes' })).status, 303, 'the unit head agrees');
is((await act(head, 'approve', { agree: 'yes', words: '同意' })).status, 303, 'the head agrees');
is((await act(lead, 'issue')).status, 303, 'the code is issued');
page = await lead.get(path);
const code = page.text.match(/#(XZ1\.[A-Za-z0-9_.-]+)/)[1];
ok(`https://jiancha.hengyang.example/code#${code}`.length <= 700, 'at most 700 bytes');
is((await lead.get(`${path}/code.svg`)).headers['content-type'], 'image/svg+xml', 'as a picture');

// ---- the code, checked by strangers' means
const [, p64, s64] = code.split('.'), json = Buffer.from(p64, 'base64url');
const said = JSON.parse(json);
is(Object.keys(said).join(' '), 'v kid ref agency subject kind items officers from to', 'the keys in their order');
is(json.toString(), JSON.stringify(said), 'one line without spaces');
is(said.ref, ref, 'of this inspection');
const keys = JSON.parse((await pub.get('/code/keys.json')).text), key = keys.find((k) => k.kid === said.kid);
is(key.agency, said.agency, 'the key is the agency\'s');
const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(key.public, 'base64')]);
ok(verify(null, Buffer.concat([Buffer.from('xz-code-1\n'), json]),
	createPublicKey({ key: der, format: 'der', type: 'spki' }), Buffer.from(s64, 'base64url')),
	'and the signature is Ed25519 over xz-code-1 and the line');
is((await pub.get('/code')).status, 200, 'the page of the code');

// ---- at the firm
is((await act(lead, 'notify', { way: 'paper' })).status, 303, 'notice is given');
const field = `${path}/field`;
page = await lead.get(field);
is((await unit.get(field)).status, 404, 'the phone\'s page is the officers\'');
r = await send(lead, page, '/do/arrive', { lat: '26.8931', lon: '112.5947', accuracy: '12', code: 'XZ1.of.another' });
is(r.status, 422, 'the code of another inspection');
page = await follow(lead,
	await send(lead, page, '/do/arrive', { lat: '26.8931', lon: '112.5947', accuracy: '12', code }));
like(page.text, /26\.893100/, 'arrived, with its position');
like(page.text, /<div data-later hidden><form[^>]*\/do\/check/,
	'the checklist is not to be seen before certificates are shown');
is((await send(lead, page, '/do/check', { a_1: 'pass' })).status, 409, 'and is refused');
page = await follow(lead, await send(lead, page, '/do/show', {}));
like(page.text, /✓/, 'one certificate shown');
const account = accounts(state).find((a) => a.username === 'sj.officer2');
r = await send(lead, page, '/do/show', { username: 'sj.officer2', code: '000000' });
is(r.status, 422, 'a wrong one-time code');
page = await follow(lead,
	await send(lead, page, '/do/show', { username: 'sj.officer2', code: await totp(account, state) }));
unlike(page.text, /<div data-later hidden><form[^>]*\/do\/check/, 'both shown: the checklist opens');
r = await send(lead, page, '/do/check', { a_1: 'pass', a_2: 'fail', t_2: '过道堆放杂物' });
is(r.status, 422, 'a problem needs a remedy');
like(r.text, /过道堆放杂物/, 'what was typed stays');
page = await follow(lead, await send(lead, page, '/do/check', { a_1: 'pass', m_1: '0.41', u_1: 'MPa', a_2: 'fail',
	t_2: '过道堆放杂物', r_2: 'order', d_2: day(0) }));
like(page.text, /2 \/ 2/, 'two of two');
page = await follow(lead, await send(lead, page, '/do/finish', { statement: '马上整改' }));
r = await send(lead, page, '/do/party', { way: 'drawn', person: '谢春林', path: 'M5,5L6,6' });
is(r.status, 422, 'a dot is no signature');
page = await follow(lead, await send(lead, await lead.get(field), '/do/party',
	{ way: 'drawn', person: '谢春林', path: LINE }));
page = await follow(lead, await send(lead, page, '/do/sign', { path: LINE }));
page = await follow(mate, await send(mate, await mate.get(field), '/do/sign', {}));
ok(form(page, '/do/tell'), 'all signed');
page = await follow(mate, await send(mate, page, '/do/tell', {}));
page = await lead.get(path);
like(page.text, /整改中/, 'to be corrected');
like(page.text, /已扫检查码或营业执照/, 'and that its code was scanned at the door');
like(page.text, /<path d="M10,10L20,30/, 'the signature is drawn from its lines');
const papers = [...page.text.matchAll(/href="(\/desk\/documents\/[^"]+)"/g)].map((m) => m[1]);
const texts = await Promise.all([...new Set(papers)].map(async (p) => (await lead.get(p)).text));
for (const name of ['行政检查审批表', '行政检查通知书', '现场检查笔录', '责令改正通知书', '行政检查结果告知书'])
	ok(texts.some((t) => t.includes(name)), `${name} is a paper`);
is((await stranger.get(papers[0])).status, 404, 'not another agency\'s to read');

// ---- public, rated
let shown;
await until(async () => (shown = await pub.get(`/inspections/${ref}`)).status === 200);
is(shown.status, 200, 'public by itself');
const bytes = (await pub.get(`/inspections/${ref}.json`)).text;
like(shown.text, new RegExp(createHash('sha256').update(bytes).digest('hex')), 'the digest is of the bytes served');
unlike(bytes + shown.text, /杂物|谢春林|群众举报/, 'nothing personal, no findings in words');
is(sql(`select count(*) from xz.event where kind = 'disclosure.published'
	and payload->>'digest' = '${createHash('sha256').update(bytes).digest('hex')}'`), '1', 'and in the log');
like((await pub.get('/inspections/')).text, new RegExp(ref), 'on the public list');
r = await pub.post(`/rate/${ref}`, { code: 'XZ1.not.this', score: '5' });
is(r.status, 409, 'who has not the code rates nothing');
r = await pub.post(`/rate/${ref}`, { code: `${url}/code#${code}`, score: '4', said: ['polite', 'code'] });
is(r.status, 200, 'rated by the code');
is((await pub.post(`/rate/${ref}`, { code, score: '1' })).status, 409, 'once');

// ---- re-checked, closed
page = await lead.get(`${path}/do/recheck`);
const order = form(page, '/do/recheck').options.order[0].value;
is((await send(lead, page, '/do/recheck', { order, result: 'unmet', checked_on: day(0), words: '拒不改正',
	username: 'sj.officer2', code: '000000' })).status, 422,
	'a wrong code of the second officer');
page = await lead.get(field);
ok(form(page, '/do/recheck'), 'the phone\'s page has the re-check');
is((await send(lead, page, '/do/recheck', { order, result: 'unmet', checked_on: day(0), words: '拒不改正' })).status,
	303, 'recorded by one');
page = await lead.get(path);
like(page.text, /复查待会签/, 'it waits for the second');
like(page.text, /整改中/, 'nothing came of it yet');
ok(!form(await lead.get(field), '/do/confirm'), 'who recorded it does not confirm it');
page = await mate.get(field);
like(page.text, /拒不改正/, 'the second reads what was found');
const which = page.text.match(/name="which" value="([0-9A-Z]{26})"/)[1];
is((await send(mate, page, '/do/confirm', { which, agree: 'yes' })).status, 303, 'and confirms on their own phone');
page = await lead.get(path);
like(page.text, /复查记录[\s\S]*ZF-4304[\s\S]*ZF-4304/, 'both stand beside it');
const clue = page.text.match(/href="(\/desk\/clues\/new\?[^"]+)"/)[1].replace(/&amp;/g, '&');
const cf = await lead.get(clue);
is(cf.status, 200, 'a clue can be made of it');
r = await send(lead, cf, '/desk/clues/new', { channel: 'inspection', received_at: at(-60e3),
	content: '检查发现，逾期未改正。' });
is(r.status, 303, 'and is made');
like((await lead.get(path)).text, /已移作线索/, 'the inspection knows it');
await until(() => sql(`select state from xz.inspection where id = (select max(id) from xz.inspection
	where state <> 'x' and subject_name is not null and clue_number is not null)`) === 'closed');
like((await lead.get(path)).text, /已办结/, 'closed');
is((await (new Client(url, state)).get('/inspections/')).status, 200, 'the public list');
like((await new Client(url, state).get(`/inspections/${ref}?lang=en`)).text, /Result|Inspected on/, 'in English');
done();
