// documents.mjs - papers as PDF: who may have them, what stands in them, the same bytes each time, seals that others'
// software checks, the page behind the QR code, keys that end.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accounts, Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok } from '../lib/tap.mjs';
import { sleep, until } from '../lib/wait.mjs';

const { sm2, sm3 } = createRequire(import.meta.url)('sm-crypto');
const { url, state } = main();
const admin = storeConf(state);
const sql = sqlOf(admin);
const xiezhi = (...args) => spawnSync(join(state, 'app/bin/xiezhi'), ['--conf', join(state, 'etc/admin.conf'), ...args],
	{ encoding: 'utf8' });
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const refText = (uuid) => {
	let n = BigInt(`0x${uuid.replace(/-/g, '')}`), s = '';
	for (let i = 0; i < 26; i++, n >>= 5n) s = digits[Number(n & 31n)] + s;
	return s;
};
const dir = mkdtempSync(join(tmpdir(), 'xz-paper-'));
const file = (name, bytes) => { writeFileSync(join(dir, name), bytes); return join(dir, name); };
const text = (bytes) => execFileSync('pdftotext', ['-layout', file('t.pdf', bytes), '-'], { encoding: 'utf8' });
const squeezed = (bytes) => text(bytes).replace(/\s/g, '');
const pages = (bytes) => Number(execFileSync('pdfinfo', [file('i.pdf', bytes)], { encoding: 'utf8' })
	.match(/Pages:\s+(\d+)/)[1]);
// No script, no form, no link, no file in it.
const plain = (bytes) => {
	const at = file('p.pdf', bytes), said = (...args) => spawnSync(args[0], [...args.slice(1), at],
		{ encoding: 'utf8' }).stdout;
	return /^Form:\s+none$/m.test(said('pdfinfo')) && /^JavaScript:\s+no$/m.test(said('pdfinfo')) &&
		said('pdfinfo', '-url').trim().split('\n').length === 1 &&
		/^0 embedded files/.test(said('pdfdetach', '-list'));
};
const openssl = (pem, sig, bytes) => spawnSync('openssl', ['dgst', '-sm3', '-verify', file('k.pem', pem), '-sigopt',
	'distid:1234567812345678', '-signature', file('s.sig', sig), file('d.pdf', bytes)],
	{ encoding: 'utf8' }).stdout.trim();
const flipped = (bytes) => { const b = Buffer.from(bytes); b[b.length >> 1] ^= 1; return b; };

// Those with most decisions; tests/browser/documents.mjs takes the one with fewest.
const agencies = sql(`select g.short_name from xz.record_document d join xz.people_agency g on g.id = d.agency_id
	where d.type = 'decision' group by 1 order by count(*) desc, 1`)
	.split('\n').filter((n) => accounts(state).some((a) => a.agency === n && a.duties.includes('agency_head')));
const chief = (agency) => new Client(url, state).session(accounts(state).find((a) => a.agency === agency &&
	a.duties.includes('agency_head')).username);
const paper = (agency, type, after = '') => {
	const [id, uuid] = sql(`select d.id, d.ref from xz.record_document d
		join xz.people_agency g on g.id = d.agency_id where d.type = '${type}'
		and g.short_name = '${agency}' and d.state = 'sealed' ${after} order by length(d.data) desc, d.id
			limit 1`).split('|');
	return { id, ref: refText(uuid) };
};
const unmadeOnly = 'and not exists (select from xz.record_rendition r where r.document_id = d.id)';
const [ours, theirs, third] = agencies;
ok(third && agencies.length > 3, `agencies with decisions: ${agencies.join(' ')}`);

// A file that is not there yet is asked for again, as its waiting page does.
const fetched = async (who, path) => {
	let a;
	await until(async () => (a = await who.raw('GET', path)).status !== 202);
	return a;
};

// ---- a decision
const head = chief(ours), d = paper(ours, 'decision', unmadeOnly), path = `/desk/documents/${d.ref}`;
const data = JSON.parse(sql(`select data from xz.record_document where id = ${d.id}`));
const looks = () => Number(sql(`select count(*) from xz.people_access where subject_ref = (select ref
	from xz.record_document where id = ${d.id})`));
