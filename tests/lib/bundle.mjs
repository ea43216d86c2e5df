// bundle.mjs - record bundles for tests: asked for and waited for, checked with xiezhi verify-record where there is no
// platform, changed so that the index fits again.
import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, randomInt, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha } from './evidence.mjs';
import { flips } from './flips.mjs';
import { zipOf } from './zip.mjs';
import { until } from './wait.mjs';

// The form of the page `at`, sent as it is.
export const ask = (client, page, at) => { const f = page.forms.find((x) => x.action === at);
	return client.raw('POST', at, { body: new URLSearchParams(f.fields).toString(),
		headers: { 'content-type': 'application/x-www-form-urlencoded', origin: client.url.origin,
		'sec-fetch-site': 'same-origin' } }); };
export async function make(client, at, sql) {
	const before = Number(sql('select coalesce(max(id), 0) from xz.job'));
	const sent = await ask(client, await client.get(at), at);
	const state = () => sql(`select state from xz.job where id > ${before} order by id desc limit 1`);
	await until(() => ['done', 'failed'].includes(state()));
	if (state() === 'failed') throw new Error('the job failed');
	const href = (await client.get(at)).text.match(/href="(\/desk\/bundles\/[0-9A-Z]{26})"/)?.[1];
	return { sent, href, got: href && await client.raw('GET', href) };
}

export const verifier = (instance) => (bytes, ...args) => {
	const file = join(instance.state, 'bundle.zip');
	writeFileSync(file, bytes);
	const p = spawnSync(join(instance.state, 'app/bin/xiezhi'), ['verify-record', file, ...args],
		{ encoding: 'utf8', cwd: '/', env: { ASAN_OPTIONS: 'detect_leaks=0' } });
	return { code: p.status, out: p.stdout, err: p.stderr };
};
// The same with one bit of each of these places changed.
export function flipped(instance, bytes, places) {
	const file = join(instance.state, 'flipped.zip');
	writeFileSync(file, bytes);
	return flips(['verify-record', file], places.map((at) => ({ file, at, mask: 1 << randomInt(8) })));
}
const digest = (m) => ({ name: m.name, size: m.bytes.length, sha256: sha(m.bytes), sm3: sha(m.bytes, 'sm3') });
// Members changed, and the index made to fit: change(members but the index, index) gives the members, or nothing.
export function forge(list, change) {
	const m = list.map(({ name, bytes }) => ({ name, bytes })), index = JSON.parse(m[0].bytes),
		rest = change(m.slice(1), index) ?? m.slice(1);
	index.members = rest.map(digest);
	return zipOf([{ name: 'index.json', bytes: Buffer.from(`${JSON.stringify(index)}\n`) }, ...rest]);
}
export const replace = (m, name, fn) => m.map((x) => (x.name === name ? { name, bytes: Buffer.from(fn(x.bytes)) } : x));
// Lines of a chain, made anew as a whole: what chain.jsonl and digests.txt would be.
export function chained(lines) {
	let d = Buffer.alloc(32);
	const digests = lines.map((l) => (d = Buffer.from(sha(Buffer.concat([d, Buffer.from(l)])), 'hex'))
		.toString('hex'));
	return { lines: `${lines.join('\n')}\n`, digests: `${digests.join('\n')}\n`, last: digests.at(-1) };
}

// The log's part of a bundle made anew for its chain, as somebody would who has a log and a key of their own (RFC 6962,
// C2SP tlog-proof): it fits, but is of another key.
export function relogged(m, index) {
	const h = (...b) => createHash('sha256').update(Buffer.concat(b.map((x) => Buffer.from(x)))).digest();
	const text = (n) => m.find((x) => x.name === n).bytes.toString().trim().split('\n'),
		{ privateKey, publicKey } = generateKeyPairSync('ed25519');
	const name = 'forged.example/log', pub = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32),
		id = h(`${name}\n`, [1], pub).subarray(0, 4);
	const salts = text('log/salts.jsonl').map((l) => JSON.parse(l).salt), digests = text('digests.txt');
	const entries = text('chain.jsonl').map((l, k) => { const { chain, recorded } = JSON.parse(l);
		return JSON.stringify({ v: 1, kind: 'record', id: chain, at: recorded,
			digest: h(Buffer.from(salts[k], 'hex'), Buffer.from(digests[k], 'hex')).toString('hex') }); });
	const half = (n) => 2 ** Math.floor(Math.log2(n - 1));
	const root = (l) => (l.length === 1 ? h([0], l[0]) : h([1], root(l.slice(0, half(l.length))),
		root(l.slice(half(l.length)))));
	const path = (k, l) => { if (l.length === 1) return []; const n = half(l.length), left = l.slice(0, n),
		right = l.slice(n);
		return k < n ? [...path(k, left), root(right)] : [...path(k - n, right), root(left)]; };
	const body = `${name}\n${entries.length}\n${root(entries).toString('base64')}\n`;
	const note =
		`${body}\n— ${name} ${Buffer.concat([id, sign(null, Buffer.from(body), privateKey)])
		.toString('base64')}\n`;
	index.log = { origin: name, size: entries.length };
	return m.map((x) => {
		const k = Number(x.name.match(/^log\/(\d+)\.tlog-proof$/)?.[1]) - 1;
		if (k >= 0)
			return { name: x.name,
				bytes: Buffer.from(
				`c2sp.org/tlog-proof@v1\nextra ${Buffer.from(entries[k])
					.toString('base64')}\nindex ${k}\n${path(k, entries)
					.map((p) => `${p.toString('base64')}\n`).join('')}\n${note}`) };
		if (x.name === 'log/checkpoint') return { name: x.name, bytes: Buffer.from(note) };
		return x.name === 'log/key'
			? { name: x.name,
			bytes: Buffer.from(
			`${name}+${id.toString('hex')}+${Buffer.concat([Buffer.from([1]), pub])
				.toString('base64')}\n`) } : x;
	});
}
