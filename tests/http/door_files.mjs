// door_files.mjs - files with what a party sends in: in pieces and in a form without a script, sealed for the spool's
// key as they come, stored by the pool for slow work, read by who may write the case, evidence with the step.
import { PIECE, files, png, sha, storeOf, tus } from '../lib/evidence.mjs';
import { doorOf, number } from '../lib/door.mjs';
import { send } from '../lib/inspection.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = main(), { sql, folder } = storeOf(own), d = doorOf(own, '127.0.9');
const term = (over) => `k.state in ('notified', 'defence_reviewed') and exists (select from xz.calendar_clock q
	where q.subject_kind = 'track' and q.subject_id = k.id and q.rule = 'defence.term'
		and q.due_at ${over} xz.now())`;
// Other tests have others of those whose term runs.
const mine = d.parties(`k.state = 'notified' and ${term('>')}`).at(-2), late = d.parties(term('<'))[0];
const fields = { content: '进货台账和召回照片附后，请从轻处理。', name: '欧阳晓雯', telephone: '13907340000' };
const photo = png(40, 30, [10, 120, 60]), MARK = 'what the party alone may read';
const pdf = Buffer.from(`%PDF-1.4\n${MARK} ${'x'.repeat(2 * PIECE)}\n%%EOF\n`);
const at = `/my/cases/${mine.ref}/send/defence`, spool = `/my/cases/${mine.ref}/files/`;
const form = async (c) => (await c.get(at)).forms.find((f) => f.action.startsWith(at));
const begin = (c, n, path = spool) => tus(c, 'POST', path, { 'upload-length': String(n) }, '');
const piece = (c, path, offset, bytes, headers = {}) => tus(c, 'PATCH', path, { 'upload-offset': String(offset),
	'content-type': 'application/offset+octet-stream',
	'upload-checksum': `sha256 ${sha(bytes, 'sha256', 'base64')}`, ...headers }, bytes);
const whole = async (c, bytes) => {
	const path = (await begin(c, bytes.length)).headers.location;
	for (let o = 0; o < bytes.length; o += PIECE)
		is((await piece(c, path, o, bytes.subarray(o, o + PIECE))).status, 204, `its piece at ${o}`);
	return path;
};
const states = (n) => sql(`select string_agg(f.state || coalesce(' ' || f.reason, ''), ', ' order by f.id)
	from xz.door_file f join xz.door_message m on m.id = f.message_id where m.number = '${n}'`);
const looked = async (n) => {
	await until(() => !/sent/.test(states(n)));
	return states(n);
};
let me, n;

// of files as long as this test's: others come by the door meanwhile
const pieces = () => sql(`select count(*) from xz.door_piece p join xz.door_file f on f.id = p.file_id
	where f.size in (${pdf.length}, ${photo.length})`);

await part('said before', async () => {
	me = await d.slip(mine);
	const page = await me.get(at);
	like(page.text, /每个不超过 20 MB，一次最多 5 个/, 'how large, and how many');
	like(page.text, /type="file" name="file1"[^]*name="file3"/, 'three without a script');
	like(page.text, /<noscript>[^]*10 MB/, 'and how large those may be');
});

await part('in pieces', async () => {
	const path = await whole(me, pdf), f = await form(me), ref = path.split('/').pop();
	is((await tus(me, 'HEAD', path)).headers['upload-offset'], String(pdf.length), 'all of it');
	const page = await d.say(me, at, { ...fields, files: `${ref} 进货台账.pdf` },
		{ files: { file1: ['召回 照片.png', photo] } });
	is(page.status, 200, 'sent, and a photo of the form itself with it');
	n = number(page);
	ok(n, 'a receipt', page.text.slice(0, 400));
	is(await looked(n), 'stored, stored', 'the pool for slow work has stored both');
	is(pieces(), '0', 'and nothing of them stays in the spool');
	is(sql(`select string_agg(encode(r.sha256, 'hex'), ' ' order by f.id) from xz.door_file f
		join xz.record_file r on r.id = f.file_id join xz.door_message m on m.id = f.message_id
		where m.number = '${n}'`), `${sha(pdf)} ${sha(photo)}`, 'to the byte');
	is((await tus(me, 'HEAD', path)).status, 404, 'what was sent is nobody\'s to move');
	ok(f.fields.once, 'the form has its mark');
});

