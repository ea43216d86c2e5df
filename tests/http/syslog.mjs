// syslog.mjs - lines that leave for the city's collector of logs, which here is the test's own: changes, sign-ins,
// refused reading and incidents, each once and without a name, an address or a word typed; while the collector is away
// they wait, and nobody else does.
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { refText } from '../lib/routes.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = ownInstance('syslog'), { state } = own;
const conninfo = readFileSync(join(state, 'etc/admin.conf'), 'utf8').match(/^database\s*=\s*(.+)$/m)[1];
const sql = (text) => spawnSync('psql', [conninfo.replace(/user=\S+/, 'user=postgres'), '-qAtX', '-c', text],
	{ encoding: 'utf8' }).stdout.trim();

let got = '', sockets = [];
const listen = (port) => new Promise((up) => {
	const s = createServer((c) => {
		sockets.push(c);
		c.on('data', (d) => { got += d; });
		c.on('error', () => {});
	}).listen(port, '127.0.0.1', () => up(s));
});
const end = (s) => new Promise((down) => { for (const c of sockets) c.destroy(); sockets = []; s.close(down); });
// Lines by their counted lengths (all of it is ASCII).
const lines = () => {
	const out = [];
	for (let rest = got; ;) {
		const m = rest.match(/^(\d+) /);
		if (!m || rest.length < m[0].length + Number(m[1])) return out;
		out.push(rest.slice(m[0].length, m[0].length + Number(m[1])));
		rest = rest.slice(m[0].length + Number(m[1]));
	}
};
const count = (kind, word) => lines().filter((l) => l.includes(` ${kind} [xiezhi `)
	&& l.includes(`what="${word}"`)).length;

let server = await listen(0);
const { port } = server.address();
appendFileSync(join(state, 'etc/daemon.conf'), `\nsyslog = tcp:127.0.0.1:${port}\n`);
ok(own.kill('run/daemon.pid'), 'the daemon starts again, with a collector set');
ok(await until(() => sql(`select count(*) from xz.event_cursor where consumer like 'syslog.%'`) === '4'),
	'and begins with what is new');

const notASecret = 'Passwort-das-niemand-hat', typed = 'wang.xiaoming.310101199001011234';
const c = new Client(own.url, state);
const signIn = async (username, password) => {
	const page = await c.get('/desk/login'), form = page.forms.find((f) => 'password' in f.types);
	return c.post('/desk/login', { ...form.fields, username, password, code: '000000' }, { follow: false });
};
await signIn(typed, notASecret);
const chief = new Client(own.url, state).session('sj.chief'), foreign = sql(`select c.ref from xz.caseflow_case c
	join xz.people_agency g on g.id = c.agency_id where g.short_name = '市生态环境局' order by c.id desc limit 1`);
is((await chief.raw('GET', `/desk/cases/${refText(foreign)}`)).status, 404, 'a case of another agency is not there');
sql(`insert into xz.tlog_incident (kind, detail) values ('test.incident', 'of the test')`);
sql(`insert into xz.sec_audit (actor, kind, subject, before, after) select id, 'test.change', 'sj.chief',
	'{"display_name": "王小明"}', '{"display_name": "李四"}' from xz.people_account where username = 'sj.chief'`);
ok(await until(() => count('sign_in', 'unknown') > 0 && count('incident', 'test.incident') > 0
	&& count('audit', 'test.change') > 0), 'a sign-in that failed, an incident, a change');
const actor = sql(`select p.ref from xz.people_principal p join xz.people_account a on a.id = p.id
	where a.username = 'sj.chief'`);
like(lines().find((l) => l.includes('test.incident')),
	/^<105>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00 \S+ xiezhi - incident \[/, 'an incident is an alert');
like(lines().find((l) => l.includes('what="unknown"')), /^<108>1 /, 'a sign-in that failed a warning');
like(lines().find((l) => l.includes('test.change')), /^<109>1 .* actor="[0-9A-Z]{26}"\]$/, `who changed: ${actor}`);
for (const [what, word] of [['password', notASecret], ['typed name', typed], ['user name', 'sj.chief'],
	['address', '127.0.0.1'], ['value', '王小明'], ['detail', 'of the test']])
	ok(!got.includes(word), `no ${what} leaves`);
sql('select xz.people_access_chain(10000)');	// as the daemon does each minute
ok(await until(() => lines().some((l) => l.includes(' refused [xiezhi ')
	&& l.includes(`ref="${refText(foreign)}"`))),
	'refused reading, once it stands in its chain');
is(lines().filter((l) => l.includes(' refused [xiezhi ')).length, 1, 'and no reading that was let');

const before = lines().length;
await end(server);
sql(`insert into xz.tlog_incident (kind, detail) values ('test.waits', '1')`);
ok(await until(() => readFileSync(join(state, 'log/daemon.log'), 'utf8').includes('"chore":"syslog"')),
	'a collector that is away is told in the log of the daemon');
is((await chief.get('/desk/')).status, 200, 'and holds up nobody');
server = await listen(port);
ok(await until(() => count('incident', 'test.waits') > 0), 'back again it is told what waited');
is([count('incident', 'test.waits'), count('incident', 'test.incident'), lines().length > before], [1, 1, true],
	'once each');
await end(server);
own.stop();
done();
