// ledger_race.mjs - the last place under a cap: fifty who approve at the same moment take two places, never three, and
// the number of the locked row is what the rows of the ledger add up to.  XZ_ROUNDS rounds at the store (3; make
// torture: 100), then one over the desk.  On an instance of its own.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client } from '../lib/http.mjs';
import { formOf, send } from '../lib/inspection.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, ok } from '../lib/tap.mjs';

const ROUNDS = Number(process.env.XZ_ROUNDS || 3), AT_ONCE = 50, CAP = 2;
const own = ownInstance('ledgerrace'), sql = sqlOf(storeConf(own.state));
const run = promisify(execFile);
const [firm, agency] = sql(`select s.id, g.id from xz.register_subject s cross join xz.people_agency g
	where g.id = (select a.agency_id from xz.people_account a where a.username = 'sj.chief')
	order by s.id limit 1`).split('|');

// ---- at the store: a session each, all of them let go at one moment
const race = async (year) => {
	const take = `select pg_advisory_lock_shared(7); select 'nth ' || xz.inspection_take('inspection', xz.new_ref(),
		${firm}, ${agency}, '${year}-06-01', 'routine', true, ${CAP}, null, null, 'routine')`;
	const gate = run('psql', ['-XqAt', storeConf(own.state), '-c',
		'select pg_advisory_lock(7); select pg_sleep(1.5)']);
	const all = await Promise.all(Array.from({ length: AT_ONCE },
		() => run('psql', ['-XqAt', storeConf(own.state), '-c', take])));
	await gate;
	return all.map((r) => Number(r.stdout.match(/nth (-?\d+)/)[1])).filter((n) => n > 0).sort();
};
let wrong = 0;
for (let n = 0; n < ROUNDS; n++) {
	const year = 2030 + n;
	// the row is there: no insert lets them through one by one
	sql(`insert into xz.inspection_cap (subject_id, agency_id, year) values (${firm}, ${agency}, ${year})`);
	const got = await race(year);
	const [taken, rows] = sql(`select c.taken, (select count(*) from xz.inspection_ledger l
		where l.subject_id = ${firm} and l.agency_id = ${agency} and l.year = ${year}) from xz.inspection_cap c
		where c.subject_id = ${firm} and c.agency_id = ${agency} and c.year = ${year}`).split('|').map(Number);
	if (got.join() !== '1,2' || taken !== CAP || rows !== CAP) wrong++;
}
is(wrong, 0, `${ROUNDS} rounds of ${AT_ONCE} at once: the first and the second place, no third`);
let said = '';
try {
	sql(`insert into xz.inspection_ledger (source_kind, source_ref, n, subject_id, agency_id, year, kind, counted,
		place, cap, why) values ('inspection', xz.new_ref(), 1, ${firm}, ${agency}, 2030, 'routine', true, 3,
		${CAP}, 'routine')`);
} catch (e) { said = e.stderr; }
ok(/inspection_cap_kept/.test(said), 'and the store has no row past a cap that nothing goes beyond', said);

// ---- over the desk: six that were asked for while there was room, approved at once
const desk = (name) => new Client(own.url, own.state).session(name);
const lead = desk('sj.officer1'), unit = desk('sj.head1');
const at = (ms) => new Date(Date.now() + ms + 8 * 3600e3).toISOString().slice(0, 16);
const cap = (n) => sql(`update xz.calendar_parameter set valid_to = valid_from - 1
	where key like 'inspection.cap.%';
	insert into xz.calendar_parameter (key, value, unit, source,
	valid_from, origin) select 'inspection.cap.agency', ${n}, 'count', '本局公告', xz.today(), 'site'`);
cap(50);
const seen = sql(`select string_agg(xz.spotcheck_ref_text(s.ref), ' ') from xz.register_subject s
	where exists (select from xz.inspection i where i.subject_id = s.id)
	or exists (select from xz.inspection_visit v where v.subject_id = s.id)`);
const found = await lead.get(`/desk/register/?for=inspection&q=${encodeURIComponent('有限')}`);
const href = [...found.text.matchAll(/href="(\/desk\/inspections\/new\?subject=([^"]+))"/g)]
	.find((m) => !seen.includes(m[2]))[1];
const paths = [];
for (let k = 0; k < 6; k++) {
	const f = formOf(await lead.get(href), '/desk/inspections/new');
	const r = await lead.post('/desk/inspections/new', { ...f.fields, kind: 'special', source: 'other',
		reason: '节前检查', items: [f.options.items[k].value],
		second: f.options.second.find((o) => o.value && o.text.length > 2).value, from_at: at(-60e3),
		to_at: at(86400e3) });
	paths.push(r.path.split('?')[0]);
	await send(lead, await lead.get(`${paths[k]}/do/ask`), '/do/ask');
	await send(unit, await unit.get(`${paths[k]}/do/approve`), '/do/approve', { agree: 'yes' });
}
cap(CAP);
const heads = await Promise.all(paths.map(async (p) => {
	const c = desk('sj.chief');
	return [c, await c.get(`${p}/do/approve`)];
}));
const sent = await Promise.all(heads.map(([c, page]) => send(c, page, '/do/approve', { agree: 'yes', words: '同意' })));
is(sent.filter((r) => r.status === 200).length, CAP, 'two of six that are approved at once', sent.map((r) => r.status));
is(sent.filter((r) => /年度检查上限（2\/2）/.test(r.text)).length, 4, 'the others are told the cap and its number');
is(sql(`select count(*) from xz.inspection_uncounted u where u.year < 2030`), '0',
	'the ledger is what the visits add up to');
done();
