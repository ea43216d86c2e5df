// process_inspection.mjs - the whole process of an inspection: its phases and steps, and the papers, photos and films
// its steps did not leave behind, by the requirements of the day of the step; each gap with the way to mend it.  On an
// instance of its own.
import { png, signedIn, storeOf } from '../lib/evidence.mjs';
import { make } from '../lib/bundle.mjs';
import { attach, carriedOut, film, formOf, toBeVisited } from '../lib/inspection.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { members } from '../lib/zip.mjs';

const own = ownInstance('processinsp'), { sql } = storeOf(own);
const i = await toBeVisited(own.url, own.state), id = sql('select max(id) from xz.inspection');
const lead = await signedIn(own, 'sj.officer1'), english = await signedIn(own, 'sj.officer1'),
	head = await signedIn(own, 'sj.head1');
const text = async (c = lead) => (await c.get(i.path)).text.replace(/\s+/g, ' ');
const note = (t) => t.match(/<section class="note zhu" aria-labelledby="h-gaps">.*?<\/section>/)?.[0] ?? '';
const gaps = (t) => [...note(t).matchAll(/<li>.*?<\/li>/g)].map((m) => m[0]);
const labels = (t) => gaps(t).map((g) => g.match(/<b>(.*?)<\/b>/)[1]);
const panel = (t) => t.match(/<h2 class="h2" id="h-process">.*?<\/section>/)[0];

await part('before the visit', async () => {
	const t = await text();
	is(gaps(t).length, 0, 'nothing is missing');
	is([...panel(t).matchAll(/<p class="small pad-s" id="h-process-\d"><b>(.*?)<\/b>/g)].map((m) => m[1]), ['启动'],
		'the phase that was begun');
	is([...panel(t).matchAll(/<h3>(.*?)<\/h3>/g)].map((m) => m[1]), ['发起', '批准', '发码', '通知'],
		'its steps in their order');
	like(panel(t), /<a href="\/desk\/documents\/[0-9A-Z]{26}">行政检查审批表<\/a>/, 'with the papers they left');
	is(sql("select count(*) from xz.inspection_requirement where source = ''"), '0',
		'each requirement has its source');
});

await part('problems and a refusal without a film', async () => {
	await carriedOut(i, own.state, { party: { way: 'refused', person: '谢春林', witness: '社区干部王某' } });
	let t = await text();
	is([...panel(t).matchAll(/<p class="small pad-s" id="h-process-\d"><b>(.*?)<\/b>/g)].map((m) => m[1]).slice(0,
		4), ['启动', '检查', '结果', '送达'],
		'four phases; the fifth begins with the publication');
	is(labels(t).slice().sort(), ['录像', '录像', '照片、录音或录像'].sort(),
		'a film of the key item, a picture of the other, a film of the refusal');
	like(note(t), /缺 3 项/, 'counted');
	ok(gaps(t).every((g) => /国办发〔2018〕118号（八）/.test(g)), 'each with its source');
	is(gaps(t).map((g) => g.match(/href="([^"]+)"/)[1].replace(i.ref, 'REF')).sort(),
		['/desk/evidence/inspection/REF#f-file', '/desk/evidence/inspection/REF?n=2#f-file',
		'/desk/evidence/inspection/REF?n=3#f-file'], 'and the way to mend it');
	const page = await lead.get(`/desk/evidence/inspection/${i.ref}?n=3`);
	like(page.text, /<option value="3" selected>/, 'which has the item chosen');
	ok(formOf(page, '/desk/evidence/inspection/'), 'and the form, without a script');
	like((await lead.get(i.field)).text,
		/<section class="note zhu" aria-labelledby="h-gaps"><h2 id="h-gaps">缺 3 项[^]*离开现场前请补拍补传/,
		"the phone's page says it before they leave");
	english.cookies.set('lang', { value: 'en', path: '/desk' });
	like(note(await text(english)), /<b>Film<\/b> \S.*Add it/, 'in English too');
	t = await text(head);
	is([gaps(t).length, /#f-file/.test(note(t)), /查看现有证据/.test(note(t))], [3, false, true],
		'the head sees the gaps, and is not offered the form');
	const index = JSON.parse(members((await make(lead, `/desk/bundles/inspection/${i.ref}`, sql)).got.bytes)[
		0].bytes);
	is(index.gaps.map((g) => [g.step, g.need, g.item, g.state]), [['finish', 'picture', 3, 'missing'],
		['finish', 'film', 2, 'missing'], ['party', 'film', null, 'missing']], 'the bundle names them too');
});

await part('mended', async () => {
	is((await attach(lead, i.ref, png(20, 20), { n: 2 })).status, 204, 'a photo of the key item');
	is(labels(await text()).length, 3, 'is no film');
	is((await attach(lead, i.ref, png(20, 21), { n: 3 })).status, 204, 'a photo of the other item');
	is(labels(await text()), ['录像', '录像'], 'closes its gap');
	is((await attach(lead, i.ref, film(), { n: 2, name: '通道.mp4' })).status, 204, 'a film of the key item');
	const t = await text();
	is([gaps(t).length, /录像<\/a> \S*/.test(panel(t))], [0, true],
		'closes the others: a film of the visit shows the refusal');
	like(panel(t), /已办理的步骤都留下了应有的文书和证据/, 'and it says so');
	is((await lead.get(`/desk/evidence/inspection/${i.ref}`)).text.match(/告知结果后存入/g)?.length, 3,
		'files of after the result say that they are');
});

await part('a paper that is not there', async () => {
	const paper = sql(`select id from xz.record_document where subject_kind = 'inspection' and subject_id = ${id}
		and type = 'inspection_order'`);
	sql(`update xz.record_document set state = 'void' where id = ${paper}`);
	let t = await text();
	is(labels(t), ['责令改正通知书'], 'is a gap');
	like(note(t), /行政处罚法 第二十八条/, 'with its source');
	sql(`update xz.record_document set state = 'approved' where id = ${paper}`);
	t = await text();
	is([gaps(t).length, /class="tag amber">待签<\/span> <b>责令改正通知书/.test(t)], [1, true],
		'one that waits for a signature is said to wait');
	sql(`update xz.record_document set state = 'void' where id = ${paper}; update xz.inspection_requirement
		set valid_to = '2021-12-31' where cond = 'order'`);
	is(gaps(await text()).length, 0, 'what was not required on the day of the step is no gap');
	sql(`update xz.inspection_requirement set valid_to = null where cond = 'order'`);
	sql(`delete from xz.inspection_order where inspection_id = ${id}`);
	is(gaps(await text()).length, 0, 'nor an order where none was given');
	sql(`update xz.record_document set state = 'void' where subject_kind = 'inspection' and subject_id = ${id}
		and type = 'inspection_record'`);
	unlike(await text(head), /<a href="[^"]*"><\/a>/, 'no link without words');
	is(labels(await text(head)), ['现场检查笔录'], 'the head sees it too');
});
done();
