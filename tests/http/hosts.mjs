// hosts.mjs - names that are not the platform's are not answered; what nginx says itself may be framed, sniffed and run
// as little as a page; a static file is given in one part.
import http from 'node:http';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok } from '../lib/tap.mjs';

const { url } = main(), port = new URL(url).port;
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
done();
