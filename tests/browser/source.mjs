// source.mjs - a citizen reports on a phone and sees what became of it; the intake sorts and answers; both languages.
import { refText, storeOf } from '../lib/evidence.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, skipAll } from '../lib/tap.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = main(), { sql } = storeOf(own), b = await open(own);
const [agency, intake] = sql(`select g.ref, a.username from xz.people_agency g join xz.people_account a
	on a.agency_id = g.id join xz.people_duty d on d.account_id = a.id where d.duty = 'intake' order by g.code
	limit 1`).split('|');
const press = (p) => Promise.all([p.page.waitForNavigation(),
	p.page.locator('form.form .btns button.btn').first().click()]);
let number, secret;

await part('a citizen on a phone', async () => {
	const p = await b.person(null, { size: phone });
	await p.go('/');
	await p.go('/report');
	await p.check('source-01-report-m');
	p.expect(422);
	await press(p);
	ok(await p.page.locator('.summary a[href="#f-content"]').count(), 'what is missing is named');
	await p.check('source-02-problems-m');
	p.expect();
	await p.fill({ sort: 'report', agency: refText(agency), about: '湘江小食店', place: '蒸湘区红湘路',
		content: '该店后厨使用过期原料，冰柜里有去年的冷冻肉，夜里送货。' });
	await press(p);
	const text = await p.text();
	number = text.match(/\b\d{14}\b/)?.[0];
	secret = text.match(/(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}/)?.[0];
	ok(number && secret, 'a number and a secret', text.slice(0, 300));
	await p.check('source-03-receipt-m');
	await p.close();
});

await part('the intake', async () => {
	const p = await b.person(intake), at = `/desk/source/${refText(sql(`select ref from xz.source_request
		where number = '${number}'`))}`;
	await p.go('/desk/source/');
	await p.check('source-04-queue');
	await p.go(at);
	like(await p.text(), /去年的冷冻肉/, 'reads what was sent');
	await p.check('source-05-request');
	await p.page.locator('a.btn[href$="/do/sort"]').click();
	await p.fill({ sort: 'report', subject_name: '湘江小食店' });
	await p.check('source-06-sort');
	await press(p);
	await p.page.locator('a.btn[href*="/desk/clues/new"]').click();
	like(await p.page.locator('[name=content]').inputValue(), /去年的冷冻肉/, 'a clue begins with it');
	await p.check('source-07-clue');
	await p.go(`${at}/do/reject`);
	await p.check('source-08-reject');
	await p.go(`${at}/do/answer`);
	await p.fill({ answer: '已经收到并办结。' });
	await press(p);
	like(await p.text(), /已答复/, 'answered');
	await p.check('source-09-answered');
	await p.close();
	const m = await b.person(intake, { size: phone, lang: 'en' });
	await m.context.addCookies([{ name: 'lang', value: 'en', domain: new URL(own.url).hostname, path: '/desk' }]);
	await m.go('/desk/source/?state=all');
	await m.check('source-10-queue-m-en');
	await m.go(at);
	await m.check('source-11-request-m-en');
	await m.close();
});

await part('the keyboard run', async () => {
	const words = ['星空网吧夜里有未成年人上网，不登记身份证。', '未成年人在那家网吧通宵，店主不登记身份证。'];
	const made = [];
	for (const [i, content] of words.entries()) {
		const c = await b.person(null);
		await c.go('/report');
		await c.fill({ sort: 'report', agency: refText(agency), about: '星空网吧', place: '蒸湘区蔡伦大道八号',
			content });
		await press(c);
		made[i] = (await c.text()).match(/\b\d{14}\b/)?.[0];
		await c.close();
	}
	const at = made.map((n) => `/desk/source/${refText(sql(`select ref from xz.source_request
		where number = '${n}'`))}`);
	const p = await b.person(intake);
	await p.go(at[0]);
	await p.go(`${at[1]}?run=1`);
	like(await p.text(), new RegExp(`可能是同一事项[^]*${made[0]}[^]*名称 100`), 'the other is proposed, with why');
	await p.check('source-14-run');
	const key = (k) => Promise.all([p.page.waitForNavigation(), p.page.keyboard.press(k)]);
	await key('s');
	await p.check('source-15-run-sort');
	await key('Enter');
	like(p.page.url(), new RegExp(`${at[1]}\\?run=1`), 'sorted by two keys, it is to be decided');
	await key('a');
	await key('Enter');
	ok(!p.page.url().includes(at[1]), 'taken on by two more, the next is open', p.page.url());
	is(sql(`select state from xz.source_request where number = '${made[1]}'`), 'accepted', 'it is');
	await p.go(at[0]);
	await p.page.locator(`a[href*="/do/bind?other=${made[1]}"]`).click();
	await p.page.locator('[name=way][value=same]').check().catch(() => p.page.selectOption('[name=way]', 'same'));
	await p.check('source-16-bind');
	await press(p);
	like(await p.text(), new RegExp(`同一事项[^]*${made[1]}`), 'bound');
	await p.check('source-17-bound');
	await p.close();
	const m = await b.person(intake, { size: phone, lang: 'en' });
	await m.context.addCookies([{ name: 'lang', value: 'en', domain: new URL(own.url).hostname, path: '/desk' }]);
	await m.go(`${at[0]}?run=1`);
	await m.check('source-18-run-m-en');
	await m.close();
});

await part('what became of it', async () => {
	const p = await b.person(null, { lang: 'en' });
	await p.go('/report?lang=en');
	await p.check('source-12-report-en');
	await p.go('/report/status?lang=en');
	await p.fill({ number, secret });
	await press(p);
	like(await p.text(), /Closed[^]*已经收到并办结/, 'state and answer');
	is(await p.page.locator('html').getAttribute('lang'), 'en', 'in the language it was asked in');
	await p.check('source-13-status-en');
	await p.close();
});
await b.close();
done();