const before = looks();
const page = (await head.get(path)).text;
like(page, /还没有 PDF 文件/, 'an old paper has no file until somebody asks');
const sheet = page.split('id="contents"')[1]?.split('</section>')[0] ?? '';
ok(/法定内容 (\d+) 项，文书中全部载明/.test(sheet) && /代收机构名称/.test(sheet) && !/✗/.test(sheet),
	'beside it stands what the law wants in it, all of it there');
like(sheet, /罚款决定与罚款收缴分离实施办法 第七条/, 'with its article');
const asked = await head.raw('GET', `${path}.pdf`);
is(asked.status, 202, 'asked for, it is made');
ok(asked.headers.refresh === '2' && asked.headers['retry-after'] === '2' &&
	/^text\/html/.test(asked.headers['content-type']) && /正在盖章/.test(asked.text),
	'and a page says so until it is there');
is(looks() - before, 1, 'its page was noted, nothing else was shown');
const pdf = await fetched(head, `${path}.pdf`);
is(pdf.status, 200, 'the PDF of a decision');
is(pdf.headers['content-type'], 'application/pdf', 'is one');
const viewer = (a) => a.headers['content-security-policy'] ===
	"default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'" &&
	a.headers['x-content-type-options'] === 'nosniff' &&
	/^inline; filename="[0-9A-Z]{26}(-draft)?\.pdf"$/.test(a.headers['content-disposition']);
ok(viewer(pdf), "for the browser's viewer: inline, its type as it is, no sandbox", JSON.stringify(pdf.headers));
is(looks() - before, 2, 'who looked is noted');
like((await head.get(path, { headers: { cookie: `${[...head.cookies].map(([n, c]) => `${n}=${c.value}`).join('; ')};` +
	' lang=en' } })).text, /What the law wants in it/, 'the list is there in English');
const words = squeezed(pdf.bytes);
for (const w of [data.number, data.parties[0].name, data.parties[0].code, data.penalties[0].amount, data.agency,
	data.input.facts.split('\n')[0]])
	ok(w && words.includes(String(w).replace(/\s/g, '')), `says ${String(w).slice(0, 40)}`);
like(words, new RegExp(`第1页共${pages(pdf.bytes)}页`), 'pages are numbered');
ok(words.includes(`/verify/${d.ref}`), 'and the address of the page that checks it');
const fonts = execFileSync('pdffonts', [file('f.pdf', pdf.bytes)], { encoding: 'utf8' }).trim().split('\n').slice(2);
ok(fonts.length > 0 && fonts.every((l) => /NotoSerifCJK/.test(l) && / yes yes yes /.test(l)),
	'fonts are embedded, with a way back to the text');
const again = await head.raw('GET', `${path}.pdf`);
ok(again.bytes.equals(pdf.bytes), 'the second time it is the same file');

// ---- its seal
const sig = await head.raw('GET', `${path}.pdf.sig`);
like(sig.headers['content-disposition'], /^attachment; filename="[0-9A-Z]{26}\.pdf\.sig"$/, 'its signature is saved');
const keyId = sql(`select key_id from xz.record_signature where document_id = ${d.id} and covers = 'pdf'`);
const nobody = new Client(url, state);
const pem = await nobody.raw('GET', `/keys/${keyId}.pem`);
is(pem.status, 200, `the key ${keyId}`);
const point = Buffer.from(pem.text.replace(/-----.*-----|\s/g, ''), 'base64').subarray(-65).toString('hex');
const smc = (bytes, s) => sm2.doVerifySignature([...bytes], s.toString('hex'), point,
	{ hash: true, der: true, userId: '1234567812345678' });
