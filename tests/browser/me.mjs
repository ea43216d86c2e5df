// me.mjs - the pages of an account of one's own: what it knows, its password, a letter with a link and what that shows.
import { accountWith, Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, skipAll } from '../lib/tap.mjs';
import { browserMissing, desktop, open, phone } from './lib/browser.mjs';

if (browserMissing()) skipAll(browserMissing());
const own = ownInstance('browserme'), b = await open(own);
const officer = await b.person('cg.officer5', { by: 'form' });
await officer.go('/desk/me');
await officer.check('me-01');
await officer.go('/desk/me/password');
await officer.page.locator('#f-current').fill('x');
await officer.page.locator('#f-fresh').fill('short');
await officer.page.locator('#f-again').fill('short');
await Promise.all([officer.page.waitForNavigation(), officer.page.locator('form.form .btns button.btn').click()]);
like(await officer.page.locator('[role=alert]').textContent(), /不足 12/, 'said why');
officer.troubles.length = 0;	// of 422, which was meant
await officer.check('me-02-password');

// large text: every size, kept by the browser, on the desk and at the portal
for (const size of [desktop, phone]) {
	const p = await b.person('cg.officer4', { size }), sizes = () => p.page.evaluate(() => [...document
		.querySelectorAll('h1, h2, p, td, th, a')].map((e) => parseFloat(getComputedStyle(e).fontSize)));
	for (const path of ['/desk/', '/']) {
		await p.go(path);
		const before = await sizes();
		await p.page.locator('[data-large] button').click();
		await p.go(path);
		is(await p.page.locator('[data-large] button').getAttribute('aria-pressed'), 'true',
			`${path}: it stays`);
		const now = await sizes();
		is(before.filter((n, i) => now[i] <= n).length, 0, 'and each of its texts is larger');
		await p.check(`me-08-large${path === '/' ? '-portal' : ''}${size === phone ? '-phone' : ''}`);
		await p.page.locator('[data-large] button').click();
	}
	await p.close();
}

// told at the next sign-in what strangers tried; who tries too often is held up
const stranger = new Client(own.url, own.state);
for (let n = 0; n < 4; n++)
	await stranger.submit(await stranger.get('/desk/login'), { username: 'cg.officer5', password: `wrong ${n}` });
for (const size of [desktop, phone]) {
	const name = size === phone ? '-phone' : '', p = await b.person('cg.officer5', { by: 'form', size });
	if (size === desktop) like(await p.text(), /登录失败 4 次，来自 127\.0\.0\.1/, 'told at the next sign-in');
	if (size === desktop) await p.check('me-05-since');
	await p.close();
	const q = await b.person(null, { size });
	await q.go('/desk/login');
	await q.check(`me-06-sign-in${name}`);
	q.expect(422, 429);
	for (let n = 0; n < 6; n++) {
		await q.fill({ username: `nobody${name}`, password: `wrong ${n}` });
		await Promise.all([q.page.waitForNavigation(), q.page.press('[name=password]', 'Enter')]);
	}
	like(await q.text(), /请在 \d+ (分钟|秒)后再试/, 'held up, and for how long');
	await q.check(`me-07-held-up${name}`);
	await q.close();
}

const sys = await b.person(accountWith('sysadmin', own.state).username);
await sys.go('/desk/admin/accounts/?q=cg.officer5');
await sys.page.locator('a[href^="/desk/admin/accounts/"]').filter({ hasText: 'cg.officer5' }).first().click();
await Promise.all([sys.page.waitForNavigation(), sys.page.locator('form[action$="/totp"] button').click()]);
await sys.check('me-03-letter');
const link = new URL((await sys.page.locator('code').nth(1).textContent()).trim());
await officer.go('/desk/me');
is(new URL(officer.page.url()).pathname, '/desk/login', 'the sessions have ended');
await officer.go(link.pathname + link.search);
like(await officer.page.locator('code').first().textContent(), /[A-Z2-7]{32}/, 'its owner sees the secret');
await officer.check('me-04-link');
await b.close();
done();
