// spot_after.mjs - the pages that come after a draw, wide and small, with and without a script: the year in figures and
// its rows, officers chosen by hand, a lapse taken note of, a visit to be signed, the clue of a visit, cards.
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, like, ok, skipAll } from '../lib/tap.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = ownInstance('spotafter'), wide = { width: 1440, height: 900 };
const b = await open(own);

async function both(who, path, name) {
	const p = await b.person(who, { size: wide });
	for (const [size, mark] of [[wide, ''], [phone, '-m']]) {
		await p.page.setViewportSize(size);
		await p.go(path);
		await p.check(`spot-${name}${mark}`);
		const scrolls = await p.page.evaluate(() => document.documentElement.scrollWidth -
			document.documentElement.clientWidth);
		ok(scrolls <= 0, `${name}${mark}: nothing stands out at the side`);
	}
	await p.close();
}
await both('supervisor1', '/desk/spotcheck/year/', 'year');
await both('sj.coordinator', '/desk/spotcheck/year/rows?kind=visits', 'year-rows');
const hj = await b.person('hj.coordinator', { size: wide });
await hj.go('/desk/draws/');
await hj.page.click('text=高风险企业全覆盖检查');
const assign = new URL(await hj.page.getAttribute('a[href*="/assign?"]', 'href'), own.url);
await both('hj.coordinator', assign.pathname + assign.search, 'assign');
await hj.go(assign.pathname + assign.search);
await hj.page.selectOption('[name=officer_1]', { index: 1 });
await hj.page.selectOption('[name=officer_2]', { index: 2 });
await hj.page.fill('[name=reason]', '名录内人员均须回避');
await hj.press('指派');
like(await hj.text(), /已直接指派/, 'assigned');
const sj = await b.person('sj.coordinator', { size: wide });
await sj.go('/desk/');
const lapsed = await sj.page.getAttribute('a:has-text("抽取逾期未完成")', 'href');
await both('sj.coordinator', lapsed, 'lapse');
await sj.go(lapsed);
await sj.page.fill('[name=words]', '见证人未到，重新组织');
await sj.press('登记逾期原因');
await sj.check('spot-lapse-seen');
// whoever recorded the visit that waits, and the other of its team: the demo's draw is another each time
let recorder, waiting;
for (let i = 1; i <= 8 && !waiting; i++) {
	const c = new Client(own.url, own.state).session(`sj.officer${i}`),
		rows = (await c.get('/desk/visits/')).text.match(/<tr>(?:(?!<\/tr>)[\s\S])*?<\/tr>/g) || [];
	const row = rows.find((t) => />待会签</.test(t));
	if (row) [recorder, waiting] = [`sj.officer${i}`, row.match(/href="(\/desk\/visits\/[^"]+)"/)[1]];
}
const team = (await new Client(own.url, own.state).session(recorder).get(waiting)).forms.find((f) =>
	'code' in f.types).options.username;
await both(recorder, waiting, 'visit-here');
await both(team.find((o) => o.value).value, waiting, 'visit-sign');
await both('sj.officer1', '/desk/shared/', 'cards-none');
const chief = await b.person('sj.chief', { size: wide });
await chief.go('/desk/cases/?scope=agency&phase=all');
const one = (await chief.page.locator('td a.t').first().getAttribute('href')).split('?')[0];
await chief.go(`${one}/shares`);
await chief.page.fill('[name=username]', 'hj.officer1');
await chief.page.check('[name=level][value=card]');
await chief.page.fill('[name=until_day]', new Date(Date.now() + 5 * 86400e3).toISOString().slice(0, 10));
await chief.page.fill('[name=purpose]', '联合检查前核对');
await chief.page.locator('form.form button.btn:not(.vh)').last().click();
await chief.page.waitForSelector('.flash');
await chief.check('spot-share-card');
await both('hj.officer1', '/desk/shared/', 'cards');
await b.close();
own.stop();
done();
