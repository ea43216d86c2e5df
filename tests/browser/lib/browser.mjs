// browser.mjs - Chromium for the browser tests: signing in, and at every page the same checks (axe, CSP violations,
// console errors, bad answers).  With XZ_SHOTS (make stories) a picture of each page checked goes to build/shots; of a
// page that fails one goes there in any case.
//   const b = await open(instance);             const officer = await b.person('wang');
//   await officer.go('/desk/');  await officer.check('desk');  await b.close();
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accounts, Client, totp } from '../../lib/http.mjs';
import { ok, witness } from '../../lib/tap.mjs';
import { haveVnu, htmlErrors } from '../../lib/vnu.mjs';
import { PATIENCE_MS } from '../../lib/wait.mjs';
import { axeOn } from './axe.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const shots = join(root, 'build/shots');
const whole = process.env.CHROMIUM || '/usr/bin/chromium';
// The same engine without a browser's own windows, at a third of the work for each page that is opened.
const program = process.env.CHROMIUM || '/usr/bin/chromium-headless-shell';
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
	'--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
	'--disable-extensions', '--disable-default-apps', '--font-render-hinting=none', '--hide-scrollbars'];

export const desktop = { width: 1280, height: 900 }, phone = { width: 390, height: 844 };

export function browserMissing() {
	for (const p of [whole, program]) if (!existsSync(p)) return `${p} is not installed`;
	if (!existsSync(join(root, 'node_modules/playwright-core'))) return 'playwright-core is not installed';
	return '';
}

// instance: { url, state } of tests/lib/instance.mjs.
// camera: a film (y4m) that its camera shows.  host: a name by which it finds this machine.
export async function open(instance, { javaScript = true, camera, host } = {}) {
	const { chromium } = await import('playwright-core');
	const profile = mkdtempSync(join(tmpdir(), 'xz-browser-'));
	const args = camera ? [...flags, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
		`--use-file-for-fake-video-capture=${camera}`] : [...flags];
	if (host) args.push(`--host-resolver-rules=MAP ${host} 127.0.0.1`);
	const browser = await chromium.launch({ executablePath: program, args,
		env: { ...process.env, HOME: profile } });
	const set = { instance, browser, pages: [], contexts: [], javaScript };

	set.person = (username, options) => person(set, username, options);
	set.close = async ({ html = true } = {}) => {
		await browser.close();
		rmSync(profile, { recursive: true, force: true });
		if (html && set.pages.length && (process.env.XZ_VNU || haveVnu())) {
			const errors = await htmlErrors(set.pages);
			ok(errors.length === 0, `Nu HTML checker: ${set.pages.length} pages without errors`,
				errors.slice(0, 20).join('\n'));
		}
	};
	return set;
}

// A phone that can be switched off: its profile stays on the disk, so that what pages kept is there when it is opened
// again. on() gives a page signed in by a new session; as(NAME) signs somebody else in; off() ends the whole browser.
export async function phoneOf(instance, username) {
	const { chromium } = await import('playwright-core');
	const profile = mkdtempSync(join(tmpdir(), 'xz-phone-'));
	const ph = { context: null, page: null, troubles: [] };
	ph.on = async ({ offline = false } = {}) => {
		ph.context = await chromium.launchPersistentContext(profile, { executablePath: program, args: flags,
			viewport: phone, locale: 'zh-CN',
			timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', env: { ...process.env, HOME: profile },
			isMobile: true, hasTouch: true,
			permissions: ['geolocation'], geolocation: { latitude: 26.8931, longitude: 112.5947,
			accuracy: 12 } });
		await session({ set: { instance }, context: ph.context, username });
		await ph.context.setOffline(offline);
		ph.page = ph.context.pages()[0] || await ph.context.newPage();
		ph.page.setDefaultTimeout(PATIENCE_MS);
		ph.page.on('pageerror', (e) => ph.troubles.push(`script: ${e.message}`));
		ph.page.on('console', (m) => {
			if (/Content Security Policy/i.test(m.text())) ph.troubles.push(`CSP: ${m.text()}`);
		});
		return ph.page;
	};
	witness(() => seen({ ...ph, username }));
	ph.as = (name) => session({ set: { instance }, context: ph.context, username: name });
	ph.off = () => ph.context.close();
	ph.gone = () => rmSync(profile, { recursive: true, force: true });
	return ph;
}