ok(smc(pdf.bytes, sig.bytes), 'sm-crypto verifies the signature');
ok(!smc(flipped(pdf.bytes), sig.bytes), 'and refuses a file with one bit changed');
is(openssl(pem.text, sig.bytes, pdf.bytes), 'Verified OK', 'so does openssl');
ok(openssl(pem.text, sig.bytes, flipped(pdf.bytes)) !== 'Verified OK', 'in both');
const sha256 = createHash('sha256').update(pdf.bytes).digest('hex');
const dataDigest = createHash('sha256').update(sql(`select data from xz.record_document
	where id = ${d.id}`)).digest('hex');
const seal = Buffer.from(sql(`select encode(signature, 'hex') from xz.record_signature where document_id = ${d.id}
	and covers = 'seal'`), 'hex');
ok(smc(Buffer.from(`xz-seal-1\n${d.ref}\n${dataDigest}\n${sha256}\n`), seal),
	'the statement that binds paper, data and file is signed');
is(sql(`select encode(sm3, 'hex') || ' ' || size from xz.record_rendition where document_id = ${d.id}`),
	`${sm3([...pdf.bytes])} ${pdf.bytes.length}`, 'digest and size of the file are kept');
ok(sql(`select count(*) from xz.sec_key where key_id = '${keyId}' and purpose = 'seal' and revoked_at is null`) === '1',
	'the key is listed');

// ---- the page behind the code
const check = await nobody.get(`/verify/${d.ref}`);
is(check.status, 200, 'anybody may check');
const grouped = (hex) => hex.match(/.{4}/g).join(' ');
like(check.text, /签名有效/, 'the seal is good');
for (const w of [data.number, grouped(sha256), grouped(dataDigest), keyId])
	ok(check.text.includes(w), `it says ${w.slice(0, 20)}`);
ok(![data.parties[0].name, data.parties[0].code, data.officers?.[0]?.name, data.penalties[0].amount].filter(Boolean)
	.some((w) => check.text.includes(w)),
	'and nothing of the party, the people or the case');
like((await nobody.get(`/verify/${d.ref}?lang=en`)).text, /Signature valid/, 'in English too');
is((await nobody.raw('GET', `/verify/${'0'.repeat(25)}1`)).status, 404, 'a paper that is not there');
is((await nobody.raw('GET', '/verify/x')).status, 404, 'no ref');
const unmade = paper(ours, 'filing_approval', unmadeOnly);
like((await nobody.get(`/verify/${unmade.ref}`)).text, /尚未盖章/, 'a paper without a file says it is not sealed yet');

// ---- rights
for (const end of ['.pdf', '.pdf.sig']) {
	is((await chief(theirs).raw('GET', path + end)).status, 404, `another agency has no ${end}`);
	ok((await nobody.raw('GET', path + end)).status === 303, `nobody signed in has no ${end}`);
	for (const duty of ['sysadmin', 'secadmin', 'auditadmin']) {
		const a = accounts(state).find((x) => x.duties.includes(duty));
		ok([403, 404].includes((await new Client(url, state).session(a.username).raw('GET',
			path + end)).status), `${duty} has no ${end}`);
	}
}
for (const end of ['.', '.pd', '.pdfx', '.sig', '.pdf.sig.', '.json'])
	is((await head.raw('GET', path + end)).status, 404, `nothing else: ${end}`);

{
	const token = chief(theirs).cookies.get('xz').value, roles = (role) => admin.replace('user=xz_admin',
		`user=${role}`);
	const count = (role, text) => spawnSync('psql', [roles(role), '-qAtX', '-v', 'ON_ERROR_STOP=1'],
		{ input: text, encoding: 'utf8' });
	for (const t of ['record_rendition', 'record_signature']) {
		is(count('xz_slow', `set xz.token = '${token}'; select count(*) from xz.${t}
			where document_id = ${d.id}`).stdout.trim(), '0',
				`row security hides ${t} from another agency`);
		is(count('xz_slow', `select count(*) from xz.${t}`).stdout.trim(), '0', 'and from nobody signed in');
		like(count('xz_portal', `select count(*) from xz.${t}`).stderr, /permission denied/,
			'the portal has no rights there');
	}
	like(count('xz_portal', "select xz.sec_key_announce(1, 'seal', 'sm2-sm3', '', 'file')").stderr,
		/permission denied/, 'nor may it announce a key');
}

