// inspection_files.mjs - photos and films of an inspection in pieces and by the plain form: who may, when, to which
// item; twice is once; what is refused.
import { execFileSync } from 'node:child_process';
import { jpeg, metadata, patch, png, sha, signedIn, storeOf, tus } from '../lib/evidence.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { formOf, send, toBeVisited } from '../lib/inspection.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

const own = ownInstance('inspfiles'), { sql } = storeOf(own);
const i = await toBeVisited(own.url, own.state), id = sql('select max(id) from xz.inspection');
const lead = await signedIn(own, 'sj.officer1'), mate = await signedIn(own, 'sj.officer2'),
	other = await signedIn(own, 'sj.officer5'),
	stranger = await signedIn(own, 'hj.officer1'), head = await signedIn(own, 'sj.head1');
const mark = () => `m-${Math.random().toString(36).slice(2, 14)}`;
const say = (bytes, more = {}) => ({ inspection: i.ref, mark: mark(), n: '1', taken: String(Date.now() - 60000),
	lat: '26.893100', lon: '112.594700',
	accuracy: '12', filename: '照片.jpg', sha256: sha(bytes), ...more });
const begin = (c, bytes, said, key) => tus(c, 'POST', '/desk/upload/', { 'upload-length': String(bytes.length),
	'upload-metadata': metadata(said),
	...(key ? { 'idempotency-key': key } : {}) }, '');
async function whole(c, bytes, said, key) {
	const made = await begin(c, bytes, said, key);
	return made.status === 201 ? patch(c, made.headers.location, 0, bytes) : made;
}
const rows = (t = 'inspection_evidence') => Number(sql(t === 'inspection_evidence' ? `select count(*)
	from xz.inspection_evidence where inspection_id = ${id}` :
	`select count(*) from xz.record_attachment t
		join xz.inspection_evidence v on t.subject_kind = 'inspection_evidence' and v.id = t.subject_id
		where v.inspection_id = ${id}`));
const photo = jpeg({ taken: '2020:01:01 08:00:00', lat: [26, 53, 30.5], lon: [112, 34, 12] });
let r;

await part('before the arrival', async () => {
	r = await begin(lead, photo, say(photo));
	is([r.status, r.text.trim()], [409, 'early'], 'its arrival may still be on its way: to be asked again');
	is(rows(), 0, 'nothing is announced');
	const code = sql(`select object_id from xz.inspection where id = ${id}`),
		licence = (c) => `http://www.gsxt.gov.cn/index.html?uniscid=${c}&entName=x`;
	const arrive = async (text) => send(i.lead, await i.lead.get(i.field), '/do/arrive', { code: text });
	r = await arrive(licence('91430400MA4L16JQ9B'));
	is(r.status, 422, "another firm's licence is not the one");
	like(r.text, /也不是本次检查对象的营业执照/, 'and it says so');
	await arrive(licence(code));
	is(sql(`select i.state, i.scanned, convert_from(s.line, 'UTF8')::json #>> '{payload,scan}' from xz.inspection i
		join xz.record_step s on s.chain_id = i.chain_id
		where i.id = ${id} and s.kind = 'inspection.arrive'`), 'arrived|t|licence',
		"arrived, the firm's licence scanned");
});

