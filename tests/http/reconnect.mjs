// reconnect.mjs - the store's connections are cut: the next request answers again, and an act that was
// sent while they were cut is done once.  All of it by workers that are locked in.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { storeConf } from '../lib/sql.mjs';
import { done, is, ok } from '../lib/tap.mjs';

const own = ownInstance('reconnect', { env: { XIEZHI_TEST_CLOCK: '1' } });
const conninfo = storeConf(own.state);
const psql = (sql) => execFileSync('psql', [conninfo.replace(/user=\S+/, 'user=postgres'), '-At', '-c', sql],
	{ encoding: 'utf8' }).trim();
const cut = () => Number(psql(`select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity
	where datname = current_database() and pid <> pg_backend_pid()`));

const c = new Client(own.url, own.state).session('sj.intake');
is((await c.get('/desk/')).status, 200, 'the desk answers');
is((await c.get('/')).status, 200, 'the portal answers');
ok(cut() > 0, 'all connections are cut');
const after = [];
for (let i = 0; i < 8; i++) after.push((await c.get('/desk/')).status);
ok(after.every((s) => s === 200), `the desk answers again at once: ${after.join(' ')}`);
ok((await c.get('/search?q=' + encodeURIComponent('衡州'))).status === 200, 'and the portal');

// Sent while connections are being cut: each form has one effect, however often it is sent again.
const before = Number(psql('select count(*) from xz.caseflow_case'));
const subject = (await c.get('/desk/register/?q=' + encodeURIComponent('衡州'))).text.match(
	/\/desk\/register\/([0-9A-Z]{26})"/)[1];
let places = new Set();
for (let i = 0; i < 5; i++) {
	const page = await c.get(`/desk/clues/new?subject=${subject}`),
		form = page.forms.find((f) => 'content' in f.types);
	const fields = { ...form.fields, channel: 'complaint', content: `断线时提交的第 ${i} 条线索` };
	for (let n = 0; n < 6; n++) {
		const [a] = await Promise.all([c.post('/desk/clues/new', fields, { follow: false }), n < 2
			? Promise.resolve(cut()) : null]);
		if (a.status === 303) {
			places.add(a.headers.location.split('?')[0]);
			if (n >= 2) break;
		}
	}
}
is(places.size, 5, 'five clues were taken');
is(Number(psql('select count(*) from xz.caseflow_case')) - before, 5, 'and no more than five are there');
is(psql(`select count(*) from xz.record_chain h where h.seq <> (select count(*) from xz.record_step s
	where s.chain_id = h.id)`), '0', 'no chain is half-written');
// By its line in /proc: 0 none, 2 a filter.  Parents have none: they start workers and what takes their place.
const read = (p) => { try { return readFileSync(p, 'utf8'); } catch { return ''; } };
const field = (p, name) => Number(read(`/proc/${p}/status`).match(new RegExp(`^${name}:\\s+(\\d+)$`, 'm'))?.[1]);
for (const name of ['portal', 'signin', 'desk', 'slow', 'exchange']) {
	const pids = readdirSync('/proc').filter((p) => /^\d+$/.test(p)
		&& read(`/proc/${p}/cmdline`).includes(`${own.state}/etc/${name}.conf`)).map(Number);
	const [parents, workers] = [false, true].map((w) => pids.filter((p) => pids.includes(field(p, 'PPid')) === w));
	is(parents.map((p) => field(p, 'Seccomp')), [0], `${name}: its parent`);
	ok(workers.length >= 2 && workers.every((p) => field(p, 'Seccomp') === 2), `and ${workers.length} locked in`);
}
own.stop();
done();
