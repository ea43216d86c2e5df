// passkey.mjs - a passkey by Chromium's own virtual device: added on the page of one's own, used at the sign-in,
// confirmed by, removed; what the device refuses is said, and without a device the code goes on.
import { accounts, totp } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { byName } from '../lib/passkey.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, skipAll } from '../lib/tap.mjs';
import { browserMissing, desktop, open, phone } from './lib/browser.mjs';

if (browserMissing()) skipAll(browserMissing());
const own = ownInstance('browserpasskey'), sql = sqlOf(storeConf(own.state));
const instance = { ...own, url: await byName(own) }, b = await open(instance);
const who = accounts(own.state).find((a) => a.username === 'cg.officer5');
const device = async (p, more = {}) => {
	const cdp = await p.context.newCDPSession(p.page);
	await cdp.send('WebAuthn.enable');
	const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2',
		transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
		automaticPresenceSimulation: true, ...more } });
	return { cdp, authenticatorId, verified: (v) => cdp.send('WebAuthn.setUserVerified',
		{ authenticatorId, isUserVerified: v }) };
};
const pressed = (p, what) => Promise.all([p.page.waitForNavigation(), p.page.locator(what).click()]);
const MAKE = 'form[data-make]', REMOVE = 'form[action$="/remove"]';

const p = await b.person(who.username, { by: 'form' }), d = await device(p);
is(await p.page.evaluate(() => window.isSecureContext), true, 'the browser trusts the page');
await p.go('/desk/me/passkeys');
await p.check('passkey-01-none');
await p.page.locator(`${MAKE} [name=name]`).fill('办公电脑');
await p.page.locator(`${MAKE} button.btn`).first().click();
is(await p.page.locator(`${MAKE} [name=code]`).evaluate((e) => e === document.activeElement), true,
	'without a code nothing is asked of the device');
await p.page.locator(`${MAKE} [name=code]`).fill(await totp(who, own.state));
await pressed(p, `${MAKE} button.btn >> nth=0`);
like(await p.text(), /通行密钥已添加/, 'added');
await p.check('passkey-02-one');
const { credentials } = await d.cdp.send('WebAuthn.getCredentials', { authenticatorId: d.authenticatorId });
is([credentials.length, credentials[0].rpId], [1, 'localhost'], 'the device has it, for this name');

// the sign-in
const signingIn = async (size) => {
	await p.page.setViewportSize(size);
	await p.context.clearCookies();
	await p.go('/desk/login');
	await p.fill({ username: who.username, password: who.password });
	await Promise.all([p.page.waitForNavigation(), p.page.press('[name=password]', 'Enter')]);
};
await signingIn(desktop);
await p.check('passkey-03-sign-in');
await pressed(p, 'form[data-passkey] button');
like(p.page.url(), /\/desk\/me\/since/, 'signed in, and told of the passkey');
is(sql('select method from xz.people_session order by id desc limit 1'), 'password+passkey', 'by it');
await signingIn(phone);
await p.check('passkey-04-sign-in-phone');
await d.verified(false);
await p.page.locator('form[data-passkey] button').click();
await p.page.locator('[data-passkey-said]:visible').waitFor();
like(await p.page.locator('[data-passkey-said]').textContent(), /改用动态验证码/, 'a device that knows nobody: said');
await d.verified(true);
await pressed(p, 'form[data-passkey] button');
ok(!/login/.test(p.page.url()), 'and after that it goes on');
await p.go('/desk/me');
await p.check('passkey-05-me-phone');
await p.go('/desk/me/passkeys');
await p.check('passkey-06-phone');
await p.page.setViewportSize(desktop);
await p.page.locator(`${MAKE} [name=name]`).fill('又一把');
await p.page.locator(`${MAKE} [name=code]`).fill('000000');
await p.page.locator(`${MAKE} button.btn`).first().click();
await p.page.locator(`${MAKE} [data-passkey-said]:visible`).waitFor();
like(await p.page.locator(`${MAKE} [data-passkey-said]`).textContent(), /已经登记过/,
	'a second on the same device: said');

// removed, by itself, on a page that was opened two minutes ago: its challenge is over, and is fetched anew
await p.page.evaluate((form) => {
	const f = document.querySelector(form), now = Date.now;
	Date.now = () => now() + 120000;
	f.dataset.challenge = 'AAAA';
	f.elements._pass.value = 'over';
}, REMOVE);
await pressed(p, `${REMOVE} [data-by-passkey]`);
like(await p.text(), /通行密钥已移除/, 'removed, confirmed by a passkey');
is(sql('select count(*) from xz.people_passkey where removed_at is null'), '0', 'there is none');
await b.close();

const plain = await open(instance, { javaScript: false }), q = await plain.person(who.username, { by: 'form' });
await q.go('/desk/me/passkeys');
like(await q.text(), /在这里不能添加/, 'without scripts: said');
await plain.close({ html: false });
done();
