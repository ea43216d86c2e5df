// courier.mjs - what is sent out: signed, position, kind and ref alone, to addresses that may be gone to; what fails is
// sent again later and later, and in the end dead; killed in the middle, nothing is lost, and nothing comes twice but
// under its own id.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { refText, storeOf } from '../lib/evidence.mjs';
import { Client, unescapeHtml } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const require = createRequire(import.meta.url);
const { Webhook } = require('standardwebhooks'), { sm3 } = require('sm-crypto');
const own = ownInstance('courier'), { sql, conf } = storeOf(own);
const folder = mkdtempSync(join(process.env.XZ_TEST, 'courier.'));

// ---- the receiver: what it does is in the path
const got = [];
const receiver = createServer((rq, rs) => {
	const parts = [];
	rq.on('data', (d) => parts.push(d));
	rq.on('end', () => {
		got.push({ path: rq.url, headers: rq.headers, body: Buffer.concat(parts).toString() });
		if (rq.url === '/never') return;
		if (rq.url === '/away') return void rs.writeHead(302, { location: '/good' }).end();
		if (rq.url === '/bad') return void rs.writeHead(503).end();
		if (rq.url !== '/endless') return void rs.writeHead(204).end();
		rs.writeHead(200);
		const more = () => { while (!rs.destroyed && rs.write(Buffer.alloc(65536, 'x'))); };
		rs.on('drain', more).on('error', () => {});
		more();
	});
});
await new Promise((f) => receiver.listen(0, '127.0.0.1', f));
const { port } = receiver.address(), here = (path) => `http://127.0.0.1:${port}${path}`;

function link(name, url, inside = true) {
	sql(`insert into xz.exchange_link (code, name_zh, kind, direction, network, way, state, on_since, hook_url,
		hook_inside) values ('${name}', '测试', 'own', 'out', 'private', 'webhook', 'on', clock_timestamp(),
		'${url}', ${inside})`);
	return sql(`select id from xz.exchange_link where code = '${name}'`);
}
const deliver = (id, from, to) => sql(`insert into xz.exchange_delivery (y, link_id, pos, kind, subject_kind,
	subject_ref) select extract(year from xz.now())::int, ${id}, n, 'record', 'case', xz.new_ref()
	from generate_series(${from}, ${to}) n`);
const states = (id) => sql(`select string_agg(distinct state || ' ' || error, ',') from xz.exchange_delivery
	where link_id = ${id}`);

mkdirSync(join(folder, 'keys'));
copyFileSync(join(own.state, 'keys/courier-sm2.pem'), join(folder, 'keys/courier-sm2.pem'));
writeFileSync(join(folder, 'courier.conf'), `app = ${own.state}/app\ndatabase = ${conf.replace(/user=\S+/,
	'user=xz_courier')}\nkeys = ${folder}/keys\n`);
