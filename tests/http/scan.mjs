// scan.mjs - uploads are scanned by clamd, which here is the test's own: what it finds something in is not stored, said
// and an incident; while it is away files wait for it, or are let through where the setting says so.
import { appendFileSync, chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { item, patch, create, png, signedIn, storeOf, tus, upload } from '../lib/evidence.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = ownInstance('scan'), { sql } = storeOf(own), it = item(own), lead = await signedIn(own, it.lead);
const folder = mkdtempSync(join(tmpdir(), 'xz-scan.')), socket = join(folder, 'clamd.ctl');
const EVIL = 'what the test calls evil', BIG = 300000;
chmodSync(folder, 0o755);
const rows = () => Number(sql('select count(*) from xz.record_attachment'));

// INSTREAM: "zINSTREAM\0", pieces with their lengths (big-endian), an empty one; seen: what came of each file.
const seen = [];
const scanner = (say) => new Promise((up) => {
	const s = createServer({ allowHalfOpen: true }, (c) => {
		let all = Buffer.alloc(0);
		c.on('error', () => {});
		c.on('data', (d) => {
			all = Buffer.concat([all, d]);
			let at = 10, file = Buffer.alloc(0);
			for (;;) {
				if (all.length < at + 4) return;
				const n = all.readUInt32BE(at);
				if (n === 0) break;
				if (all.length < at + 4 + n) return;
				file = Buffer.concat([file, all.subarray(at + 4, at + 4 + n)]);
				at += 4 + n;
			}
			seen.push([all.subarray(0, 10).toString(), file]);
			c.end(`${say(file)}\0`);
		});
	}).listen(socket, () => { chmodSync(socket, 0o666); up(s); });
});
const close = (s) => new Promise((down) => s.close(down));
const word = (file) => (file.includes(EVIL) ? 'stream: Test.Evil-1 FOUND' : 'stream: OK');
// The program starts again with other settings.
const restart = async (lines) => {
	const was = readFileSync(join(own.state, 'run/slow.pid'), 'utf8');
	appendFileSync(join(own.state, 'etc/slow.conf'), lines);
	ok(own.kill('run/slow.pid'), `slow with ${lines.trim()}`);
	await until(async () => readFileSync(join(own.state, 'run/slow.pid'), 'utf8') !== was
		&& (await lead.raw('GET', `/desk/evidence/${it.ref}`)).status === 200);
};

await restart(`\nclamd = ${socket}\n`);
let server = await scanner(word);

await part('a file it has nothing against', async () => {
	const big = Buffer.alloc(BIG, 'harmless '), before = rows();
	is((await upload(lead, it.ref, big)).status, 204, 'is stored');
	is(rows(), before + 1, 'once');
	is([seen[0][0], seen[0][1].equals(big)], ['zINSTREAM\0', true], 'it was shown every byte');
});

await part('a file it finds something in', async () => {
	const evil = Buffer.from(`${'x'.repeat(70000)} ${EVIL}`), before = rows();
	const made = await create(lead, it.ref, evil), at = made.headers.location;
	const end = await patch(lead, at, 0, evil);
	is([end.status, end.text], [410, 'infected\n'], 'is refused, and why');
	is((await tus(lead, 'HEAD', at)).status, 410, 'for good');
	const page = await lead.get(`/desk/evidence/${it.ref}`);
	like(page.text, /data-infected="病毒扫描发现该文件有问题，未存入。"/, 'with a sentence');
	is(rows(), before, 'nothing is stored');
	is(sql(`select detail from xz.tlog_incident where kind = 'upload.infected'`),
		`evidence ${it.ref}: Test.Evil-1`, 'it is an incident, once');
});

await part('while it is away', async () => {
	const late = Buffer.from('comes while the scanner is away'), before = rows();
	await close(server);
	const made = await create(lead, it.ref, late), at = made.headers.location;
	is((await patch(lead, at, 0, late)).status, 503, 'a file waits');
	is(rows(), before, 'and is not stored');
	server = await scanner(() => 'INSTREAM size limit exceeded. ERROR');
	is((await tus(lead, 'HEAD', at)).status, 503, 'an error is no word about the file');
	await close(server);
	server = await scanner(word);
	is((await tus(lead, 'HEAD', at)).status, 200, 'asked again when it is back, it goes on');
	is(rows(), before + 1, 'and is stored');
	await close(server);
	await restart('\nclamd_needed = 0\n');
	is((await upload(lead, it.ref, png(3, 3))).status, 204, 'it is let through where the setting says so');
	like(readFileSync(join(own.state, 'log/slow.log'), 'utf8'), /"event":"scanner".*"let through":1/,
		'and the log says it');
});
own.stop();
done();
