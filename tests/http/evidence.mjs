// evidence.mjs - files of evidence: uploads in pieces (tus 1.0.0) and by a form, who may, what is refused, what is
// served and as what, ranges, the record, what lies on the disk.  On an instance of its own.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, files, item, metadata, patch, PIECE, png, sha, signedIn, storeOf, tus,
	upload } from '../lib/evidence.mjs';
import { accounts, Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part, skip, unlike } from '../lib/tap.mjs';

const instance = ownInstance('evidence'), { sql, folder, spool } = storeOf(instance);
const it = item(instance), other = item(instance, { skip: 1 });
const lead = await signedIn(instance, it.lead), assist = await signedIn(instance, it.assist);
// Beside those of the demo.
const count = (table) => Number(sql(`select count(*) from xz.${table}`));
const first = { record_file: count('record_file'), record_attachment: count('record_attachment') },
	stored = files(folder).length;
const rows = (table) => count(table) - (first[table] ?? 0);
const film = randomBytes((8 << 20) + 12345);
async function rest(client, at, from) {
	let last;
	for (let n = from; n < film.length; n += PIECE) last = await patch(client, at, n, film.subarray(n, n + PIECE));
	return last;
}
const state = (location) => sql(`select state from xz.record_upload order by id desc limit 1`);
let filmHref;

