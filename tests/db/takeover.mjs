// takeover.mjs - a store of before the migrations were folded (tests/data/store-41-*.sql.xz: tests/lib/dump_store.sh)
// goes on as if it had been made by the new ones, with all that was in it; one that is not exactly at the end of the
// old series is refused and untouched; what stands in migrations/again/ is made anew by `xiezhi migrate` alone, and
// again with the same outcome.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refText } from '../lib/evidence.mjs';
import { done, is, like, ok, part } from '../lib/tap.mjs';

if (!process.env.XZ_TEST_DB) throw new Error('XZ_TEST_DB names no store');
const cluster = process.env.XZ_TEST_DB.replace(/\s*dbname=\S+/, '');
const folder = mkdtempSync(join(tmpdir(), 'xz-take-'));
const program = 'build/rel/bin/xiezhi';
const made = [];

const sql = (name, text, user = 'postgres') => execFileSync('psql',
	['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-f', '-',
	`${cluster} dbname=${name} user=${user}`], { encoding: 'utf8', input: text, maxBuffer: 1 << 26 }).trim();
function store(name, template = 'template0') {
	const own = `xz_take_${name}_${process.pid}`;
	sql('postgres', `create database ${own} owner xz_owner template ${template}`);
	made.push(own);
	writeFileSync(join(folder, `${own}.conf`),
		`state = ${folder}\nkeys = ${folder}/keys\ndatabase = ${cluster} dbname=${own} user=xz_admin\ntest_clock = 1\n`);
	return own;
}
function migrate(name, app = '.') {
	const r = spawnSync(program, ['--app', app, '--conf', join(folder, `${name}.conf`), 'migrate'],
		{ encoding: 'utf8' });
	return { code: r.status, said: r.stdout, error: r.stderr };
}
// Everything but the rows: tables, functions, triggers, policies, grants.  \restrict is another each time; what was
// dumped and loaded has fewer parentheses in its checks.
const schema = (name) => execFileSync('pg_dump', ['-s', `${cluster} dbname=${name} user=postgres`],
	{ encoding: 'utf8', maxBuffer: 1 << 26 })
	.replace(/^\\(un)?restrict .*$/gm, '').replace(/[()]/g, '');
// The first line that is not the same, or nothing.
function difference(one, other) {
	const a = one.split('\n'), b = other.split('\n');
	const i = a.findIndex((line, n) => line !== b[n]);
	return i < 0 && a.length === b.length ? ''
		: `${a.slice(i, i + 2).join('\n')}\n--- and\n${b.slice(i, i + 2).join('\n')}`;
}
const counts = (name) => JSON.parse(sql(name, `select json_object_agg(relname, (xpath('/row/n/text()',
	query_to_xml('select count(*) as n from xz.' || relname, false, true, '')))[1]::text::bigint) from pg_class
	where relnamespace = 'xz'::regnamespace and relkind in ('r', 'p') and not relispartition`));
const landed = (name) => sql(name, 'select number, name, sha256 from public.xz_migration order by 1');

const fresh = store('fresh');
is(migrate(fresh).code, 0, 'an empty store is made');
const wanted = schema(fresh), empty = counts(fresh);
const dumps = readdirSync('tests/data').filter((f) => /^store-41-.*\.sql\.xz$/.test(f));
let old = '';	// one of them, as it was

