// inspection.mjs - an inspection on a phone, from arrival to the result, signatures drawn; the code checked in a
// visitor's browser, good, altered and without a network; the pages of desk and portal wide and small.
import { ownInstance } from '../lib/instance.mjs';
import { line, send, toBeVisited } from '../lib/inspection.mjs';
import { done, is, like, ok, skipAll } from '../lib/tap.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = ownInstance('inspectb'), wide = { width: 1440, height: 900 };
const i = await toBeVisited(own.url, own.state);
const b = await open(own);
const narrow = async (p, name) => {
	const over = await p.page.evaluate(() => document.documentElement.scrollWidth -
		document.documentElement.clientWidth);
	ok(over <= 0, `${name}: nothing stands out at the side`);
};

async function drawOn(p, form) {
	const canvas = p.page.locator(`form[action$="/do/${form}"] canvas`);
	await canvas.scrollIntoViewIfNeeded();
	const box = await canvas.boundingBox();
	await p.page.mouse.move(box.x + 20, box.y + 40);
	await p.page.mouse.down();
	for (let k = 1; k <= 14; k++) await p.page.mouse.move(box.x + 20 + k * 18, box.y + (k % 2 ? 120 : 40));
	await p.page.mouse.up();
}

// ---- on the phone
const me = await b.person('sj.officer1', { size: phone });
await me.context.grantPermissions(['geolocation']);
await me.context.setGeolocation({ latitude: 26.8931, longitude: 112.5947, accuracy: 12 });
await me.go(i.field);
await me.page.waitForFunction(() => document.querySelector('[data-lat]').value !== '');
await me.check('inspection-arrive-m');
await narrow(me, 'arrival');
await me.page.click('form[action$="/do/arrive"] .btn.lg');
await me.page.waitForSelector('form[action$="/do/show"]');
like(await me.text(), /26\.893100, 112\.594700/, 'the position of the phone');
await me.page.click('form[action$="/do/show"] .btn.lg');
await me.page.waitForSelector('.off2 .tag.song');
await send(i.mate, await i.mate.get(i.field), '/do/show');
await me.go(i.field);
await me.check('inspection-check-m');
await narrow(me, 'the checklist');
await me.page.check('fieldset[data-item="1"] input[value=pass]');
await me.page.check('fieldset[data-item="2"] input[value=fail]');
await me.page.fill('#f-t_2', '3 号加油枪油气回收泵未启动');
await me.page.fill('#f-m_2', '0.41');
await me.page.fill('#f-u_2', 'L/L');
await me.page.check('fieldset[data-item="2"] input[value=order]');
await me.page.fill('#f-d_2', new Date(Date.now() + 10 * 86400e3).toISOString().slice(0, 10));
await me.page.check('fieldset[data-item="3"] input[value=na]');
await me.shot('inspection-problem-m');
await me.page.click('.f-act .btn');
await me.page.waitForSelector('form[action$="/do/finish"]');
await me.check('inspection-done-m');
await me.page.fill('#f-statement', '马上整改');
await me.page.click('form[action$="/do/finish"] .btn');
await me.page.waitForSelector('form[action$="/do/party"]');
await me.page.fill('#f-person', '谢春林 站长');
await drawOn(me, 'party');
await me.check('inspection-sign-m');
await narrow(me, 'signatures');
await me.page.click('form[action$="/do/party"] .btn.lg');
await me.page.waitForSelector('form[action$="/do/party"]', { state: 'detached' });
await drawOn(me, 'sign');
await me.page.click('form[action$="/do/sign"] .btn.lg');
await me.page.waitForLoadState();
await send(i.mate, await i.mate.get(i.field), '/do/sign', { path: line });
await me.go(i.field);
await me.check('inspection-tell-m');
await me.page.click('form[action$="/do/tell"] .btn');
await me.page.waitForURL(/field/);
await me.page.waitForSelector('form[action$="/do/recheck"]');
await me.check('inspection-recheck-field-m');
await narrow(me, 'the re-check');
await me.page.check('form[action$="/do/recheck"] input[value=met]');
await me.page.fill('#k-words', '油气回收泵已修复');
await me.page.click('form[action$="/do/recheck"] .btn.lg');
await me.page.waitForURL(/field/);
await me.close();
const second = await b.person('sj.officer2', { size: phone });
await second.go(i.field);
await second.check('inspection-confirm-m');
await narrow(second, 'the re-check to be confirmed');
await second.close();

// ---- the desk
for (const [size, mark] of [[wide, ''], [phone, '-m']]) {
	const p = await b.person('sj.officer1', { size });
	for (const [path, name] of [['/desk/inspections/', 'list'], [i.path, 'show'],
		[`${i.path}/do/recheck`, 'recheck']]) {
		await p.go(path);
		await p.check(`inspection-${name}${mark}`);
		await narrow(p, `${name}${mark}`);
	}
	const paper = await p.page.goto(`${own.url}${i.path}`)
		.then(() => p.page.locator('a:has-text("现场检查笔录")').first().getAttribute('href'));
	await p.go(paper);
	await p.check(`inspection-record${mark}`);
	await p.close();
}

// ---- the public
for (const [size, mark] of [[wide, ''], [phone, '-m']]) {
	const p = await b.person(null, { size });
	for (const [path, name] of [['/inspections/', 'public-list'], [`/inspections/${i.ref}`, 'public'],
		[`/rate/${i.ref}`, 'rate']]) {
		await p.go(path);
		await p.check(`inspection-${name}${mark}`);
		await narrow(p, `${name}${mark}`);
	}
	await p.go(`/code#${i.code}`);
	await p.page.waitForSelector('[data-checked]');
	is(await p.page.getAttribute('[data-code]', 'data-checked'), 'good', 'the code is good');
	await p.check(`inspection-code${mark}`);
	await narrow(p, `code${mark}`);
	if (mark) {
		const [a, body, sig] = i.code.split('.');
		const other = Buffer.from(Buffer.from(body, 'base64url').toString().replace('"kind":"case"',
			'"kind":"routine"')).toString('base64url');
		await p.page.fill('#c-code', [a, other, sig].join('.'));
		await p.page.click('[data-code-form] .btn');
		await p.page.waitForFunction(() => document.querySelector('[data-code]').dataset.checked === 'sig');
		ok(true, 'an altered code is not');
		p.expect(0);
		await p.page.waitForSelector('[data-code][data-ready]');
		await p.context.setOffline(true);
		await p.page.fill('#c-code', i.code);
		await p.page.click('[data-code-form] .btn');
		await p.page.waitForFunction(() => document.querySelector('[data-code]').dataset.checked === 'good');
		ok(true, 'checked without a network');
		await p.page.goto('about:blank');
		await p.page.goto(`${own.url}/code#${i.code}`);
		await p.page.waitForFunction(() => document.querySelector('[data-code]')?.dataset.checked === 'good');
		ok(true, 'and opened again without a network');
		await p.context.setOffline(false);
		const j = await toBeVisited(own.url, own.state), form = await j.lead.get(`${j.path}/do/cancel`);
		await send(j.lead, form, '/do/cancel', { reason: 'needless' });
		await p.page.goto('about:blank');
		await p.page.goto(`${own.url}/code#${j.code}`);
		await p.page.waitForSelector('[data-checked]');
		is(await p.page.getAttribute('[data-code]', 'data-checked'), 'revoked',
			'the code of an inspection that was given up is not');
		like(await p.page.innerText('[data-bad]'), /已作废/, 'and it says why');
	}
	await p.close();
}
await b.close();
done();
