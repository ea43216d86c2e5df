// publication_term.mjs - publication ends at its term by the clock, to the day: page, JSON, search, lists; what is left
// is a count, a log entry with the digest of the last version, and a step of the record.  Before that: a decision that
// a review changed is published anew, and its earlier version told of.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = ownInstance('term'), { url, state } = own;
const sql = sqlOf(storeConf(state));
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const refText = (uuid) => {
	let n = BigInt(`0x${uuid.replace(/-/g, '')}`), s = '';
	for (let i = 0; i < 26; i++, n >>= 5n) s = digits[Number(n & 31n)] + s;
	return s;
};

// ---- changed by a review: the officer writes the result down, the publisher puts the next version in its place
async function changed() {
	const [kase, which, decision, officer, publisher, fine, gains, was] = sql(`select c.ref, k.ref, d.ref,
		a.username, (select p.username from xz.people_account p where p.agency_id = c.agency_id
			and p.username like '%.publisher'), d.fine_fen / 100, nullif(d.confiscation_fen, 0) / 100,
		convert_from(p.json, 'UTF8')::jsonb ->> 'result'
		from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id
		join xz.caseflow_case c on c.id = k.case_id join xz.caseflow_party y on y.id = k.party_id
		join xz.disclosure_public p on p.decision_ref = d.ref and p.state = 'published'
		join xz.caseflow_officer o on o.case_id = c.id and o.role = 'lead' and o.state = 'accepted'
		join xz.people_account a on a.id = o.account_id
		where d.procedure = 'ordinary' and d.revoked_on is null and d.fine_fen > 200000
		and d.served_on is not null and not y.natural_person
		and not exists (select from xz.caseflow_remedy x where x.decision_id = d.id)
		order by d.served_on desc limit 1`).split('|');
	const who = new Client(url, state).session(officer), anon = new Client(url, state);
	const day = sql('select xz.today()');
	const act = async (name, fields) => {
		const page = await who.get(`/desk/cases/${refText(kase)}/do/${name}?track=${refText(which)}`);
		return who.submit(page, fields(page));
	};
	const old = await anon.get(`/decisions/${refText(decision)}.json`);
	const digest = createHash('sha256').update(old.bytes).digest('hex');
	is((await act('remedy_file', () => ({ kind: 'reconsideration', body: '衡阳市人民政府', filed_on: day,
		late_reason: '因不可抗力未能按期申请。' }))).status, 200, 'an application is written down');
	const r = await act('remedy_result', (page) => ({ result: 'changed', result_on: day, result_served_on: day,
		remedy: page.forms.flatMap((f) => f.options.remedy ?? []).find((o) => o.value)?.value,
		result_number: '衡政复决〔2026〕3号', changed_text: '罚款 1234 元。', changed_fine: '1234',
		changed_gains: gains }));
	is(r.status, 200, 'and its result, that changed the decision');
	const desk = new Client(url, state).session(publisher), item = `/desk/disclosure/${refText(which)}`;
	like((await desk.get('/desk/disclosure/?list=withdraw')).text, new RegExp(refText(which)),
		'the publisher has it to withdraw');
	let page = await desk.get(item);
	like(page.text, /版本 1 已被变更的决定取代/, 'the page says that what is shown was overtaken');
	like(page.text, /衡政复决〔2026〕3号/, 'and shows who changed it');
	await desk.submit(page, {}, { form: '/spans' });
	page = await desk.submit(await desk.get(item), {}, { form: '/publish' });
	is(page.status, 200, 'published anew');
	const now = await anon.get(`/decisions/${refText(decision)}.json`), doc = JSON.parse(now.text);
	is([doc.version, doc.result, doc.change, doc.changed_by, doc.changed_on], [2, '罚款 1234 元。', 'changed',
		'衡阳市人民政府 衡政复决〔2026〕3号', day],
	'the document is the next version, with what changed and by whom');
	ok(Number(fine) > 1234 && was !== doc.result, 'which is not what it was');
	const shown = await anon.get(`/decisions/${refText(decision)}`);
	like(shown.text, /本决定经行政复议变更/, 'the page says so');
	like(shown.text, /罚款 1\u00a0234 元/, 'with the sum that stands');
	const before = await anon.get(`/decisions/${refText(decision)}/versions/1`);
	is(before.status, 200, 'the earlier version has an address');
	ok(before.text.includes(digest) && /原决定被依法变更/.test(before.text), 'with its digest and the reason');
	ok(!before.text.includes(was), 'without its content');
	is((await anon.get(`/decisions/${refText(decision)}/versions/2`)).status, 404,
		'the one that stands is not an earlier one');
	like((await anon.get(`/decisions/${refText(decision)}/versions/1?lang=en`)).text,
		/Another version took the place/, 'in English too');
	const said = JSON.parse((await anon.get(`/decisions/${refText(decision)}/status.json`)).text);
	is([said.state, said.version, said.superseded.length, said.superseded[0].sha256, said.superseded[0].reason],
		['published', 2, 1, digest, 'changed'], 'the status tells of both');
	is((await anon.get(`/decisions/${refText(decision)}.pdf`)).status, 200, 'it prints');
	ok(await until(async () => (await anon.get('/log/')).text.includes('更正公示')), 'the log has the new version');
}
await changed();

