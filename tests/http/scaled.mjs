// scaled.mjs - a store of the demo that was multiplied (xiezhi demo --scale): nothing of it is broken, the pages of
// desk, portal and exchange answer for every duty, and work goes on in it.
import { execFileSync } from 'node:child_process';
import { storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { addresses } from '../lib/routes.mjs';
import { done, is, like, ok, part } from '../lib/tap.mjs';

const N = 1700;	// the fourth copy is the first to have people and agencies of its own
const own = ownInstance('scaled'), { sql } = storeOf(own);
const schema = () => sql(`select conrelid::regclass || ' ' || pg_get_constraintdef(oid) || convalidated
		from pg_constraint where connamespace = 'xz'::regnamespace
	union all select indrelid::regclass || ' ' || regexp_replace(pg_get_indexdef(indexrelid), ' INDEX \\S+ ON', '')
		|| indisvalid from pg_index i join pg_class c on c.oid = indexrelid
		where c.relnamespace = 'xz'::regnamespace
	union all select tgrelid::regclass || ' ' || tgname || tgenabled::text from pg_trigger where not tgisinternal
	order by 1`);
const before = schema(), cases = Number(sql('select count(*) from xz.caseflow_case'));

await part('multiplying', async () => {
	own.cli('demo', '--scale', String(N));
	const now = Number(sql('select count(*) from xz.caseflow_case'));
	ok(now >= N && now < N + cases, `${now} cases`);
	is(schema(), before, 'keys, indexes and triggers are those of before, valid and checked');
	const grown = ['caseflow_track', 'calendar_clock', 'people_task', 'event', 'record_document', 'act_approval',
		'inspection', 'register_subject', 'people_account', 'people_agency', 'spotcheck_visit',
		'disclosure_item', 'source_request'];
	is(grown.filter((t) => sql(`select count(*) from xz.${t} where id > 1000000000`) === '0'), [],
		'with all that is theirs');
	is(['people_access', 'sec_audit', 'people_sign_in'].filter((t) =>
		Number(sql(`select count(*) from xz.${t}`)) < 10 * N), [], 'and ten lines of each log');
	is(sql(`select count(*) from xz.people_task t where t.subject_kind = 'case' and not exists (select
		from xz.caseflow_case c where c.id = t.subject_id and c.ref = t.subject_ref
		and c.agency_id = t.agency_id)`), '0', 'a task is about the case it names, of its agency');
	is(sql(`select count(*) from xz.caseflow_case c join xz.people_unit u on u.id = c.unit_id
		where u.agency_id <> c.agency_id`), '0', 'a case is of a unit of its agency');
	is(sql(`select count(*) from xz.caseflow_officer o join xz.people_account a on a.id = o.account_id
		join xz.caseflow_case c on c.id = o.case_id
		where a.agency_id <> c.agency_id or a.officer_id <> o.officer_id`), '0', 'and of officers of it');
	is(sql(`select count(*) from xz.disclosure_item i join xz.caseflow_decision d on d.id = i.decision_id
		where d.ref <> i.decision_ref`), '0', 'ids and refs name the same');
	is(sql(`select count(*) from xz.record_number where text like '%号' and text not like '%〕' || n || '号'`), '0',
		'numbers are those they were given as');
});

await part('only once, and on a scratch instance only', async () => {
	const refused = (text) => {
		try {
			own.cli('demo', '--scale', '9000');
		} catch (e) {
			return e.status === 2;
		}
		return false;
	};
	ok(refused(), 'not a second time');
	const store = storeOf(own);
	execFileSync('psql', [store.conf.replace(/user=\S+/, 'user=postgres'), '-qAtX', '-c',
		'update xz.db_clock set movable = false']);
	ok(refused(), 'nor where the clock cannot be moved');
	execFileSync('psql', [store.conf.replace(/user=\S+/, 'user=postgres'), '-qAtX', '-c',
		'update xz.db_clock set movable = true']);
});

// Of these the plain address has no page: they want to know of whom, of what, or that a witness has cosigned.
const needs = new Set(['/desk/inspections/new', '/desk/spotcheck/year/rows', '/log/cosigned']);
await part('pages', async () => {
	// of each duty a copy, where there are any
	const people = sql(`select distinct on (xz.people_duties(a.id)) a.username, a.id, coalesce(a.agency_id, 0),
		xz.people_duties(a.id) from xz.people_account a where a.active and xz.people_duties(a.id) > 0
		order by xz.people_duties(a.id), a.id desc`).split('\n')
		.map((l) => l.split('|')).map(([username, id, agency, duties]) => ({ username, id: Number(id),
			agency: Number(agency), duties: Number(duties) }));
	ok(people.some((p) => p.id > 1e9) && people.length > 12, `${people.length} people, copies among them`);
	const bad = [];
	let asked = 0;
	for (const who of [null, ...people]) {
		const c = new Client(own.url, own.state);
		if (who) c.session(who.username);
		for (const { path, route } of addresses(own, who)) {
			const page = await c.raw('GET', path);
			asked++;
			if (page.status >= 500 || (page.status >= 400 && !route.includes(':') && !needs.has(route)))
				bad.push(`${who?.username ?? 'the public'} ${path}: ${page.status}`);
		}
	}
	is(bad, [], `${asked} addresses answer`);
});

// The search looks through the newest cards first: here an agency has more of them.
await part('search', async () => {
	const conf = storeOf(own).conf.replace(/user=\S+/, 'user=xz_desk'), wrong = [];
	let hits = 0;
	for (const user of ['supervisor1', 'sj.chief', 'sj.officer1']) {
		const token = [...new Client(own.url, own.state).session(user).cookies.values()][0].value;
		for (const word of ['衡州', '医药', '〔20', '未取得', '无此企业'])
			for (const kind of ['case', 'inspection']) {
				const search = `xz.query_search('${kind}', '{}', '${word}'`;
				const out = execFileSync('psql', [conf, '-qAtX', '-v', 'ON_ERROR_STOP=1'], {
					encoding: 'utf8',
					input: `select set_config('xz.token', '${token}', false) is null;
					with plain as materialized (select array(select d.ref from xz.query_doc d
						where d.kind = '${kind}' and position('${word}' in d.folded) > 0
						order by d.day desc, d.ref desc) as refs)
					select cardinality(refs),
						refs = array(select s.ref from ${search}, null, null, 100000) s),
						refs[1:7] = array(select s.ref from ${search}, null, null, 7) s),
						refs[301:305] = array(select s.ref from xz.query_doc k,
							${search}, k.day, k.ref, 5) s where k.ref = refs[300])
					from plain` }).trim().split('\n')[1].split('|');
				hits += Number(out[0]);
				if (out.slice(1).includes('f'))
					wrong.push(`${user} ${kind} ${word}: ${out}`);
			}
	}
	is(wrong, [], 'the same as one plain statement finds, whole and by pages');
	ok(hits > 3000, `${hits} hits`);
});

await part('work goes on', async () => {
	const chief = new Client(own.url, own.state).session('sj.officer1');
	const list = await chief.get('/desk/cases/?scope=mine&phase=all');
	is(list.status, 200, 'a list of one\'s own cases');
	like(list.text, /〔20\d\d〕1\d{5}号/, 'with copies in it');
	// both of agencies whose numbers begin with the same words
	for (const user of ['sj.intake', 'sj.intake-1']) {
		const c = new Client(own.url, own.state).session(user), page = await c.get('/desk/clues/new');
		const form = page.forms.find((f) => 'content' in f.types);
		const sent = await c.submit(page, { ...form.fields, new_name: `衡州${user}商行`, new_kind: 'other',
			channel: form.options.channel.find((o) => o.value).value, content: '群众反映的问题。' },
		{ form: (f) => 'content' in f.types, follow: false });
		is(sent.status, 303, `${user}: a new clue gets a number of its own`);
	}
});
own.stop();
done();
