// sql.mjs - the store asked by one psql that stays while the test runs: a process and a session for each question cost
// more than the questions.  What a question set (role, settings, a transaction left open) ends with it.
//   const sql = sqlOf(conninfo);   sql('select 1') === '1'
// An error ends that psql and throws as execFileSync does: message, status, stderr.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const END = '-- end of the answer --', LEFT = '-- psql left ';
const AFTER = `\n;\nset client_min_messages to error;\nrollback;\nset session authorization default;\nreset all;\n\\echo '${END}'\n`;
const WRAP = `psql "$1" -qAtX -v ON_ERROR_STOP=1 -f -; echo "${LEFT}$?"`;
const kept = new Map();

// The pipes have names only until both ends are open.  Of what is written to, this process holds the only writing end:
// psql ends with the test.
function begin(conf) {
	const folder = mkdtempSync(join(tmpdir(), 'xz-sql-')), [ask, tell, err] = ['ask', 'tell', 'err']
		.map((n) => join(folder, n));
	execFileSync('mkfifo', [ask, tell]);
	const p = { ask: openSync(ask, 'r+'), tell: openSync(tell, 'r+'), err: openSync(err, 'w+'), left: '' };
	const [from, to] = [openSync(ask, 'r'), openSync(tell, 'w')];
	const child = spawn('bash', ['-c', WRAP, 'psql', conf], { stdio: [from, to, p.err] });
	child.unref();
	child.on('error', () => {});
	for (const fd of [from, to]) closeSync(fd);
	rmSync(folder, { recursive: true });
	return p;
}
function end(p) {
	for (const fd of [p.ask, p.tell, p.err]) closeSync(fd);
}

const piece = Buffer.alloc(1 << 16);
function answer(p) {
	const bytes = [];
	let tail = '';
	for (;;) {
		const n = readSync(p.tell, piece);
		bytes.push(Buffer.from(piece.subarray(0, n)));
		tail = (tail + piece.toString('latin1', 0, n)).slice(-64);
		if (tail.endsWith(`${END}\n`))
			return { text: Buffer.concat(bytes).toString().slice(0, -END.length - 1) };
		const left = tail.match(new RegExp(`${LEFT}(\\d+)\\n$`));
		if (left) return { status: Number(left[1]) };
	}
}

function once(conf, text) {
	const p = kept.get(conf) ?? begin(conf), fresh = !kept.has(conf);
	kept.set(conf, p);
	const question = Buffer.from(text + AFTER);
	for (let at = 0; at < question.length;) at += writeSync(p.ask, question, at);
	const a = answer(p);
	if (a.status === undefined) return a;
	kept.delete(conf);
	a.stderr = readFileSync(`/proc/self/fd/${p.err}`, 'utf8');
	a.lost = !fresh && a.status === 2;	// the session had ended since the question before
	end(p);
	return a;
}

// How the command line reaches the store of an instance.
export const storeConf = (state) => readFileSync(join(state, 'etc/admin.conf'), 'utf8').match(/^database = (.+)$/m)[1];

export function sqlOf(conf) {
	return (text) => {
		let a = once(conf, text);
		if (a.lost) a = once(conf, text);
		if (a.status === undefined) return a.text.trim();
		throw Object.assign(new Error(`Command failed: psql ${conf}\n${a.stderr}`),
			{ status: a.status, stderr: a.stderr, stdout: '' });
	};
}