await part('sealed as it comes', async () => {
	const path = (await begin(me, pdf.length)).headers.location;
	is((await piece(me, path, 0, pdf.subarray(0, PIECE))).status, 204, 'a piece');
	ok(!sql(`select string_agg(encode(sealed, 'escape'), '') from xz.door_piece`).includes(MARK),
		'is not readable in the store');
	is((await piece(me, path, 0, pdf.subarray(0, PIECE))).headers['upload-offset'], String(PIECE),
		'the same again is told what is next');
	is((await piece(me, path, PIECE, pdf.subarray(0, PIECE), { 'upload-checksum': `sha256 ${sha('x', 'sha256',
		'base64')}` })).status, 460, 'one that changed on its way is not taken');
	is((await tus(me, 'DELETE', path, {}, '')).status, 204, 'it is taken back');
	is(pieces(), '0', 'with its pieces');
});

await part('whose', async () => {
	const c = await d.slip(late), path = (await begin(me, 10)).headers.location;
	is((await begin(c, 10)).status, 404, 'no file into the case of another party');
	is((await tus(c, 'HEAD', path)).status, 404, 'nor a look at it');
	is((await piece(c, path, 0, Buffer.alloc(10))).status, 404, 'nor a piece');
	is((await tus(c, 'DELETE', path, {}, '')).status, 204, 'nor its end');
	is((await tus(me, 'HEAD', path)).status, 200, 'which it has not had');
	const there = `/my/cases/${late.ref}/send/defence`;
	is((await piece(me, path, 0, Buffer.from('%PDF-1.4 x'))).status, 204, 'it comes to be whole');
	is((await d.say(c, there, { ...fields, files: `${path.split('/').pop()} a.pdf` })).status, 409,
		'and goes with no message of theirs');
	is(sql(`select count(*) from xz.door_message where track_id = ${late.track} and sort = 'defence'
		and exists (select from xz.door_file f where f.message_id = door_message.id)`), '0',
	'nor did that come in');
	const nobody = d.stranger();
	is((await begin(nobody, 10)).status, 401, 'without a slip nothing');
	is((await tus({ ...me, raw: me.raw.bind(me), url: me.url, csrf: 'x' }, 'POST', spool,
		{ 'upload-length': '10' }, '')).status, 403, 'nor without the token of the session');
	is((await tus(me, 'DELETE', path, {}, '')).status, 204, 'taken back');
});

await part('too large', async () => {
	is((await begin(me, 300 << 20)).status, 413, 'a statement of 300 MB');
	is((await begin(me, (20 << 20) + 1)).status, 413, 'a byte too many');
	const path = (await begin(me, 10)).headers.location;
	is((await piece(me, path, 0, Buffer.alloc(11))).status, 413, 'more than was said');
	is((await piece(me, path, 0, Buffer.alloc(PIECE + 1))).status, 413, 'a piece that is none');
	is((await tus(me, 'DELETE', path, {}, '')).status, 204, 'taken back');
	const big = await d.say(me, at, fields, { files: { file1: ['a.pdf', Buffer.alloc(12 << 20, '%PDF-1.4 ')] } });
	is(big.status, 413, 'a form with more than there may be');
	const both = { file1: ['a.pdf', Buffer.alloc(6 << 20)], file2: ['b.pdf', Buffer.alloc(5 << 20, 1)] };
	const page = await d.say(me, at, fields, { files: both });
	is(page.status, 413, 'two of which each might go');
	const script = await d.say(me, at, fields, { files: { file1: ['a.html', Buffer.from('<script>')] } });
	is(script.status, 422, 'what is no photo, PDF, sound or film');
	like(script.text, /href="#f-files"[^]*只能附照片[^]*请重新选择附件/, 'is said at the field');
	const six = Array.from({ length: 6 }, (_, i) => `${'0'.repeat(25)}${i} a.pdf`).join('\n');
	is((await d.say(me, at, { ...fields, files: six })).status, 422, 'six files');
	is((await d.say(me, at, { ...fields, files: `${'0'.repeat(25)}7 a.pdf` })).status, 409,
		'one that there is not');
	is((await d.say(me, at, { ...fields, files: 'x' })).status, 422, 'what no script writes');
});