// ---- several at once
{
	const w = paper(ours, 'notice', unmadeOnly);
	const all = await Promise.all([1, 2, 3, 4].map(() => fetched(head, `/desk/documents/${w.ref}.pdf`)));
	ok(all.every((a) => a.status === 200 && a.bytes.equals(all[0].bytes)),
		'four who ask at once get the same file');
	is(sql(`select count(*) from xz.record_signature where document_id = ${w.id} and key_id is not null`), '2',
		'which is sealed once');
}

// ---- a draft, with a list of goods over several pages (as before items had codes) and an answer longer than a page
const draft = (type, patch) =>
	refText(sql(`insert into xz.record_document (type, template_version, subject_kind, subject_id, agency_id,
		unit_id, data,
	data_sha256, state, made_by, made_at)
	select type, template_version, subject_kind, subject_id, agency_id, unit_id, x.t,
	sha256(convert_to(x.t, 'UTF8')),
	'drafted', made_by, made_at
	from xz.record_document d,
	lateral (select (jsonb_set(d.data::jsonb - 'items', '{input}',
	d.data::jsonb -> 'input' || '${JSON.stringify(patch)
	.replace(/'/g, "''")}'::jsonb))::text t) x
	where id = ${paper(ours, type).id} returning ref`));
const goods = Array.from({ length: 90 },
	(_, i) => ({ name: `不合格电线电缆第${i + 1}批`, spec: `BV-${i} <2.5> & "450/750V"`, quantity: `${i * 10} 卷`,
	note: i % 4 ? '' : '包装破损，标签缺失' }));
const list = draft('measure', { goods });
const one = await head.raw('GET', `/desk/documents/${list}.pdf`),
	two = await head.raw('GET', `/desk/documents/${list}.pdf`);
is(one.status, 200, 'a draft has a PDF');
ok(viewer(one), "for the browser's viewer");
ok(one.bytes.equals(two.bytes), 'set twice, in two processes, it is the same to the byte');
const listWords = text(one.bytes);
ok(pages(one.bytes) >= 4, `a list of 90 goods takes ${pages(one.bytes)} pages`);
is((listWords.match(/名称\s+规格\s+数量/g) || []).length >= 3, true, 'the heading of the table stands on each');
ok(goods.every((g) => listWords.replace(/\s/g, '').includes(g.name)), 'no row is lost');
ok(listWords.includes('<2.5> & "450/750V"'), 'letters of HTML are letters');
// the mark lies across the lines: as it is drawn, not as it lies
ok(execFileSync('pdftotext', ['-raw', file('r.pdf', one.bytes), '-'], { encoding: 'utf8' }).replace(/\s/g, '')
	.includes('草稿') && !listWords.includes('/verify/'),
	'it says it is a draft, and has no code');
is((await head.raw('GET', `/desk/documents/${list}.pdf.sig`)).status, 404, 'and no signature');
is(sql(`select count(*) from xz.record_rendition r join xz.record_document x on x.id = r.document_id
	where x.state = 'drafted'`), '0', 'and is not kept');
is((await nobody.raw('GET', `/verify/${list}`)).status, 404, 'and nobody can look it up');
const long = draft('interview_record',
	{ questions: [{ question: '请说明情况。', answer: '我当时在现场，看到货物堆在门口。'.repeat(300) }] });
const talk = await head.raw('GET', `/desk/documents/${long}.pdf`);
is(talk.status, 200, 'an answer longer than a page');
is((squeezed(talk.bytes).match(/看到货物/g) || []).length > 280 && pages(talk.bytes) > 2, true, 'goes on, on the next');

// ---- sealed right behind the act, by itself
const freeze = (uuid) => sql(`update xz.record_document set state = 'sealed', sealed_at = xz.now()
	where ref = '${uuid}'`);
const waited = (uuid) => until(() => sql(`select count(*) from xz.record_signature s
	join xz.record_document x on x.id = s.document_id where x.ref = '${uuid}' and s.covers is not null`) === '2');
