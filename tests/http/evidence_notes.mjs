// evidence_notes.mjs - annotations beside a file: who may, what is refused with what was typed kept, taking back, and
// that the original's bytes and the record do not change.  On an instance of its own.
import { item, png, signedIn, storeOf, upload } from '../lib/evidence.mjs';
import { accounts, Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

const instance = ownInstance('evidence_notes'), { sql } = storeOf(instance);
const it = item(instance), lead = await signedIn(instance, it.lead), assist = await signedIn(instance, it.assist);
const bytes = png(64, 48);
const file = (await upload(lead, it.ref, bytes, { name: '现场.png' })).headers['upload-attachment'];
const at = `/desk/notes/${file}`;
const steps = () => Number(sql(`select h.seq from xz.record_chain h join xz.caseflow_case c on c.chain_id = h.id
	where c.id = ${it.caseId}`));
const before = steps();

await part('a note', async () => {
	like((await lead.get(`/desk/evidence/${it.ref}`)).text, new RegExp(`href="${at}"`),
		'the file leads to its notes');
	let p = await lead.get(at);
	like(p.text, /还没有批注/, 'there are none');
	p = await lead.submit(p, { body: '左上角的标签与台账不符', spot: '左上角', x: '120', y: '80' });
	is([p.status, p.path.split('?')[0]], [200, at], 'written');
	like(p.text, /data-x="120" data-y="80"/, 'with its point');
	like((await assist.get(at)).text, /左上角的标签与台账不符/, 'the colleague reads it');
	unlike((await assist.get(at)).text, /\/back"/, 'and cannot take it back');
	like((await lead.get(`/desk/evidence/${it.ref}`)).text, /批注 1/, 'the file says how many');
});

await part('what is refused', async () => {
	const p = await lead.submit(await lead.get(at), { body: '', spot: '第 3 页', x: '1001', y: '5' });
	is(p.status, 422, 'an empty note and a point outside');
	like(p.text, /value="第 3 页"/, 'what was typed stays');
	is((await lead.submit(await lead.get(at), { body: 'x'.repeat(2001) })).status, 422, 'one that is too long');
	const page = await lead.get(at);
	await lead.submit(page, { body: '第二条' });
	await lead.submit(page, { body: '第二条' });
	is(sql(`select count(*) from xz.record_note where body = '第二条'`), '1', 'a form sent twice has one effect');
	const agency = accounts(instance.state).find((a) => a.username === it.lead)?.agency;
	const stranger = accounts(instance.state).find((a) => a.duties.includes('officer') && a.agency !== agency);
	is((await new Client(instance.url, instance.state).session(stranger.username).get(at)).status, 404,
		'nobody of another agency sees it');
});

await part('taking back', async () => {
	const page = await lead.get(at), isBack = (f) => /\/back$/.test(f.action || '');
	const back = page.forms.find(isBack), theirs = (await assist.get(at)).forms.find((f) => 'body' in f.types);
	is((await assist.post(back.action, theirs.fields)).status, 404, 'not by another');
	const p = await lead.submit(page, {}, { form: isBack });
	like(p.text, /<s>左上角的标签与台账不符<\/s>/, 'by its author: it stays, struck through');
});

await part('the original', async () => {
	ok((await lead.raw('GET', `/desk/files/${file}`)).bytes.equals(bytes), 'has the same bytes');
	is(steps(), before, 'and the record of the case says nothing more');
	unlike(sql(`select string_agg(a::text, ' ') from xz.sec_audit a where a.kind like 'note.%'`), /标签/,
		'the audit tells of notes, not what they say');
});
done();
