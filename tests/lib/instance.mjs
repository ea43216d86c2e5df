// instance.mjs - an instance of its own for a test that moves the clock or changes much:
//   const own = ownInstance('story');  own.url, own.state, own.cli('clock', 'advance', '3d')
// Without arguments main() is the shared one.  Ends with the test.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const script = join(root, 'tests/lib/instance.sh');

function made(text, stop) {
	const at = Object.fromEntries(text.trim().split('\n').filter((l) => /^XZ_\w+=/.test(l)).map((l) => {
		const n = l.indexOf('=');
		return [l.slice(0, n), l.slice(n + 1)];
	}));
	const conf = join(at.XZ_STATE, 'etc/admin.conf');
	return {
		url: at.XZ_URL, state: at.XZ_STATE, stop,
		// Ends (-9) the process whose number a file of the instance begins with; false: it is none of its own,
		// or has ended.  A number below 2 would be more than one process.
		kill(file) {
			try {
				const pid = Number(readFileSync(join(at.XZ_STATE, file), 'utf8').split('\n')[0]);
				const said = pid > 1 ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
				return said.includes(at.XZ_STATE) && process.kill(pid, 'SIGKILL');
			} catch { return false; }
		},
		// The operator's command line of this instance; gives its standard output.
		cli(...args) {
			return execFileSync(join(at.XZ_STATE, 'app/bin/xiezhi'), ['--conf', conf, ...args],
				{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
		},
		cliWith(input, ...args) {
			return execFileSync(join(at.XZ_STATE, 'app/bin/xiezhi'), ['--conf', conf, ...args],
				{ encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'inherit'] });
		},
	};
}

export function main() {
	return made(`XZ_URL=${process.env.XZ_URL}\nXZ_STATE=${process.env.XZ_STATE}`, () => {});
}

export function ownInstance(name, { from = 'demo', env = {} } = {}) {
	const unique = `${name}_${process.pid}`;
	const text = execFileSync('bash', [script, 'start', unique, from],
		{ encoding: 'utf8', env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
	const at = made(text, () => stop());
	let stopped = false;
	// Asked to end, and not waited for: instance.sh looks after whatever is left at the end of the run.
	const stop = () => {
		if (stopped) return;
		stopped = true;
		try {
			const pid = Number(readFileSync(join(at.state, 'run/super.pid'), 'utf8'));
			if (pid > 1) process.kill(pid, 'SIGTERM');
		} catch { /* it has ended */ }
	};
	process.on('exit', stop);
	for (const s of ['SIGTERM', 'SIGINT']) process.on(s, () => process.exit(1));
	return at;
}

// Connection string (without user=) of a store of its own.
export function ownStore(name, from = 'loaded') {
	return execFileSync('bash', [script, 'store', `${name}_${process.pid}`, from], { encoding: 'utf8' }).trim();
}