const uuidOf = (text) => sql(`select ref from xz.record_document where xz.spotcheck_ref_text(ref) = '${text}'`);
{
	const ref = draft('measure', {}), uuid = uuidOf(ref);
	is(sql(`select count(*) from xz.record_sealing q join xz.record_document x on x.id = q.document_id
		where x.ref = '${uuid}'`), '0', 'a draft waits for no seal');
	freeze(uuid);
	ok(await waited(uuid), 'frozen, a paper has file and seal without anybody asking');
	is(sql(`select count(*) from xz.record_sealing q join xz.record_document x on x.id = q.document_id
		where x.ref = '${uuid}'`), '0', 'and waits no more');
	const made = Buffer.from(sql(`select encode(content, 'hex') from xz.record_rendition r
		join xz.record_document x on x.id = r.document_id where x.ref = '${uuid}'`), 'hex');
	ok((await head.raw('GET', `/desk/documents/${ref}.pdf`)).bytes.equals(made), 'that file is the one given out');
	like((await nobody.get(`/verify/${ref}`)).text, /签名有效/, 'and its seal is good');
	is(sql(`select count(*) from xz.record_signature s join xz.record_document x on x.id = s.document_id
		where x.ref = '${uuid}' and s.account_id = x.made_by`), '2', 'in the name of whose act it was');
	const pool = admin.replace('user=xz_admin', 'user=xz_slow'),
		as = (text) => spawnSync('psql', [pool, '-qAtX', '-v', 'ON_ERROR_STOP=1'],
			{ input: text, encoding: 'utf8' });
	like(as('select count(*) from xz.record_sealing').stderr, /permission denied/,
		'the pool for slow work does not read what waits');
	as(`select xz.record_sealing_keep(${unmade.id}, 'x', 'x', 'file', '${keyId}', 'sm2-sm3', 'x', 'x')`);
	is(sql(`select count(*) from xz.record_rendition where document_id = ${unmade.id}`), '0',
		'nor is a file kept of what does not wait');
	ok(!execFileSync(join(state, 'app/bin/xiezhi-desk'), ['--routes'], { encoding: 'utf8' }).includes('/seal'),
		'the workers of the desk set no papers');
}

// ---- while it waits, its page says so, and for how long it does that by itself
{
	const ref = draft('measure', {}), uuid = uuidOf(ref), path = `/desk/documents/${ref}`,
		where = `where document_id = (select id from xz.record_document where ref = '${uuid}')`;
	ok(!(await head.get(path)).headers.refresh, 'the page of a draft waits for nothing');
	sql(`begin; update xz.record_document set state = 'sealed', sealed_at = xz.now() where ref = '${uuid}';
		update xz.record_sealing set not_before = clock_timestamp() + interval '1 hour' ${where}; commit`);
	const page = await head.get(path);
	ok(page.status === 200 && page.headers.refresh === '2' && /正在盖章/.test(page.text) &&
		!page.text.includes(`${path}.pdf`), 'a page whose paper is being sealed says so and looks again');
	like((await head.get(path,
		{ headers: {
		cookie: `${[...head.cookies].map(([n, c]) => `${n}=${c.value}`).join('; ')}; lang=en` } })).text,
			/Being sealed/, 'in English too');
	for (const end of ['.pdf', '.pdf.sig']) {
		const file = await head.raw('GET', path + end);
		ok(file.status === 202 && file.headers['retry-after'] === '2' && file.headers.refresh === '2' &&
			!file.headers['content-disposition'], `${end} is no broken file`);
	}
	sql(`update xz.record_sealing set since = clock_timestamp() - interval '2 minutes' ${where}`);
	const late = await head.get(path), refused = await head.raw('GET', `${path}.pdf`);
	ok(!late.headers.refresh && /盖章比平时久[\s\S]*再试一次/.test(late.text),
		'after a minute it says what to do, and looks no more by itself');
	ok(refused.status === 503 && refused.headers['retry-after'] === '60' && !refused.headers.refresh &&
		/再试一次/.test(refused.text), 'so does the page in place of the file');
	is((await chief(theirs).post(`${path}/again`,
		{ _csrf: late.forms.find((f) => f.action.endsWith('/again')).fields._csrf })).status, 403,
		'a form of another session does not ask for it');
	is((await head.submit(late, {}, { form: '/again', follow: false })).status, 303, 'asked for once more');
	ok(await waited(uuid), 'it is sealed at once');
	const now = await head.get(path);
	ok(!now.headers.refresh && !/再试一次|正在盖章/.test(now.text) && now.text.includes(`${path}.pdf`),
		'and its page is as any other');
}

