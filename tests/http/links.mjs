// links.mjs - the list of linked systems on the desk: who may what with it, keys that are shown once and sign at once,
// what is silent, what could not be delivered; nothing of what passes.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refText, storeOf } from '../lib/evidence.mjs';
import { Client, unescapeHtml } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { send } from '../lib/signed.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

const own = main(), { sql } = storeOf(own), tag = `w${process.pid}`, code = `${tag}-hotline`;
const as = (name) => new Client(own.url, own.state).session(name);
const sys = as('sysadmin'), sec = as('secadmin'), aud = as('auditadmin'), officer = as('sj.chief');
const fields = { code, name_zh: '市民热线测试', name_en: 'Test hotline', kind: 'hotline', owner: '王主任 0734-12345',
	direction: 'both', network: 'government', way: 'api', rhythm_hours: '24', rate: '600' };
const folder = mkdtempSync(join(process.env.XZ_TEST, 'links.'));
let path, id;
const codes = (page) => [...page.text.matchAll(/<code[^>]*>([^<]*)<\/code>/g)].map((m) => unescapeHtml(m[1]));
const clue = (k, n) => send(own.url, 'POST', '/api/v1/clues', k, { key: randomUUID(), body: JSON.stringify(
	{ number: `${tag}-${n}`, sort: 'report', content: '该店后厨使用过期原料加工食品。' }) });

await part('who sees the list', async () => {
	for (const [name, client, status] of [['sysadmin', sys, 200], ['secadmin', sec, 200], ['auditadmin', aud, 404],
		['an agency head', officer, 404]]) {
		is((await client.raw('GET', '/desk/links/')).status, status, name);
		const home = await client.get('/desk/');
		is(home.text.includes('href="/desk/links/"'), status === 200, `${name}: the menu`);
	}
	const list = await sys.get('/desk/links/');
	like(list.text, /本平台对接系统清单/, 'its title');
	like(list.text, /city-node[^]*?未对接/, 'those that should be linked stand there');
	is((await sys.raw('GET', '/desk/links/new')).status, 404, 'the system administrator registers none');
});

