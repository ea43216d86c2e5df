// systemd.mjs - the units in etc/systemd: systemd reads them without a complaint, and a program by a unit of its own is
// shut in.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diag, done, is, ok } from '../lib/tap.mjs';

const has = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!has) {
	console.log('1..0 # SKIP systemd-analyze is not installed');
	process.exit(0);
}
const dir = mkdtempSync(join(tmpdir(), 'units-'));
process.on('exit', () => rmSync(dir, { recursive: true }));
cpSync('etc/systemd', dir, { recursive: true });
// Of what is not installed on this machine only the path is looked at.
for (const f of readdirSync(dir, { recursive: true }).filter((n) => /\.(service|conf)$/.test(n))) {
	const path = join(dir, f);
	writeFileSync(path, readFileSync(path, 'utf8')
		.replace(/^(ExecStart=)\/var\/lib\/\S+/gm, '$1/bin/true'));
}
const analyze = (...args) => {
	const p = spawnSync('systemd-analyze', args, { encoding: 'utf8',
		env: { ...process.env, SYSTEMD_UNIT_PATH: `${dir}:` } });
	return { status: p.status, text: p.stdout + p.stderr };
};
for (const unit of ['xiezhi', 'xiezhi@portal', 'xiezhi@signin', 'xiezhi@slow', 'xiezhi@daemon']) {
	const name = `${unit}.service`, said = analyze('verify', '--man=no', join(dir, name))
		.text.split('\n').filter((l) => l.includes('xiezhi'));
	is(said, [], `${name}: nothing to complain about`);
}
// Tenths: 0 is shut in altogether, 100 is not at all.
for (const [unit, most] of [['xiezhi@portal.service', 15], ['xiezhi@slow.service', 15], ['xiezhi@signin.service', 15],
	['xiezhi@daemon.service', 15], ['xiezhi.service', 70]]) {
	const p = analyze('security', '--offline=true', `--threshold=${most}`, '--no-pager', join(dir, unit));
	ok(p.status === 0, `${unit}: exposed by no more than ${most / 10}`, p.text.slice(-300));
	diag(p.text.trim().split('\n').at(-1));
}
done();
