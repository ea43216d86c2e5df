// bundle_inspection.mjs - the record of an inspection as one file: who may take it, what is in it, and xiezhi
// verify-record on it where there is no platform: it fits, and nothing that was changed, dropped or added does.  On an
// instance of its own.
import { randomBytes, randomInt } from 'node:crypto';
import { chained, flipped, forge, make, relogged, replace, verifier } from '../lib/bundle.mjs';
import { png, sha, signedIn, storeOf } from '../lib/evidence.mjs';
import { accounts } from '../lib/http.mjs';
import { attach, carriedOut, film, line, toBeVisited } from '../lib/inspection.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { members, zipOf } from '../lib/zip.mjs';

const own = ownInstance('bundleinsp'), { sql } = storeOf(own), verify = verifier(own);
const i = await toBeVisited(own.url, own.state), id = sql('select max(id) from xz.inspection');
const lead = await signedIn(own, 'sj.officer1'), head = await signedIn(own, 'sj.head1'),
	chief = await signedIn(own, 'sj.chief');
const at = `/desk/bundles/inspection/${i.ref}`, photo = png(60, 40), clip = film();
let bundle, href, list;

await part('before the visit', async () => {
	like((await lead.get(i.path)).text, new RegExp(at), 'its page leads to it');
	const m = await make(lead, at, sql), index = JSON.parse(members(m.got.bytes)[0].bytes);
	is([m.got.status, index.inspection.state, index.inspection.signatures.length, index.evidence.length],
		[200, 'notified', 0, 0], 'what there is so far');
	is(verify(m.got.bytes).code, 0, 'and it fits');
});

