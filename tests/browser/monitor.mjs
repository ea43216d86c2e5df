// monitor.mjs - alerts and the overview as people see them: a unit head on a phone, the supervisor at a desk, in both
// languages, with what is wrong.
import { refText, storeOf } from '../lib/evidence.mjs';
import { accounts } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, part, skipAll } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = main(), { sql } = storeOf(own), b = await open(own);
const supervisor = accounts(own.state).find((a) => a.duties.includes('supervisor')).username;
const found = await until(() => sql(`select a.ref, h.username from xz.monitor_alert a join lateral (select c.username
		from xz.people_account c join xz.people_duty d on d.account_id = c.id
		where c.unit_id = a.unit_id and d.duty = 'unit_head' limit 1) h on true
		where a.state = 'open' and a.clock_id is not null and a.duty in ('officer', 'unit_head')
	order by a.due_at desc limit 1`));
const [uuid, head] = found.split('|'), path = `/desk/alerts/${refText(uuid)}`;
const press = (p) => Promise.all([p.page.waitForNavigation(), p.page.locator('.btns button.btn').first().click()]);

await part('a unit head on a phone', async () => {
	const p = await b.person(head, { size: phone });
	await p.go('/desk/');
	await p.check('monitor-00-home-m');
	await p.go('/desk/alerts/?state=warning');
	await p.check('monitor-01-warnings-m');
	await p.go('/desk/alerts/');
	await p.check('monitor-02-list-m');
	await p.go(path);
	await p.check('monitor-03-alert-m');
	await p.page.locator('a.btn[href$="/do/explain"]').click();
	p.expect(422);
	await press(p);
	is(await p.page.locator('.summary a[href="#f-words"]').count(), 1, 'what is missing is named');
	await p.check('monitor-04-problem-m');
	p.expect();
	await p.fill({ words: '送达回证正在补办，本周内完成。' });
	await press(p);
	like(await p.text(), /已说明/, 'explained');
	await p.close();
});

await part('the supervisor', async () => {
	const p = await b.person(supervisor);
	await p.go('/desk/');
	await p.check('monitor-05-home');
	await p.go('/desk/wall/');
	await p.check('monitor-05-wall');
	await p.go(path);
	await p.check('monitor-06-alert');
	await p.page.locator('a.btn[href$="/do/accept"]').click();
	like(await p.text(), /送达回证正在补办/, 'who decides reads what was explained');
	await p.check('monitor-07-accept');
	await p.close();
	const en = await b.person(supervisor, { size: phone, lang: 'en' });
	await en.context.addCookies([{ name: 'lang', value: 'en', domain: new URL(own.url).hostname, path: '/desk' }]);
	await en.go('/desk/wall/');
	await en.check('monitor-08-wall-m-en');
	await en.go(path);
	await en.check('monitor-09-alert-m-en');
	await en.close();
});
await b.close();
done();