let courier;
const start = () => {
	courier = spawn('build/rel/bin/xiezhi-courier', ['--conf', join(folder, 'courier.conf')],
		{ stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	courier.stderr.on('data', (d) => { said += d; });
	courier.said = () => said;
};
const stop = (signal) => new Promise((f) => { courier.once('exit', (c, s) => f(s ?? c)); courier.kill(signal); });
process.on('exit', () => courier?.exitCode === null && courier.kill('SIGKILL'));

const sec = new Client(own.url, own.state).session('secadmin');
const secretOf = async (id) => {
	const path = `/desk/links/${refText(sql(`select ref from xz.exchange_link where id = ${id}`))}`;
	const page = await sec.submit(await sec.get(path), {}, { form: '/hook' });
	return [...page.text.matchAll(/<code[^>]*>([^<]*)<\/code>/g)].map((m) => unescapeHtml(m[1]))[2];
};
const good = link('good', here('/good')), secret = await secretOf(good);

await part('what happened is sent, signed', async () => {
	like(secret, /^whsec_[\w+/]{43}=$/, 'the secret is shown as its receiver takes it');
	ok(await until(() => sql(`select not exists (select from xz.event_pending) and
		(select pos from xz.event_cursor where consumer = 'delivery') =
		(select max(pos) from xz.event_order)`) === 't', 90000), 'what the demo did is past');
	sql(`insert into xz.exchange_grant (link_id, kind, name, granted_by) select ${good}, 'events', 'case', min(id)
		from xz.people_principal`);
	sql(`with e as (insert into xz.event (y, kind, subject_kind, subject_ref, actor, at) select
		extract(year from xz.now())::int, 'test', k, xz.new_ref(), xz.new_ref(), xz.now()
		from unnest(array['case', 'request']) k returning y, id)
		insert into xz.event_pending (y, id) select y, id from e`);
	ok(await until(() => sql(`select count(*) from xz.exchange_delivery where link_id = ${good}
		and kind = 'test'`) === '1'), 'an event of what was granted becomes a delivery, and no other');
	start();
	ok(await until(() => got.length > 0), 'it comes', courier.said());
	const a = got[0], body = JSON.parse(a.body);
	is(Object.keys(body).join(), 'pos,kind,about,ref', 'position, kind, ref');
	is(`${body.kind} ${body.about} ${a.headers['webhook-id']}`, `test case good-${body.pos}`, 'and its own id');
	let verified = '';
	try {
		verified = JSON.stringify(new Webhook(secret).verify(a.body, a.headers));
	} catch (e) { verified = e.message; }
	is(verified, a.body, 'standardwebhooks takes it');
	const text = `${a.headers['webhook-id']}.${a.headers['webhook-timestamp']}.${a.body}`;
	const mac = sm3([...Buffer.from(text)], { mode: 'hmac',
		key: Buffer.from(secret.slice(6), 'base64').toString('hex') });
	ok(a.headers['webhook-signature'].includes(` vsm3,${Buffer.from(mac, 'hex').toString('base64')}`),
		'and HMAC-SM3 by sm-crypto');
	ok(await until(() => states(good) === 'sent'), 'noted as sent');
});

await part('where it does not go', async () => {
	const where = { loopback: here('/good'), name: `http://localhost:${port}/good`,
		six: `http://[::1]:${port}/good`,
		mapped: `http://[::ffff:127.0.0.1]:${port}/good`,
		hex: `http://0x7f000001:${port}/good`,
		number: `http://2130706433:${port}/good`, octal: `http://0177.0.0.1:${port}/good`,
		private: 'http://10.1.2.3/good', metadata: 'http://169.254.169.254/latest' };
	const before = got.length, ids = {};
	for (const [name, url] of Object.entries(where)) {
		ids[name] = link(`not-${name}`, url, false);
		await secretOf(ids[name]);
		deliver(ids[name], 1, 1);
	}
	ids.none = link('not-none', 'http://nowhere.invalid/good', false);
	ids.secret = link('not-secret', here('/good'));
	await secretOf(ids.none);
	deliver(ids.none, 1, 1);
	deliver(ids.secret, 1, 1);
	const want = (name) => ({ none: 'no_address', secret: 'no_secret' }[name] ?? 'address_refused');
	for (const [name, id] of Object.entries(ids))
		ok(await until(() => states(id) === `waiting ${want(name)}`), `${name}: ${want(name)}`, states(id));
	is(got.length, before, 'nothing came');
});

await part('what its receiver does', async () => {
	const ids = {};
	for (const name of ['away', 'bad', 'endless', 'never']) {
		ids[name] = link(name, here(`/${name}`));
		await secretOf(ids[name]);
		deliver(ids[name], 1, 1);
	}
	const before = got.length;
	for (const [name, why] of [['away', 'redirect'], ['bad', 'status'], ['endless', 'answer_long'],
		['never', 'no_answer']])
		ok(await until(() => states(ids[name]) === `waiting ${why}`), `${name}: ${why}`, states(ids[name]));
	is(got.slice(before).filter((a) => a.path === '/good').length, 0, 'no redirect is followed');
	const next = () => sql(`select attempts, extract(epoch from next_at - clock_timestamp())::int > 5
		from xz.exchange_delivery where link_id = ${ids.bad}`);
	sql(`update xz.exchange_delivery set next_at = clock_timestamp() where link_id = ${ids.bad}`);
	ok(await until(() => /^[23]\|t$/.test(next())), 'the second time it waits longer', next());
	sql(`update xz.exchange_delivery set next_at = clock_timestamp(),
		made_at = clock_timestamp() - interval '73 hours' where link_id = ${ids.bad}`);
	ok(await until(() => states(ids.bad) === 'dead status'), 'after three days it is dead', states(ids.bad));
	is(sql(`select paused_at is null from xz.exchange_link where id = ${ids.bad}`), 't', 'on for less than a day');
	sql(`update xz.exchange_link set on_since = clock_timestamp() - interval '2 days' where id = ${ids.away};
		update xz.exchange_delivery set next_at = clock_timestamp(),
		made_at = clock_timestamp() - interval '25 hours' where link_id = ${ids.away}`);
	ok(await until(() => sql(`select paused_at is not null from xz.exchange_link where id = ${ids.away}`) === 't'),
		'a link that failed for a day is paused');
});

await part('killed in the middle', async () => {
	let from = 1000;
	for (const round of [1, 2, 3]) {
		const first = got.length;
		deliver(good, from, from + 199);
		await until(() => got.length > first + 20);
		await stop('SIGKILL');
		const left = Number(sql(`select count(*) from xz.exchange_delivery where link_id = ${good}
			and state = 'waiting'`));
		ok(left > 0, `round ${round}: ${200 - left} of 200 were sent when it was killed`);
		sql(`update xz.exchange_delivery set next_at = clock_timestamp() where link_id = ${good}
			and state = 'waiting'`);	// as if the minute were over
		start();
		ok(await until(() => sql(`select count(*) from xz.exchange_delivery where link_id = ${good}
			and state = 'waiting'`) === '0'), 'all are sent by the next');
		const came = got.slice(first).filter((a) => a.path === '/good');
		const by = new Map();
		for (const { headers: h, body } of came)
			by.set(h['webhook-id'], (by.get(h['webhook-id']) ?? new Set()).add(body));
		is(by.size, 200, `each came: ${came.length} for 200`);
		ok([...by.values()].every((s) => s.size === 1), 'and twice under its own id, the same');
		from += 200;
	}
});

await part('what it may', async () => {
	for (const t of ['exchange_link', 'exchange_delivery', 'exchange_key', 'people_account', 'event'])
		is(sql(`select has_table_privilege('xz_courier', 'xz.${t}', 'select, insert, update, delete')`), 'f',
			`nothing of ${t}`);
	is(sql(`select string_agg(p.proname, ' ' order by p.proname) from pg_proc p
		where p.pronamespace = 'xz'::regnamespace and p.prosecdef
		and has_function_privilege('xz_courier', p.oid, 'execute')`),
		'exchange_hook_take exchange_hook_told now', 'of what acts with the owner\'s rights its two');
	like(readFileSync(`/proc/${courier.pid}/status`, 'utf8'), /^Seccomp:\t2$/m, 'locked in');
	is(await stop('SIGTERM'), 0, 'and ends when it is asked to');
});
receiver.closeAllConnections();
receiver.close();
done();