await part('protocol', async () => {
	const o = await tus(lead, 'OPTIONS', '/desk/upload/');
	is([o.status, o.headers['tus-version'], o.headers['tus-extension'], o.headers['tus-checksum-algorithm'],
		Number(o.headers['tus-max-size']) / 2 ** 20],
		[204, '1.0.0', 'creation,checksum,expiration,termination', 'sha1,sha256', 2048], 'says what it can');
	is((await tus(lead, 'POST', '/desk/upload/', { 'tus-resumable': '0.2.2' }, '')).status, 412,
		'another version is refused');
	is((await create(lead, it.ref, film, { headers: { 'x-csrf-token': 'x' } })).status, 403,
		'a request without the token of forms is refused');
	is((await create(lead, it.ref, film,
		{ headers: { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' } })).status, 403,
		'and one of another site');
	is((await create(lead, it.ref, film, { headers: { 'upload-length': '0' } })).status, 400,
		'an empty file is refused');
	is((await create(lead, it.ref, film, { headers: { 'upload-length': '-1' } })).status, 400,
		'and a length that is none');
	is((await create(lead, it.ref, film, { headers: { 'upload-length': String(2 * 2 ** 30 + 1) } })).status, 413,
		'and one above the parameter');
	is((await create(lead, it.ref, film, { headers: { 'upload-metadata': 'item !!!' } })).status, 400,
		'and metadata that are none');
	is((await create(lead, it.ref, film, { headers: { 'upload-metadata': metadata({ filename: 'x' }) } })).status,
		400, 'and no item');
	is((await create(lead, it.ref, film, { digest: 'ab' })).status, 400, 'and a digest that is none');
	is((await create(lead, '0'.repeat(26), film)).status, 404, 'and an item that is not there');
	is(rows('record_upload'), 0, 'none of them left an upload');
});

await part('a film in pieces', async () => {
	const before = Number(sql(`select h.seq from xz.record_chain h join xz.caseflow_case c on c.chain_id = h.id
		where c.id = ${it.caseId}`));
	const made = await create(lead, it.ref, film, { name: 'C:\\DCIM\\现场录像 1.mp4' });
	is(made.status, 201, 'an upload is made');
	const at = made.headers.location;
	like(at, /^\/desk\/upload\/[0-9A-Z]{26}$/, 'at a place of its own');
	let h = await tus(lead, 'HEAD', at);
	is([h.status, h.headers['upload-offset'], h.headers['upload-length'], h.headers['cache-control']],
		[200, '0', String(film.length), 'no-store'], 'nothing came yet');
	ok(Date.parse(h.headers['upload-expires']) > Date.now() + 20 * 86400000,
		`it lives to ${h.headers['upload-expires']}`);
	is((await patch(lead, at, 5, film.subarray(0, 10))).status, 409, 'not from the middle');
	is((await patch(lead, at, 0, film.subarray(0, 10), { 'content-type': 'application/json' })).status, 415,
		'not of another type');
	is((await patch(lead, at, 0, film.subarray(0, 10),
		{ 'upload-checksum': `sha256 ${sha('x', 'sha256', 'base64')}` })).status, 460,
		'not with another checksum');
	is((await patch(lead, at, 0, film.subarray(0, 10),
		{ 'upload-checksum': `md5 ${sha('x', 'md5', 'base64')}` })).status, 400,
		'not with a checksum nobody asked for');
	is((await patch(lead, at, 0, film.subarray(0, PIECE + 1))).status, 413, 'not more than 1 MiB at once');
	is((await tus(lead, 'HEAD', at)).headers['upload-offset'], '0', 'nothing of this counted');
	is((await patch(lead, at, 0, film.subarray(0, 1000),
		{ 'upload-checksum': `sha1 ${sha(film.subarray(0, 1000), 'sha1', 'base64')}` })).status, 204,
		'a piece of 1000 bytes (sha1)');
	const again = await patch(lead, at, 0, film.subarray(0, 1000));
	is([again.status, again.headers['upload-offset']], [409, '1000'], 'the same piece again has no effect');
	is((await patch(assist, at, 1000, film.subarray(1000, 2000))).status, 404, 'nobody else continues it');
	is((await tus(assist, 'HEAD', at)).status, 404, 'or sees it');
	is(files(spool).length, 1, 'the piece is on the disk');
	ok(!readFileSync(join(spool, files(spool)[0])).includes(film.subarray(100, 200)), 'and not readable there');
	is((await patch(lead, at, 1000, film.subarray(1000, 1000 + PIECE))).status, 204, 'a piece of 1 MiB');
	h = await tus(lead, 'HEAD', at);
	is(Number(h.headers['upload-offset']), 1000 + PIECE, 'what came is known');
	is((await patch(lead, at, 1000 + PIECE, film.subarray(1000 + PIECE, 1000 + 2 * PIECE),
		{ 'upload-checksum': undefined })).status, 204, 'another, without a checksum');
	const end = await rest(lead, at, 1000 + 2 * PIECE);
	is([end.status, Number(end.headers['upload-offset'])], [204, film.length], 'the last piece');
	filmHref = `/desk/files/${end.headers['upload-attachment']}`;
	is(files(spool).length, 0, 'the pieces are gone');
	h = await tus(lead, 'HEAD', at);
	is([h.status, Number(h.headers['upload-offset'])], [200, film.length], 'asked again, all of it is there');
	is((await patch(lead, at, film.length, Buffer.alloc(0))).status, 204, 'an empty piece at the end is no harm');
	is(sql(`select encode(f.sha256, 'hex') || ' ' || f.size from xz.record_file f order by f.id desc limit 1`),
		`${sha(film)} ${film.length}`, 'the row has digest and size');
	is(sql(`select t.name from xz.record_attachment t order by t.id desc limit 1`), '现场录像 1.mp4',
		'the name without its folders');
	const line = JSON.parse(sql(`select convert_from(s.line, 'UTF8') from xz.record_step s
		join xz.caseflow_case c on c.chain_id = s.chain_id
		where c.id = ${it.caseId} and s.seq = ${before + 1}`));
	is([line.kind, line.evidence, line.payload.evidence_no, line.payload.bytes],
		['evidence_file', [sha(film)], 1, film.length], 'the record tells of it');
	unlike(JSON.stringify(line), /录像/, 'without the name of the file');
	is(sql(`select h.seq from xz.record_chain h join xz.caseflow_case c on c.chain_id = h.id
		where c.id = ${it.caseId}`), String(before + 1), 'in one step');
});

await part('the same again', async () => {
	const again = await upload(lead, it.ref, film);
	is([again.status, `/desk/files/${again.headers['upload-attachment']}`], [204, filmHref],
		'the same film to the same item is the same attachment');
	const second = await upload(assist, other.lead === it.lead ? it.ref : it.ref, film);
	is(second.status, 204, 'from the other officer too');
	is([rows('record_file'), rows('record_attachment'), files(folder).length - stored], [1, 1, 1],
		'one file, one attachment, one step');
	const key = { 'idempotency-key': `offline-${randomBytes(8).toString('hex')}` };
	const one = await create(lead, it.ref, film, { headers: key }), two = await create(lead, it.ref, film,
		{ headers: key });
	is([one.status, two.status, one.headers.location], [201, 201, two.headers.location],
		'creation with a key is done once');
	is((await create(lead, it.ref, film.subarray(1), { headers: key })).status, 409,
		'the key with another file is a conflict');
	is((await tus(lead, 'DELETE', one.headers.location)).status, 204, 'an upload can be ended');
	is((await tus(lead, 'HEAD', one.headers.location)).status, 410, 'and is gone');
	is((await patch(lead, one.headers.location, 0, film.subarray(0, 10))).status, 410, 'nothing more is taken');
});

await part('bytes that change on the way', async () => {
	const made = await create(lead, it.ref, film), at = made.headers.location, changed = Buffer.from(film);
	changed[PIECE + 7] ^= 1;
	is((await patch(lead, at, 0, film.subarray(0, PIECE))).status, 204, 'a piece');
	is((await patch(lead, at, PIECE, changed.subarray(PIECE, 2 * PIECE))).status, 204, 'one of another file');
	const end = await rest(lead, at, 2 * PIECE);
	is([end.status, end.text], [460, 'changed\n'], 'the whole is refused, and why');
	const h = await lead.raw('GET', at, { headers: { 'tus-resumable': '1.0.0' } });
	is([h.status, h.text], [410, 'changed\n'], 'for good');
	is([rows('record_file'), files(spool).length, files(folder).length - stored], [1, 0, 1],
		'nothing is kept of it');
});

await part('limits', async () => {
	sql(`insert into xz.record_upload (account_id, agency_id, subject_kind, subject_id, name, size, made_at,
		expires_at)
		select a.id, a.agency_id, 'evidence', ${it.id}, 'x', 1, xz.now(), xz.now() + interval '1 hour'
			from xz.people_account a, generate_series(1, 99) where a.username = '${it.lead}'`);
	const last = await create(lead, it.ref, film);
	is(last.status, 201, 'the hundredth upload under way');
	is((await create(lead, it.ref, film)).status, 429, 'not one more');
	sql(`update xz.record_upload set expires_at = xz.now() - interval '1 second' where state = 'open'
		and size = 1`);
	is((await tus(lead, 'DELETE', last.headers.location)).status, 204, 'ended');
	const four = [];
	for (let i = 0; i < 4; i++)
		four.push(await create(lead, it.ref, film, { headers: { 'upload-length': String(2 * 1024 ** 3) } }));
	is(four.map((x) => x.status), [201, 201, 201, 201], 'expired ones do not count: 8 GiB are under way');
	is((await create(lead, it.ref, film)).status, 429, 'not a byte more');
	for (const f of four) await tus(lead, 'DELETE', f.headers.location);
	const late = (await create(lead, it.ref, film)).headers.location;
	sql(`update xz.record_upload set expires_at = xz.now() - interval '1 second' where state = 'open'`);
	is([(await tus(lead, 'HEAD', late)).status, (await patch(lead, late, 0, film.subarray(0, 10))).status],
		[410, 410], 'an upload whose time is over is gone');
});

await part('who may', async () => {
	const rows0 = rows('record_attachment');
	const stranger = accounts(instance.state).find((a) => a.duties.includes('officer') &&
		![it.lead, it.assist].includes(a.username) &&
		sql(`select (select agency_id from xz.people_account
			where username = '${a.username}') = (select agency_id from xz.caseflow_case
				where id = ${it.caseId})
			and not exists (select from xz.caseflow_officer o
			join xz.people_account x on x.id = o.account_id where x.username = '${a.username}'
				and o.case_id = ${it.caseId})`) === 't');
	const foreign = accounts(instance.state).find((a) => a.duties.includes('officer') &&
		a.agency !== stranger.agency && a.agency !== '市司法局');
	const s = await signedIn(instance, stranger.username), f = await signedIn(instance, foreign.username);
	ok([403, 404].includes((await create(s, it.ref, film)).status), 'not an officer who is not on the case');
	is((await create(f, it.ref, film)).status, 404, 'not one of another agency');
	is((await f.raw('GET', filmHref)).status, 404, 'who does not see the file either');
	is((await f.raw('GET', `/desk/evidence/${it.ref}`)).status, 404, 'nor the item');
	const chief = accounts(instance.state).find((a) => a.agency === stranger.agency &&
		a.duties.includes('agency_head'));
	const c = await signedIn(instance, chief.username);
	is((await c.raw('GET', filmHref)).status, 200, 'the agency head reads it');
	unlike((await c.get(`/desk/evidence/${it.ref}`)).text, /type="file"/, 'and has no form for more');
	is((await create(c, it.ref, film)).status, 404, 'nor the way of pieces');
	is((await new Client(instance.url, instance.state).raw('GET', filmHref)).status, 303,
		'nobody signed in: to the sign-in page');
	const ended = item(instance, { ended: true });
	if (ended.lead)
		is((await create(await signedIn(instance, ended.lead), ended.ref, film)).status, 410,
			'a case that has ended takes nothing more');
	// The right may end while the pieces come.
	const made = await create(assist, it.ref, film.subarray(0, 100));
	sql(`update xz.caseflow_officer o set state = 'named' from xz.people_account a where a.id = o.account_id
		and a.username = '${it.assist}' and o.case_id = ${it.caseId}`);
	ok([403, 404].includes((await patch(assist, made.headers.location, 0, film.subarray(0, 100))).status),
		'who is taken off the case meanwhile is refused at the end');
	sql(`update xz.caseflow_officer o set state = 'accepted' from xz.people_account a where a.id = o.account_id
		and a.username = '${it.assist}' and o.case_id = ${it.caseId}`);
	is(rows('record_attachment'), rows0, 'none of it was attached');
	const token = s.cookies.get('xz').value, pool = storeOf(instance).conf.replace('user=xz_admin', 'user=xz_slow');
	const { execFileSync } = await import('node:child_process');
	let refused = '';
	try {
		execFileSync('psql', [pool, '-qAtX', '-v', 'ON_ERROR_STOP=1'],
			{ encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'], input: `set xz.token = '${token}';
			insert into xz.record_attachment (file_id, subject_kind, subject_id, role, name, attached_by,
			attached_at, step_seq)
			select f.id, 'evidence', ${it.id}, 'original', 'x', xz.people_actor(), xz.now(), 1
				from xz.record_file f limit 1` });
	} catch (e) { refused = e.stderr; }
	like(refused, /row-level security/, 'the store itself refuses them');
});

await part('ranges', async () => {
	const whole = await lead.raw('GET', filmHref);
	is([whole.status, whole.bytes.equals(film), whole.headers['accept-ranges'], whole.headers.etag],
		[200, true, 'bytes', `"${sha(film)}"`], 'the whole file, byte for byte');
	for (const [range, from, to] of [['bytes=0-0', 0, 1], ['bytes=1048570-1048590', 1048570, 1048591],
		['bytes=-100', film.length - 100, film.length],
		['bytes=3000000-', 3000000, film.length], [`bytes=${film.length - 1}-${film.length + 50}`,
		film.length - 1, film.length]]) {
		const p = await lead.raw('GET', filmHref, { headers: { range } });
		ok(p.status === 206 && p.bytes.equals(film.subarray(from, to)) &&
			p.headers['content-range'] === `bytes ${from}-${to - 1}/${film.length}`, range,
			`${p.status} ${p.headers['content-range']}`);
	}
	const endless = await lead.raw('GET', filmHref, { headers: { range: 'bytes=5-' } });
	is([endless.status, endless.bytes.length], [206, 8 << 20], 'who names no end gets a part, and asks on');
	const past = await lead.raw('GET', filmHref, { headers: { range: `bytes=${film.length}-` } });
	is([past.status, past.headers['content-range']], [416, `bytes */${film.length}`], 'past the end');
	for (const range of ['bytes=5-1', 'lines=1-2', 'bytes=1-2,4-5', 'bytes=a-b', 'bytes=99999999999999999999-'])
		is((await lead.raw('GET', filmHref, { headers: { range } })).status, 200, `${range}: all of it`);
	is((await lead.raw('GET', filmHref, { headers: { range: 'bytes=0-9', 'if-range': '"other"' } })).status, 200,
		'If-Range of another file: all of it');
	is((await lead.raw('GET', filmHref, { headers: { range: 'bytes=0-9', 'if-range': `"${sha(film)}"` } })).status,
		206, 'of this file: the part');
	const head = await lead.raw('HEAD', filmHref);
	is([head.status, head.bytes.length, Number(head.headers['content-length'])], [200, 0, film.length], 'HEAD');
});

// A form post with a file, as a browser without scripts sends it.
function form(client, page, bytes, filename, { fields = {}, path } = {}) {
	const f = page.forms.find((x) => x.enctype === 'multipart/form-data'), b = 'xzboundary0123';
	const parts = Object.entries({ ...f.fields, ...fields })
		.map(([k, v]) => Buffer.from(`--${b}\r\nContent-Disposition: form-data; name="${k}"\r\n\r\n${v}\r\n`));
	parts.push(Buffer.from(
		`--${b}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: image/jpeg\r\n\r\n`), bytes, Buffer.from(`\r\n--${b}--\r\n`));
	return client.raw('POST', path ||
		f.action, { body: Buffer.concat(parts), headers: { 'content-type': `multipart/form-data; boundary=${b}`,
		origin: client.url.origin, 'sec-fetch-site': 'same-origin' } });
}
const formPage = () => lead.get(`/desk/evidence/${it.ref}`);
const newest = () => sql(`select t.ref from xz.record_attachment t order by t.id desc limit 1`);

await part('without scripts', async () => {
	const picture = png(60, 40), page = await formPage();
	const sent = await form(lead, page, picture, '照片.png');
	is(sent.status, 303, 'a small file by a form');
	const shown = await lead.follow(sent);
	like(shown.text, /照片\.png/, 'is on the page of the item');
	like(shown.text, new RegExp(sha(picture)), 'with its digest');
	is((await form(lead, page, picture, '照片.png')).status, 303, 'the same form again');
	is(rows('record_attachment'), 2, 'has no other effect');
	const href = shown.text.match(/<img[^>]*src="(\/desk\/files\/[0-9A-Z]{26})\/small"/)[1];
	const got = await lead.raw('GET', href);
	is([got.headers['content-type'], got.bytes.equals(picture)], ['image/png', true],
		'served as the picture it is');
	is((await form(lead, await formPage(), Buffer.alloc(0), '')).status, 422, 'no file: said so');
	is((await form(lead, await formPage(), Buffer.alloc((20 << 20) + 1), 'x')).status, 422,
		'more than 20 MiB: said so');
	is((await form(lead, await formPage(), picture, 'x', { fields: { _csrf: 'AAAA' } })).status, 403,
		'not without the token');
	const tab = await lead.get(`/desk/cases/${it.caseRef}?tab=evidence`);
	like(tab.text, /照片\.png/, 'the case lists it');
	like((await lead.get(`/desk/cases/${it.caseRef}?tab=steps`)).text, /存入证据附件/, 'and its record');
});

await part('nothing a browser would run', async () => {
	const html = '<!DOCTYPE html><html><script>alert(document.cookie)</script></html>';
	const jpegHead = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1,
		0, 1, 0, 0]);
	const cases = [
		['photo.jpg', Buffer.from(html), 'application/octet-stream'],
		['photo.png', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>`),
			'application/octet-stream'],
		['x.html', Buffer.concat([jpegHead, Buffer.from(html)]), 'image/jpeg'],
		['x.js', Buffer.from(`GIF89a/*${html}*/=1;alert(1)//`), 'image/gif'],
		['x.html', Buffer.from(`%PDF-1.4\n${html}`), 'application/pdf'],
		['x.xml',
			Buffer.from(
			`<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></x>`),
				'application/octet-stream'],
		['x.js', Buffer.from('alert(1)'), 'application/octet-stream'],
		['x.zip', Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(60)]), 'application/octet-stream'],
		['a"\r\nX-Evil: 1.jpg'.replace('\r\n', ' '), randomBytes(50), 'application/octet-stream'],
	];
	for (const [name, bytes, type] of cases) {
		const up = await upload(lead, it.ref, bytes, { name });
		const got = await lead.raw('GET', `/desk/files/${up.headers['upload-attachment']}`);
		ok(got.status === 200 && got.bytes.equals(bytes) && got.headers['content-type'] === type &&
			got.headers['x-content-type-options'] === 'nosniff' &&
			/^sandbox; default-src 'none'/.test(got.headers['content-security-policy']) &&
			!/allow-/.test(got.headers['content-security-policy']) &&
			got.headers['cross-origin-resource-policy'] === 'same-origin' &&
			got.headers['content-disposition'].startsWith(type === 'application/octet-stream'
			? 'attachment;' : 'inline;') &&
			!got.headers['x-evil'], `${name} as ${type}`, JSON.stringify([got.status, got.headers]));
	}
	const saved = await lead.raw('GET', `${filmHref}?save=1`);
	like(saved.headers['content-disposition'], /^attachment; filename\*=UTF-8''%E7%8E%B0/,
		'to be saved under its name');
});

await part('what rots is not served', async () => {
	const bytes = randomBytes((1 << 20) + 500), up = await upload(lead, it.ref, bytes, { name: 'rot.bin' });
	const href = `/desk/files/${up.headers['upload-attachment']}`;
	const address = sql(`select address from xz.record_file where sha256 = '\\x${sha(bytes)}'`),
		path = join(folder, address.slice(0, 2), address);
	const good = readFileSync(path), bad = Buffer.from(good);
	bad[(1 << 20) + 200] ^= 4;
	writeFileSync(path, bad);
	is((await lead.raw('GET', href)).status, 500, 'not one byte of a file whose end is damaged');
	const p = await lead.raw('GET', href, { headers: { range: 'bytes=0-999' } });
	ok(p.status === 206 && p.bytes.equals(bytes.subarray(0, 1000)), 'a part that is whole can be read');
	is((await upload(lead, it.ref, bytes, { name: 'rot.bin' })).status, 204, 'the same file sent again');
	ok((await lead.raw('GET', href)).bytes.equals(bytes), 'heals it');
	is(files(folder).filter((f) => f.startsWith('damaged/')).length, 1, 'and what was damaged is kept aside');
});

await part('a disk that is full', async () => {
	// A small file system of its own in the spool's place; where it cannot be mounted there is nothing to look at.
	const { spawnSync } = await import('node:child_process'), { statSync } = await import('node:fs'),
		{ uid, gid } = statSync(spool);
	if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=1500k,uid=${uid},gid=${gid},mode=700`, 'tmpfs',
		spool]).status !== 0) return skip('a full disk', 'no file system can be mounted here');
	try {
		const bytes = randomBytes(2_000_000), at = (await create(lead, it.ref, bytes)).headers.location;
		is((await patch(lead, at, 0, bytes.subarray(0, 1_000_000))).status, 204, 'a piece that fits');
		is((await patch(lead, at, 1_000_000, bytes.subarray(1_000_000))).status, 500,
			'one that does not is not acknowledged');
		is((await tus(lead, 'HEAD', at)).headers['upload-offset'], '1000000', 'what came before is there');
		spawnSync('mount', ['-o', 'remount,size=20m', spool]);
		const end = await patch(lead, at, 1_000_000, bytes.subarray(1_000_000));
		ok(end.status === 204 &&
			(await lead.raw('GET', `/desk/files/${end.headers['upload-attachment']}`)).bytes.equals(bytes),
			'with room again it goes on');
	} finally {
		spawnSync('umount', [spool]);
	}
});

await part('access is noted', async () => {
	const n = Number(sql(`select count(*) from xz.people_access where subject_kind = 'file'`));
	await lead.raw('GET', filmHref);
	is(Number(sql(`select count(*) from xz.people_access where subject_kind = 'file'`)), n + 1,
		'reading a file is written down');
});
done();
