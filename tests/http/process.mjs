// process.mjs - the whole process of a case: what its steps left behind, and the gaps where they left nothing; by the
// requirements of the day of the step.  On an instance of its own.
import { item, png, refText, signedIn, storeOf, upload } from '../lib/evidence.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

const instance = ownInstance('process'), { sql } = storeOf(instance);
const DONE = /已办理的步骤都留下了应有的文书和证据/;
// A case that has all: two builds of the demo differ.
const whole = async (skip = 0) => {
	const it = item(instance, { skip }), lead = await signedIn(instance, it.lead);
	const path = `/desk/cases/${it.caseRef}?tab=process`;
	return skip > 12 || DONE.test((await lead.get(path)).text) ? { it, lead, path } : whole(skip + 1);
};
const { it, lead, path } = await whole();
const text = async () => (await lead.get(path)).text.replace(/\s+/g, ' ');
const gaps = (t) => (t.match(/class="tag zhu">缺(?! \d)/g) ?? []).length;
// The page is kept until something is done on the case: here the store was touched behind its back.
const touch = () => sql(`update xz.record_chain set recorded_at = recorded_at where id = 0; update xz.caseflow_case
	set version = version + 1 where id = ${it.caseId}`);
const paper = (type) => sql(`select id from xz.record_document where subject_id = ${it.caseId} and type = '${type}'
	and state = 'sealed' order by id desc limit 1`);

await part('phases', async () => {
	const t = await text();
	is(['启动', '调查取证', '审核', '决定', '送达', '执行'].map((p) => t.indexOf(`<span>${p}</span>`))
		.every((n, i, all) => n > (i ? all[i - 1] : 0)), true, 'six, in their order');
	is(gaps(t), 0, 'nothing is missing');
	like(t, DONE, 'and it says so');
	const rows = Number(sql(`select count(*) from xz.caseflow_requirement where valid_to is null`));
	ok(rows > 30, `${rows} requirements`);
	is(sql(`select count(*) from xz.caseflow_requirement where source = ''`), '0', 'each with its source');
	like((await lead.get(`${path}&lang=en`)).text, /./, 'a page');
});

await part('a paper that is not there', async () => {
	const id = paper('verification_record');
	sql(`update xz.record_document set state = 'void' where id = ${id}`);
	touch();
	let t = await text();
	is(gaps(t), 1, 'is one gap');
	like(t, /缺<\/span> <b class="zh">线索核查记录<\/b> <span class="xs muted">行政处罚法 47/,
		'named, with its source');
	like(t, /缺 1 项/, 'and counted');
	sql(`update xz.record_document set state = 'approved' where id = ${id}`);
	touch();
	t = await text();
	is([gaps(t), /class="tag amber">待签/.test(t)], [0, true], 'one that waits for a signature is said to wait');
	sql(`update xz.record_document set state = 'sealed' where id = ${id}`);
	sql(`update xz.record_document set state = 'void' where id = ${id}`);
	sql(`update xz.caseflow_requirement set valid_to = '2021-12-31' where action = 'clue_verify'`);
	touch();
	t = await text();
	is(gaps(t), 0, 'what was not required on the day of the step is no gap');
	sql(`update xz.caseflow_requirement set valid_to = null where action = 'clue_verify'; update xz.record_document
		set state = 'sealed' where id = ${id}`);
	touch();
});

await part('a measure without a picture', async () => {
	const measured = sql(`select c.ref || '|' || c.id || '|' || a.username || '|' || e.ref from xz.caseflow_case c
		join xz.record_step s on s.chain_id = c.chain_id and s.kind = 'measure'
		join xz.caseflow_state t on t.procedure = c.procedure and t.version = c.procedure_version
		and t.code = c.state and not t.ended
		join xz.caseflow_officer o on o.case_id = c.id and o.role = 'lead' and o.state = 'accepted'
		join xz.people_account a on a.id = o.account_id
		join xz.caseflow_evidence e on e.case_id = c.id order by c.id limit 1`).split('|');
	if (measured.length < 4) { ok(true, 'no open case with a measure and evidence # SKIP'); return; }
	const officer = await signedIn(instance, measured[2]), at = `/desk/cases/${refText(measured[0])}?tab=process`;
	like((await officer.get(at)).text, /照片、录音或录像<\/b> <span class="xs muted">国办发〔2018〕118号/,
		'is a gap');
	is((await upload(officer, refText(measured[3]), png(20, 20), { name: 'x.png' })).status, 204, 'a photo');
	unlike((await officer.get(at)).text, /<b class="zh">照片、录音或录像/, 'closes it');
});

await part('who sees it', async () => {
	const foreign = sql(`select a.username from xz.people_account a join xz.people_duty d on d.account_id = a.id
		and d.duty = 'officer'
		where a.active and a.agency_id <> (select agency_id from xz.caseflow_case where id = ${it.caseId})
			order by a.id limit 1`);
	is((await (await signedIn(instance, foreign)).raw('GET', path)).status, 404, 'nobody of another agency');
});
done();