await part('a photo at an item', async () => {
	const said = say(photo), key = 'key-of-one-photo';
	const made = await begin(lead, photo, said, key), again = await begin(lead, photo, said, key);
	is([made.status, again.headers.location], [201, made.headers.location],
		'begun twice with one key is one upload');
	is((await tus(mate, 'HEAD', made.headers.location)).status, 404, 'nobody else sees it');
	r = await patch(lead, made.headers.location, 0, photo);
	is(r.status, 204, 'it is stored');
	is((await patch(lead, made.headers.location, photo.length, Buffer.alloc(0), { 'upload-checksum': '' })).status,
		204, 'asked again: done is done');
	is(sql(`select n, round(lat, 4), accuracy_m, taken_at < now() - interval '50 seconds'
		from xz.inspection_evidence where inspection_id = ${id}`), '1|26.8931|12|t',
		'with what the phone says of place and time');
	const line = JSON.parse(sql(`select convert_from(s.line, 'UTF8') from xz.record_step s
		join xz.inspection i on i.chain_id = s.chain_id where i.id = ${id} and s.kind = 'inspection.file'`));
	is([line.evidence, line.payload.item, line.payload.bytes, line.payload.type],
		[[sha(photo)], 1, photo.length, 'image/jpeg'], 'the record tells of it');
	unlike(JSON.stringify(line), /照片|26\.89/, 'but neither its name nor the place');
	is((await whole(lead, photo, { ...said, mark: mark() })).status, 204, 'the same bytes under another mark');
	is((await whole(mate, photo, say(photo))).status, 204, 'and from the other officer');
	is([rows('record_attachment'), sql(`select count(*) from xz.inspection_evidence where inspection_id = ${id}
		and same_as is not null`)], [1, '2'], 'are the file that is there');
	is((await whole(lead, photo, say(photo, { n: '2' }))).status, 204, 'at another item');
	is([rows('record_attachment'), sql("select count(*) from xz.record_file where size = " + photo.length)],
		[2, '1'], 'they are attached once more, and stored once');
});

await part('who and what is refused', async () => {
	const before = rows('record_attachment'), bytes = png(40, 30);
	is((await begin(other, bytes, say(bytes))).status, 404, 'another unit does not know it');
	is((await begin(stranger, bytes, say(bytes))).status, 404, 'nor another agency');
	is((await begin(head, bytes, say(bytes))).status, 404, 'a head is no officer of the team');
	for (const [what, more] of [['no mark', { mark: undefined }], ['a short mark', { mark: 'abc' }],
		['a word for a number', { n: 'x' }], ['an item too', { item: i.ref }],
		['half a digest', { sha256: 'ab' }], ['a time that is none', { taken: '-1' }]])
		is((await begin(lead, bytes, say(bytes, more))).status, 400, what);
	is((await begin(lead, bytes, say(bytes, { n: '9' }))).status, 404, 'an item that the checklist has not');
	is((await whole(lead, bytes, say(bytes, { sha256: sha(photo) }))).status, 460,
		'bytes that are not those of the digest taken at the scene');
	is(rows('record_attachment'), before, 'none of it is attached');
	r = await whole(lead, bytes,
		say(bytes, { taken: String(Date.now() + 86400e3), lat: '200', filename: '../../etc/x.jpg' }));
	is(r.status, 204, 'a clock a day ahead and a place off the earth lose no photo');
	is(sql(`select v.lat is null, v.taken_at <= now(), t.name from xz.inspection_evidence v
		join xz.record_attachment t on t.subject_id = v.id and t.subject_kind = 'inspection_evidence'
		where v.inspection_id = ${id} order by v.id desc limit 1`), 't|t|x.jpg', 'they are not believed');
	const page = Buffer.from('<!doctype html><script>alert(1)</script>');
	is((await whole(lead, page, say(page, { filename: 'photo.jpg' }))).status, 204,
		'a page that calls itself a photo');
	const refs = (await lead.get(`/desk/evidence/inspection/${i.ref}`)).text.match(
		/\/desk\/files\/[0-9A-Z]{26}\?save=1/g);
	const types = await Promise.all(refs.map(async (x) => (await lead.raw('GET', x)).headers['content-type']));
	ok(!types.some((t) => /html|svg|xml/.test(t)),
		`is handed out as nothing that runs: ${[...new Set(types)].join(' ')}`);
});