async function takeOver(file) {
	const word = file.replace(/^store-41-|\.sql\.xz$/g, '');
	const name = store(word);
	sql(name, execFileSync('xz', ['-dc', join('tests/data', file)], { encoding: 'utf8', maxBuffer: 1 << 28 }));
	if (old === '') old = store('old', name);
	const waiting = word === 'inspection' ? pending(name) : null;
	const before = counts(name), rows = landed(name), desks = sql(name, SHOWN);
	const first = migrate(name);
	like(`${first.said}${first.error}`, /schema \d+, \d+ applied, functions and rights made anew/,
		`${word}: taken over`);
	like(migrate(name).said, /0 applied, functions and rights unchanged, reference data unchanged/,
		`${word}: once more, nothing to do`);
	ok(landed(name).includes(`\n${rows}\n101|`), `${word}: the old numbers stay`);
	is(difference(schema(name), wanted), '', `${word}: as one made by the new files`);

	const after = counts(name), play = Object.keys(before).filter((t) => empty[t] === 0);
	ok(play.filter((t) => before[t] > 0).length > 30, `${word}: much was in it`);
	is(play.filter((t) => after[t] !== before[t]), [], `${word}: every row is there`);
	is(Object.keys(before).filter((t) => after[t] < before[t]), [], `${word}: and of reference data none less`);
	is([after.act_approval, after.act_approval_step, after.act_cosign],
		[before.caseflow_approval + before.inspection_approval,
		before.caseflow_approval_step + before.inspection_approval_step, before.caseflow_cosign],
		`${word}: what was asked and signed is in the common tables`);
	is(sql(name, `select count(*) from xz.people_task t where t.done_at is null
		and t.subject_kind in ('case', 'inspection') and
		case t.kind when 'approve' then not exists (select from xz.act_approval a where a.id = t.item_id
		and a.state = 'pending')
		when 'inspection_approve' then not exists (select from xz.act_approval a where a.id = t.item_id
		and a.state = 'pending'
			and a.subject_kind = t.subject_kind and a.subject_id = t.subject_id)
		when 'countersign' then not exists (select from xz.act_cosign a where a.id = t.item_id
		and a.state = 'waiting') end`), '0',
	`${word}: what waits is found by its task`);
	ok(desks.split('\n').length > 2, `${word}: there is work on the desks`);
	is(sql(name, `select t.id, t.number, t.title, t.party, t.cause, t.due_at from xz.people_task t
		where t.done_at is null order by t.id`), desks,
	`${word}: each task carries the words it was shown with`);
	is(sql(name, `select count(*) from xz.people_task t left join xz.subject s on s.kind = t.subject_kind
		and s.id = t.subject_id left join xz.subject p on p.kind = 'track' and p.id = t.track_id
		where t.done_at is null and (t.seen_by, t.part_ref) is distinct from (s.seen_by, p.ref)`), '0',
	`${word}: for whom may read its subject`);
	is(sql(name, "select count(*) from xz.db_act where answer like '/%'"), '0',
		`${word}: answers name the subject`);
	const chain = sql(name,
		`select count(*), count(*) filter (where digest <> sha256(before || line)), count(*) filter (where last
			and digest <> whole)
		from (select s.digest, s.line, c.digest as whole, s.seq = c.seq as last,
			coalesce(lag(s.digest) over w, decode(repeat('00', 32), 'hex')) as before
			from xz.record_step s
			join xz.record_chain c on c.id = s.chain_id window w as (partition by s.chain_id
			order by s.seq)) x`);
	like(chain, /^[1-9]\d+\|0\|0$/, `${word}: every chain verifies`);
	if (waiting) agreed(name, waiting, word);
	pages(name, word);
}

// What the desk read of a task's subject at schema 41.
const SHOWN = `select t.id, coalesce(c.number, c.clue_number, st.draw_id, ''), coalesce(c.title, st.title,
		ip.subject_name), coalesce(p.name, (select y.name from xz.caseflow_party y where y.case_id = c.id
		order by y.id limit 1), (select s.subject_name from xz.source_clue s where s.case_id = c.id),
		(select o.name from xz.spotcheck_object o where o.object_id = sv.object_id), sv.object_id,
		ip.subject_name, ''), coalesce(c.cause_name, st.title, ''),
		case when t.kind <> 'draw_lapsed' then st.publish_by end
	from xz.people_task t left join xz.caseflow_case c on t.subject_kind = 'case' and c.id = t.subject_id
	left join xz.spotcheck_visit sv on t.subject_kind = 'spot_visit' and sv.id = t.subject_id
	left join xz.spotcheck_task st on st.id = case t.subject_kind when 'draw' then t.subject_id else sv.task_id end
	left join xz.inspection ip on t.subject_kind = 'inspection' and ip.id = t.subject_id
	left join xz.caseflow_track k on k.id = t.track_id left join xz.caseflow_party p on p.id = k.party_id
	where t.done_at is null order by t.id`;

// One that waits for the second of its chain, with what it says of it all.
function pending(name) {
	const [id, subject] = sql(name, `select a.id, a.inspection_id from xz.inspection_approval a
		join xz.inspection i on i.id = a.inspection_id
		where a.state = 'returned' and a.at_step = 1 and i.state = 'cancelled' limit 1`).split('|');
	sql(name, `update xz.inspection_approval set state = 'pending', ended_at = null where id = ${id};
		update xz.inspection
		set state = 'asked', approval = 'asked', cancel_reason = null, closed_at = null, reason_ref = null
		where id = ${subject};
		update xz.people_task set done_at = null, done_by = null where kind = 'inspection_approve'
		and item_id = ${id} and duty = 'agency_head'`);
	return JSON.parse(sql(name,
		`select json_build_object('id', a.id, 'ref', a.ref, 'subject', a.inspection_id, 'at',
			requested_at + interval '1 hour', 'said', (${said(name, 'inspection_approval',
		"json_build_object('r', x.reason_ref, 's', x.surprise_ref, 'a', x.again_ref)", 1)}))
			from xz.inspection_approval a where a.id = ${id}`));
}
// Every approval with its steps, as one text.
const said = (name, table, refs, first) =>
	`select string_agg(concat_ws(' ', x.ref, x.chain, x.at_step, x.state, x.document_id, x.requested_by,
		x.requested_at,
	x.ended_at, x.asked::jsonb - 'reason_ref' - 'surprise_ref' - 'again_ref', ${refs},
		(select string_agg(concat_ws(' ', s.n - ${first}, s.duty, s.account_id,
	s.verdict, s.words, s.at), ';' order by s.n) from xz.${table}_step s where s.approval_id = x.id)), E'\\n'
		order by x.ref) from xz.${table} x`;