await part('a system is registered, and switched on by another', async () => {
	const form = await sec.get('/desk/links/new');
	const bad = await sec.submit(form, { ...fields, kind: 'department', code: 'Not A Code', hook_url: 'ftp://x' });
	is(bad.status, 422, 'wrong values');
	for (const f of ['basis', 'code', 'hook_url']) like(bad.text, new RegExp(`href="#f-${f}"`), `said at ${f}`);
	like(bad.text, /市数据平台节点/, 'and which way another department is linked');
	is((await sec.submit(form, fields, { follow: false })).status, 303, 'registered');
	is((await sec.submit(await sec.get('/desk/links/new'), fields)).status, 422, 'a code that is taken');
	[id, path] = sql(`select id, ref from xz.exchange_link where code = '${code}'`).split('|');
	path = `/desk/links/${refText(path)}`;
	const page = await sys.get(path);
	unlike(page.text, /\/keys"|\/grants"|\/edit"/, 'the system administrator gives nothing');
	unlike((await sec.get(path)).text, /\/switch"/, 'the security administrator switches nothing');
	is((await sec.raw('POST', `${path}/switch`)).status, 404, 'not by its address either');
	await sys.submit(page, {}, { form: '/switch' });
	is(sql(`select l.state || p.kind from xz.exchange_link l join xz.people_principal p on p.id = l.principal_id
		where l.id = ${id}`), 'onsystem', 'on, in its own name');
	is((await sys.submit(page, {}, { form: '/switch' })).status, 200, 'the same button again: nothing more');
	const dept = `${tag}-dept`;
	sql(`insert into xz.exchange_link (code, name_zh, kind, direction, network, way)
		values ('${dept}', '其他部门', 'department', 'in', 'government', 'api')`);
	const of = refText(sql(`select ref from xz.exchange_link where code = '${dept}'`));
	const p = await sys.get(`/desk/links/${of}`);
	const refused = await sys.submit(p, {}, { form: '/switch' });
	is(refused.status, 422, 'a department without a basis is not switched on');
	like(refused.text, /没有依据的，经市数据平台节点共享/, 'and why');
	is(sql(`select state from xz.exchange_link where code = '${dept}'`), 'planned', 'it stays');
});

let first;
await part('a key is shown once, and signs at once', async () => {
	const form = await sec.get(`${path}/keys`);
	const made = await sec.submit(form, { algorithm: 'hmac-sm3' });
	is(made.status, 200, 'made');
	const [keyid, algorithm, secret] = codes(made);
	is(`${keyid} ${algorithm}`, `${code}.1 hmac-sm3`, 'named after its link');
	like(made.headers['cache-control'], /no-store/, 'no cache keeps it');
	const again = await sec.submit(form, { algorithm: 'hmac-sm3' });
	ok(!again.text.includes(secret), 'the form again does not show it');
	is(sql(`select count(*) from xz.exchange_key where link_id = ${id}`), '1', 'and makes no second');
	ok(!sql('select string_agg(to_jsonb(x)::text, \'\') from xz.sec_audit x').includes(secret),
		'the audit has no secret');
	first = { keyid, alg: algorithm, secret: Buffer.from(secret, 'base64') };
	is((await clue(first, 1)).json.code, 'not_granted', 'it may nothing yet');
	await sec.submit(await sec.get(`${path}/grants`), { what: 'route clues' });
	is((await clue(first, 1)).status, 201, 'granted: taken in');
	is((await sec.submit(await sec.get(`${path}/grants`), { what: 'route clues' })).status, 422, 'granted once');
	const { stdout, status } = spawnSync(join(own.state, 'app/bin/xiezhi'), ['call', '--key', keyFile(first),
		'--post', bodyFile(2), `${own.url.replace(/\/$/, '')}/api/v1/clues`], { encoding: 'utf8' });
	is(status, 0, 'xiezhi call: taken in', stdout);
	like(stdout, /^# 1 .*\nsha-256=:[^]*^"@method": POST$[^]*^# 5 answer\n201\n/m, 'each step printed');
});
function keyFile(k) {
	const f = join(folder, `${k.keyid}.json`);
	writeFileSync(f, JSON.stringify({ keyid: k.keyid, algorithm: k.alg, secret: k.secret.toString('base64') }));
	return f;
}
function bodyFile(n) {
	const f = join(folder, `${n}.json`);
	writeFileSync(f, JSON.stringify({ number: `${tag}-${n}`, sort: 'report',
		content: '该店后厨使用过期原料加工食品。' }));
	return f;
}

await part('a change of keys', async () => {
	const { publicKey, privateKey } = generateKeyPairSync('ed25519');
	const pem = publicKey.export({ format: 'pem', type: 'spki' });
	const make = async (more) => sec.submit(await sec.get(`${path}/keys`), more);
	is((await make({ algorithm: 'ed25519' })).status, 422, 'whose public half?');
	is((await make({ algorithm: 'sm2', public_key: pem })).status, 422, 'one of another algorithm');
	const made = await make({ algorithm: 'ed25519', public_key: pem });
	is(codes(made).length, 2, 'no secret to show');
	const second = { keyid: codes(made)[0], alg: 'ed25519', privateKey };
	is(`${(await clue(first, 3)).status} ${(await clue(second, 4)).status}`, '201 201', 'both sign');
	const third = await make({ algorithm: 'hmac-sha256' });
	is(third.status, 422, 'a third is refused');
	like(third.text, /已有两把有效密钥/, 'and why');
	const key = refText(sql(`select ref from xz.exchange_key where keyid = '${first.keyid}'`));
	await sec.submit(await sec.get(path), {}, { form: `/keys/${key}/end` });
	is((await clue(first, 5)).json.code, 'key_ended', 'ended: the next request is refused');
	is((await clue(second, 6)).status, 201, 'the other goes on');
	const sealedTo = '-----BEGIN PUBLIC KEY-----\n' + sm2Pem() + '\n-----END PUBLIC KEY-----\n';
	const sealed = await make({ algorithm: 'hmac-sha256', public_key: sealedTo, test: '1' });
	is(sealed.status, 200, 'a secret sealed to its owner');
	ok(Buffer.from(codes(sealed)[2], 'base64').length > 100, 'longer than a secret');
	like(codes(sealed)[0], /^test\./, 'marked as a test key');
	let error = '';
	try {
		sql(`update xz.exchange_key set ended_at = null where keyid = '${first.keyid}'`);
	} catch (e) { error = e.stderr; }
	like(error, /a key stays what it is/, 'an ended key stays ended');
});
function sm2Pem() {
	const k = spawnSync('openssl', ['genpkey', '-algorithm', 'SM2'], { encoding: 'utf8' }).stdout;
	return spawnSync('openssl', ['pkey', '-pubout'], { input: k, encoding: 'utf8' }).stdout.split('\n').slice(1, -2)
		.join('\n');
}

await part('what is silent', async () => {
	const standing = async () => (await sys.get(path)).text
		.match(/<h1>[^<]*<span class="tag ([a-z]*)">([^<]*)/)?.slice(1).join(' ');
	is(await standing(), 'song 正常', 'heard of today');
	const ago = (days) => sql(`update xz.exchange_call set at = clock_timestamp() - interval '${days} days'
		where link_id = ${id}`);
	ago(2);
	is(await standing(), 'amber 静默', 'past its rhythm');
	ago(40);
	is(await standing(), 'zhu 长期未对接', 'past the parameter');
	like((await sys.get('/desk/links/')).text, new RegExp(`${code}[^]*?长期未对接`), 'in the list too');
	const form = await sys.get(`${path}/confirm`);
	is((await sys.submit(form, { text: '' })).status, 422, 'what did the owner say?');
	await sys.submit(form, { text: '对方系统停机改造，预计下月恢复。' });
	is(await standing(), 'amber 静默', 'until its owner explained');
	like((await sys.get(path)).text, /停机改造/, 'as it stands on the page');
});

await part('what could not be delivered', async () => {
	sql(`insert into xz.exchange_delivery (y, link_id, pos, kind, subject_kind, subject_ref, state, attempts,
		status, error) select extract(year from xz.now())::int, ${id}, n, 'case.filed', 'case', xz.new_ref(),
		'dead', 12, 503, 'status' from generate_series(1, 2) n`);
	const page = await sys.get(path);
	like(page.text, /case\.filed[^]*?503/, 'is seen');
	unlike((await sec.get(path)).text, /\/dead\/1\/again/, 'by the system administrator to deal with');
	await sys.submit(page, {}, { form: '/dead/1/again' });
	is((await sys.submit(await sys.get(`${path}/dead/2/give-up`), { reason: '' })).status, 422, 'given up: why?');
	await sys.submit(await sys.get(`${path}/dead/2/give-up`), { reason: '对方系统已下线。' });
	is(sql(`select string_agg(state || attempts || reason, ' ' order by pos) from xz.exchange_delivery
		where link_id = ${id}`), 'waiting0 given_up12对方系统已下线。', 'sent again, given up with its reason');
	is((await sys.raw('GET', `${path}/dead/x/give-up`)).status, 404, 'what is no position');
	is(sql(`select string_agg(kind, ' ' order by id) from xz.sec_audit where subject = '${code}'`),
		'link.made link.on link.key_made link.granted link.key_made link.key_ended link.key_made link.confirmed ' +
		'link.sent_again link.given_up', 'each change has its line');
	sql(`delete from xz.exchange_delivery where link_id = ${id}`);
});

await part('switched off', async () => {
	await sys.submit(await sys.get(path), {}, { form: '/switch' });
	is((await sys.get(path)).text.match(/<h1>[^<]*<span class="tag [a-z]*">([^<]*)/)?.[1], '已停用', 'off');
});
done();
