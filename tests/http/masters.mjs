// masters.mjs - while requests come in, nginx and the programs are reloaded: none fails.  Then every master is killed
// (-9), nginx's and PostgreSQL's too, and what watches them: all are back, and what was acknowledged is stored.
// XZ_ROUNDS kills of each (2; make torture: 20).  On an instance and a cluster of its own.
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { diag, done, is, like, ok } from '../lib/tap.mjs';

const rounds = Number(process.env.XZ_ROUNDS || 2), PATIENCE = 300_000;
const own = ownInstance('masters', { env: { XZ_ALONE: '1' } }), { sql } = storeOf(own);
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
const folder = join(readFileSync(join(own.state, 'etc/instance.conf'), 'utf8').match(/^run = (.+)$/m)[1], 'super');
const programs = execFileSync('bash', ['-c', '. etc/instance/common.sh; echo $programs'], { encoding: 'utf8' }).trim()
	.split(' ');
const watched = [...programs, 'nginx', 'postgresql'];
const said = (pid) => { try { return readFileSync(`/proc/${pid}/cmdline`, 'utf8'); } catch { return ''; } };
// 0: it is down, not watched at this moment, or not yet the program.
const pidOf = (name) => {
	const pid = Number(spawnSync('s6-svstat', ['-o', 'pid', join(folder, name)], { encoding: 'utf8' }).stdout || 0);
	return pid > 1 && said(pid).includes(own.state) ? pid : 0;
};
// Of this instance and no other: 0 and below are whole groups of processes, or all there are.
function end(pid, word) {
	if (!(pid > 1) || !said(pid).includes(word)) throw new Error(`process ${pid} is not to be killed`);
	process.kill(pid, 'SIGKILL');
}
async function running(name) {
	const until = Date.now() + PATIENCE;
	for (;;) {
		const pid = pidOf(name);
		if (pid > 1) return pid;
		if (Date.now() > until) throw new Error(`${name} is down`);
		await sleep(50);
	}
}