await part('who sees them', async () => {
	const path = `/desk/evidence/inspection/${i.ref}`, show = await head.get(i.path), page = await head.get(path),
		file = page.text.match(/\/desk\/files\/[0-9A-Z]{26}/)[0];
	like(show.text, new RegExp(sha(photo)), "the inspection's page has the digests");
	like(page.text, /与登记的取得时间相差/, 'a photo that says another time than its officer is marked');
	unlike(page.text, /告知结果后存入/, 'none came after the result');
	like(page.text, /与登记的位置相差 2\d{3} 米/, 'and one that says another place');
	for (const [c, who, want] of [[head, 'the unit head', 200], [mate, 'the other officer', 200],
		[other, 'another unit', 404], [stranger, 'another agency', 404]])
		is([(await c.get(path)).status, (await c.raw('GET', file)).status], [want, want], who);
	is((await head.post(path, { _csrf: head.csrf, n: '0' })).status, 404, 'who may look adds nothing');
	unlike(page.text, /<form[^>]*enctype/, 'and is not offered the form');
});

await part('by the plain form', async () => {
	const bytes = png(300, 200, [20, 120, 90]), page = await i.lead.get(i.field),
		form = formOf(page, '/desk/evidence/inspection/');
	const body = (fields) => {
		const b = '----xz', parts = Object.entries(fields)
			.map(([k, v]) =>
			Buffer.from(`--${b}\r\nContent-Disposition: form-data; name="${k}"\r\n\r\n${v}\r\n`));
		return { type: `multipart/form-data; boundary=${b}`,
			bytes: Buffer.concat([...parts,
			Buffer.from(
			`--${b}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n`),
			bytes, Buffer.from(`\r\n--${b}--\r\n`)]) };
	};
	const post = async (fields) => {
		const x = body(fields);
		return i.lead.raw('POST', form.action,
			{ body: x.bytes, headers: { 'content-type': x.type, origin: i.lead.url.origin,
			'sec-fetch-site': 'same-origin' } });
	};
	const before = rows('record_attachment'), fields = { ...form.fields, n: '3' };
	r = await post(fields);
	is([r.status, r.headers.location?.split('?')[0]], [303, i.field], 'stored, and back to the phone');
	is((await post(fields)).status, 303, 'sent again');
	is(rows('record_attachment'), before + 1, 'is once');
	is(sql(`select n from xz.inspection_evidence where inspection_id = ${id} order by id desc limit 1`), '3',
		'at its item');
});

await part('the row security alone', async () => {
	const pool = storeOf(own).conf.replace('user=xz_admin', 'user=xz_slow');
	const as = (c, text) => {
		try {
			return execFileSync('psql', [pool, '-qAtX', '-v', 'ON_ERROR_STOP=1'],
				{ encoding: 'utf8', stdio: 'pipe',
				input: `set xz.token = '${c.cookies.get('xz').value}'; ${text}` }).trim();
		} catch (e) { return e.stderr; }
	};
	const evidence = sql(`select max(id) from xz.inspection_evidence where inspection_id = ${id}
		and n is not null`);
	is([as(lead, 'select count(*) > 0 from xz.inspection_evidence'), as(other, `select count(*)
		from xz.inspection_evidence where inspection_id = ${id}`)], ['t', '0'],
		'the team sees them, another unit none');
	for (const [c, who] of [[other, 'another unit'], [head, 'the unit head']]) {
		like(as(c, `insert into xz.inspection_evidence (inspection_id, mark, taken_by, taken_at, noted_at)
			values (${id}, 'not-mine-1', xz.people_actor(), xz.now(), xz.now())`), /row-level security/,
			`${who} announces nothing`);
		like(as(c, `insert into xz.record_attachment (file_id, subject_kind, subject_id, role, name,
			attached_by, attached_at, step_seq)
			select f.id, 'inspection_evidence', ${evidence}, 'original', 'x', xz.people_actor(), xz.now(), 1
				from xz.record_file f limit 1`), /row-level security/, `${who} attaches nothing`);
	}
	like(as(lead, `insert into xz.inspection_evidence (inspection_id, mark, taken_by, taken_at, noted_at)
		select ${id}, 'in-their-name', a.id, xz.now(), xz.now()
		from xz.people_account a where a.username = 'sj.officer2'`), /row-level security/,
			'nobody in another name');
	like(as(lead, 'delete from xz.inspection_evidence'), /permission denied/, 'nothing is deleted');
	like(as(lead, 'update xz.inspection_evidence set taken_at = now()'), /permission denied/,
		'nor is what was said changed');
});
done();
