// inspection_offline.mjs - the opened task in flight mode: arrival, certificate, checklist, signatures; the page closed
// and opened again without a network; online again everything is there once, in its order, with the times it was done
// at.
import { join } from 'node:path';
import { ownInstance } from '../lib/instance.mjs';
import { send, toBeVisited } from '../lib/inspection.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, skipAll } from '../lib/tap.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = ownInstance('inspecto');
const sql = sqlOf(storeConf(own.state));
const i = await toBeVisited(own.url, own.state);
const b = await open(own);
const me = await b.person('sj.officer1', { size: phone });
me.expect(0, 409);
const offline = async (on) => me.context.setOffline(on);
const queue = async () => Number(await me.page.textContent('[data-q]'));

await me.go(i.field);
await me.page.waitForSelector('html[data-ready]');
await offline(true);
await me.page.waitForSelector('[data-net].off:not([hidden])');
like(await me.text(), /没有网络/, 'it says that there is no network');
await me.page.click('form[action$="/do/arrive"] .btn.lg');
await me.page.waitForFunction(() => document.querySelector('[data-q]').textContent === '1');
await me.page.click('form[action$="/do/show"] .btn.lg');
await me.page.waitForFunction(() => document.querySelector('[data-q]').textContent === '2');

// closed and opened again without a network
await me.page.close();
me.page = await me.context.newPage();
await me.page.goto(`${own.url}${i.field}`);
await me.page.waitForFunction(() => document.querySelector('[data-q]').textContent === '2');
ok(true, 'closed and opened again in flight mode: what waits is still there');
for (const [n, a] of [[1, 'pass'], [2, 'fail'], [3, 'na']])
	await me.page.check(`fieldset[data-item="${n}"] input[value=${a}]`);
await me.page.fill('#f-t_2', '3 号加油枪油气回收泵未启动');
await me.page.check('fieldset[data-item="2"] input[value=order]');
await me.page.fill('#f-d_2', new Date(Date.now() + 10 * 86400e3).toISOString().slice(0, 10));
await me.page.click('.f-act .btn');
await me.page.waitForFunction(() => document.querySelector('[data-q]').textContent === '3');
await me.page.check('fieldset[data-item="3"] input[value=pass]');
await me.page.click('.f-act .btn');
await me.page.waitForTimeout(400);
is(await queue(), 3, 'the checklist waits once, as it was last');
await me.page.fill('#f-statement', '马上整改');
await me.page.click('form[action$="/do/finish"] .btn');
await me.page.waitForFunction(() => document.querySelector('[data-q]').textContent === '4');
await me.shot('inspection-offline-m');
is(sql(`select state from xz.inspection order by id desc limit 1`), 'notified', 'nothing has reached the office');

// online, but the other officer has not shown their certificate yet: it waits at that, and says so
await offline(false);
await me.page.waitForFunction(() => /亮证后才能检查/.test(document.querySelector('[data-outbox-list]')?.textContent ||
	''));
is(sql('select state from xz.inspection order by id desc limit 1'), 'arrived', 'arrival and certificate went out');
is(await queue(), 2, 'the rest waits');
await send(i.mate, await i.mate.get(i.field), '/do/show');
await me.page.reload();
await me.page.waitForSelector('form[action$="/do/party"]:visible');
is(sql('select state from xz.inspection order by id desc limit 1'), 'checked', 'then it goes out');
const id = sql('select max(id) from xz.inspection');
is(sql(`select string_agg(n || answer, ' ' order by n) from xz.inspection_answer where inspection_id = ${id}
	and state = 'current'`), '1pass 2fail 3pass', 'the answers as they were last');
is(sql(`select count(*) from xz.inspection_answer where inspection_id = ${id}`), '3', 'each once');
is(sql(`select string_agg(split_part(s.kind, '.', 2), ' ' order by s.seq) from xz.record_step s
	join xz.inspection i on i.chain_id = s.chain_id where i.id = ${id} and s.seq > 6`),
	'arrive show show check finish', 'each step once, in its order');
is(sql(`select arrived_at < now() - interval '1 second' from xz.inspection where id = ${id}`), 't',
	'at the time it was done');
await b.close({ html: false });
done();
