// heavy.mjs - what is heavy costs what is shown: somebody with thousands of own cases and tasks, an agency with nearly
// all of them, a firm with a thousand cases, a word in every card, a day with ten thousand lines of a log.  Counted is
// what a statement reads of the store, in pages; the same is asked of somebody, something light.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownStore } from '../lib/instance.mjs';
import { diag, done, is, ok } from '../lib/tap.mjs';

const CASES = 3000, ROOM = 400, TIMES = 3;
const WINDOW = 1300;	// a search goes through the newest thousand cards, whatever is asked
const store = ownStore('heavy'), folder = mkdtempSync(join(process.env.XZ_TEST, 'heavy.'));
const psql = (text, user = 'postgres') => execFileSync('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1',
	'-f', '-', `${store} user=${user}`], { encoding: 'utf8', input: text, maxBuffer: 1 << 26 }).trim();
writeFileSync(join(folder, 'admin.conf'),
	`app = ${process.cwd()}\ndatabase = ${store} user=xz_admin\ntest_clock = 1\n`);
execFileSync('build/rel/bin/xiezhi', ['--conf', join(folder, 'admin.conf'), 'demo', '--scale', String(CASES)],
	{ stdio: ['ignore', 'ignore', 'ignore'] });

// The agency of sj gets them all, half of them the officer's first unit's and his own; tasks of each on his desk.
psql(`insert into xz.people_session (token_hash, account_id, csrf_secret, method, expires_at)
	select sha256(convert_to('heavy-' || username, 'UTF8')), id, '\\x00', 'test',
		clock_timestamp() + interval '1 hour' from xz.people_account where username ~ '^(sj|hj)[.][a-z0-9]+$';
	update xz.caseflow_case c set agency_id = a.agency_id,
			unit_id = case when c.id % 2 = 0 then a.unit_id else u.id end
		from xz.people_account a join xz.people_unit u on u.agency_id = a.agency_id and u.id <> a.unit_id
		where a.username = 'sj.officer1' and c.id > 1000000000;
	update xz.query_doc d set agency_id = c.agency_id, unit_id = c.unit_id from xz.caseflow_case c
		where d.kind = 'case' and d.subject_id = c.id;
	insert into xz.caseflow_officer (case_id, account_id, officer_id, role, state, certificate_no, name)
		select c.id, a.id, a.officer_id, 'assist', 'accepted', 'ZF', a.display_name from xz.caseflow_case c
		join xz.people_account a on a.username = 'sj.officer1' and a.unit_id = c.unit_id
		where not exists (select from xz.caseflow_officer o where o.case_id = c.id and o.account_id = a.id);
	select xz.work_open('heavy', 'officer', 'case', null, null, null, null, array_agg(c.id),
			array_agg(c.agency_id), array_agg(a.id)) from xz.caseflow_case c
		join xz.people_account a on a.username = 'sj.officer1' and a.unit_id = c.unit_id;
	update xz.caseflow_party p set subject_id = (select min(id) from xz.register_subject where kind <> 'person')
		where p.id in (select max(id) from xz.caseflow_party group by case_id
			having count(*) = 1 order by 1 desc limit 1000);
	update xz.people_sign_in set at = timestamptz '2025-03-03 09:00+08' + id * interval '1 ms'
		where id in (select id from xz.people_sign_in order by id limit 10000)`);
psql('vacuum analyze');

// Pages of the store that a statement reads, as somebody; the second time, when plans and caches are there.
function pages(who, statement) {
	const plan = psql(`set xz.token to 'heavy-${who}'; set search_path to xz;
		set plan_cache_mode = force_generic_plan;
		prepare s as ${statement}; execute s \\g /dev/null
		explain (analyze, buffers, timing off, format json) execute s`, 'xz_desk');
	const [{ Plan: top }] = JSON.parse(plan);
	return top['Shared Hit Blocks'] + top['Shared Read Blocks'];
}
const own = (who) => Number(psql(`select count(*) from xz.caseflow_own o join xz.people_account a
	on a.id = o.account_id where a.username = '${who}'`));