await part('what it is, its content says', async () => {
	const page = await d.say(me, at, { ...fields, content: `${fields.content}其二。` },
		{ files: { file1: ['photo.jpg', Buffer.from('<html><script>alert(1)</script></html>')] } });
	const m = number(page);
	is(await looked(m), 'refused type', 'no photo by its content');
	like((await d.desk(mine.lead).get(d.message(m).path)).text, /photo\.jpg[^]*未存入：不是照片/,
		'the officer reads why');
});

await part('on the desk', async () => {
	const m = d.message(n), page = await d.desk(mine.lead).get(m.path);
	like(page.text, /进货台账\.pdf[^]*召回 照片\.png/, 'by their names');
	const href = [...page.text.matchAll(/href="(\/desk\/files\/sent\/\w+)"/g)].map((x) => x[1]);
	is(href.length, 2, 'both');
	const before = sql(`select count(*) from xz.people_access where subject_ref = '${m.uuid}'`);
	const got = await d.desk(mine.lead).raw('GET', href[0]);
	ok(got.bytes.equals(pdf), 'read');
	is(got.headers['content-type'], 'application/pdf', 'as what it is');
	like(got.headers['content-security-policy'], /sandbox/, 'with no rights');
	is(sql(`select count(*) from xz.people_access where subject_ref = '${m.uuid}'`), String(Number(before) + 1),
		'the reading is noted');
	const elsewhere = sql(`select a.username from xz.people_account a join xz.people_duty q on q.account_id = a.id
		where q.duty = 'officer' and q.revoked_at is null and a.active and a.agency_id <> (select c.agency_id
			from xz.caseflow_case c where c.id = ${mine.id}) limit 1`);
	is((await d.desk(elsewhere).raw('GET', href[0])).status, 404, 'an officer of another agency: nothing');
});

await part('taken over', async () => {
	const m = d.message(n);
	const step = `/desk/cases/${mine.caseRef}/do/defence_record?track=${mine.ref}&message=${m.ref}`;
	const page = await d.desk(mine.lead).get(step);
	is((await send(d.desk(mine.lead), page, '/do/defence_record', {})).status, 200, 'by the step');
	const [item, names, seq] = sql(`select e.id, string_agg(t.name, ', ' order by t.id), min(t.step_seq)
		from xz.caseflow_evidence e
		join xz.record_attachment t on t.subject_kind = 'evidence' and t.subject_id = e.id
		where e.case_id = ${mine.id} and e.source like '%${n}' group by e.id`).split('|');
	ok(item, 'one item of evidence');
	like(names, /进货台账\.pdf/, 'with its files');
	like(sql(`select convert_from(s.line, 'UTF8') from xz.record_step s join xz.caseflow_case c
		on c.chain_id = s.chain_id where c.id = ${mine.id} and s.seq = ${seq}`),
	new RegExp(`"defence_record"[^]*${sha(pdf)}`), 'of which the step names the digest');
	like((await d.desk(mine.lead).get(`/desk/cases/${mine.caseRef}?tab=evidence`)).text, /当事人提交的材料/,
		'the case shows it');
	const before = sql('select count(*) from xz.caseflow_evidence');
	is((await send(d.desk(mine.lead), page, '/do/defence_record', {})).status, 200, 'sent twice');
	is(sql('select count(*) from xz.caseflow_evidence'), before, 'is once');
});

await part('nothing left', async () => {
	sql(`update xz.door_file set begun_at = begun_at - interval '2 days' where state = 'open'`);
	sql('select xz.door_over()');
	is(sql(`select count(*) from xz.door_file where state = 'open'`), '0', 'what nobody sent goes after a day');
	is(files(folder, 'new').length, 0, 'no half file in the store');
});
done();