// The first that ends under the general class: a year from the decision.
const [uuid, item, name, number, last,
	track] = sql(`select p.decision_ref, i.id, p.party_name, p.number, (p.decided_on + interval '12 months')::date,
		k.ref
	from xz.disclosure_public p join xz.disclosure_regime g on g.id = p.regime_id and g.max_months = 12
	and g.start_event = 'decision'
	join xz.disclosure_item i on i.decision_ref = p.decision_ref and i.state = 'published'
	join xz.caseflow_decision d on d.id = i.decision_id join xz.caseflow_track k on k.id = d.track_id
	where p.state = 'published' and p.party_code <> '' order by p.decided_on, i.id limit 1`).split('|');
const later = sql(`select decision_ref from xz.disclosure_public p join xz.disclosure_regime g on g.id = p.regime_id
	and g.max_months = 36 where p.state = 'published' order by published_at desc limit 1`);
const path = `/decisions/${refText(uuid)}`, c = new Client(url, state);
const status = async () => (await c.get(path)).status;
const shown = async () => (await c.get(`/search?q=${encodeURIComponent(name)}`)).text;
ok(last > sql('select xz.today()'), `the term is still to come: ${last}`);
is(sql(`select to_char(due_at, 'YYYY-MM-DD') || ' ' || state from xz.calendar_clock where subject_kind = 'disclosure'
	and subject_id = ${item}`), `${last} open`, 'a clock waits for it, with its day');
const json = await c.get(`${path}.json`), digest = createHash('sha256').update(json.bytes).digest('hex');
is(json.status, 200, 'the document is there');
like((await c.get(path)).text, new RegExp(`至 ?${last}`), 'the page says until when');
const before = await shown();
ok(before.includes(path), 'search finds it by name');

// ---- on its last day it is public still
own.cli('clock', 'set', `${last}T23:00:00+08:00`);
await new Promise((r) => setTimeout(r, 2500));
is(await status(), 200, 'on the last day it is shown');

// ---- the day after it is not
own.cli('clock', 'advance', '2h');
ok(await until(async () => await status() === 410), 'the day after it is gone');
const gone = await c.get(path);
like(gone.text, /公示期限已经届满/, 'and says why');
ok(!gone.text.includes(name) && !gone.text.includes(number), 'without name and number');
is((await c.get(`${path}.json`)).status, 410, 'so is the document');
is(JSON.parse((await c.get(`${path}/status.json`)).text).state, 'expired', 'the status says expired');
const after = await shown();
ok(!after.includes(path), 'search no longer lists it');
like(after, /另有 \d+ 条/, 'and counts it');
unlike((await c.get('/search.csv?q=' + encodeURIComponent(name))).text, new RegExp(refText(uuid)),
	'nor does the download');
is((await c.get(`/decisions/${refText(later)}`)).status, 200, 'one with a longer term stays');
is(sql(`select count(*) from xz.disclosure_public where decision_ref = '${uuid}' and json is null and party_name is null
	and party_code is null and result_text is null and cause_name is null`), '1',
		'nothing of the content stays with the copy');
is(sql(`select count(*) from xz.event where kind = 'disclosure.expired' and subject_ref = '${uuid}'
	and payload ->> 'digest' = '${digest}'`), '1', 'one entry for the log, with the digest of the last version');
is(sql(`select i.state || ' ' || k.publish_state from xz.disclosure_item i, xz.caseflow_track k where i.id = ${item}
	and k.ref = '${track}'`), 'expired expired', 'item and track know');
is(sql(`select count(*) from xz.record_step s join xz.caseflow_case c on c.chain_id = s.chain_id
	join xz.caseflow_track k on k.case_id = c.id where k.ref = '${track}' and s.kind = 'publish.expired'
	and position('${refText(track)}' in convert_from(s.line, 'UTF8')) > 0`), '1', 'a step of the record');
is(sql(`select state from xz.calendar_clock where subject_kind = 'disclosure' and subject_id = ${item}`), 'lapsed',
	'the clock is closed');
const [casePath, chief] = sql(`select c.ref || '|' || a.username from xz.caseflow_case c
	join xz.caseflow_track k on k.case_id = c.id join xz.people_account a on a.agency_id = c.agency_id
	and a.username like '%.chief' where k.ref = '${track}'`).split('|');
like((await new Client(url, state).session(chief).get(`/desk/cases/${refText(casePath)}`)).text, /公示期满/,
	'the case page says so');
// other tests tell this log things too
const logged = async () => {
	let path = '/log/';
	for (let i = 0; i < 10 && path; i++) {
		const { text } = await c.get(path);
		if (text.includes('公示期满')) return true;
		path = text.match(/href="(\/log\/\?before=[^"]+)"/)?.[1].replaceAll('&amp;', '&');
	}
	return false;
};
ok(await until(logged), 'the log shows it');

// ---- what is stored is held against its digest when it is shown
const altered = `/decisions/${refText(later)}`;
sql(`update xz.disclosure_public
	set json = convert_to(replace(convert_from(json, 'UTF8'), '"number"', '"Number"'), 'UTF8')
	where decision_ref = '${later}'`);
const refused = await c.raw('GET', altered);
is([refused.status, (await c.raw('GET', `${altered}.json`)).status, (await c.raw('GET', `${altered}.pdf`)).status],
	[503, 503, 503], 'a decision whose bytes were changed is not shown');
like(refused.text, /校验不符/, 'and that is said');
is(JSON.parse((await c.get(`${altered}/status.json`)).text).state, 'altered', 'its status too');
ok(await until(async () => readFileSync(join(state, 'log/portal.log'), 'utf8').includes('published.altered')),
	'with a line in the log');
own.stop();
done();