ok(own('sj.officer1') > 1000 && own('hj.officer1') < 300,
	`${own('sj.officer1')} cases are one officer's own, ${own('hj.officer1')} another's`);

function alike(name, statement, { heavy = 'sj.officer1', light = 'hj.officer1', room = ROOM } = {}) {
	const [much, little] = [heavy, light].map((who) => pages(who, statement));
	ok(much <= TIMES * little + room, `${name}: ${much} pages, ${little}`);
}
const CHIEFS = { heavy: 'sj.chief', light: 'hj.chief' };
const most = '9223372036854775807';
alike('rights', 'select xz.caseflow_rights()');
const mine = (phase) => `select * from xz.caseflow_listed('mine', '${phase}', ${most}, 26)`;
for (const phase of ['all', '', 'investigation']) alike(`own cases (${phase})`, mine(phase));
// parts that ended are looked for in each case that has not
alike('own cases (end)', mine('end'), { room: ROOM + own('sj.officer1') });
alike('cases of an agency', `select * from xz.caseflow_listed('agency', 'investigation', ${most}, 26)`, CHIEFS);
alike('what waits', 'select xz.caseflow_task_counts(xz.now())');
alike('the desk', 'select xz.caseflow_home(xz.now(), null, xz.today(), xz.today(), null, false, null, 21)');
for (const [word, bigram] of [['衡州', 1], ['无此企业', 2]])
	alike(`search (${word})`, `select * from xz.query_search('case', '{${bigram}}', '${word}', null, null, 7)`,
		{ ...CHIEFS, room: WINDOW });

// Statements of the programs by words in them.
const section = join(folder, 'sql');
execFileSync('objcopy', ['-O', 'binary', '--only-section=xz_sql', 'build/rel/bin/xiezhi-desk', section]);
const statements = readFileSync(section, 'utf8').split('\0');
const filled = (words, ...args) => {
	const found = [...new Set(statements.filter((s) => words.every((w) => s.includes(w))))];
	if (found.length !== 1) diag(`${found.length} statements with ${words.join()}`);
	return (found[0] ?? 'select 1').replace(/\$(\d+)/g, (all, n) => args[n - 1]);
};
const firm = (order) => psql(`select subject_id from xz.caseflow_party group by 1
	order by count(*) ${order} limit 1`);
const ofFirm = (id) => pages('sj.chief', filled(['as number, c.title, s.name_zh as state_zh', "as decision from"],
	`${id}::bigint`, '20::bigint', 'null'));
const many = ofFirm(firm('desc')), one = ofFirm(firm(''));
ok(many <= 8 * 1000 + one, `a firm with a thousand cases: ${many} pages, with one ${one}`);

const day = (d) => pages('sj.chief', filled(['s.outcome, s.remote from xz.people_sign_in s where s.at >= '],
	`timestamptz '${d} 00:00+08'`, `timestamptz '${d} 24:00+08'`, '0', '51'));
ok(day('2025-03-03') <= TIMES * day('2025-06-03') + ROOM,
	`a day with ten thousand lines: ${day('2025-03-03')} pages`);

// A task that is done meanwhile is still a place in the list.
const list = (after) => JSON.parse(psql(`set xz.token to 'heavy-sj.officer1'; select xz.caseflow_home(xz.now(), null,
	xz.today(), xz.today(), null, false, ${after}, 5) #>> '{work,tasks}'`, 'xz_desk') || 'null');
const first = list('null');
psql(`update xz.people_task set done_at = xz.now() where ref = '${first[2].ref}'`);
is(list(`'${first[2].ref}'`).slice(0, 2).map((t) => t.ref), first.slice(3).map((t) => t.ref),
	'behind a task that is done the list goes on where it stood');
is(list(`'00000000-0000-0000-0000-000000000000'`), null, 'behind one that never was there is nothing');
done();
