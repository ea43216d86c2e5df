// evidence_picture.mjs - small pictures: xiezhi-thumb by itself with good, cut, fuzzed pictures and a bomb; what photos
// say of themselves on the page of the item; a decoder that crashes harms nothing.  On an instance of its own.
import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { item, jpeg, png, sha, signedIn, storeOf, upload } from '../lib/evidence.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

const instance = ownInstance('picture'), { sql } = storeOf(instance), it = item(instance, { skip: 2 }),
	lead = await signedIn(instance, it.lead);
const program = join(instance.state, 'app/bin/xiezhi-thumb');
function thumb(bytes) {
	const began = Date.now(), p = spawnSync(program, [], { input: bytes, timeout: 20000, maxBuffer: 1 << 22 });
	const text = p.stdout.toString('latin1'), said = {};
	let at = 0;
	for (const m of text.matchAll(/([a-z]+) ([^\n]*)\n/gy)) {
		said[m[1]] = m[2];
		at = m.index + m[0].length;
		if (m[1] === 'small') break;
	}
	return { code: p.status, signal: p.signal, said, small: p.stdout.subarray(at), ms: Date.now() - began };
}
const isJpeg = (b) => b.length > 100 && b[0] === 0xff && b[1] === 0xd8 && b[b.length - 2] === 0xff &&
	b[b.length - 1] === 0xd9;

await part('good pictures', async () => {
	let t = thumb(png(1000, 500));
	ok(t.code === 0 && t.said.width === '1000' && t.said.height === '500' && isJpeg(t.small) &&
		t.small.length === Number(t.said.small), 'a PNG', JSON.stringify(t.said));
	is(thumb(t.small).said, { width: '360', height: '180', small: String(thumb(t.small).small.length) },
		'is made 360 × 180');
	t = thumb(jpeg());
	is([t.code, t.said.width, t.said.height, t.said.taken], [0, '48', '32', undefined], 'a JPEG that says nothing');
	t = thumb(jpeg({ taken: '2026:03:04 05:06:07', offset: '+09:00', lat: [26, 53, 30.5], lon: [112, 34, 12] }));
	is([t.said.taken, t.said.offset, t.said.latitude, t.said.longitude],
		['2026:03:04 05:06:07', '+09:00', '26891806', '112570000'], 'one that says when and where');
	t = thumb(jpeg({ lat: [-26, 0, 0], lon: [-112, 30, 0] }));
	is([t.said.latitude, t.said.longitude], ['-26000000', '-112500000'], 'south and west');
	is(thumb(jpeg({ lat: [99, 0, 0], lon: [112, 0, 0] })).said.latitude, undefined,
		'a place that is none is not said');
	t = thumb(thumb(jpeg({ orientation: 6 })).small);
	is([t.said.width, t.said.height], ['32', '48'], 'a camera held upright: turned');
});

await part('bad pictures', async () => {
	const bomb = thumb(png(20000, 20000, [0, 0, 0], 500));
	is([bomb.code, bomb.said], [1, { failed: 'pixels' }], '20 000 × 20 000 pixels are not decoded');
	const large = thumb(png(6000, 6000));
	ok(large.code === 0, `36 million pixels are, row by row, in ${large.ms} ms`, JSON.stringify(large.said));
	is(thumb(png(5000, 5000, [1, 2, 3], 10)).code, 1, 'a PNG that ends after ten rows');
	is(thumb(Buffer.alloc(0)).said, { failed: 'kind' }, 'nothing');
	is(thumb(Buffer.from('<html>')).said, { failed: 'kind' }, 'a page');
	const whole = jpeg({ taken: '2026:03:04 05:06:07' });
	ok([0, 1].includes(thumb(whole.subarray(0, whole.length - 60)).code), 'a JPEG that is cut');
	let killed = 0, odd = [];
	for (let i = 0; i < 60; i++) {
		const b = Buffer.from(i % 2
			? jpeg({ taken: '2026:03:04 05:06:07', lat: [26, 53, 30], lon: [112, 34, 12] }) : png(40, 30));
		for (let k = randomInt(1, 12); k > 0; k--) b[randomInt(b.length)] = randomInt(256);
		const t = thumb(i % 5 ? b : b.subarray(0, randomInt(b.length)));
		if (t.signal) killed++;
		else if (![0, 1, 2].includes(t.code) || t.ms > 15000) odd.push(`${t.code} ${t.ms}`);
	}
	is(odd, [], `60 changed pictures: an answer or an end (${killed} killed)`);
});

