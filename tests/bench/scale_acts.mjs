// scale_acts.mjs - the acts of every kind of case of the demo, played once more on stores of several sizes: what a form
// and an act, an approval or a second signature cost at each, and how that grows.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { storeOf } from '../lib/evidence.mjs';

const run = promisify(execFile);
const median = (list) => list.sort((a, b) => a - b)[Math.ceil(list.length / 2) - 1];

// Map: "do decide" -> { n, ms (median) }
async function played(own) {
	const conf = storeOf(own).conf.replace(/user=\S+/, 'user=postgres');
	const { stdout } = await run('build/rel/tests/bench/acts', [conf],
		{ env: { ...process.env, XIEZHI_CONF: join(own.state, 'etc/admin.conf') }, maxBuffer: 1 << 26 });
	const all = new Map();
	for (const line of stdout.trim().split('\n')) {
		const [kind, action, ms] = line.split(' '), key = `${kind} ${action}`;
		if (!all.has(key)) all.set(key, []);
		all.get(key).push(Number(ms));
	}
	return new Map([...all].map(([key, list]) => [key, { n: list.length, ms: median(list) }]));
}

// stores: from the smallest on; one after the other, none beside another.
export async function acts(stores) {
	const sizes = [];
	for (const own of stores) sizes.push(await played(own));
	return [...sizes[0]].filter(([key]) => sizes.every((s) => s.has(key))).map(([act, { n }]) => {
		const ms = sizes.map((s) => s.get(act).ms);
		return { act, n, ms, growth: Math.round(100 * ms.at(-1) / ms[0]) / 100 };
	});
}
