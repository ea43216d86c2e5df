// figures.mjs - figures as people see them: the supervisor at a desk, a head on a phone, in both languages.
import { storeOf } from '../lib/evidence.mjs';
import { accounts } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, skipAll } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = main(), { sql } = storeOf(own), b = await open(own);
const holds = (duty) => accounts(own.state).find((a) => a.duties.includes(duty)).username;
await until(() => Number(sql('select count(*) from xz.figure_delta where kind = \'case_filed\'')) > 100);
const FROM = sql(`select to_char(max(day) - interval '11 months', 'YYYY-MM') from xz.figure_delta`);

await part('the supervisor', async () => {
	const p = await b.person(holds('supervisor'));
	await p.go('/desk/');
	await p.page.locator('nav a[href="/desk/figures/"]').first().click();
	await p.page.waitForURL(/figures/);
	await p.page.locator('#ff').fill(FROM);
	await Promise.all([p.page.waitForNavigation(), p.page.locator('form.listbar button').click()]);
	await p.check('figures-01-months');
	is(await p.page.locator('svg.chart').count(), 2, 'a chart of the months, and of what they come to');
	await p.go(`/desk/figures/?kind=penalty_fen&by=agency&from=${FROM}`);
	await p.check('figures-02-agencies');
	const number = p.page.locator('#h-table ~ table tbody td.num a').first(), text = await number.innerText();
	await Promise.all([p.page.waitForNavigation(), number.click()]);
	like(await p.page.locator('h1').innerText(), new RegExp(text.match(/^[\d ]*\d/)[0]),
		'a number leads to its rows');
	await p.check('figures-03-rows');
	await p.close();
});

await part('a head on a phone', async () => {
	const p = await b.person(holds('agency_head'), { size: phone });
	await p.go(`/desk/figures/?from=${FROM}`);
	await p.check('figures-04-months-m');
	await p.go(`/desk/figures/rows?from=${FROM}`);
	await p.check('figures-05-rows-m');
	ok(await p.page.locator('tbody a[href^="/desk/cases/"]').count() > 0, 'the cases are open to a head');
	await p.close();
	const en = await b.person(holds('agency_head'), { lang: 'en' });
	await en.context.addCookies([{ name: 'lang', value: 'en', domain: new URL(own.url).hostname, path: '/desk' }]);
	await en.go(`/desk/figures/?by=cause&from=${FROM}`);
	await en.check('figures-06-causes-en');
	await en.go(`/desk/figures/rows?from=${FROM}`);
	await en.check('figures-07-rows-en');
	await en.close();
});
await b.close();
done();