// ---- every kind of paper can be set
const kinds = sql(`select distinct on (type) d.type, d.ref, g.short_name from xz.record_document d
	join xz.people_agency g on g.id = d.agency_id where d.state = 'sealed'
	and g.short_name in ('${agencies.slice(0, 2).join("','")}') order by type, length(data) desc`).split('\n')
	.map((l) => l.split('|'));
const heads = new Map([ours, theirs].map((a) => [a, chief(a)]));
const failed = [];
// Some at a time: one that has waited a minute is answered with 503, as is right, and all at once may take that long.
for (let i = 0; i < kinds.length; i += 8) {
	await Promise.all(kinds.slice(i, i + 8).map(([, uuid, agency]) => heads.get(agency).raw('GET',
		`/desk/documents/${refText(uuid)}.pdf`)));
	for (const [, uuid, agency] of kinds.slice(i, i + 8))
		await fetched(heads.get(agency), `/desk/documents/${refText(uuid)}.pdf`, 60);
}
for (const [type, uuid, agency] of kinds) {
	const a = await fetched(heads.get(agency), `/desk/documents/${refText(uuid)}.pdf`, 60);
	if (!plain(a.bytes)) failed.push(`${type}: more than text and strokes`);
	if (a.status !== 200 || !a.bytes.subarray(0, 5).equals(Buffer.from('%PDF-')))
		failed.push(`${type}: ${a.status}`);
}
ok(kinds.length > 30 && failed.length === 0, `${kinds.length} kinds of papers`, failed.join('\n'));

// ---- a key that is lost
const draftOf = (agency) =>
	sql(`insert into xz.record_document (type, template_version, subject_kind, subject_id, agency_id, unit_id, data,
		data_sha256,
	state, made_by, made_at)
	select type, template_version, subject_kind, subject_id, agency_id, unit_id, data, data_sha256, 'drafted',
	made_by, made_at
	from xz.record_document where id = ${paper(agency, 'notice').id} returning ref`);
const onceMore = async (who, ref) => who.submit(await who.get(`/desk/documents/${ref}`), {}, { form: '/again' });
const lose = () => rmSync(join(state, 'keys/seals', `seal-${refText(sql(`select ref from xz.people_agency
	where short_name = '${third}'`))}.pem`));
{
	const c = chief(third), first = paper(third, 'decision', unmadeOnly);
	is((await fetched(c, `/desk/documents/${first.ref}.pdf`)).status, 200, 'a third agency seals');
	const key = sql(`select key_id from xz.record_signature where document_id = ${first.id} and covers = 'pdf'`);
	like(xiezhi('seal', 'list').stdout, new RegExp(`^${key}\\t.*\\tfile\\t.*\\tlive$`, 'm'), 'xiezhi seal list');
	is(xiezhi('seal', 'revoke', key, 'lost').status, 0, 'its key is revoked');
	is(xiezhi('seal', 'revoke', key, 'lost').status, 2, 'once');
	const second = paper(third, 'notice', unmadeOnly);
	const refused = await fetched(c, `/desk/documents/${second.ref}.pdf`);
	is(refused.status, 503, 'nothing more is sealed with it');
	like(refused.text, /印章密钥已停用/, 'and the page says why');
	ok(!(await c.get(`/desk/documents/${second.ref}`)).headers.refresh, 'it does not come by itself');
	is(sql(`select count(*) from xz.record_rendition where document_id = ${second.id}`), '0',
		'and nothing is kept');
	{
		const stuck = draftOf(third), other = uuidOf(draft('measure', {}));
		freeze(stuck);
		await sleep(1500);
		freeze(other);
		ok(await waited(other), 'a paper that cannot be sealed holds up no other');
		is(sql(`select tries > 0 from xz.record_sealing q join xz.record_document x on x.id = q.document_id
			where x.ref = '${stuck}'`), 't', 'and is tried again');
	}
	like((await nobody.get(`/verify/${first.ref}`)).text, /签名有效[\s\S]*已吊销/,
		'what it sealed before stands, and the page says it was revoked');
	lose();
	await onceMore(c, second.ref);
	is((await fetched(c, `/desk/documents/${second.ref}.pdf`)).status, 200, 'without the file a new key is made');
	const fresh = sql(`select key_id from xz.record_signature where document_id = ${second.id} and covers = 'pdf'`);
	ok(fresh && fresh !== key, 'another one');
	like((await nobody.get('/keys/')).text, new RegExp(`${fresh}[\\s\\S]*${key}|${key}[\\s\\S]*${fresh}`),
		'both are listed');
}

