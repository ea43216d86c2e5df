// scale_plans.mjs - the statements of an address with their plans as they ran, by auto_explain: whoever reads the table
// sees what falls short, and why.
import { openSync, readSync, closeSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { execFileSync } from 'node:child_process';
import { storeOf } from '../lib/evidence.mjs';

const LEAST_MS = 2, MOST_CHARS = 6000;

// The programs connect anew, to a store that explains.
function explaining(own, on) {
	const conf = storeOf(own).conf.replace(/user=\S+/, 'user=postgres'), name = conf.match(/dbname=(\S+)/)[1];
	const settings = { session_preload_libraries: 'auto_explain', 'auto_explain.log_analyze': 'on',
		'auto_explain.log_min_duration': `${LEAST_MS}ms`, 'auto_explain.log_nested_statements': 'on' };
	const alter = Object.entries(settings).map(([key, value]) =>
		`alter database "${name}" ${on ? `set ${key} = '${value}'` : `reset ${key}`};`).join('\n');
	execFileSync('psql', [conf, '-qAtX', '-v', 'ON_ERROR_STOP=1'], { stdio: ['pipe', 'ignore', 'inherit'],
		input: `load 'auto_explain'; ${alter}
		select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
			and usename in ('xz_desk', 'xz_portal', 'xz_exchange', 'xz_signin')` });
}

function since(file, from) {
	const size = statSync(file).size, fd = openSync(file, 'r'), bytes = Buffer.alloc(Math.max(0, size - from));
	readSync(fd, bytes, 0, bytes.length, from);
	closeSync(fd);
	return bytes.toString('utf8');
}

// rows: of the table; ask(row) asks it once more.  Each gets row.plans.
export async function plans(own, rows, ask) {
	const log = join(process.env.XZ_TEST, 'main/pg/server.log');
	explaining(own, true);
	await wait(500);
	for (const row of rows) {
		await ask(row);		// connects
		const from = statSync(log).size;
		await ask(row);
		await wait(100);
		row.plans = since(log, from).split(/^(?=\d{4}-\d\d-\d\d \d\d:\d\d)/m).filter((e) => e.includes('plan:'))
			.map((e) => e.slice(e.indexOf('duration:'), e.indexOf('duration:') + MOST_CHARS));
	}
	explaining(own, false);
}