// ---- load: pages of all kinds, and acts, each sent again as it was until it is acknowledged
const officer = new Client(own.url, own.state).session('sj.intake'), anybody = new Client(own.url, own.state);
const subject = (await officer.get('/desk/register/?q=' + encodeURIComponent('衡州'))).text
	.match(/\/desk\/register\/([0-9A-Z]{26})"/)[1];
const log = { asked: 0, failed: [], acknowledged: new Set(), acts: 0 };
let stop = false, strict = true;

const page = (client, path) => async () => {
	const p = await client.get(path);
	if (p.status !== 200) throw new Error(`GET ${path}: ${p.status}`);
};
async function act() {
	const content = `重启期间的线索 ${++log.acts}`, to = `/desk/clues/new?subject=${subject}`;
	const form = (await officer.get(to)).forms.find((f) => 'content' in f.types);
	for (let tries = 0; tries < 600 && !stop; tries++) {
		const p = await officer.post('/desk/clues/new', { ...form.fields, channel: 'complaint', content },
			{ follow: false }).catch((e) => ({ status: e.code }));
		if (p.status === 303) {
			log.acknowledged.add(content);
			return;
		}
		if (strict) throw new Error(`POST: ${p.status}`);
		await sleep(100);
	}
}
async function repeat(job) {
	for (; !stop; await sleep(20)) {	// what is asked at once counts here, not how much
		log.asked++;
		try {
			await job();
		} catch (e) {
			log.failed.push(e.message);
			await sleep(100);
		}
	}
}
const load = [page(anybody, '/'), page(anybody, '/search?q=' + encodeURIComponent('衡州')), page(officer, '/desk/'),
	act, page(anybody, '/healthz/slow')].map(repeat);

// ---- reload
const generation = () => Object.fromEntries(['portal', 'signin', 'desk', 'slow', 'exchange'].map((p) =>
	[p, readFileSync(join(own.state, `log/${p}.log`), 'utf8').split('"event":"started"').length]));
const before = generation(), masters = programs.filter((p) => p !== 'daemon').map(pidOf), asked = log.asked;
for (let i = 0; i < 3; i++) {
	// beside the load: who connects and then says nothing for as long as a reload takes is hung up on
	await promisify(execFile)('bash', ['etc/instance/reload.sh'],
		{ env: { ...process.env, XIEZHI_STATE: own.state, XIEZHI_QUIET: '1' } });
	await sleep(700);
}
await sleep(1000);
is(log.failed, [], `three reloads under ${log.asked - asked} requests: none failed`);
is(programs.filter((p) => p !== 'daemon').map(pidOf), masters, 'by the same masters');
const after = generation();
ok(Object.keys(after).every((p) => after[p] >= before[p] + 3), 'each read its settings anew each time', after);

// settings that it cannot start with are refused, and it goes on
const conf = join(own.state, 'etc/portal.conf');
execFileSync('bash', ['-c', `echo 'nonsense = 1' >>'${conf}' && s6-svc -h '${folder}/portal'`]);
for (let i = 0; i < 100 && !/reload refused/.test(readFileSync(join(own.state, 'log/portal.log'), 'utf8')); i++)
	await sleep(100);
like(readFileSync(join(own.state, 'log/portal.log'), 'utf8'), /reload refused/, 'with a setting nobody knows: refused');
is([await running('portal'), (await anybody.get('/')).status], [masters[0], 200], 'and it answers as before');
execFileSync('sed', ['-i', '/^nonsense/d', conf]);

// ---- kills
strict = false;
const health = { nginx: '/healthz', postgresql: '/healthz' };
async function back(name, was) {
	const begun = Date.now();
	while (Date.now() - begun < PATIENCE) {
		await sleep(50);
		const now = pidOf(name);
		if (now > 0 && now !== was) {
			const p = await anybody.get(health[name] || `/healthz/${name}`).catch(() => ({}));
			if (p.status === 200) return Date.now() - begun;
		}
	}
	return -1;
}
const took = {};
for (let i = 0; i < rounds; i++)
	for (const name of watched) {
		const was = await running(name);
		end(was, own.state);
		(took[name] ||= []).push(await back(name, was));
	}
for (const name of watched) {
	ok(took[name].every((ms) => ms >= 0), `${name}: killed ${rounds} times, and back`);
	diag(`${name}: ${took[name].join(' ')} ms`);
}

// what watches them is watched too: its end is the end of what it had, and both come again
for (const name of ['portal', 'nginx', 'postgresql']) {
	const was = await running(name);
	const parent = Number(readFileSync(`/proc/${was}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1]);
	end(parent, `s6-supervise\0${name}`);
	ok(await back(name, was) >= 0, `the s6-supervise of ${name} killed: both are back`);
}

// ---- what was acknowledged
const until = Date.now() + PATIENCE, some = log.acknowledged.size;
while (log.acknowledged.size < some + 3 && Date.now() < until) await sleep(50);
stop = true;
await Promise.all(load);
const stored = sql('select content from xz.caseflow_clue').split('\n');
diag(`${log.asked} requests, ${log.failed.length} failed during kills, ${log.acknowledged.size} acts acknowledged`);
ok(log.acknowledged.size >= some + 3, 'acts go on');
is([...log.acknowledged].filter((t) => stored.filter((x) => x === t).length > 1), [], 'none is there twice');
is([...log.acknowledged].filter((t) => !stored.includes(t)), [], 'every act that was acknowledged is stored');
execFileSync('bash', ['etc/instance/stop.sh'], { env: { ...process.env, XIEZHI_STATE: own.state, XIEZHI_QUIET: '1' } });
const left = readdirSync('/proc').filter((p) => /^\d+$/.test(p) && said(p).includes(own.state));
is(left, [], 'after make stop nothing of it is left');
done();