// ---- an agency whose seal lies in a device
{
	const c = chief(third), code = sql(`select code from xz.people_agency where short_name = '${third}'`);
	const key = join(dir, 'device.pem'), pub = join(dir, 'device.pub');
	execFileSync('openssl', ['genpkey', '-algorithm', 'SM2', '-out', key], { stdio: 'ignore' });
	execFileSync('openssl', ['pkey', '-in', key, '-pubout', '-out', pub]);
	const byDevice = (bytes) => execFileSync('openssl', ['dgst', '-sm3', '-sign', key, '-sigopt',
		'distid:1234567812345678', file('x', bytes)]).toString('base64');
	is(xiezhi('seal', 'device', code, join(dir, 'x.none')).status, 2, 'no key file');
	const told = xiezhi('seal', 'device', code, pub);
	is(told.status, 0, 'the key of a device is announced', told.stderr);
	like(xiezhi('seal', 'list').stdout, /\tdevice\t.*\tlive$/m, 'and listed');
	const w = paper(third, 'closing_approval', unmadeOnly), page = `/desk/documents/${w.ref}`;
	sql(`update xz.record_document set state = 'to_seal', sealed_at = null where id = ${w.id}`);
	const marked = await c.raw('GET', `${page}.pdf`);
	ok(marked.status === 200 && execFileSync('pdftotext', ['-raw', file('m.pdf', marked.bytes), '-'],
		{ encoding: 'utf8' }).replace(/\s/g, '').includes('待盖章'),
		'a paper that waits says so across the page');
	is((await c.raw('GET', `${page}.pdf.sig`)).status, 404, 'it has no signature');
	is((await nobody.raw('GET', `/verify/${w.ref}`)).status, 404, 'nor a page');
	like((await c.get(page)).text, new RegExp(`${page}/seal`), 'its page leads to the seal');
	const officer = accounts(state).find((a) => a.agency === third && a.duties.join() === 'officer');
	ok([403, 404].includes((await new Client(url, state).session(officer.username).raw('GET',
		`${page}/seal/file`)).status), 'an officer does not seal');
	is((await chief(ours).raw('GET', `${page}/seal/file`)).status, 404, 'nor another agency');
	const form = await c.get(`${page}/seal`), taken = await c.raw('GET', `${page}/seal/file`), bytes = taken.bytes;
	like(taken.headers['content-disposition'], /^attachment; /, 'what is to be signed is saved, not shown');
	const said = (await c.raw('GET', `${page}/seal/statement`)).bytes;
	like(said.toString(),
		new RegExp(
		`^xz-seal-1\n${w.ref}\n[0-9a-f]{64}\n${createHash('sha256').update(bytes).digest('hex')}\n$`),
			'what is to be signed');
	const send = (a, b) => c.submit(form, { pdf_signature: a, statement_signature: b }, { follow: false });
	is((await send('', '')).status, 422, 'nothing signed');
	is((await send('?'.repeat(80), byDevice(said))).status, 422, 'no Base64');
	is((await send(byDevice(flipped(bytes)), byDevice(said))).status, 422, 'another file signed');
	is((await send(byDevice(bytes), byDevice(bytes))).status, 422, 'another statement signed');
	is(sql(`select state || (select count(*) from xz.record_signature s where s.document_id = x.id)
		from xz.record_document x where x.id = ${w.id}`), 'to_seal0', 'it waits');
	const two = byDevice(said);
	is((await send(byDevice(bytes), `${two.slice(0, 40)}\n${two.slice(40)}`)).status, 303, 'both signatures fit');
	const final = await c.raw('GET', `${page}.pdf`);
	ok(final.bytes.equals(bytes), 'the file that was signed is the file');
	is(openssl(readFileSync(pub), (await c.raw('GET', `${page}.pdf.sig`)).bytes, final.bytes), 'Verified OK',
		'openssl verifies it');
	like((await nobody.get(`/verify/${w.ref}`)).text, /签名有效[\s\S]*印章设备/, 'and so does the page');
	is((await c.raw('GET', `${page}/seal`)).status, 404, 'it waits no more');
	const device = sql(`select key_id from xz.sec_key where holder = 'device' and revoked_at is null
		and valid_until is null
		and agency_id = (select id from xz.people_agency where short_name = '${third}')`);
	is(xiezhi('seal', 'revoke', device, 'test').status, 0, 'the device is given back');
	const next = paper(third, 'closing_approval', unmadeOnly);
	is((await fetched(c, `/desk/documents/${next.ref}.pdf`)).status, 503,
		'its key file ended when the device began');
	lose();
	await onceMore(c, next.ref);
	is((await fetched(c, `/desk/documents/${next.ref}.pdf`)).status, 200, 'without it a new one is made');
}