await part('what is in it', async () => {
	await carriedOut(i, own.state);
	is((await attach(lead, i.ref, photo, { n: 3 })).status, 204, 'a photo of the third item');
	is((await attach(lead, i.ref, clip, { name: '现场.mp4' })).status, 204, 'a film of the whole');
	const file = (await lead.get(`/desk/evidence/inspection/${i.ref}`)).text.match(/\/desk\/notes\/([0-9A-Z]{26})/)[
		1];
	await lead.submit(await lead.get(`/desk/notes/${file}`), { body: '台账缺页', x: '120', y: '80' });
	const m = await make(lead, at, sql);
	is([m.sent.status, m.sent.headers.location, m.got.status, m.got.headers['content-type']],
		[303, at, 200, 'application/zip'], 'asked for, made, fetched');
	bundle = m.got.bytes;
	href = m.href;
	list = members(bundle);
	ok((await make(lead, at, sql)).got.bytes.equals(bundle), 'the same record is the same bytes');
	ok(zipOf(list).equals(bundle), 'a second writer makes the same file');
	const index = JSON.parse(list[0].bytes), get = (n) => list.find((x) => x.name === n).bytes,
		insp = index.inspection;
	is([index.format, index.case === undefined, insp.ref, index.chain.ref, insp.state],
		['xz-record-1', true, i.ref, i.ref, 'rectify'], 'the index is of the inspection');
	is(insp.officers.length, 2, 'its officers');
	is(insp.items.map((x) => x.answer_zh), ['符合', '不符合', '不符合'], 'its answers');
	is(insp.signatures.map((s) => [s.by, s.way, s.path !== null]),
		[['party', 'drawn', true], ['officer', 'account', true], ['officer', 'account', false]],
		'who signed, and how');
	const sides = get('side.jsonl').toString().trim().split('\n').map((l) => JSON.parse(l));
	is(sides.find((s) => s.ref === insp.signatures[0].path)?.value, line, 'the drawn signature');
	is(index.documents.map((d) => d.type), ['inspection_approval', 'inspection_notice', 'inspection_record',
		'inspection_order', 'inspection_result'], 'its papers');
	is(index.documents.filter(({ file: f }) => !f || sha(get(f.member)) !== f.sha256 ||
		!get(f.member).subarray(0, 5).equals(Buffer.from('%PDF-'))).length, 0, 'each with its sealed file');
	ok(get(`files/${sha(photo)}.png`).equals(photo) && get(`files/${sha(clip)}.mp4`).equals(clip), 'the originals');
	is(index.evidence.map((e) => [e.no, e.files.length]), [[3, 1], [0, 1]], 'at their items');
	is(index.evidence[0].files[0].notes.map((n) => [n.body, n.x]), [['台账缺页', 120]],
		'with what was noted beside them');
	is(index.gaps, [], 'no gap');
	is(get('chain.jsonl').toString().trim().split('\n').length, Number(sql(`select h.seq from xz.record_chain h
		join xz.inspection i on i.chain_id = h.id where i.id = ${id}`)), 'every step');
	const html = get('index.html').toString(), en = get('index.en.html').toString();
	is([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((x) => x[1])
		.filter((n) => !list.some((x) => x.name === n)), [], 'a page that leads to nothing but members');
	ok(/行政检查记录/.test(html) && /个案检查/.test(html) && /整改中/.test(html) && /当场签名/.test(html) &&
		/台账缺页/.test(html) && /现场\.mp4/.test(html), 'and says what it is');
	ok(/Record of an inspection/.test(en) && /Being put right|On a case/.test(en) &&
		/signed on the screen/.test(en), 'in both languages');
});

await part('who may', async () => {
	for (const name of ['sj.officer2', 'sj.head1', 'sj.chief',
		accounts(own.state).find((a) => a.agency === '市市场监管局' && a.duties.includes('archivist')).username,
		accounts(own.state).find((a) => a.agency === '市市场监管局' &&
		a.duties.includes('reviewer')).username]) {
		const c = await signedIn(own, name);
		is([(await c.get(at)).status, new RegExp(at).test((await c.get(i.path)).text)], [200, true],
			`${name} may, and is led there`);
	}
	const of = (duty, agency = '市市场监管局') => accounts(own.state).find((a) => a.duties.includes(duty) &&
		a.agency === agency && !['sj.officer1', 'sj.officer2'].includes(a.username) &&
		!a.duties.some((d) => ['agency_head', 'reviewer', 'archivist'].includes(d)))?.username;
	for (const [who, name] of Object.entries({ 'an officer of another unit': 'sj.officer5',
		'another unit head': 'sj.head2', 'an officer of another agency': 'hj.officer1',
		'another agency\'s head': 'hj.chief',
		intake: of('intake'), publisher: of('publisher'), supervisor: of('supervisor', '市司法局'),
		sysadmin: of('sysadmin', ''), secadmin: of('secadmin', ''), auditadmin: of('auditadmin', '') })) {
		if (!accounts(own.state).some((a) => a.username === name)) {
			ok(true, `${who} # SKIP none in the demo`);
			continue;
		}
		const c = await signedIn(own, name), got = [(await c.raw('GET', at)).status,
			(await c.raw('GET', href)).status];
		ok(got.every((s) => [403, 404].includes(s)), `${who} may not`, String(got));
		unlike((await c.get(i.path)).text, new RegExp(at), 'nor is led there');
	}
	is((await chief.raw('GET', href)).status, 404, 'nobody fetches what another asked for');
	ok((await head.raw('GET', `/desk/bundles/case/${i.ref}`)).status >= 400, 'it is no case');
	is(Number(sql(`select count(*) from xz.people_access where route like '/desk/bundles/%'
		and subject_kind = 'inspection'`)) > 3, true, 'asking and fetching are noted as reading');
});

await part('it fits', async () => {
	const key = list.find((m) => m.name === 'log/key').bytes.toString().split('\n')[0],
		v = verify(bundle, '--key', key);
	is([v.code, v.err], [0, ''], 'exit 0');
	like(v.out, /every step is one of them/, 'in the log');
	like(v.out, /papers {3}5,/, 'five papers');
	like(v.out, /signed {3}2 signatures/, 'two drawn signatures');
	unlike(v.out, /named by the type/, 'every paper is named by a step');
	is(verify(forge(list, () => {})).code, 0, 'with an index made again');
});

await part('any flipped byte', async () => {
	const wrong = [], n = 60, places = list.map((m) => m.from + randomInt(m.bytes.length));
	while (places.length < n) places.push(randomInt(bundle.length));
	const some = places.sort(() => Math.random() - 0.5).slice(0, n);
	for (const [k, v] of flipped(own, bundle, some).entries())
		if (v.code !== 1 || v.err.length < 20) wrong.push(`${some[k]}: exit ${v.code} ${v.err}`);
	is(wrong, [], `${n} places: exit 1, and said what`);
});

await part('changed, dropped, added, and the index made to fit', async () => {
	const f = (change, re, name) => {
		const r = verify(forge(list, change));
		ok(r.code === 1 && re.test(r.err), name, `${r.code} ${r.err} ${r.out}`);
	};
	const doc = JSON.parse(list[0].bytes).documents[2],
		own1 = JSON.parse(list[0].bytes).inspection.signatures[0].path, flip = (b) => {
			const x = Buffer.from(b);
			x[x.length >> 1] ^= 1;
			return x;
		};
	const fake = randomBytes(1000), photoName = `files/${sha(photo)}.png`;
	f((m, index) => { const name = `files/${sha(fake)}.png`; for (const e of index.evidence) for (
		const x of e.files) if (x.member === photoName) Object.assign(x,
			{ member: name, sha256: sha(fake), sm3: sha(fake, 'sm3'), size: 1000 });
		return m.map((x) => (x.name === photoName ? { name, bytes: fake } : x)); },
			/no step of the chain names this file/, 'another photo');
	f((m) => m.filter((x) => x.name !== photoName), /not the file of evidence/, 'a photo dropped');
	f((m) => [...m, { name: 'files/more.mp4', bytes: fake }], /files\/more\.mp4 belongs to nothing/,
		'a film added');
	f((m, index) => {
		const x = replace(m, doc.file.member, flip), b = x.find((y) => y.name === doc.file.member).bytes;
		Object.assign(index.documents[2].file, { sha256: sha(b), sm3: sha(b, 'sm3') });
		return x;
	}, /not a signature of seals/, 'another PDF');
	f((m, index) => {
		const data = Buffer.from(`${m.find((x) => x.name === doc.data).bytes} `);
		index.documents[2].sha256 = sha(data);
		return replace(m, doc.data, () => data);
	}, /does not bind/, 'other data of a paper');
	f((m, index) => { const d = index.documents[2],
		old = d.data; Object.assign(d, { file: null, ref: i.ref, data: `documents/${i.ref}.json` });
		return m.map((x) => (x.name === old ? { name: d.data, bytes: x.bytes } : x))
			.filter((x) => !Object.values(doc.file).includes(x.name)); },
			/no step of the chain names this paper/, 'another paper');
	f((m) => replace(m, doc.file.signature, flip), /not a signature/, "the seal's signature changed");
	f((m) => m.filter((x) => x.name !== doc.file.signature), /is not named as the signature it is, or not there/,
		'and dropped');
	f((m) => replace(m, 'side.jsonl', (b) => b.toString().replace(line, line.replace('M10', 'M11'))),
		/side\.jsonl line \d+: value or salt was changed/, "the party's signature changed");
	f((m) => replace(m, 'side.jsonl', (b) => b.toString().split('\n').filter((l) => !l.includes(own1)).join('\n')),
		/signature 1 is not in side\.jsonl/, 'and dropped');
	f((m, index) => {
		index.inspection.signatures[1].path = i.ref;
	}, /signature 2 is named by no step/, 'a signature that no step took');
	f((m) => replace(m, 'chain.jsonl', (b) => b.toString().replace('"kind":"inspection.party"',
		'"kind":"inspection.sign"')), /line or digest was changed/, 'a line of the chain');
	f((m, index) => { const x = chained(m.find((y) => y.name === 'chain.jsonl').bytes.toString()
		.replace('"way":"drawn"', '"way":"paper"').trim().split('\n')); index.chain.digest = x.last;
		return replace(replace(m, 'chain.jsonl', () => x.lines), 'digests.txt', () => x.digests); },
			/the entry is not of this step/, 'the whole chain made anew: the log tells');
	f((m, index) => { const x = chained(m.find((y) => y.name === 'chain.jsonl').bytes.toString().trim().split('\n')
		.slice(0, -1)); index.chain = { ...index.chain, digest: x.last, steps: index.chain.steps - 1 };
		return replace(replace(m, 'chain.jsonl', () => x.lines), 'digests.txt', () => x.digests); },
			/log\/salts\.jsonl line|salts/, 'its last step dropped');
	f((m) => m.filter((x) => x.name !== 'log/000002.tlog-proof'), /log\/000002\.tlog-proof is not there/,
		'a proof dropped');
	f((m, index) => {
		index.case = index.inspection;
		delete index.inspection;
	}, /not of what the chain is of/, 'passed off as a case');
	f((m, index) => {
		index.inspection.ref = i.ref.replace(/.$/, (c) => (c === '0' ? '1' : '0'));
	}, /of another inspection/, 'or as another inspection');
});


// A chain made anew in a log of somebody's own: what is left is the key.
const anew = (m, index, change) => { const x = chained(change(m.find((y) => y.name === 'chain.jsonl').bytes.toString())
	.trim().split('\n')); index.chain.digest = x.last;
	return relogged(replace(replace(m, 'chain.jsonl', () => x.lines), 'digests.txt', () => x.digests), index); };
await part('a log of its own', async () => {
	const key = list.find((m) => m.name === 'log/key').bytes.toString().split('\n')[0],
		bytes = forge(list, (m, index) => anew(m, index, (l) => l.replace('"way":"drawn"', '"way":"paper"')));
	const v = verify(bytes);
	ok(v.code === 0 && /as the bundle itself names it: compare it, or give --key/.test(v.out),
		'fits by the key in it, which is said', `${v.code} ${v.err}`);
	const w = verify(bytes, '--key', key);
	ok(w.code === 1 && /not signed by the key/.test(w.err), 'but not by the one that is known',
		`${w.code} ${w.err}`);
});

await part('papers of before, named by their type alone', async () => {
	const old = (l) => l.replace(/"papers":\[(\{[^\]]*\})\]/g,
		(x, p) => JSON.parse(`[${p}]`).map((d) => `"${d.type}":"${d.number}"`).join(','));
	const v = verify(forge(list, (m, index) => anew(m, index, old)));
	ok(v.code === 0 && /5 papers are named by the type of their step only/.test(v.out), 'are counted as such',
		`${v.code} ${v.err}`);
	const w = verify(forge(list,
		(m, index) => anew(m, index, (l) => old(l).replace('"inspection_result":', '"x":'))));
	ok(w.code === 1 && /no step of the chain names this paper/.test(w.err),
		'but not one of a type that no step names', `${w.code} ${w.err}`);
});
done();