// A browser with its PDF viewer, which is one of its extensions.  show(PATH) gives the addresses of the frames once the
// viewer has come up with the file in it, none where there is no viewer.
export async function viewer(instance, username) {
	const { chromium } = await import('playwright-core');
	const profile = mkdtempSync(join(tmpdir(), 'xz-viewer-'));
	const browser = await chromium.launch({ executablePath: whole,
		args: flags.filter((f) => !/extensions|default-apps/.test(f)),
		ignoreDefaultArgs: ['--disable-extensions', '--disable-component-extensions-with-background-pages',
		'--disable-default-apps'], env: { ...process.env, HOME: profile } });
	const context = await browser.newContext({ viewport: desktop, locale: 'zh-CN' }),
		page = await context.newPage();
	await session({ set: { instance }, context, username });
	return {
		async show(path) {
			await page.goto(new URL(path, instance.url).href, { waitUntil: 'load' }).catch(() => {});
			const there = () => page.frames().filter((f) => f.url().endsWith(path)).length === 2;
			for (let i = 0; i < 100 && !there(); i++) await page.waitForTimeout(100);
			await shotOf(page, 'pdf-viewer', { full: false });
			return page.frames().some((f) => f.url().startsWith('chrome-extension:'))
				? page.frames().map((f) => f.url()) : [];
		},
		async close() {
			await browser.close();
			rmSync(profile, { recursive: true, force: true });
		},
	};
}

// One context of its own: a signed-in person, or the public without a name.  `by` is
// 'session' (quick) or 'form' (types name, password and code).
async function person(set, username, { by = 'session', size = desktop, lang } = {}) {
	const context = await set.browser.newContext({
		viewport: size, ignoreHTTPSErrors: true, javaScriptEnabled: set.javaScript, timezoneId: 'Asia/Shanghai',
		locale: lang || 'zh-CN', reducedMotion: 'reduce', deviceScaleFactor: 1,
	});
	const page = await context.newPage();
	const p = { set, context, page, username, troubles: [], expected: [] };
	page.setDefaultTimeout(PATIENCE_MS);
	watch(p);
	witness(() => seen(p));
	Object.assign(p, {
		go: (path) => go(p, path),
		check: (name) => check(p, name),
		shot: (name, options) => shotOf(p.page, name, options),
		fill: (values) => fill(p, values),
		press: (text) => press(p, text),
		// Answers of these codes are meant (a test of refusals): no trouble.
		expect: (...codes) => { p.expected = codes; },
		text: () => page.locator('body').innerText(),
		close: () => context.close(),
	});
	if (username && by === 'session') await session(p);
	else if (username) await signIn(p);
	return p;
}

function watch(p) {
	p.page.on('console', (m) => {
		if (m.type() === 'error' && !p.expected.some((c) => m.text().includes(` ${c} `) ||
			m.text().includes(`status of ${c}`)))
			p.troubles.push(`console: ${m.text()}`);
		else if (/Content Security Policy/i.test(m.text())) p.troubles.push(`CSP: ${m.text()}`);
	});
	p.page.on('pageerror', (e) => p.troubles.push(`script: ${e.message}`));
	p.page.on('requestfailed', (r) => {
		if (!/ERR_ABORTED/.test(r.failure()?.errorText || ''))
			p.troubles.push(`request: ${r.url()} ${r.failure()?.errorText}`);
	});
	p.page.on('response', (r) => {
		if (r.request().isNavigationRequest() && r.frame() === p.page.mainFrame())
			p.goesOn = 'refresh' in r.headers();
		if (r.status() >= 400 && !p.expected.includes(r.status()))
			p.troubles.push(`answer ${r.status()}: ${r.request().method()} ${r.url()}`);
	});
}

// What an open page shows, for the part that failed.
async function seen(p) {
	if (!p.page || p.page.isClosed()) return '';
	const text = await p.page.locator('body').innerText({ timeout: 1000 });
	await failedPicture(p.page);
	return `${p.username} at ${p.page.url()}: ${p.troubles.join('; ')}\n${text.slice(0, 600)}`;
}

async function session(p) {
	const { url, state } = p.set.instance, c = new Client(url, state).session(p.username);
	for (const [name, { value }] of c.cookies)
		await p.context.addCookies([{ name, value, domain: new URL(url).hostname, path: '/desk', httpOnly: true,
			sameSite: 'Strict', secure: url.startsWith('https') }]);
}

