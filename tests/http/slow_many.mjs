// slow_many.mjs - 400 connections from five addresses that send heads and bodies byte by byte: pages are answered
// meanwhile; of bodies no more are taken than an address and its network may send; who falls silent is cut; bodies lie
// on the disk without a name; a connection ends with the worker it came to.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { diag, done, is, ok } from '../lib/tap.mjs';
import { sleep, until } from '../lib/wait.mjs';

const own = ownInstance('slow'), port = Number(new URL(own.url).port), host = `127.0.0.1:${port}`;
const officer = new Client(own.url, own.state).session('sj.intake'), anybody = new Client(own.url, own.state);
const all = [];
process.on('exit', () => all.forEach((c) => c.socket.destroy()));

// What it is given at first, then a byte at a time; `said` is what the server answered.
function open(address, first, { drip = true } = {}) {
	const c = { said: '', ended: false, drip, address };
	c.socket = net.connect({ host: '127.0.0.1', port, localAddress: address });
	c.socket.write(first);
	c.socket.on('data', (d) => { c.said += d; });
	c.socket.on('error', () => { c.ended = true; });
	c.socket.on('close', () => { c.ended = true; });
	all.push(c);
	return c;
}
const dripping = setInterval(() => all.forEach((c) => {
	if (c.drip && !c.ended && !c.said) c.socket.write('a');
}), 1000);
dripping.unref();

const head = 'GET / HTTP/1.1\r\nX-Slow: ';
const body = (length, cookie = '') => `POST ${cookie ? '/desk/clues/new' : '/desk/login'} HTTP/1.1\r\n` +
	`Host: ${host}\r\nOrigin: http://${host}\r\n` +
	`Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${length}\r\n${cookie}\r\n`;
const session = 'Cookie: xz=made-up\r\n';

const addresses = [2, 3, 4, 5, 6].map((n) => `127.0.0.${n}`);
const heads = [], unknown = [], known = [];
for (const a of addresses)
	for (let i = 0; i < 20; i++) {
		heads.push(open(a, head), open(a, head));
		unknown.push(open(a, body(60000)));
		known.push(open(a, body(1000000, session)));
	}
is(all.length, 400, '400 slow connections from five addresses');

const refused = (list) => list.filter((c) => c.said.startsWith('HTTP/1.1 429'));
await until(() => refused(unknown).length >= 36);
is(refused(unknown).length, 36, 'without a session: no more than 64 bodies of a network at once, the others 429');
const most = Math.max(...addresses.map((a) => unknown.filter((c) => c.address === a && !c.said).length));
is(most, 16, 'and no more than 16 of an address');
is(refused(known).length, 0, 'with one: 20 of each address');

const took = [];
for (let i = 0; i < 10; i++)
	for (const [c, path] of [[anybody, '/'], [officer, '/desk/']]) {
		const begun = Date.now(), p = await c.get(path);
		took.push(Date.now() - begun);
		if (p.status !== 200) ok(false, `GET ${path}: ${p.status}`);
	}
is(took.length, 20, 'a public page and one of the desk are answered meanwhile');
diag(`ms: ${took.join(' ')}`);
is([known, unknown].map((l) => l.filter((c) => !c.said && !c.ended).length), [100, 64],
	'while the slow ones are there');
ok(await until(() => heads.every((c) => c.ended)), 'a head that never ends is cut');

// ---- bodies on the disk
const folder = join(own.state, 'nginx/body');
const master = readFileSync(join(own.state, 'run/nginx.pid'), 'utf8').trim();
// Those that a worker has open, without a name; and those that have one.
const openFiles = () => readFileSync(`/proc/${master}/task/${master}/children`, 'utf8').trim().split(' ')
	.flatMap((p) => {
		try {
			return readdirSync(`/proc/${p}/fd`).map((n) => readlinkSync(`/proc/${p}/fd/${n}`));
		} catch { return []; }
	}).filter((f) => f.startsWith(folder)).length;
const named = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((f) => f.isFile()).length;
const large = open('127.0.0.1', body(60000, session) + 'x'.repeat(40000));
ok(await until(() => openFiles() > 0), 'what is longer than 16 KiB lies on the disk');
is(named(), 0, 'without a name');

// ---- who falls silent
const silent = open('127.0.0.1', body(1000, session) + 'x', { drip: false });
ok(await until(() => silent.ended), 'a body of which nothing comes any more is cut');
ok(!large.ended, 'one of which something comes is not');

// ---- no connection is older than the worker it came to
const run = readFileSync(join(own.state, 'etc/instance.conf'), 'utf8').match(/^run = (.+)$/m)[1];
const turn = join(run, 'super/nginx-turn');
is(/sleep 840$/m.test(readFileSync(join(turn, 'run'), 'utf8')), true, 'nginx is reloaded every fourteen minutes');
execFileSync(join(turn, 'finish'), ['0'], { cwd: turn });
ok(await until(() => all.every((c) => c.ended)), 'with it all slow connections end');
is((await anybody.get('/')).status, 200, 'the others are served by new workers');
ok(await until(() => openFiles() + named() === 0), 'of their bodies nothing is left on the disk');

// ---- one session that asks without end
execFileSync('sed', ['-i', 's/\\(zone=session:4m rate=\\)[0-9]*/\\150/', join(own.state, 'etc/nginx.conf')]);
execFileSync('s6-svc', ['-h', join(run, 'super/nginx')]);
const other = new Client(own.url, own.state).session('sj.chief');
await until(async () => (await Promise.all(Array(250).fill(0).map(() => officer.raw('GET', '/desk/cases/'))))
	.some((p) => p.status === 429));
const asked = Promise.all(Array(500).fill(0).map(() => officer.raw('GET', '/desk/cases/')));
is((await other.get('/desk/')).status, 200, 'another session is answered meanwhile');
const said = (await asked).map((p) => p.status);
ok(said.filter((n) => n === 200).length >= 100, 'of 500 lists at once a hundred and more are answered');
ok(said.filter((n) => n === 429).length >= 200, 'what is beyond what waits for its turn is refused');
is(said.filter((n) => n !== 200 && n !== 429), [], 'and nothing else happens');

// ---- lengths
const sized = async (n, headers) => (await anybody.raw('POST', '/desk/login', { body: 'x'.repeat(n), headers })).status;
is([await sized(65537), await sized(1048577, { cookie: 'xz=made-up' })], [413, 413],
	'64 KiB without a session, 1 MiB with one, and no more');
is((await anybody.raw('POST', '/desk/login', { headers: { 'transfer-encoding': 'chunked' } })).status, 413,
	'without a session the length is said');
clearInterval(dripping);
done();
