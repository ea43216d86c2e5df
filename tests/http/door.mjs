// door.mjs - the public's door: a slip is printed and opens what is the party's own and nothing else.
import { execFileSync } from 'node:child_process';
import { refText, storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { carriedOut, toBeVisited } from '../lib/inspection.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = main(), { sql, conf } = storeOf(own);
const as = (name) => new Client(own.url, own.state).session(name), by = new Map();
const desk = (name) => by.get(name) || by.set(name, as(name)).get(name);
// Each somebody comes from an address of their own.
let hosts = 10;
const stranger = () => Object.assign(new Client(own.url, own.state), { localAddress: `127.0.7.${hosts++}` });
const CODE = /(?:[A-Z2-7]{5}-){3}[A-Z2-7]{5}/;
const nobody = refText('00000000-0000-0000-0000-000000000001');

// A party that papers were served on, with its case's lead officer.
const served = (more) => {
	const [caseRef, trackRef, name, subject, lead, other, paper, party, track] = sql(`select c.ref, k.ref, p.name,
		p.subject_id, a.username, (select x.username from xz.people_account x join xz.people_duty d
			on d.account_id = x.id and d.duty = 'officer' and d.revoked_at is null
			where x.agency_id <> c.agency_id and x.active limit 1), d.ref, p.id, k.id
		from xz.caseflow_track k join xz.caseflow_case c on c.id = k.case_id
		join xz.caseflow_party p on p.id = k.party_id
		join xz.caseflow_officer o on o.case_id = c.id and o.role = 'lead' and o.state = 'accepted'
		join xz.people_account a on a.id = o.account_id
		join lateral (select x.document_id from xz.caseflow_notice x where x.track_id = k.id
			order by x.version desc limit 1) n on true
		join xz.record_document d on d.id = n.document_id and d.state = 'sealed'
		where not p.natural_person and k.state in ('served', 'executed', 'track_closed') and ${more}
		order by k.id desc limit 1`).split('|');
	return { caseRef: refText(caseRef), ref: refText(trackRef), name, subject, lead, other, paper: refText(paper),
		track, uuid: trackRef };
};
const print = async (who, path) => {
	const page = await desk(who).get(path);
	const got = await desk(who).submit(page, {}, { form: path });
	return { page, got, code: got.text.match(CODE)?.[0] };
};
const slipOf = (t) => print(t.lead, `/desk/slips/case/${t.caseRef}/${t.ref}`);
// A file that is being made.
const made = async (c, path) => {
	let page;
	await until(async () => (page = await c.raw('GET', path)).status === 200);
	return page;
};
const enter = async (code, c = stranger()) => {
	const page = await c.get('/my/');
	return { c, page: await c.post('/my/', { ...page.forms.find((f) => f.action === '/my/').fields, code }) };
};

// Two parties of one case that were fined.
const fined = (k) => `exists (select from xz.caseflow_decision d where d.track_id = ${k}.id and d.fine_fen > 0
	and d.served_on is not null and d.revoked_on is null)`;
const mine = served(`${fined('k')} and exists (select from xz.calendar_clock q where q.subject_kind = 'track'
	and q.subject_id = k.id and q.rule = 'remedy.review' and q.state <> 'cancelled')
	and exists (select from xz.caseflow_track y where y.case_id = k.case_id and y.id <> k.id
		and y.state in ('served', 'executed', 'track_closed') and ${fined('y')})`);
const theirs = served(`k.id <> ${mine.track} and k.case_id = (select y.case_id from xz.caseflow_track y
	where y.id = ${mine.track})`);
let code, me;

await part('the slip', async () => {
	const path = `/desk/slips/case/${mine.caseRef}/${mine.ref}`, before = sql(`select h.seq from xz.record_chain h
		join xz.caseflow_case c on c.chain_id = h.id join xz.caseflow_track k on k.case_id = c.id
		where k.id = ${mine.track}`);
	like((await desk(mine.lead).get(`/desk/cases/${mine.caseRef}`)).text, new RegExp(path), 'the case offers it');
	is((await desk(mine.other).get(path)).status, 404, 'an officer of another agency: nothing');
	is((await desk(mine.lead).get(`/desk/slips/case/${mine.caseRef}/${nobody}`)).status, 404,
		'nor for a party that there is not');
	is((await desk(mine.lead).get(`/desk/cases/${mine.caseRef}/do/slip_print?track=${mine.ref}`)).status, 404,
		'it is no form of the case');
	const { page, got, code: first } = await print(mine.lead, path);
	is(page.status, 200, 'what it is');
	is(got.status, 200, 'printed');
	ok(first, 'with a code', got.text.slice(0, 600));
	like(got.headers['cache-control'], /no-store/, 'which nobody keeps');
	const again = await desk(mine.lead).submit(page, {}, { form: path });
	is(again.status, 200, 'the same form again');
	ok(!CODE.test(again.text), 'shows no code any more');
	is(sql(`select count(*) from xz.door_slip where kind = 'track' and subject_id = ${mine.track}`), '1',
		'nor prints another');
	const [seq, kind, who] = sql(`select s.seq, s.kind, p.username from xz.record_step s
		join xz.caseflow_case c on c.chain_id = s.chain_id join xz.caseflow_track k on k.case_id = c.id
		join xz.people_principal x on x.ref = s.actor join xz.people_account p on p.id = x.id
		where k.id = ${mine.track} order by s.seq desc limit 1`).split('|');
	is(`${seq} ${kind} ${who}`, `${Number(before) + 1} slip_print ${mine.lead}`, 'who printed it is in the record');
	is(sql(`select count(*) from (select s::text as v from xz.door_slip s
		union all select convert_from(line, 'UTF8') from xz.record_step
		union all select a::text from xz.db_act a
		union all select d.data from xz.record_document d union all select t::text from xz.people_task t) x
		where position('${first}' in x.v) > 0 or position('${first.replace(/-/g, '')}' in x.v) > 0`), '0',
	'the code stands in no row, step or paper');
	code = first;
});

await part('in by the slip', async () => {
	const c = stranger(), form = await c.get('/my/');
	is(form.status, 200, 'the page where it is typed');
	like(form.headers['cache-control'], /no-store/, 'is kept by nobody');
	const typed = ` ${code.toLowerCase().replace(/-/g, ' ')}`;
	const r = await c.post('/my/', { code: typed }, { follow: false });
	is(r.status, 303, 'as people type it');
	const cookie = r.headers['set-cookie'].join('\n');
	like(cookie, /^xz-my=[\w-]{40,}; Path=\/my\/; SameSite=Strict; HttpOnly$/, 'one cookie, for the door alone');
	ok(!sql('select s::text from xz.door_session s').includes(cookie.match(/=([\w-]+)/)[1]), 'stored as a digest');
	me = c;
	const home = await c.get('/my/');
	is(home.status, 200, 'inside');
	like(home.text, new RegExp(mine.name), 'whose it is');
	like(home.text, new RegExp(`/my/cases/${mine.ref}`), 'their case');
	like(home.headers['cache-control'], /no-store/, 'kept by nobody');
	const headers = { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' };
	is((await stranger().raw('POST', '/my/', { body: `code=${code}`, headers })).status, 403,
		'not from a page of another host');
	is((await c.get('/my/?lang=en')).text.match(/lang="en"/)?.[0], 'lang="en"', 'in English too');
});

await part('what it opens', async () => {
	const page = await me.get(`/my/cases/${mine.ref}`);
	is(page.status, 200, 'the case');
	like(page.text, /行政处罚告知书|告知书/, 'the notice');
	like(page.text, /行政处罚决定书|决定书/, 'the decision');
	like(page.text, /申请行政复议[^]*\d{4}-\d\d-\d\d[^]*行政复议法/, 'the term with its day and article');
	like(page.text, /应缴[^]*元/, 'what is to be paid');
	unlike(page.text, /href="\/desk/, 'and no way to the desk');
	const state = sql(`select s.name_zh from xz.caseflow_track k
		join xz.caseflow_state s on s.procedure = k.procedure and s.version = k.procedure_version
		and s.code = k.state where k.id = ${mine.track}`);
	ok(state !== '' && !page.text.includes(`<span class="tag dai">${state}</span>`),
		'how far it has come, not where it stands inside');
	const got = await made(me, `/my/papers/${mine.paper}.pdf`);
	const want = await made(desk(mine.lead), `/desk/documents/${mine.paper}.pdf`);
	is(got.status, 200, 'the paper that was served is made soon');
	is(got.headers['content-type'], 'application/pdf', 'as a PDF');
	ok(want.bytes.equals(got.bytes), 'the very bytes that were sealed');
	like(got.headers['cache-control'], /no-store/, 'kept by nobody');
	const inner = refText(sql(`select d.ref from xz.record_document d
		join xz.caseflow_track k on k.case_id = d.subject_id
		where k.id = ${mine.track} and d.subject_kind = 'case' and d.state = 'sealed'
		and d.type in ('investigation_report', 'review_opinion', 'filing_approval') limit 1`));
	is((await made(desk(mine.lead), `/desk/documents/${inner}.pdf`)).status, 200, 'a paper of the inner file');
	is((await me.raw('GET', `/my/papers/${inner}.pdf`)).status, 404, 'is not');
	is((await me.raw('GET', `/my/papers/${theirs.paper}.pdf`)).status, 404, 'nor one of another party');
	is((await me.raw('GET', `/my/cases/${theirs.ref}`)).status, 404, 'nor the case');
	is((await me.raw('GET', `/my/cases/${theirs.ref}/send/defence`)).status, 404, 'nor a word in it');
	is((await me.raw('GET', `/my/cases/${nobody}`)).status, 404, 'nor one guessed');
	is((await me.raw('GET', `/my/visits/${nobody}`)).status, 404, 'nor a visit guessed');
	is((await me.raw('GET', `/my/papers/${nobody}.pdf`)).status, 404, 'nor a paper');
	unlike((await stranger().get(`/my/cases/${mine.ref}`)).text, new RegExp(mine.name),
		'and nothing without a slip');
});

await part('who read the case', async () => {
	const path = `/my/cases/${mine.ref}`;
	is((await desk(mine.lead).get(`/desk/cases/${mine.caseRef}`)).status, 200, 'an officer reads it');
	unlike((await me.get(path)).text, /本案的查阅记录/, 'is not told, where nothing is set');
	const [agency, name] = sql(`select g.name, o.name from xz.people_account a join xz.people_agency g
		on g.id = a.agency_id join xz.people_officer o on o.id = a.officer_id
		where a.username = '${mine.lead}'`).split('|');
	const read = sql(`select count(*) from xz.people_access a join xz.caseflow_case c on c.ref = a.subject_ref
		join xz.caseflow_track k on k.case_id = c.id where k.id = ${mine.track} and not a.refused`);
	sql(`insert into xz.calendar_parameter (key, value, unit, source, valid_from, origin)
		values ('door.readings', 1, 'count', 'test', '2020-01-01', 'site')`);
	const section = (await me.get(path)).text.match(/<section[^>]*h-readings[^]*?<\/section>/)?.[0] ?? '';
	sql(`update xz.calendar_parameter set valid_to = '2019-12-31' where key = 'door.readings'`);
	like(section, new RegExp(`${agency}[^]*20\\d\\d-\\d\\d-\\d\\d`), 'where it is, by agency and time');
	unlike(section, new RegExp(`${name}|${mine.lead}`), 'and not by name');
	is((section.match(/<li/g) ?? []).length, Math.min(100, Number(read)), `each of ${read} readings, to a hundred`);
});

// Every byte of both parties of one case, with what an officer opened to them.
await part('every byte of it', async () => {
	sql(`insert into xz.door_grant (track_id, by_whom, agent, granted_by, granted_at, until_at)
		select k.id, 'x', false, (select id from xz.people_account limit 1), xz.now(),
			xz.now() + interval '1 day'
		from xz.caseflow_track k where k.id in (${mine.track}, ${theirs.track})`);
	for (const [c, t] of [[me, mine], [(await enter((await slipOf(theirs)).code)).c, theirs]]) {
		const others = sql(`select distinct v from (select p.name as v from xz.caseflow_party p
				where p.subject_id <> ${t.subject} and not exists (select from xz.caseflow_party q
					where q.subject_id = ${t.subject} and position(p.name in q.name) > 0)
			union select coalesce(nullif(c.subject_name, ''), '-') from xz.caseflow_clue c
				where c.subject_id is distinct from ${t.subject}
			union select p.representative from xz.caseflow_party p
			union select p.contact from xz.caseflow_party p) x
			where length(v) >= 3`).split('\n')
			.filter((v) => !t.name.includes(v) && !v.includes(t.name));
		const seen = new Set(), todo = ['/my/'], found = [];
		while (todo.length && seen.size < 80) {
			const path = todo.shift();
			if (seen.has(path)) continue;
			seen.add(path);
			const page = await c.raw('GET', path);
			for (const v of others) if (page.text.includes(v)) found.push(`${path}: ${v}`);
			for (const m of page.text.matchAll(/href="(\/my\/[^"#?]*)/g))
				if (!/\.(pdf|zip)$/.test(m[1])) todo.push(m[1]);
		}
		ok(others.length > 20 && seen.size > 1, `${others.length} others, ${seen.size} pages`);
		ok([...seen].some((x) => x.endsWith('/file')), 'the file among them', [...seen].join(' '));
		is(found, [], 'nothing of anybody else');
		unlike([...seen].join(' '), /副卷/, 'nor of the inner file');
	}
	sql(`update xz.door_grant set granted_at = '2020-01-01', until_at = '2020-01-02'
		where track_id in (${mine.track}, ${theirs.track})`);
});

await part('tried', async () => {
	const c = stranger();
	const wrong = code.replace(/.$/, (x) => (x === 'A' ? 'B' : 'A'));
	for (let i = 0; i < 8; i++)
		is((await enter(wrong, c)).page.status, 422, 'a slip of the pen counts for nothing');
	// right by its last letter, and nobody's
	const guess = () => execFileSync('node', ['-e', `const d='ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';let s=0,c='';
		for(let i=0;i<19;i++){const v=Math.floor(Math.random()*32);c+=d[v];s^=v;s<<=1;if(s&32)s^=37;}
		process.stdout.write(c+d[s])`], { encoding: 'utf8' });
	const said = [];
	for (let i = 0; i < 6; i++) said.push((await enter(guess(), c)).page.status);
	is(said.join(), '422,422,422,422,422,429', 'five guesses an hour');
	const { page } = await enter(code, c);
	is(page.status, 429, 'and then not even the right one');
	like(page.text, /\d{4}-\d\d-\d\d \d\d:\d\d/, 'said until when');
	ok(Number(page.headers['retry-after']) > 3000, 'in seconds too', page.headers['retry-after']);
	is((await enter(code)).page.status, 200, 'from elsewhere it opens');
	sql("update xz.door_try set at = at - interval '61 minutes'");
	is((await enter(code, c)).page.status, 200, 'an hour later from there too');
});

await part('it ends', async () => {
	const { c, page } = await enter(code), f = page.forms.find((x) => x.action === '/my/end');
	is((await c.post('/my/end', { ...f.fields, _csrf: 'x' })).status, 403, 'not by a form of others');
	is((await c.post('/my/end', {})).status, 403, 'nor by none');
	const kept = new Map(c.cookies);
	is((await c.post('/my/end', f.fields)).status, 200, 'by the button');
	is(c.cookies.size, 0, 'the cookie goes');
	c.cookies = kept;
	unlike((await c.get('/my/')).text, new RegExp(mine.name), 'and is nothing any more');
	// other tests have sessions of their own
	const ours = `slip_id in (select l.id from xz.door_slip l where l.kind = 'track' and l.subject_id = ${mine.track})`;
	const idle = (await enter(code)).c;
	sql(`update xz.door_session set seen_at = seen_at - interval '29 minutes' where ${ours}`);
	like((await idle.get('/my/')).text, new RegExp(mine.name), 'after 29 minutes it goes on');
	sql(`update xz.door_session set seen_at = seen_at - interval '31 minutes' where ${ours}`);
	unlike((await idle.get('/my/')).text, new RegExp(mine.name), 'after 31 it has ended');
	me = (await enter(code)).c;
	const before = me, old = code, next = await slipOf(mine);
	ok(next.code && next.code !== old, 'a new slip');
	unlike((await before.get('/my/')).text, new RegExp(mine.name), 'ends who came in by the old one');
	is((await enter(old)).page.status, 422, 'which opens nothing');
	code = next.code;
	me = (await enter(code)).c;
	like((await me.get('/my/')).text, new RegExp(mine.name), 'the new one does');
});

await part('taken over, the portal has nothing', async () => {
	const portal = (text) => {
		try {
			return execFileSync('psql', [conf.replace(/user=\S+/, 'user=xz_portal'), '-qAtX', '-v',
				'ON_ERROR_STOP=1'], { input: text, encoding: 'utf8', stdio: 'pipe' }).trim();
		} catch (e) {
			return /permission denied/.test(e.stderr) ? 'denied' : e.stderr;
		}
	};
	for (const t of ['door_slip', 'door_session', 'door_try', 'door_message', 'door_sealed', 'caseflow_party'])
		is(portal(`select count(*) from xz.${t}`), 'denied', `${t}: no row`);
	for (const f of ['door_firm', 'door_tracks', 'door_visits_of', 'door_slip_of'])
		is(portal(`select xz.${f}('\\x00')`), 'denied', `${f}: not its to call`);
	is(portal(`select xz.door_served(${mine.track})`), 'denied', 'door_served: neither');
	for (const f of ['door_cases', 'door_visits', 'door_session'])
		is(portal(`select count(*) from xz.${f}(sha256('guess'))`), '0', `${f}: nothing without a session`);
	for (const f of ['door_papers', 'door_paper', 'door_terms', 'door_payments', 'door_sent', 'door_visit_items'])
		is(portal(`select count(*) from xz.${f}(sha256('guess'), '${mine.uuid}')`), '0', `${f}: the same`);
	is(portal(`select count(*) from xz.door_send(sha256('guess'), '${mine.uuid}', 'defence', sha256('a'),
		'\\x00', '{}')`), '0', 'and nothing is sent');
	const token = [...me.cookies.values()][0].value, other = `sha256('${token}')`;
	is(portal(`select count(*) from xz.door_papers(${other}, '${theirs.uuid}')`), '0',
		'with a session nothing of another party');
	ok(Number(portal(`select count(*) from xz.door_papers(${other}, '${mine.uuid}')`)) > 0, 'only what is its own');
});

await part('visits', async () => {
	const i = await toBeVisited(own.url, own.state), path = `/desk/slips/inspection/${i.ref}`;
	like((await i.lead.get(i.path)).text, new RegExp(path), 'offered once it was announced');
	const page = await i.lead.get(path), got = await i.lead.submit(page, {}, { form: path });
	is(got.status, 200, 'printed');
	const { c, page: home } = await enter(got.text.match(CODE)[0]);
	is(home.status, 200, 'it opens');
	like(home.text, new RegExp(`/my/visits/${i.ref}`), 'the visit');
	like(home.text, /已通知/, 'that is announced');
	let v = await c.get(`/my/visits/${i.ref}`);
	like(v.text, /投诉举报/, 'why');
	unlike(v.text, /群众举报/, 'not in the words of the inside');
	like(v.text, /尚未告知/, 'nothing of what comes of it');
	is((await me.raw('GET', `/my/visits/${i.ref}`)).status, 404, 'not another firm\'s');
	const uuid = sql(`select ref from xz.inspection order by id desc limit 20`).split('\n')
		.find((x) => refText(x) === i.ref);
	const told = (way) => sql(`update xz.inspection set notice_way = '${way}' where ref = '${uuid}'`);
	told('on_site');
	is((await c.get(`/my/visits/${i.ref}`)).status, 404, 'one that is told of at the door is not there before');
	unlike((await c.get('/my/')).text, new RegExp(i.ref), 'nor in the list');
	told('paper');
	await carriedOut(i, own.state);
	v = await c.get(`/my/visits/${i.ref}`);
	like(v.text, /发现问题/, 'then the result');
	like(v.text, /不符合[^]*责令限期改正/, 'by item');
	unlike(v.text, /过道堆放杂物/, 'in the words of the lists');
	const at = await c.get('/my/');
	like(at.text, /本年度检查次数与上限[^]*频次上限公告/, 'and counts against each cap, with the rule');
	is(sql(`select s.kind from xz.record_step s join xz.inspection i on i.chain_id = s.chain_id
		where i.ref::text is not null and s.kind = 'inspection.slip_print' limit 1`), 'inspection.slip_print',
	'the record says who printed it');
});

await part('a visit that is not announced', async () => {
	const hidden = sql(`select i.ref from xz.inspection i where i.arrived_at is null and i.state <> 'cancelled'
		and (i.notified_at is null or i.notice_way = 'on_site') limit 1`);
	if (hidden === '') return void ok(true, 'the store has none');
	const [lead] = sql(`select a.username from xz.inspection i
		join xz.inspection_officer o on o.inspection_id = i.id join xz.people_account a on a.id = o.account_id
		where i.ref = '${hidden}' order by o.place`).split('\n');
	ok([404, 409].includes((await desk(lead).get(`/desk/slips/inspection/${refText(hidden)}`)).status),
		'has no slip that tells of it');
});
done();