async function signIn(p) {
	const a = accounts(p.set.instance.state).find((x) => x.username === p.username);
	await go(p, '/desk/login');
	await p.page.fill('[name=username]', a.username);
	await p.page.fill('[name=password]', a.password);
	await Promise.all([p.page.waitForNavigation(), p.page.press('[name=password]', 'Enter')]);
	await p.page.fill('[name=code]', await totp(a, p.set.instance.state));
	await Promise.all([p.page.waitForNavigation(), p.page.press('[name=code]', 'Enter')]);
}

// Where the page goes on by itself at that moment, what was asked for is asked for again: a user's address wins.
async function go(p, path) {
	const url = new URL(path, p.set.instance.url).href;
	for (let left = 3; ; left--)
		try {
			return await p.page.goto(url, { waitUntil: 'load' });
		} catch (e) {
			if (!left || !/ERR_ABORTED|interrupted by another navigation/.test(e.message)) throw e;
			await p.page.waitForLoadState('load');
		}
}

// By name attribute; arrays tick boxes or choose several; true / false tick.
async function fill(p, values) {
	for (const [name, value] of Object.entries(values)) {
		const field = p.page.locator(`[name="${name}"]:not([type=hidden])`), first = field.first();
		const kind = await first.evaluate((e) => (e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()));
		if (kind === 'select') await first.selectOption(value);
		else if (kind === 'radio' || (kind === 'checkbox' && typeof value !== 'boolean'))
			for (const v of [].concat(value))
				await p.page.locator(`[name="${name}"][value="${v}"]`).check({ force: true });
		else if (kind === 'checkbox') await first.setChecked(value, { force: true });
		else await first.fill(String(value));
	}
}

// Presses the button or link with this text (or a selector that begins with "css=") and
// waits for the page that follows.
async function press(p, text) {
	const target = text.startsWith('css=') ? p.page.locator(text.slice(4)).first()
		: p.page.getByRole('button', { name: text, exact: true }).or(p.page.getByRole('link',
		{ name: text, exact: true })).first();
	await Promise.all([p.page.waitForNavigation({ waitUntil: 'load' }), target.click()]);
}

// A picture for whoever wants to look at all pages.
export async function shotOf(page, name, { full = true } = {}) {
	if (process.env.XZ_SHOTS) await picture(page, name, full);
}
let failures = 0;
const failedPicture = (page) =>
	picture(page, `failed-${basename(process.argv[1], '.mjs')}-${++failures}`, true);
async function picture(page, name, full) {
	mkdirSync(shots, { recursive: true });
	await page.screenshot({ path: join(shots, `${name}.png`), fullPage: full });
}

// What is asked of a page that goes on meanwhile is asked of the next one.  (To hold its request back would hang: an
// answer comes from the page that follows only.)
async function lookedAt(p, fn) {
	for (let left = 20; ; left--)
		try {
			return await fn();
		} catch (e) {
			if (!left || !/context was destroyed|navigat/i.test(e.message)) throw e;
			await p.page.waitForLoadState('load');
		}
}

// For the Nu checker: the bytes as served, not the tree after scripts.
async function keepServed(p, name) {
	const { url, state } = p.set.instance, c = new Client(url, state), here = new URL(p.page.url());
	for (const k of await p.context.cookies()) c.cookies.set(k.name, { value: k.value, path: k.path });
	const served = await c.raw('GET', here.pathname + here.search);
	if (served.status === 200) p.set.pages.push({ name, html: served.text });
}

// Every page: nothing wrong in console or CSP, no sideways scrolling; and where anything on it is new in this run
// (axe.mjs), no axe violation and valid HTML.  One that goes on by a header stays until it was looked at, and is asked
// for again then.
async function check(p, name) {
	let good = true, fresh = true;
	const stopped = p.goesOn && p.set.javaScript;
	if (stopped) await lookedAt(p, () => p.page.evaluate(() => window.stop()));
	await shotOf(p.page, name);
	if (p.set.javaScript) {
		const [found, wide] = await lookedAt(p, () => axeOn(p.page));
		fresh = found !== null;
		if (fresh) good &= ok(found.length === 0, `${name}: axe`, found.slice(0, 8).join('\n'));
		good &= ok(wide <= 0, `${name}: fits its width`, `${wide} px too wide`);
	}
	good &= ok(p.troubles.length === 0, `${name}: no console error, CSP violation or bad answer`,
		p.troubles.join('\n'));
	if (!good) await failedPicture(p.page);
	p.troubles.length = 0;
	if (fresh) await keepServed(p, name);
	if (stopped) await go(p, p.page.url());
}