await part('locked in', async () => {
	const p = spawn(program, [], { stdio: ['pipe', 'pipe', 'ignore'] });
	let status = '';
	for (let i = 0; i < 100 && !/Seccomp:\t2/.test(status); i++) {
		await new Promise((r) => setTimeout(r, 20));
		status = readFileSync(`/proc/${p.pid}/status`, 'utf8');
	}
	like(status, /Seccomp:\t2/, 'while it reads, a filter of calls stands');
	like(status, /NoNewPrivs:\t1/, 'and no privilege can come');
	const limits = readFileSync(`/proc/${p.pid}/limits`, 'utf8');
	like(limits, /Max address space\s+402653184/, 'memory is bounded');
	like(limits, /Max cpu time\s+8 /, 'and time');
	p.kill('SIGKILL');
});

const at = sql(`select to_char(taken_at at time zone 'UTC', 'YYYY:MM:DD HH24:MI:SS') from xz.caseflow_evidence
	where id = ${it.id}`);
const photos = { same: jpeg({ taken: at, offset: '+00:00', orientation: 1 }),
	other: jpeg({ taken: '2020:01:01 00:00:00', lat: [26, 53, 30.5], lon: [112, 34, 12] }),
	bomb: png(20000, 20000, [9, 9, 9], 500), cut: png(400, 400).subarray(0, 300),
	none: png(30, 20, [200, 10, 10]) };
const refs = {};
for (const [name, bytes] of Object.entries(photos)) {
	const up = await upload(lead, it.ref, bytes, { name: `${name}.jpg` });
	is(up.status, 204, `${name}: stored, whatever it is`);
	refs[name] = up.headers['upload-attachment'];
}
await part('on the page', async () => {
	const page = (await lead.get(`/desk/evidence/${it.ref}`)).text;
	const of = (name) => page.match(new RegExp(`<section[^>]*id="f-${refs[name]}"[\\s\\S]*?</section>`))[0];
	unlike(of('same'), /相差/, 'the registered time: nothing to say');
	like(of('other'), /2020-01-01 00:00[\s\S]*与登记的取得时间相差 \d+ 日/,
		'another time: the difference is shown');
	like(of('other'), /N 26\.891806°, E 112\.570000°/, 'and the place');
	for (const name of ['bomb', 'cut'])
		ok(!/<img/.test(of(name)) && /无法生成缩略图/.test(of(name)),
			`${name}: not given to the browser to decode`);
	for (const name of ['same', 'other', 'none']) {
		const small = await lead.raw('GET', of(name).match(/<img[^>]*src="([^"]+)"/)[1]);
		ok(small.status === 200 && small.headers['content-type'] === 'image/jpeg' && isJpeg(small.bytes) &&
			/^sandbox/.test(small.headers['content-security-policy']), `${name}: a small one`);
	}
	is((await lead.raw('GET', `/desk/files/${refs.bomb}/small`)).status, 404, 'none of a bomb');
	is(sql(`select reason from xz.record_picture p join xz.record_file f on f.id = p.file_id
		where f.sha256 = '\\x${sha(photos.bomb)}'`), 'pixels', 'and why');
	ok(!sql(`select encode(p.small, 'hex') from xz.record_picture p join xz.record_file f on f.id = p.file_id
		where f.sha256 = '\\x${sha(photos.none)}'`).includes('ffd8ff'), 'small pictures are sealed too');
	const original = await lead.raw('GET', `/desk/files/${refs.other}`);
	ok(original.bytes.equals(photos.other), 'the original keeps its bytes');
	sql(`delete from xz.record_picture p using xz.record_file f where f.id = p.file_id
		and f.sha256 = '\\x${sha(photos.none)}'`.replace('delete', 'set role xz_owner; delete'));
	is((await lead.raw('GET', `/desk/files/${refs.none}/small`)).status, 200,
		'made when it is asked for, if it was not');
});
done();
