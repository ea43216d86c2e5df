// verify_draw.mjs - xiezhi verify-draw: the published vectors hold; any byte changed is noticed, but for what only the
// log binds (times and reasons of a result) and blanks that mean nothing.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flips as run } from '../lib/flips.mjs';
import { is, done } from '../lib/tap.mjs';

const data = 'tests/unit/data/draw';
const tool = `build/${process.env.XIEZHI_BUILD ?? 'rel'}/bin/xiezhi`;
const verify = folder => spawnSync(tool, ['verify-draw', folder],
	{ encoding: 'utf8', env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' } });
const work = mkdtempSync(join(tmpdir(), 'xiezhi-draw-'));
const step = Number(process.env.XZ_FLIP_STEP ?? 13);

for (const vector of readdirSync(data)) {
	const good = verify(`${data}/${vector}`);
	is(good.status, 0, `${vector} holds: ${good.stdout.split('\n').find(l => l.startsWith('FAIL')) ?? ''}`);
}

// What a flip in these two may change unseen: the times, the words of a reason, blanks.
const bare = (name, text) => {
	try {
		const strip = o => { delete o.drawn_at; delete o.at; delete o.reason; return o; };
		if (name === 'result.json')
			return JSON.stringify(strip(JSON.parse(text)));
		return JSON.stringify(text.trimEnd().split('\n').map(l => strip(JSON.parse(l))));
	} catch {
		return null;
	}
};
for (const vector of readdirSync(data)) {
	const folder = join(work, vector);
	const missed = [], list = [];
	cpSync(`${data}/${vector}`, folder, { recursive: true });
	for (const name of readdirSync(folder)) {
		const path = join(folder, name), bytes = readFileSync(path);
		for (let i = list.length % step; i < bytes.length; i += step)
			list.push({ name, bytes, file: path, at: i, mask: 1 << (i % 8) });
	}
	for (const [k, r] of run(['verify-draw', folder], list).entries()) {
		const { name, bytes, at, mask } = list[k], changed = Buffer.from(bytes);
		changed[at] ^= mask;
		if (r.code === 0 && !(['result.json', 'substitutions.jsonl'].includes(name) &&
		    bare(name, changed.toString()) === bare(name, bytes.toString())))
			missed.push(`${name} byte ${at}`);
		else if (r.code !== 0 && (r.code !== 1 || !/^FAIL {2}\S+: ./m.test(r.out)))
			missed.push(`${name} byte ${at}: exit ${r.code} ${r.err.slice(0, 200)}`);
	}
	is(missed.join('; '), '', `${vector}: ${list.length} flipped bits are noticed, and said where`);
}

// Not complete is neither right nor wrong.
const part = join(work, 'part');
cpSync(`${data}/small`, part, { recursive: true });
rmSync(join(part, 'result.json'));
rmSync(join(part, 'avoid.tsv'));
is(verify(part).status, 3, 'sealed: exit 3');
rmSync(join(part, 'contributions.tsv'));
is(verify(part).status, 3, 'not yet drawn: exit 3');
rmSync(join(part, 'officers.tsv'));
is(verify(part).status, 1, 'without its officers: exit 1');
is(verify(join(work, 'nothing')).status, 1, 'an empty folder: exit 1');
rmSync(work, { recursive: true });
done();
