// hosts.mjs - names that are not the platform's are not answered; links, recipes and QR codes are of public_url, by
// whatever name the page was asked for; what nginx says itself may be framed, sniffed and run as little as a page; a
// static file is given in one part; a form comes from a page of this host.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok } from '../lib/tap.mjs';

const { url, state } = main(), port = new URL(url).port;
const ask = (path, headers = {}, method = 'GET') => new Promise((resolve, reject) => {
	const rq = http.request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (rs) => {
		const parts = [];
		rs.on('data', (d) => parts.push(d));
		rs.on('end', () => resolve({ status: rs.statusCode, headers: rs.headers, raw: rs.rawHeaders,
			text: Buffer.concat(parts).toString() }));
	});
	rq.on('error', reject);
	rq.end();
});

for (const host of ['localhost', `127.0.0.1:${port}`, `[::1]:${port}`, 'desk.localhost'])
	is((await ask('/', { host })).status, 200, `${host}: answered`);
for (const host of ['evil.example', 'xn--localhost', '127.0.0.1.evil.example', 'localhost.evil.example'])
	for (const path of ['/', '/desk/login', '/assets/none.css', '/healthz/daemon']) {
		const p = await ask(path, { host });
		is([p.status, p.headers['set-cookie']], [421, undefined], `${host}${path}: 421`);
	}

const once = (p, name) => p.raw.filter((h, i) => i % 2 === 0 && h.toLowerCase() === name).length;
const asset = /\/assets\/[^"]+\.css/.exec((await ask('/', { host: 'localhost' })).text)[0];
const answers = { 'a page': '/', 'a page that is not there': '/none', 'an asset': asset,
	'one that is not there': '/assets/none.css', 'a redirect': '/desk',
	'a log file that is not there': '/log/tile/none', 'the error page': '/nginx/429.html' };
for (const [what, path] of Object.entries(answers)) {
	const p = await ask(path, { host: 'localhost' });
	is([once(p, 'content-security-policy'), once(p, 'x-content-type-options'), p.headers['x-content-type-options']],
		[1, 1, 'nosniff'], `${what} (${p.status}): policy and nosniff, once`);
}
like((await ask('/', { host: 'evil.example' })).headers['content-security-policy'], /default-src 'none'/,
	'a refusal too');
const large = await ask('/desk/login', { host: 'localhost', 'content-length': '70000' }, 'POST').catch((e) => ({ e }));
ok(large.status === 413 && /default-src 'none'/.test(large.headers['content-security-policy']), 'and a body too large');

const part = await ask(asset, { host: 'localhost', range: 'bytes=0-9' });
is([part.status, part.text.length], [206, 10], 'a part of a file');
is((await ask(asset, { host: 'localhost', range: 'bytes=0-1,3-4' })).status, 200, 'two parts: all of it');

// ---- what leaves a page: any address leads here, and somebody else's is repeated nowhere
const strange = '6.6.6.6';
const decision = /\/decisions\/([0-9A-Z]{26})/.exec((await ask('/', { host: 'localhost' })).text)[1];
const leading = { 'the log': '/log/', 'a decision': `/decisions/${decision}`, 'the table': '/search.csv',
	'a decision\'s picture': `/decisions/${decision}/qr.svg` };
for (const [what, path] of Object.entries(leading)) {
	const there = await ask(path, { host: strange });
	is([there.status, there.text.includes(strange), there.text.includes(url) || path.endsWith('.svg')],
		[200, false, true], `${what}: leads to public_url by another address too`);
}
is((await ask(leading['a decision\'s picture'], { host: strange })).text,
	(await ask(leading['a decision\'s picture'], { host: `127.0.0.1:${port}` })).text, 'and is the same picture');
is((await ask('/desk', { host: strange })).headers.location, '/desk/', 'a redirect is a path');

// Four addresses in a second: two of them have the program make the page, which all have.  A try across two seconds, or
// beside other tests, is made again.
const made = () => readFileSync(join(state, 'log/portal.log'), 'utf8').split('"route":"/plans/"').length;
let least = 4;
for (let n = 0; n < 20 && least > 3; n++) {
	await new Promise((r) => { setTimeout(r, 1010 - Date.now() % 1000); });
	const before = made();
	for (let k = 1; k <= 4; k++) await ask('/plans/', { host: `6.6.6.${k}` });
	least = Math.min(least, made() - before);
}
ok(least <= 3, 'nginx keeps one page for all of them', `${least} were made`);

// ---- where a form comes from: what came must agree, and something must come
const form = async (headers) => {
	const c = new Client(url, state), page = await c.get('/desk/login'), own = `127.0.0.1:${port}`;
	const f = page.forms.find((x) => x.action === '/desk/login');
	return (await c.raw('POST', '/desk/login', { body: `_csrf=${f.fields._csrf}&username=nobody.here&password=x`,
		headers: { 'content-type': 'application/x-www-form-urlencoded', host: own, ...headers } })).status;
};
const good = url, bad = 'https://evil.example';
for (const [headers, status, what] of [[{}, 403, 'nothing'], [{ origin: good }, 422, 'its own Origin'],
	[{ referer: `${good}/desk/login` }, 422, 'its own Referer'],
	[{ 'sec-fetch-site': 'same-origin' }, 422, 'same-origin'],
	[{ origin: bad }, 403, 'another Origin'], [{ referer: `${bad}/x` }, 403, 'another Referer'],
	[{ 'sec-fetch-site': 'cross-site' }, 403, 'cross-site'], [{ 'sec-fetch-site': 'same-site' }, 403, 'same-site'],
	[{ origin: good, referer: `${bad}/x` }, 403, 'one of two another'],
	[{ origin: good, 'sec-fetch-site': 'cross-site' }, 403, 'cross-site with its own Origin'],
	[{ origin: 'null', 'sec-fetch-site': 'same-origin' }, 403, 'no Origin to be told'],
	[{ origin: `${good}.evil.example` }, 403, 'one that begins like it']])
	is(await form(headers), status, `a form with ${what}`);

// ---- figures of the programs
const from = (localAddress, path) => new Promise((resolve) => {
	http.get({ host: '127.0.0.1', port, path, localAddress, agent: false }, (r) => {
		r.resume();
		resolve(r.statusCode);
	});
});
for (const path of ['/metrics', '/desk/metrics', '/healthz/daemon'])
	is([await from('127.0.0.1', path), await from('127.0.0.9', path)], [200, 403], `${path}: on the machine alone`);
done();
