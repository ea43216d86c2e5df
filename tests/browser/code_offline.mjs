// code_offline.mjs - flight mode with one phone for two officers: the second's code is typed on it, kept, and checked
// when there is a network again; a phone whose clock is a day off says so, and the times are right all the same.
import { accounts, totpAt } from '../lib/http.mjs';
import { toBeVisited } from '../lib/inspection.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, skipAll } from '../lib/tap.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = ownInstance('codeo');
const sql = sqlOf(storeConf(own.state));
sql(`update xz.people_credential set valid_from = now() - interval '9 days' where kind = 'totp'`);
const i = await toBeVisited(own.url, own.state);
const mate = accounts(own.state).find((a) => a.username === 'sj.officer2');
const b = await open(own);
const me = await b.person('sj.officer1', { size: phone });
me.expect(0, 409, 422);
// the phone's clock is a day ahead
await me.context.addInitScript(() => {
	const real = Date.now.bind(Date);
	Date.now = () => real() + 86400e3;
});
await me.go(i.field);
await me.page.waitForSelector('html[data-ready]');
like(await me.text(), /时间与平台相差 2[34] 小时/, 'a clock a day off is said');
await me.shot('inspection-clock-m');
await me.context.setOffline(true);
await me.page.waitForSelector('[data-net].off:not([hidden])');
const waits = (n) => me.page.waitForFunction((k) => document.querySelector('[data-q]').textContent === String(k), n);
await me.page.click('form[action$="/do/arrive"] .btn.lg');
await waits(1);
await me.page.click('form[action$="/do/show"] .btn.lg');
await waits(2);
await me.page.click('form[action$="/do/show"] summary');
await me.page.selectOption('form[action$="/do/show"] select', 'sj.officer2');
await me.page.fill('form[action$="/do/show"] input[name=code]',
	totpAt(mate.totp_secret, Math.floor(Date.now() / 30000)));
await me.shot('inspection-code-offline-m');
await me.page.click('form[action$="/do/show"] .btn.lg');
await waits(3);
// every attempt of the first answers is lost: what is sent again is the same act
let lost = 0;
await me.page.route('**/do/show', async (route) => {
	if (lost++ > 0) return route.continue();
	await route.fetch().catch(() => {});
	return route.abort();
});
await me.context.setOffline(false);
await me.page.waitForTimeout(3000);
for (let n = 0; n < 5 && Number(await me.page.textContent('[data-q]')) > 0; n++) {
	await me.page.reload();
	await me.page.waitForTimeout(2500);
}
ok(lost > 1, 'an answer was lost on the way');
is(await me.page.textContent('[data-q]'), '0', 'all went out');
is(sql(`select string_agg(shown_way, ' ' order by place) from xz.inspection_officer o
	where o.inspection_id = (select max(id) from xz.inspection)`), 'account code',
	'both certificates are shown, the second by their code');
is(sql(`select count(*) from xz.inspection_officer where shown_at between now() - interval '5 minutes'
	and now() + interval '1 minute'
	and inspection_id = (select max(id) from xz.inspection)`), '2', 'at the time it was, by the platform\'s clock');
is(sql(`select count(*) from xz.record_step
	where kind = 'inspection.show'	and convert_from(line, 'UTF8') like '%phone_clock_off_s%'`), '1',
	'the record says that the clock was off');
await b.close({ html: false });
done();
