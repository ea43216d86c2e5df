// door_open.mjs - a party's file at the door: asked for with a power of attorney, opened by the officer for some days,
// read paper by paper and as a zip, each reading noted; the inner file and others' papers are not in it.
import { png, refText } from '../lib/evidence.mjs';
import { doorOf, number } from '../lib/door.mjs';
import { send } from '../lib/inspection.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';
import { members } from '../lib/zip.mjs';

const d = doorOf(main(), '127.0.12'), { sql } = d;
const closed = `k.state in ('served', 'executed', 'track_closed') and k.procedure <> 'summary'
	and k.outcome = 'penalty' and exists (select
	from xz.record_document x where x.subject_kind = 'case' and x.subject_id = c.id
		and x.type = 'investigation_report' and x.state = 'sealed')`;
const parties = (n) => `${n} (select count(*) from xz.caseflow_party o where o.case_id = c.id)`;
// Other tests have the first and the last.
const all = d.parties(`${closed} and ${parties('1 =')}`), alone = all[all.length >> 1];
const several = d.parties(`${closed} and ${parties('1 <')}`), together = several[several.length >> 1];
const fields = { content: '准备申请行政复议，需要查阅案卷。', name: '欧阳晓雯', telephone: '13907340000' };
const file = (t) => `/my/cases/${t.ref}/file`;
const open = async (t, more = {}) => {
	const path = `/desk/cases/${t.caseRef}/do/file_open?track=${t.ref}`, form = await d.desk(t.lead).get(path);
	return send(d.desk(t.lead), form, '/do/file_open', { asked_on: sql('select xz.today()'), by_whom: '欧阳晓雯',
		...more });
};
let me, n;

await part('asked for', async () => {
	me = await d.slip(alone);
	is((await me.raw('GET', file(alone))).status, 404, 'it is not open');
	is((await me.raw('GET', `${file(alone)}/all.zip`)).status, 404, 'nor as a zip');
	const at = `/my/cases/${alone.ref}/send/file`;
	like((await me.get(`/my/cases/${alone.ref}`)).text, new RegExp(at), 'of a case that has ended too');
	like((await me.get(at)).text, /由代理人申请的，请附上授权委托书/, 'an agent shows its paper');
	n = number(await d.say(me, at, fields, { files: { file1: ['授权委托书.png', png(30, 40)] } }));
	ok(n, 'asked for, with it');
	is((await me.get(at)).status, 409, 'once');
});

await part('opened', async () => {
	await until(() => sql(`select count(*) from xz.door_file where state = 'sent'`) === '0');
	const m = d.message(n), page = await d.desk(alone.lead).get(m.path);
	like(page.text, /授权委托书\.png/, 'the officer sees the paper');
	const form = await d.desk(alone.lead)
		.get(`/desk/cases/${alone.caseRef}/do/file_open?track=${alone.ref}&message=${m.ref}`);
	is((await send(d.desk(alone.lead), form, '/do/file_open', { agent: '1' })).status, 422,
		'an agent not without it');
	is((await send(d.desk(alone.lead), form, '/do/file_open', { agent: '1', authority: '授权委托书' })).status, 200,
		'opened by an act');
	is(sql(`select s.kind from xz.record_step s join xz.caseflow_case c on c.chain_id = s.chain_id
		where c.id = ${alone.id} order by s.seq desc limit 1`), 'file_open', 'of the record');
	const told = (await me.get(`/my/cases/${alone.ref}`)).text;
	like(told, /已准予查阅，在线可读至/, 'which the party is told');
	like(told, new RegExp(`href="${file(alone)}"`), 'with the way to it');
});

await part('read', async () => {
	let page;
	await until(async () => !/电子件正在生成/.test((page = await me.get(file(alone))).text));
	is(page.status, 200, 'the file');
	like(page.text, /欧阳晓雯[^]*代理人/, 'who reads it');
	like(page.text, /告知书|违法行为通知书/, 'the notice is there, by the name its field gives it');
	unlike(page.text, /调查终结报告|审核意见|集体讨论|听证报告|案件来源|结案审批/, 'and nothing of the inner file');
	const paths = [...page.text.matchAll(/href="(\/my\/cases\/\w+\/file\/\w+\.pdf)"/g)].map((x) => x[1]);
	ok(paths.length > 0, `${paths.length} papers`);
	is((await me.raw('GET', paths[0])).headers['content-type'], 'application/pdf', 'a paper');
	const inner = refText(sql(`select x.ref from xz.record_document x where x.subject_kind = 'case'
		and x.subject_id = ${alone.id} and x.type = 'investigation_report' limit 1`));
	is((await me.raw('GET', `${file(alone)}/${inner}.pdf`)).status, 404, 'the report of the inner file is not');
	const zip = await me.raw('GET', `${file(alone)}/all.zip`);
	is([zip.status, zip.headers['content-type']], [200, 'application/zip'], 'all of it');
	like(zip.headers['cache-control'], /no-store/, 'kept by nobody');
	const names = members(zip.bytes).map((x) => x.name);
	is(names[0], '00-cover.pdf', 'begins with who reads');
	ok(names.includes(names.find((x) => /notice\.pdf$/.test(x))), 'and has the notice', names.join());
	ok(!names.some((x) => /report|review|deliberation|registration|closing/.test(x)),
		'and nothing of the inner file');
	is(sql(`select count(*) || ' ' || count(document_id) from xz.door_reading r join xz.door_grant g
		on g.id = r.grant_id where g.track_id = ${alone.track}`), '2 1', 'each reading is noted');
	like((await d.desk(alone.lead).get(d.message(n).path)).text, /当事人查阅记录[^]*全部下载/,
		'for the officer to see');
});

await part('of several parties', async () => {
	is((await open(together)).status, 200, 'typed at the desk');
	const c = await d.slip(together);
	const page = await c.get(file(together));
	is(page.status, 200, 'is open');
	const mine = sql(`select string_agg(x.ref::text, ',') from xz.record_document x where x.subject_kind = 'case'
		and x.subject_id = ${together.id} and x.track_id = ${together.track}`).split(',').map(refText);
	const seen = [...page.text.matchAll(/file\/(\w{26})\.pdf/g)].map((x) => x[1]);
	ok(seen.every((x) => mine.includes(x)), 'with its own papers alone', seen.join());
	const others = sql(`select x.ref from xz.record_document x where x.subject_kind = 'case' and x.state = 'sealed'
		and x.subject_id = ${together.id} and x.track_id is distinct from ${together.track}`).split('\n')
		.map(refText);
	for (const x of others.slice(0, 20))
		is((await c.raw('GET', `${file(together)}/${x}.pdf`)).status, 404, 'none of another\'s');
	is((await me.raw('GET', file(together))).status, 404, 'and to nobody else');
});

await part('it ends', async () => {
	sql(`update xz.door_grant set granted_at = granted_at - interval '8 days',
		until_at = xz.now() - interval '1 second' where track_id = ${alone.track}`);
	is((await me.raw('GET', file(alone))).status, 404, 'after its days');
	is((await me.raw('GET', `${file(alone)}/all.zip`)).status, 404, 'the zip too');
	like((await me.get(`/my/cases/${alone.ref}`)).text, /查阅期限已满，可以再次申请/, 'which is told');
});
done();
