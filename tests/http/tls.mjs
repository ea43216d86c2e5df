// tls.mjs - an instance with TLS: https only, cookies Secure, on the desk's own host name a __Host- cookie.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import tls from 'node:tls';
import { accounts, Client, totp } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const own = ownInstance('tls', { env: { XIEZHI_TLS: '1' } });
const base = new URL(own.url), deskUrl = `https://desk.localhost:${base.port}`;
is(base.protocol, 'https:', 'the instance says https');
const who = accounts(own.state).find((a) => a.username === 'yj.officer6');

// The desk's own host name leads to this machine without a resolver's help.
class DeskClient extends Client {
	constructor() {
		super(deskUrl, own.state);
		this.headers.host = `desk.localhost:${base.port}`;
	}

	raw(method, path, options = {}) {
		const shown = this.url, host = this.headers.host;
		this.url = new URL(own.url);
		const sent = super.raw(method, path, { ...options, headers: { ...options.headers, host,
			...(options.headers?.origin ? { origin: shown.origin } : {}) } });
		this.url = shown;
		return sent;
	}
}

async function signIn(c) {
	let page = await c.submit(await c.get('/desk/login'), { username: who.username, password: who.password },
		{ follow: false });
	page = await c.submit(page, { code: await totp(who, own.state) }, { follow: false });
	return [page, [].concat(page.headers['set-cookie'] || []).find((l) => /^(__Host-)?xz=/.test(l)) || ''];
}

// on the shared host
const c = new Client(own.url, own.state), home = await c.get('/');
is(home.status, 200, 'the portal answers over TLS');
like(home.headers['strict-transport-security'], /^max-age=31536000; includeSubDomains$/,
	'with Strict-Transport-Security');
const [page, line] = await signIn(c);
is(page.status, 303, 'signing in over TLS');
like(line, /^xz=[\w-]{40,};/, 'gives the cookie of the shared host');
is(line.split('; ').slice(1).sort(), ['HttpOnly', 'Path=/desk', 'SameSite=Strict', 'Secure'], 'and marks it Secure');
const desk = await c.get('/desk/');
is(desk.status, 200, 'the desk is open');
like(desk.headers['strict-transport-security'], /^max-age=31536000; includeSubDomains$/,
	'with Strict-Transport-Security');
unlike(desk.text, /(?:src|href|action)="http:/, 'no link of the page is http');
const out = await c.submit(desk, {}, { form: '/desk/logout', follow: false });
like([].concat(out.headers['set-cookie']).join('\n'), /^xz=; .*Secure; Max-Age=0/m, 'signing out takes it away');

// on the desk's own host name
const d = new DeskClient(), [signed, hostLine] = await signIn(d);
is(signed.status, 303, 'signing in on desk.localhost');
like(hostLine, /^__Host-xz=[\w-]{40,};/, 'gives a __Host- cookie');
is(hostLine.split('; ').slice(1).sort(), ['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure'],
	'with Path=/ and Secure, without Domain');
unlike(hostLine, /domain=/i, 'of this host alone');
is((await d.raw('GET', '/desk/')).status, 200, 'the desk is open there');
is((await d.raw('GET', '/')).status, 308, 'its first page is the desk');
is((await d.raw('GET', '/search')).status, 404, 'the portal is not served there');
is((await d.raw('GET', '/agencies/')).status, 404, 'nor anything else of it');
const moved = new DeskClient();
moved.cookies.set('xz', d.cookies.get('__Host-xz'));
is((await moved.raw('GET', '/desk/')).status, 303, 'under another name the token is no session there');
const stray = new Client(own.url, own.state);
stray.cookies.set('__Host-xz', d.cookies.get('__Host-xz'));
is((await stray.raw('GET', '/desk/')).status, 303, 'nor is the __Host- cookie one on the shared host');
for (const [path, host] of [['/', 'evil.example'], ['/desk', 'localhost'], ['/assets/none.css', 'localhost'],
	['/assets/none.css', `desk.localhost:${base.port}`], ['/search', `desk.localhost:${base.port}`]])
	like((await new Client(own.url, own.state).raw('GET', path, { headers: { host } }))
		.headers['strict-transport-security'], /includeSubDomains/, `${host}${path}: too`);
const far = new DeskClient();
far.localAddress = '127.0.0.9';
is([(await d.raw('GET', '/desk/metrics')).status, (await far.raw('GET', '/desk/metrics')).status], [200, 403],
	'figures of the desk: on the machine alone, by this name too');
const sys = new DeskClient().session(accounts(own.state).find((a) => a.duties.includes('sysadmin')).username);
sys.cookies.set('__Host-xz', sys.cookies.get('xz'));
const card = /\/desk\/admin\/accounts\/[0-9A-Z]{26}/
	.exec((await sys.get('/desk/admin/accounts/?q=yj.officer5')).text)[0];
like((await sys.submit(await sys.get(card), {}, { form: '/password', follow: false })).text,
	new RegExp(`https://desk\\.localhost:${base.port}/desk/activate\\?t=`), 'a link leads to the desk\'s name');
const wrongSite = await d.raw('POST', '/desk/logout',
	{ body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded',
	origin: 'https://desk.localhost' } });
ok(wrongSite.status >= 400, `a post from another port is refused: ${wrongSite.status}`);

// plain http on the port of TLS
const plain = await new Promise((resolve) => {
	http.get({ host: '127.0.0.1', port: base.port, path: '/', agent: false }, (r) => {
		r.resume();
		resolve(r);
	}).on('error', (e) => resolve({ error: e.code }));
});
ok(plain.error || plain.statusCode >= 400, `plain http is not served: ${plain.error || plain.statusCode}`);
ok(!plain.headers?.['set-cookie'], 'and sets no cookie');

// the certificate and the protocol
const socket = await new Promise((resolve, reject) => {
	const s = tls.connect({ host: '127.0.0.1', port: base.port, rejectUnauthorized: false,
		servername: 'localhost' }, () => resolve(s));
	s.on('error', reject);
});
const cert = socket.getPeerCertificate();
is(cert.asn1Curve, 'prime256v1', 'the self-made certificate is ECDSA P-256');
like(cert.subjectaltname, /DNS:desk\.localhost/, 'and names the desk\'s host');
like(socket.getProtocol(), /^TLSv1\.[23]$/, 'TLS 1.2 or 1.3');
socket.destroy();
const old = await new Promise((resolve) => {
	const s = tls.connect({ host: '127.0.0.1', port: base.port, rejectUnauthorized: false, minVersion: 'TLSv1',
		maxVersion: 'TLSv1.1',
		ciphers: 'DEFAULT@SECLEVEL=0' }, () => resolve('connected'));
	s.on('error', (e) => resolve(e.code || 'refused'));
});
ok(old !== 'connected', `TLS 1.1 is refused: ${old}`);
const h2 = await new Promise((resolve) => https.get(own.url, { rejectUnauthorized: false, agent: false }, (r) => {
	r.resume();
	resolve(r.headers.server);
}));
unlike(h2 || '', /\d/, 'the server does not tell its version');
const key = join(own.state, 'tls/key.pem');
ok(existsSync(key) && (statSync(key).mode & 0o077) === 0, 'the key is its owner\'s alone');

// no program, and no worker of nginx, is root's
const users = execFileSync('ps', ['-eo', 'user:32,args'], { encoding: 'utf8' }).split('\n')
	.filter((l) => l.includes(`${own.state}/app/bin/`) && !l.includes(' ps ')).map((l) => l.trim().split(/\s+/)[0]);
ok(users.length >= 2 && !users.includes('root'), 'no program runs as root', users.join(' '));
own.stop();
done();