// ---- what stands, stands
const denied = (text) => spawnSync('psql', [admin, '-qAtX', '-v', 'ON_ERROR_STOP=1', '-c', text],
	{ encoding: 'utf8' }).stderr;
like(denied(`update xz.record_rendition set made_at = made_at where document_id = ${d.id}`), /permission|append-only/,
	'a file kept is not changed');
like(denied(`delete from xz.record_signature where document_id = ${d.id}`), /permission|append-only/,
	'nor a signature taken away');

// ---- the published text
{
	const ref = refText(sql(`select decision_ref from xz.disclosure_public where state = 'published'
		order by published_at limit 1`));
	const pub = await nobody.raw('GET', `/decisions/${ref}.pdf`);
	is(pub.status, 200, 'a published decision as PDF');
	ok(viewer(pub), "for the browser's viewer", JSON.stringify(pub.headers));
	const json = JSON.parse((await nobody.raw('GET', `/decisions/${ref}.json`)).text), w = squeezed(pub.bytes);
	ok([json.number, json.party_name, json.result, json.facts].every((x) => w.includes(x.replace(/\s/g, ''))),
		'with the published words');
	const facts = JSON.parse(sql(`select data from xz.record_document where type = 'decision'
		and number = '${json.number}'`)).input.facts;
	ok(facts === json.facts || !w.includes(facts.replace(/\s/g, '')), 'and not the others');
	const same = await nobody.raw('GET', `/decisions/${ref}.pdf?lang=en`);
	ok(same.status === 200 && same.bytes.equals(pub.bytes), 'the same whoever asks');
	const gone = sql("select decision_ref from xz.disclosure_public where state <> 'published' limit 1");
	if (gone) is((await nobody.raw('GET', `/decisions/${refText(gone)}.pdf`)).status, 410, 'one withdrawn is gone');
}
// days as papers write them, whoever froze the paper, in what was chosen too
is(sql(`select string_agg(distinct type, ' ') from xz.record_document
	where data ~ '"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:]{5})?"|(（|扣押 |查封 |保存 )[0-9]{4}-[0-9]{2}-[0-9]{2}'`), '',
	'no paper of the demo writes a day as figures');
rmSync(dir, { recursive: true });
done();
