// flips.mjs - a check of xiezhi run once for each of many flipped bytes, all in one process (tests/lib/flips.c):
//   flips(['verify-record', zip], [{ file: zip, at: 17, mask: 4 }])    gives [{ code, out, err }], in their order
import { spawnSync } from 'node:child_process';

export function flips(command, list, build = process.env.XIEZHI_BUILD ?? 'rel') {
	const p = spawnSync(`build/${build}/tests/lib/flips`, command, { encoding: 'utf8', maxBuffer: 1 << 30,
		input: list.map(({ at, mask, file }) => `${at} ${mask} ${file}\n`).join(''),
		env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' } });
	const said = p.stdout.trim().split('\n').filter((l) => l).map((l) => JSON.parse(l));
	if (p.status !== 0 || said.length !== list.length)
		throw new Error(`flips: ended at ${JSON.stringify(list[said.length])}, signal ${p.signal}: ${p.error ??
			''} ${p.stderr}`);
	return said;
}
