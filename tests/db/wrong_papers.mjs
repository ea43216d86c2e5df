// wrong_papers.mjs - `xiezhi doctor papers` lists decisions that a store of before issued wrongly, none of the demo.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownStore } from '../lib/instance.mjs';
import { done, is, ok } from '../lib/tap.mjs';

const store = ownStore('papers', 'demo');
const conf = join(mkdtempSync(join(process.env.XZ_TEST, 'papers.')), 'admin.conf');
const sql = (text) => execFileSync('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-f', '-',
	`${store} user=postgres`],
{ encoding: 'utf8', input: `set session_replication_role = replica; ${text}` }).trim();
writeFileSync(conf, `app = ${process.cwd()}\ndatabase = ${store} user=xz_admin\ntest_clock = 1\n`);
const doctor = (...args) => {
	const r = spawnSync('build/rel/bin/xiezhi', ['--conf', conf, 'doctor', ...args], { encoding: 'utf8' });
	return { code: r.status, lines: r.stdout.split('\n').filter(Boolean) };
};

ok(Number(sql('select count(*) from xz.caseflow_decision')) > 100, 'a store with decisions');
let d = doctor('papers');
is([d.code, d.lines], [0, []], 'none of the demo is wrong');

const numbers = sql(`select distinct on (outcome, procedure) number from xz.caseflow_decision where revoked_on is null
	and (outcome = 'no_penalty' or outcome = 'penalty') and decided_on >= '2024-01-01'
	order by outcome, procedure, id`).split('\n');
const [noPenalty, ordinary, summary] = numbers;
sql(`update xz.record_document set type = 'decision' where id = (select document_id from xz.caseflow_decision
	where number = '${noPenalty}')`);
sql(`update xz.caseflow_decision set remedies = '' where number = '${ordinary}'`);
sql(`update xz.caseflow_decision set remedies = '收到本决定书之日起 60 日内可向某市人民政府申请行政复议。'
	where number = '${summary}'`);
d = doctor('papers');
is(d.code, 1, 'something is wrong');
for (const [number, what] of [[noPenalty, 'the outcome has another paper'], [ordinary, 'names no remedy'],
	[summary, 'does not say that review comes first']])
	ok(d.lines.some((l) => l.includes(number) && l.startsWith(`paper: ${what}\t`)), `${number}: ${what}`);
is(d.lines.length, 3, 'nothing else');
sql(`update xz.caseflow_decision set decided_on = '2023-12-31' where number = '${summary}'`);
is(doctor('papers').lines.length, 2, 'what was decided before 2024 had other remedies');
sql(`update xz.record_document set state = 'void' where id = (select document_id from xz.caseflow_decision
	where number = '${noPenalty}')`);
is(doctor('papers').lines.length, 1, 'a void paper is none');
is(doctor('paper').code, 2, 'another word is none');
done();