function agreed(name, was, word) {
	is(sql(name,
		`${said(name, 'act_approval',
		"json_build_object('r', x.asked::json -> 'reason_ref', 's', x.asked::json -> 'surprise_ref', 'a', x.asked::json -> 'again_ref')", 0)}
		where x.subject_kind = 'inspection'`), was.said,
			`${word}: approvals of inspections say what they said`);
	is(sql(name, `select count(*) from xz.people_task t join xz.act_approval a on a.id = t.item_id
		and a.ref = '${was.ref}' where t.kind = 'inspection_approve'
		and t.done_at is null`), '1', `${word}: what waits is on a desk`);
	const head = sql(name, `select min(d.account_id) from xz.people_duty d
		join xz.people_account a on a.id = d.account_id join xz.inspection i on i.agency_id = a.agency_id
		where i.id = ${was.subject} and d.duty = 'agency_head' and d.revoked_at is null`);
	execFileSync('make', ['-s', 'build/rel/tests/db/agree'], { stdio: ['ignore', 'ignore', 'inherit'] });
	is(execFileSync('build/rel/tests/db/agree',
		[`${cluster} dbname=${name} user=xz_admin options='-c xz.clock_at=${was.at.replace(/\.\d+/, '')}'`,
		head,
		refText(sql(name, `select ref from xz.inspection where id = ${was.subject}`))], { encoding: 'utf8' })
		.trim(), 'approved approved',
	`${word}: what waited is agreed to`);
	is(sql(name, `select a.state, a.at_step, a.document_id is not null, (select string_agg(n || s.duty, ' '
		order by n) from xz.act_approval_step s where s.approval_id = a.id),
		(select string_agg(t.kind, ' ') from xz.people_task t where t.subject_kind = 'inspection'
		and t.subject_id = a.subject_id and t.done_at is null)
		from xz.act_approval a where a.ref = '${was.ref}'`),
		'approved|2|t|0unit_head 1agency_head|inspection_issue', `${word}: with its paper, and goes on`);
}

// As the programs ask, by their own roles, with a session.
function pages(name, word) {
	const officer = (table, row, which) => sql(name,
		`insert into xz.people_session (token_hash, account_id, csrf_secret, method, expires_at)
		select sha256('take-${which}'), min(account_id), '\\x00', 'test', clock_timestamp() + interval '1 hour'
			from xz.${table} where ${row}`);
	if (Number(sql(name, 'select count(*) from xz.caseflow_case')) > 0) {
		officer('caseflow_officer', "state = 'accepted'", 'case');
		is(sql(name, `set xz.token to 'take-case';
			select count(*) > 0, bool_and(xz.caseflow_page(ref, null, xz.now(), 5, 5) is not null)
			from xz.caseflow_case`,
			'xz_desk'), 't|t', `${word}: an officer reads their cases`);
	}
	if (Number(sql(name, 'select count(*) from xz.inspection_officer')) > 0) {
		officer('inspection_officer', 'true', 'inspection');
		is(sql(name, "set xz.token to 'take-inspection'; select count(*) > 0 from xz.inspection_answer",
			'xz_desk'), 't', `${word}: an officer reads their inspections`);
		is(sql(name, "set xz.token to 'nobody'; select count(*) from xz.inspection", 'xz_desk'), '0',
			`${word}: nobody else`);
	}
	ok(Number(sql(name, 'select count(*) from xz.people_agency', 'xz_portal')) > 0, `${word}: the portal reads`);
}
for (const file of dumps) await part(file, () => takeOver(file));
ok(dumps.length > 0, 'there are stores to take over');

