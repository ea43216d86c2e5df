// doctor.mjs - `xiezhi doctor` finds an index that is gone, one that was not built and a table whose rows nobody
// counted, each with the statement that mends it; of a store as it was made it has nothing to say about indexes.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownStore } from '../lib/instance.mjs';
import { done, is, ok } from '../lib/tap.mjs';

const store = ownStore('doctor'), folder = mkdtempSync(join(process.env.XZ_TEST, 'doctor.'));
const psql = (text) => execFileSync('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-f', '-',
	`${store} user=postgres`], { encoding: 'utf8', input: text });
const conf = join(folder, 'admin.conf');
writeFileSync(conf, `app = ${process.cwd()}\ndatabase = ${store} user=xz_admin\ntest_clock = 1\n`);
function doctor(...more) {
	const r = spawnSync('build/rel/bin/xiezhi', ['--conf', conf, 'doctor', ...more], { encoding: 'utf8' });
	const found = r.stdout.trim().split('\n').filter((l) => l !== '').map((l) => l.split('\t'));
	return { code: r.status, found, said: r.stderr };
}
const ills = ({ found }) => found.filter(([k]) => !['to be confirmed', 'rule waits', 'not set', 'no bank'].includes(k));
const about = ({ found }, kind) => found.filter(([k]) => k.startsWith(kind)).map(([, name]) => name);

psql('analyze');
let d = doctor();
is(about(d, 'index'), [], 'all indexes of the migrations are there');
is(about(d, 'statistics'), [], 'and rows are counted');
is(d.code, 0, 'nothing to mend');
ok(about(d, 'to be confirmed').some((name) => name.startsWith('hearing.seen.citizen 430000')),
	'and figures that somebody has still to confirm are named');

ok(about(d, 'rule waits').includes('M43') && !about(d, 'rule waits').includes('M11'),
	'rules that wait are named with what they wait for');

ok(about(d, 'not set').includes('site_icp'), "what the portal's foot lacks is named");

const agency = psql(`update xz.people_agency set pay_bank = '' where id = (select min(id) from xz.people_agency
	where active and kind = 'organ') returning name`).trim();
is(about(doctor(), 'no bank').includes(agency), agency !== '', 'who has not said where fines are paid is named');

const before = psql(`select indexdef from pg_indexes where indexname = 'caseflow_case_unit_state'`);
psql(`drop index xz.caseflow_case_unit_state;
	alter index xz.caseflow_track_unit rename to track_open;
	update pg_index set indisvalid = false where indexrelid = 'xz.calendar_clock_agency'::regclass;
	create unlogged table xz.uncounted as select g from generate_series(1, 5000) g;
	select pg_stat_force_next_flush()`);
d = doctor();
is(d.code, 1, 'something to mend');
is(about(d, 'index missing').sort(), ['caseflow_case_unit_state', 'caseflow_track_unit'], 'what is gone is named');
is(about(d, 'index not built'), ['calendar_clock_agency'], 'and what was not built');
ok(about(d, 'statistics').includes('uncounted'), 'and the table whose rows nobody counted');

psql(`drop index xz.track_open; ${ills(d).map(([, , cure]) => cure)
	.filter((c) => !c.startsWith('reindex')).join('\n')}`);
for (const [, , cure] of ills(d).filter(([, , c]) => c.startsWith('reindex'))) psql(cure);
d = doctor();
is(ills(d), [], 'what it says mends it');
is(psql(`select indexdef from pg_indexes where indexname = 'caseflow_case_unit_state'`), before,
	'the index is the same as before');
is(doctor('more').code, 2, 'it takes no arguments');
done();
