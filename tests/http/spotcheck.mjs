// spotcheck.mjs - random checks before the draw, as coordinators and the public see them: items, libraries, plans,
// drafts, the preview and the announcement, without JavaScript.
import { Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const { url, state } = main(), tag = `T${process.pid}${process.env.XZ_ASAN ? 'A' : ''}`;
const as = (name) => new Client(url, state).session(name);
const c = as('sj.coordinator'), other = as('hj.coordinator'), officer = as('sj.officer1'),
	anyone = new Client(url, state);
const at = (p, re) => p.text.match(re)?.[0].replace(/&amp;/g, '&');
const ref = '[0-9A-Z]{26}';

// ---- items
let page = await c.get('/desk/spotcheck/items/new');
let a = await c.submit(page, { owner: 'agency', code: tag, name: `试验事项${tag}`, item_kind: 'general', mode: 'onsite',
	method: '现场', standard: '标准', ratio_a: '101%', times_a: '1', ratio_b: '3%' }, { follow: false });
is(a.status, 422, 'a ratio above all, a ratio without times, no source');
for (const f of ['ratio_a', 'times_b', 'rate_source']) like(a.text, new RegExp(`id="f-${f}-e"`), `said at ${f}`);
a = await c.submit(a, { ratio_a: '0.5%', ratio_b: '3%', times_b: '2', rate_source: '试验' }, { follow: false });
is(a.status, 303, 'added');
const list = await c.get(`/desk/spotcheck/items/?q=${tag}`),
	item = at(list, new RegExp(`/desk/spotcheck/items/${ref}`));
unlike((await anyone.get(`/items/?q=${tag}`)).text, new RegExp(`试验事项${tag}`),
	'the public does not see it before it is published');
is((await other.raw('GET', `${item}/edit`)).status, 403, 'another agency does not change it');
is((await c.submit(await c.get(item), {}, { form: '/publish', follow: false })).status, 303, 'published');
page = await anyone.get(`/items/?q=${tag}&kind=general`);	// another address: the first is cached for a second
like(page.text, new RegExp(`试验事项${tag}`), 'then the public does');
like(page.text, /0\.5%[\s\S]*每年 1 次[\s\S]*3%[\s\S]*每年 2 次/, 'with ratio and frequency by class');
const [one, two] = [await c.get(`${item}/edit`), await c.get(`${item}/edit`)];
is((await c.submit(one, { method: '书面' }, { follow: false })).status, 303, 'changed');
a = await c.submit(two, { method: '抽样' }, { follow: false });
is(a.status, 409, 'the second of two forms is told');
like(a.text, /书面[\s\S]*抽样|抽样[\s\S]*书面/, 'with both values');

// ---- the same list for machines
const json = await anyone.raw('GET', `/items.json?q=${tag}`), listed = JSON.parse(json.text);
is(json.headers['content-type'], 'application/json', '/items.json is JSON');
is(listed.items.map((i) => [i.code, i.kind, i.agency_name !== '', i.rates.A, i.rates.B, 'C' in i.rates]),
	[[tag, 'general', true, { ratio_permille: 5, per_year: 1 }, { ratio_permille: 30, per_year: 2 }, false]],
	'with the rates of each class');
is((await anyone.raw('GET', `/items.json?q=${tag}&kind=general`)).text, json.text, 'the same bytes for the same list');
is(JSON.parse((await anyone.get(`/items.json?q=${tag}&kind=key`)).text).items, [], 'filtered as the page is');
const described = JSON.parse((await anyone.get('/api/v1/openapi.json')).text);
is(Object.keys(listed.items[0]).filter((k) => !(k in described.components.schemas.Item.properties)), [],
	'openapi.json names every key');
ok('/items.json' in described.paths, 'and the path');

// ---- libraries
page = await c.get('/desk/spotcheck/objects/');
const firm = page.text.match(/>(9[12]430499MADEM\w+)</)[1];
page = await c.get('/desk/spotcheck/objects/new');
a = await c.submit(page, { firm: '91430000000000000X', object_kind: 'site', object_name: '库房' }, { follow: false });
is(a.status, 422, 'a firm that is none');
like(a.text, /id="f-firm-e"/, 'said at its field');
a = await c.submit(a, { firm, object_kind: 'site', object_name: `库房${tag}` });
const object = at(a, new RegExp(`/desk/spotcheck/objects/${ref}`));
like(a.text, new RegExp(`${firm}-S\\d+`), 'a site numbered under its firm');
a = await c.submit(await c.get(`${object}/end`), {}, { form: '/end', follow: false });
is(a.status, 422, 'an end needs a reason');
is((await c.submit(a, { end_reason: 'mistaken' }, { follow: false })).status, 303, 'ended');
is((await c.raw('GET', `${object}/end`)).status, 409, 'once');
like((await c.get('/desk/spotcheck/objects/build')).text, /class="fig"><b>\d+<\/b>/,
	'the count comes before the library is built');
a = await c.submit(await c.get('/desk/spotcheck/objects/build'), {}, { form: '/build', follow: false });
ok([200, 303].includes(a.status), 'built');
is((await c.raw('GET', '/desk/spotcheck/objects/build?licence=nonsense')).status, 422, 'an unknown licence');
const present = async (query) =>
	Number([...(await c.get(`/desk/spotcheck/objects/build${query}`)).text.matchAll(/class="fig"><b>(\d+)<\/b>/g)][
	1][1]);
const whole = await present(''),
	classes = await Promise.all(['A', 'B', 'C', 'D', 'N'].map((k) => present(`?classes=${k}`)));
ok(classes.every((n) => n > 0 && n < whole), `the count follows the credit class (${classes})`);
is(classes.reduce((n, k) => n + k, 0), whole, 'and each firm has one');
like((await c.get('/desk/spotcheck/objects/build?classes=D')).text, /type="hidden" name="classes" value="D"/,
	'which the building keeps');

// ---- plan
a = await c.submit(await c.get('/desk/spotcheck/plans/new'), { year: '2027', plan_title: `计划${tag}` });
const plan = new URL(a.path, url).pathname, form = `${plan}/lines/new`;
like(plan, new RegExp(`^/desk/spotcheck/plans/${ref}$`), 'a draft plan');
is((await anyone.raw('GET', plan.replace('/desk/spotcheck', ''))).status, 404, 'not for the public');
is((await other.raw('GET', plan)).status, 404, 'nor for other agencies');
page = await c.get(form);
const wanted = page.forms.find((f) => 'line_title' in f.types).options.items.find((o) => o.label?.includes(tag) ||
	o.text?.includes(tag))?.value
	|| page.text.match(new RegExp(`value="(${ref})"[^>]*><span>试验事项${tag}`))[1];
a = await c.submit(page, { line_title: '任务', line_kind: 'special', joint: '1', scope_text: '全部', ratio: '5%',
	batches: '1', from_month: '9', to_month: '3', agencies: ['sj'], items: [wanted] }, { follow: false });
is(a.status, 422, 'months the wrong way round, a joint check of one agency');
for (const f of ['to_month', 'agencies']) like(a.text, new RegExp(`href="#f-${f}"`), `said at ${f}`);
is((await c.submit(a, { joint: '', to_month: '11' }, { follow: false })).status, 303, 'a line');
is((await c.submit(await c.get(plan), {}, { form: '/publish', follow: false })).status, 303, 'published');
like((await anyone.get(plan.replace('/desk/spotcheck', ''))).text, new RegExp(`计划${tag}[\\s\\S]*试验事项${tag}`),
	'the public reads it');
is((await c.raw('GET', form)).status, 409, 'and nobody adds to it');

// ---- task
page = await c.get(at(await c.get(plan), new RegExp(`/desk/spotcheck/tasks/new\\?line=${ref}`)));
const box = page.forms.find((f) => 'task_title' in f.types);
is([].concat(box.fields.items).join(), wanted, 'a task begins with the items of its line');
is(box.fields.quota_all, '5%', 'and its ratio');
const later = new Date(Date.now() + 5 * 864e5).toISOString().slice(0, 16), past = '2020-01-01T10:00';
a = await c.submit(page, { quota_all: 'viele', reveal_by: past }, { follow: false });
is(a.status, 422, 'a quota that is none');
a = await c.submit(a, { quota_all: '100000', reveal_by: past, team_size: '20' });
is(a.status, 200, 'a draft is saved with what cannot be announced yet');
like(a.text, /href="[^"]*\/edit#f-quota_all"/, 'the preview leads to the quota above its pool');
like(a.text, /href="[^"]*\/edit#f-reveal_by"/, 'to the deadline in the past');
like(a.text, /href="[^"]*\/edit#f-team_size"/, 'and to the team nobody can make up');
ok(!a.forms.some((f) => (f.action || '').endsWith('/announce')), 'and has no button to announce');
const task = new URL(a.path, url).pathname;
const csrf = a.forms.find((f) => f.fields._csrf).fields._csrf;
is((await c.post(`${task}/announce`, { _csrf: csrf, _key: `${tag}-announce-1`, _version: '1' },
	{ follow: false })).status, 422, 'nor a way round it');
is((await officer.raw('GET', task)).status, 404, 'an officer has no such page');
is((await other.raw('GET', task)).status, 404, 'nor another agency');
a = await c.submit(await c.get(`${task}/edit`), { quota_all: '5%', reveal_by: later, team_size: '2' });
like(a.text, /名录中的对象[\s\S]*信用风险低/, 'the preview counts');
const [mine, yours] = [await c.get(task), await c.get(task)];
is((await c.submit(mine, {}, { form: '/announce', follow: false })).status, 303, 'announced');
is((await c.submit(yours, {}, { form: '/announce', follow: false })).status, 409, 'the second coordinator is told');
like((await c.get(task)).text, /已公告[\s\S]*已锁定/, 'the page shows what was frozen');
is((await c.raw('GET', `${task}/edit`)).status, 409, 'and it is no draft any more');
like((await other.get(task)).text, /已公告/, 'others of the platform read it now');
done();