await part('refused', async () => {
	const cases = {	// what is changed, how it is changed back, what is said of it
		'at 40': ['delete from public.xz_migration where number = 41',
			"insert into public.xz_migration values (41, '0041_x.sql', '')",
			/has 40 of the 41 migrations/],
		'at 42': ["insert into public.xz_migration (number, name, sha256) values (42, '0042_x.sql', '')",
			'delete from public.xz_migration where number = 42', /schema 42, which no version brings/],
		newer: ["insert into public.xz_migration (number, name, sha256) values (9999, '9999_x.sql', '')",
			'delete from public.xz_migration where number = 9999',
			/start the version that brought it there/],
		column: ['alter table xz.people_stamp add added text', 'alter table xz.people_stamp drop added',
			/it has `people_stamp\.added text`, which was not there/],
		type: ['alter table xz.people_region alter name_en drop not null',
		'alter table xz.people_region alter name_en set not null',
			/it has `people_region\.name_en text default ''::text` where `.* not null .*` was/],
		index: ['alter index xz.people_region_parent rename to x',
		'alter index xz.x rename to people_region_parent',
			/it has `CREATE INDEX x ON xz\.people_region .*`, which was not there/],
		check: ['alter table xz.people_share drop constraint people_share_check',
			'alter table xz.people_share add constraint people_share_check check (from_day <= until_day)',
			/it has no `constraint people_share\.people_share_check/],
		table: ['create table xz.zz (n int)', 'drop table xz.zz', /it has `table zz`, which was not there/],
	};
	const before = schema(old);
	for (const [word, [change, back, says]] of Object.entries(cases)) {
		sql(old, change);
		const rows = landed(old), r = migrate(old);
		is([r.code, landed(old)], [2, rows], `${word}: refused`);
		like(r.error, says, `${word}: it says what is wrong`);
		sql(old, back);
	}
	is(difference(schema(old), before), '', 'and nothing was done to it');
});

await part('again', async () => {
	const app = join(folder, 'app'), file = join(app, 'migrations/again/review.sql');
	mkdirSync(join(app, 'etc'), { recursive: true });
	cpSync('migrations', join(app, 'migrations'), { recursive: true });
	symlinkSync(join(process.cwd(), 'etc/reference'), join(app, 'etc/reference'));
	const guard = () => sql(fresh, `select prosrc like '%without a reviewer%' from pg_proc
		where proname = 'review_request_guard'`);
	is([migrate(fresh, app).said.includes('rights unchanged'), guard()], [true, 'f'],
		'the same files elsewhere: nothing to do');

	const text = readFileSync(file, 'utf8'), changed = text.replace('  return new;\nend $$;',
		() => `  if new.state = 'done' and new.reviewer is null then
    raise exception 'without a reviewer' using errcode = '42501';
  end if;
  return new;\nend $$;`);
	writeFileSync(file, changed);
	const living = sql(fresh,
		`prepare kept as select count(*) from xz.inspection; execute kept; select xz.people_actor() is null;
		\\! ${program} --app ${app} --conf ${join(folder, `${fresh}.conf`)} migrate 2>/dev/null
		execute kept; select xz.people_actor() is null;`, 'xz_desk').split('\n');
	is([living[0], living[1], living[3], living[4]], ['0', 't', '0', 't'],
		'a connection that was there before goes on');
	like(living[2], /0 applied, functions and rights made anew, reference data unchanged/,
		'three lines more in a guard: migrate applies them');
	is(guard(), 't', 'the guard has them');
	writeFileSync(file, changed.replace(/grant select on xz\.review_criterion.*\n/, ''));
	migrate(fresh, app);
	is(sql(fresh, "select has_table_privilege('xz_portal', 'xz.review_criterion', 'select')"), 'f',
		'a grant that is not written any more is gone');
	writeFileSync(file, text.replace('returns trigger language plpgsql', 'returns trigger language nonsense'));
	const before = schema(fresh);
	is(migrate(fresh, app).code, 2, 'a file with a fault is refused');
	writeFileSync(file, text.replace('-- rights',
		() =>
		'create function xz.review_x() returns int language sql as $$ select 1 from xz.none $$;\n\n-- rights'));
	like(migrate(fresh, app).error, /xz\.none/, 'so is a function that names what is not there');
	is(difference(schema(fresh), before), '', 'and nothing of them stays');

	writeFileSync(file, text);
	is(migrate(fresh, app).code, 0, 'as it was');
	is(difference(schema(fresh), wanted), '', 'made anew twice: the same store');
	sql(fresh, 'drop policy point_desk on xz.review_point; delete from public.xz_migration where number = 0');
	migrate(fresh);
	is(difference(schema(fresh), wanted), '', 'and what was lost is back');
});

for (const name of made) sql('postgres', `drop database if exists ${name} with (force)`);
rmSync(folder, { recursive: true });
done();
