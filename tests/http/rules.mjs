// rules.mjs - rules as their keeper has them: the list, a number from a day on, muted and not, tried on the last year;
// who keeps them; the overview says whether it has changed.
import { storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { send } from '../lib/inspection.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = main(), { sql } = storeOf(own);
const as = (name) => new Client(own.url, own.state).session(name);
const keeper = as('coordinator1'), supervisor = as('supervisor1'), agency = as('sj.coordinator');
const day = (n) => new Date(Date.now() + n * 86400e3 + 8 * 3600e3).toISOString().slice(0, 10);
const RULE = '/desk/rules/two_visits';

await part('who keeps them', async () => {
	for (const c of [keeper, supervisor, agency]) is((await c.get('/desk/rules/')).status, 200,
	    'who monitors reads them');
	like((await keeper.get(RULE)).text, /rules\/two_visits\/version/,
	    'their keeper is offered what a keeper does');
	unlike((await agency.get(RULE)).text, /two_visits\/version/, 'a coordinator of an agency is not');
	is((await agency.get(`${RULE}/version`)).status, 404, 'and sets no number');
	is((await agency.get(`${RULE}/try`)).status, 404, 'and tries nothing');
	is((await supervisor.get(`${RULE}/mute`)).status, 404, 'nor does a supervisor');
	is((await keeper.get('/desk/rules/no_such')).status, 404, 'no such rule');
});

await part('another number', async () => {
	const form = await keeper.get(`${RULE}/version`);
	is((await send(keeper, form, '/version', { n: '20', from: day(0), reason: '本市已经统一计划' })).status, 422,
		'not from today on');
	is((await send(keeper, form, '/version', { n: '0', from: day(1), reason: '本市已经统一计划' })).status, 422,
	    'not nought');
	is((await send(keeper, form, '/version', { n: '20', from: day(1), reason: '本市已经统一计划' })).status, 200,
	    'from tomorrow');
	like((await keeper.get(RULE)).text, /本市已经统一计划/, 'it stands there with its reason');
	const again = await send(keeper, await keeper.get(`${RULE}/version`), '/version',
		{ n: '25', from: day(1), reason: '同一天' });
	is(again.status, 409, 'a day has one');
	is(sql('select n from xz.monitor_live() where ask = \'two_visits\''), '30', 'today is as it was');
	is(sql('select count(*) from xz.sec_audit where kind = \'rule.version\' and subject = \'two_visits\''), '1',
		'it is in the audit');
	sql('delete from xz.monitor_version where key = \'two_visits\'');
});

await part('muted', async () => {
	const form = await keeper.get(`${RULE}/mute`);
	is((await send(keeper, form, '/mute', { until: day(-1), reason: '清理数据' })).status, 422,
	    'its end lies ahead');
	is((await send(keeper, form, '/mute', { until: day(5) })).status, 422, 'with a reason');
	is((await send(keeper, form, '/mute', { until: day(5), reason: '清理数据' })).status, 200, 'muted');
	is(sql('select count(*) from xz.monitor_live() where ask = \'two_visits\''), '0', 'it is not asked');
	like((await keeper.get('/desk/rules/')).text, /已暂停/, 'the list says so');
	const page = await keeper.get(RULE);
	is((await send(keeper, page, '/unmute')).status, 200, 'unmuted');
	sql('delete from xz.monitor_mute where key = \'two_visits\'');
});

await part('tried', async () => {
	// what happened stands in the order of events once the daemon gave it its place
	ok(await until(() => sql('select count(*) from xz.event_pending') === '0'), 'all is ordered');
	const none = await keeper.get('/desk/rules/visits_month/try?n=1000');
	like(none.text, /近一年会发出：\s*<b class="num">0<\/b>/, 'with a number that nothing reaches');
	const before = sql('select count(*) from xz.monitor_alert where once is not null');
	const some = await keeper.get('/desk/rules/clean_again/try?n=1');
	like(some.text, /近一年会发出/, 'of persons it says how many');
	unlike(some.text, /<td data-l="部门">/, 'and shows none');
	is(sql('select count(*) from xz.monitor_alert where once is not null'), before, 'nothing is raised by trying');
	is((await keeper.get('/desk/rules/case.decide/try')).status, 404, 'a term has no question');
});

await part('whether the overview changed', async () => {
	const first = await supervisor.get('/desk/wall/state'), tag = first.headers.etag;
	is(first.status, 200, 'a state');
	const same = await supervisor.get('/desk/wall/state', { headers: { 'if-none-match': tag } });
	is(same.status, 304, 'the same is not sent again');
	like((await supervisor.get('/desk/wall/')).text, /data-live="\/desk\/wall\/state"/,
	    'the page names where it asks');
	is((await keeper.get('/desk/wall/state')).status, 404, 'it is the supervisor\'s');
});
done();
