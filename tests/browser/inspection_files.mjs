// inspection_files.mjs - a whole inspection in flight mode on a phone with 12 photos and a film of 20 MB: the browser
// closed and opened again, the film interrupted three times; the office sees everything once, to the byte (XZ_FILM_MB:
// a longer film).  What the server refuses can be dropped; what office and phone said differently a person chooses
// from.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { sha, storeOf } from '../lib/evidence.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { formOf, line, send, toBeVisited } from '../lib/inspection.mjs';
import { done, is, like, ok, part, skipAll } from '../lib/tap.mjs';
import { PATIENCE_MS, until } from '../lib/wait.mjs';
import { browserMissing, open, phone, phoneOf, shotOf } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = ownInstance('inspectf'), { sql } = storeOf(own), PIECE = 1 << 20;
const filmMb = Number(process.env.XZ_FILM_MB || 20), long = { patience_ms: PATIENCE_MS + 2000 * filmMb };
const b = await open(own);

// ---- photos as a phone takes them, and a film that plays; a void element makes it long
const longBytes = (n) => {
	const block = randomBytes(20 << 20);
	return Buffer.concat([...Array(Math.ceil(n / block.length)).fill(block)], n);
};
async function make() {
	const p = await b.person(null, { size: phone });
	await p.go('/code');
	const out = await p.page.evaluate(async () => {
		const base64 = (blob) => new Promise((f) => {
			const r = new FileReader();
			r.onload = () => f(r.result.split(',')[1]);
			r.readAsDataURL(blob);
		});
		const photos = [], c = document.createElement('canvas'), g = c.getContext('2d');
		c.width = 1280; c.height = 960;
		for (let k = 0; k < 12; k++) {
			const d = g.createImageData(c.width, c.height);
			for (let i = 0; i < d.data.length; i += 4) {
				const v = (i * 7 + k * 40) % 200;
				d.data.set([v + Math.random() * 40, (v + k * 20) % 255,
					200 - v + Math.random() * 30, 255], i);
			}
			g.putImageData(d, 0, 0);
			g.fillStyle = '#fff'; g.font = '120px sans-serif'; g.fillText(`#${k + 1}`, 80, 200);
			photos.push(await base64(await new Promise((f) => c.toBlob(f, 'image/jpeg', 0.7))));
		}
		c.width = 320; c.height = 240;
		const parts = [], r = new MediaRecorder(c.captureStream(20), { mimeType: 'video/webm' });
		r.ondataavailable = (e) => parts.push(e.data);
		r.start(200);
		// a busy machine takes no picture of some that are painted
		for (let i = 0; i < 40 || (i < 1000 && parts.reduce((n, x) => n + x.size, 0) < 4096); i++) {
			g.fillStyle = `hsl(${i * 9},60%,40%)`;
			g.fillRect(0, 0, 320, 240);
			await new Promise((f) => setTimeout(f, 40));
		}
		await new Promise((f) => { r.onstop = f; r.stop(); });
		return { photos, film: await base64(new Blob(parts)) };
	});
	await p.close();
	const n = filmMb * 1048576, size = Buffer.alloc(9);
	size[0] = 0xec;
	size.writeBigUInt64BE((1n << 56n) | BigInt(n), 1);
	return { photos: out.photos.map((x) => Buffer.from(x, 'base64')),
		film: Buffer.concat([Buffer.from(out.film, 'base64'), size, longBytes(n)]) };
}
const { photos, film } = await make();
ok(photos.every((p) => p.subarray(0, 3).toString('hex') === 'ffd8ff' && p.length < PIECE) &&
	film.subarray(0, 4).toString('hex') === '1a45dfa3' && film.length > filmMb * 1048576,
	`12 photos of ${photos[0].length >> 10} KB, a film of ${Math.floor(film.length / 1048576)} MB`);

const i = await toBeVisited(own.url, own.state, { items: 6 });
const ph = await phoneOf(own, 'sj.officer1');
const queue = (n) => ph.page.waitForFunction((k) => document.querySelector('[data-q]').textContent === String(k), n);
let taps = 0;
const tap = async (selector) => { taps++; await ph.page.tap(selector); };
// One tap opens the camera, which gives one file.
const camera = mkdtempSync(join(tmpdir(), 'xz-photos-'));
async function shoot(box, accept, name, buffer) {
	const [chooser] = await Promise.all([ph.page.waitForEvent('filechooser'),
		tap(`[data-files="${box}"] label:has(input[accept="${accept}"])`)]);
	// as the camera leaves it; a busy machine takes long for 20 MB in a message
	writeFileSync(join(camera, name), buffer);
	await chooser.setFiles(join(camera, name));
}
async function draw(form) {
	taps++;
	const canvas = ph.page.locator(`form[action$="/do/${form}"] canvas`);
	await canvas.scrollIntoViewIfNeeded();
	const box = await canvas.boundingBox();
	await ph.page.mouse.move(box.x + 20, box.y + 40);
	await ph.page.mouse.down();
	for (let k = 1; k <= 14; k++) await ph.page.mouse.move(box.x + 20 + k * 18, box.y + (k % 2 ? 120 : 40));
	await ph.page.mouse.up();
}
const shot = (name) => shotOf(ph.page, name);

await part('without a network, from opening to signature', async () => {
	await ph.on();
	taps++;		// the task itself
	await ph.page.goto(`${own.url}${i.field}`);
	await ph.page.waitForSelector('html[data-ready]');
	await ph.context.setOffline(true);
	await ph.page.waitForSelector('[data-net].off:not([hidden])');
	await tap('form[action$="/do/arrive"] .btn.lg');
	await queue(1);
	await tap('form[action$="/do/show"] .btn.lg');
	await queue(2);
	for (let n = 1; n <= 6; n++) {
		await ph.page.check(`fieldset[data-item="${n}"] input[value=${n === 2 ? 'fail' : 'pass'}]`);
		await shoot(n, 'image/*', `IMG_${n}a.jpg`, photos[2 * n - 2]);
		await shoot(n, 'image/*', `IMG_${n}b.jpg`, photos[2 * n - 1]);
	}
	await ph.page.fill('#f-t_2', '3 号加油枪油气回收泵未启动');
	await ph.page.check('fieldset[data-item="2"] input[value=order]');
	await ph.page.fill('#f-d_2', new Date(Date.now() + 10 * 86400e3).toISOString().slice(0, 10));
	await queue(14);
	await shoot(0, 'video/*', 'VID_1.webm', film);
	await queue(15);
	ok(await until(async () => await ph.page.locator('[data-shots="1"] img.shot').count() === 2),
		'a small picture of each photo at its item');
	like(await ph.page.textContent('[data-shots="0"]'), new RegExp(`VID_1\\.webm\\s*${filmMb}\\.\\d MB\\s*待传`),
		'the film with its size and state');
	await tap('.f-act .btn');
	await queue(16);
	await tap('form[action$="/do/finish"] .btn');
	await queue(17);
	await tap('#f-person');
	await ph.page.keyboard.type('谢春林 站长');
	await draw('party');
	await tap('form[action$="/do/party"] .btn.lg');
	await queue(18);
	await draw('sign');
	await tap('form[action$="/do/sign"] .btn.lg');
	await queue(19);
	is(await ph.page.evaluate(async () => document.querySelector('[data-loose]').hidden ===
		await navigator.storage.persisted()), true,
		'a browser that does not promise to keep what waits is named');
	ok(taps <= 25, `${taps} taps from opening to signature besides the answers, of at most 25`);
	await shot('inspection-files-offline-m');
	is(sql(`select state from xz.inspection where id = (select max(id) from xz.inspection)`), 'notified',
		'nothing has reached the office');
	await ph.off();
	rmSync(camera, { recursive: true, force: true });	// what the page kept is all there is
});

const id = sql('select max(id) from xz.inspection');
const stored = () => Number(sql(`select count(*) from xz.inspection_evidence v
	join xz.record_attachment t on t.subject_kind = 'inspection_evidence' and t.subject_id = v.id
	where v.inspection_id = ${id}`));
// The film's pieces are whole ones; photos are smaller than a piece.
const isFilm = (rq) => rq.method() === 'PATCH' && (Number(rq.headers()['upload-offset']) > 0 ||
	(rq.postDataBuffer()?.length ?? 0) >= PIECE);
let interrupted = 0, pieces = 0;
await part('opened again: it goes out, the film interrupted', async () => {
	await ph.on({ offline: true });
	await ph.page.goto(`${own.url}${i.field}`);
	await queue(19);
	ok(true, 'closed and opened again in flight mode: all of it is still there');
	is(await ph.page.locator('[data-shots="3"] img.shot').count(), 2, 'the photos too');
	ok(await ph.page.evaluate(async () => !(await fetch(location.href).then(r => r.text(), () => ''))
		.includes(document.body.dataset.now)), 'a page that was kept does not tell scripts what time it is');
	await ph.as('sj.officer2');
	await ph.context.setOffline(false);
	await ph.page.waitForFunction(() => /请登录/.test(document.querySelector('[data-net]').textContent));
	is(sql(`select state from xz.inspection where id = ${id}`), 'notified',
		'another officer signed in on this phone sends nothing in their own name');
	await ph.context.setOffline(true);
	await ph.as('sj.officer1');
	let off;
	const slow = async (route) => {
		if (!isFilm(route.request())) return route.continue();
		pieces++;
		await new Promise((f) => setTimeout(f, 150));
		if (pieces === 4) { interrupted++; return route.abort('connectionreset').catch(() => {}); }
		if (pieces === 9) {
			interrupted++;
			await ph.context.setOffline(true);
			off = setTimeout(() => ph.context.setOffline(false).catch(() => {}), 1500);
			return route.abort('internetdisconnected').catch(() => {});
		}
		return route.continue().catch(() => {});
	};
	await ph.context.route('**/desk/upload/*', slow);
	await ph.context.setOffline(false);
	await ph.page.waitForFunction(() =>
		/亮证后才能检查/.test(document.querySelector('[data-outbox-list]')?.textContent || ''));
	ok(true, 'the checklist waits for the other officer, and says so');
	await send(i.mate, await i.mate.get(i.field), '/do/show');
	await ph.page.evaluate(() => dispatchEvent(new Event('online')));	// or by itself, within 20 s
	ok(await until(() => pieces >= 13, long), `${pieces} pieces of the film have gone`);
	await shot('inspection-files-sending-m');
	like(await ph.page.textContent('[data-shots="0"]'), /在传 \d+ %/, 'how far it is, is said');
	clearTimeout(off);
	interrupted++;
	await ph.off();
	is(stored(), 12, 'the photos are there, the film is not');
	await ph.on();
	await ph.page.goto(`${own.url}/desk/inspections/`);
	like(await ph.page.textContent('[data-waits]:not([hidden])'), /没传完.*\(1\)/s,
		'the list says that something waits on this phone');
	const offsets = [];
	ph.page.on('request', (rq) => {
		if (rq.method() === 'PATCH') offsets.push(Number(rq.headers()['upload-offset']));
	});
	await ph.page.goto(`${own.url}${i.field}`);
	ok(await until(() => stored() === 13, long),
		'the film arrives after the browser was closed in the middle of it');
	ok(offsets[0] > 5 * PIECE, `it went on at ${(offsets[0] / PIECE).toFixed(1)} MiB, not from the beginning`);
	ok(interrupted >= 3, `${interrupted} interruptions of the film`);
	ok(await until(async () => (await ph.page.evaluate(() => document.querySelector('[data-outbox]')?.hidden)) ===
		true), 'nothing waits any more');
	is(ph.troubles, [], 'no script error, nothing against the policy');
});

await part('the office', async () => {
	const wanted = [...photos, film].map((x) => sha(x)).sort();
	is(sql(`select string_agg(encode(f.sha256, 'hex'), ' ' order by encode(f.sha256, 'hex'))
		from xz.inspection_evidence v join xz.record_attachment t
		on t.subject_kind = 'inspection_evidence' and t.subject_id = v.id
		join xz.record_file f on f.id = t.file_id where v.inspection_id = ${id}`).split(' '),
	wanted, 'all 13 files, each once, with the digests of the originals');
	is(sql(`select string_agg(n || ':' || k, ' ' order by n) from (select coalesce(n, 0) n, count(*) k
		from xz.inspection_evidence where inspection_id = ${id} group by 1) x`),
		'0:1 1:2 2:2 3:2 4:2 5:2 6:2', 'each at its item');
	is(sql(`select count(*) from xz.record_step s join xz.inspection i on i.chain_id = s.chain_id where i.id = ${id}
		and s.kind = 'inspection.file'`), '13', 'a step of the record each');
	is(sql(`select count(*) from xz.inspection_evidence where inspection_id = ${id} and lat = 26.8931
		and accuracy_m = 12`), '13', 'with the place the phone was at');
	is(sql(`select count(*) from xz.inspection_answer where inspection_id = ${id}`), '6', 'each answer once');
	is(sql(`select string_agg(split_part(s.kind, '.', 2), ' ' order by s.seq) from xz.record_step s
		join xz.inspection i on i.chain_id = s.chain_id
		where i.id = ${id} and s.seq > 6 and s.kind <> 'inspection.file'`),
		'arrive show show check finish party sign', 'each step once, in its order');
	await send(i.mate, await i.mate.get(i.field), '/do/sign', { path: line });
	is(sql(`select state from xz.inspection where id = ${id}`), 'signed', 'signed by both');
	const office = new Client(own.url, own.state).session('sj.head1');
	const page = await office.get(`/desk/evidence/inspection/${i.ref}`);
	is((page.text.match(/<section class="panel" id="f-/g) || []).length, 13, 'its head sees all of them');
	const ref = page.text.match(/<video[^>]*src="(\/desk\/files\/[^"]+)"/)[1];
	const bytes = await office.raw('GET', `${ref}?save=1`);
	is(sha(bytes.bytes), sha(film), 'the film as it is handed out is the original');
	for (const [size, mark] of [[{ width: 1440, height: 900 }, ''], [phone, '-m']]) {
		const p = await b.person('sj.head1', { size });
		await p.go(i.path);
		await p.check(`inspection-files-show${mark}`);
		await p.go(`/desk/evidence/inspection/${i.ref}`);
		await p.check(`inspection-files-evidence${mark}`);
		if (!mark) is(await p.page.evaluate(async () => {
			const v = document.querySelector('video');
			v.muted = true;
			await v.play();
			await new Promise((f) => setTimeout(f, 300));
			return [v.videoWidth, v.error === null, v.currentTime > 0];
		}), [320, true, true], 'it plays');
		await p.close();
	}
	for (const lang of ['zh', 'en']) {
		const p = await b.person('sj.officer1', { size: phone, lang: lang === 'en' ? 'en' : 'zh-CN' });
		if (lang === 'en') await p.go(`/desk/lang?to=en&back=${i.field}`);
		await p.go(i.field);
		await p.check(`inspection-files-field-m-${lang}`);
		await p.close();
	}
	await ph.page.goto(`${own.url}${i.field}`);
	const [chooser] = await Promise.all([ph.page.waitForEvent('filechooser'),
		ph.page.tap('[data-files="0"] label:has(input[multiple])')]);
	await chooser.setFiles([0, 0]
		.map((k, n) => ({ name: `again${n}.jpg`, mimeType: 'image/jpeg', buffer: photos[k] })));
	await ph.page.waitForFunction(() =>
		(document.querySelector('[data-shots="0"]').textContent.match(/again\d\.jpg[^▶]*?已存/g) ||
		[]).length === 2);
	is(stored(), 14, 'the same photo twice from the album is one');
});

await part('refused and dropped; two versions and a choice', async () => {
	const j = await toBeVisited(own.url, own.state, { items: 3 });
	const jid = sql('select max(id) from xz.inspection');
	await ph.page.goto(`${own.url}${j.field}`);
	await ph.page.tap('form[action$="/do/arrive"] .btn.lg');
	await ph.page.waitForSelector('form[action$="/do/show"]');
	await ph.page.tap('form[action$="/do/show"] .btn.lg');
	await ph.page.waitForSelector('.off2 .tag.song');
	await send(j.mate, await j.mate.get(j.field), '/do/show');
	await ph.page.goto(`${own.url}${j.field}`);
	await ph.page.waitForSelector('html[data-ready]');
	await ph.context.setOffline(true);
	for (const n of [1, 2]) await ph.page.check(`fieldset[data-item="${n}"] input[value=pass]`);
	await ph.page.tap('.f-act .btn');
	await queue(1);
	await ph.page.fill('#f-statement', '没有意见');
	await ph.page.tap('form[action$="/do/finish"] .btn');
	await queue(2);
	const other = await j.mate.get(j.field);
	await j.mate.post(formOf(other, '/do/check').action, { ...formOf(other, '/do/check').fields, a_1: 'na' });
	await ph.context.setOffline(false);
	const refused = () =>
		ph.page.waitForFunction(() =>
		/没有回答|先选定/.test(document.querySelector('[data-outbox-list]')?.textContent || ''));
	await refused();
	like(await ph.page.textContent('[data-outbox-list]'), /没有意见/,
		'what was typed is shown with the reason it was refused for');
	is(sql(`select string_agg(n || answer || ' ' || state, ', ' order by n, version) from xz.inspection_answer
		where inspection_id = ${jid}`),
		'1na current, 1pass conflict, 2pass current', 'both answers to item 1 are kept');
	await ph.page.waitForSelector('form[action$="/do/choose"]');
	await shot('inspection-conflict-m');
	await ph.page.locator('form[action$="/do/choose"] label.opt').last().tap();
	await ph.page.tap('form[action$="/do/choose"] .btn');
	await ph.page.waitForSelector('form[action$="/do/choose"]', { state: 'detached' });
	is(sql(`select string_agg(n || answer || ' ' || state, ', ' order by n, version) from xz.inspection_answer
		where inspection_id = ${jid}`),
		'1na dropped, 1pass current, 2pass current',
		'the officer chose, though an act waited refused; the other answer stays to be read');
	await refused();
	await shot('inspection-refused-m');
	// It is on its way once more when it is dropped: it neither comes back nor is carried out.
	let go;
	const held = new Promise((f) => { go = f; });
	await ph.page.route('**/do/finish', async (r) => { await held; await r.continue(); });
	const sent = ph.page.waitForRequest((r) => r.method() === 'POST' && r.url().endsWith('/do/finish'));
	await ph.page.evaluate(() => { dispatchEvent(new Event('online')); });
	await sent;
	ph.page.once('dialog', (d) => d.accept());
	await ph.page.tap('[data-drop=finish]');
	go();
	await ph.page.waitForFunction(() => document.querySelector('[data-outbox]').hidden);
	await ph.page.unroute('**/do/finish');
	ok(true, 'the refused act is dropped');
	await ph.page.check('fieldset[data-item="3"] input[value=pass]');
	await ph.page.tap('.f-act .btn');
	await ph.page.waitForSelector('form[action$="/do/finish"]:visible');
	is(sql(`select count(*) from xz.inspection_answer where inspection_id = ${jid} and state = 'current'`), '3',
		'and the work goes on');
});

// One picture as the film of a camera: its grey in each frame, no colour.
function y4m(grey, width, height) {
	const colour = Buffer.alloc(width * height / 2, 128),
		frame = Buffer.concat([Buffer.from('FRAME\n'), grey, colour]);
	return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`),
		...Array(5).fill(frame)]);
}

await part('the code scanned at the door', async () => {
	const k = await toBeVisited(own.url, own.state, { items: 1 }),
		folder = mkdtempSync(join(tmpdir(), 'xz-camera-')), film = join(folder, 'code.y4m');
	const d = await b.person('sj.officer1', { size: phone });
	await d.go(k.path);
	writeFileSync(film, y4m(Buffer.from(await d.page.evaluate(async () => {
		const img = document.querySelector('img[src$="code.svg"]'), c = document.createElement('canvas'),
			g = c.getContext('2d');
		c.width = 1280; c.height = 960;
		g.fillStyle = '#fff'; g.fillRect(0, 0, 1280, 960);
		g.drawImage(img, 220, 60, 840, 840);
		const p = g.getImageData(0, 0, 1280, 960).data;
		let s = '';
		for (let i = 0; i < p.length; i += 4) s += String.fromCharCode(p[i]);
		return btoa(s);
	}), 'base64'), 1280, 960));
	await d.close();
	const cam = await open(own, { camera: film }), p = await cam.person('sj.officer1', { size: phone });
	await p.context.grantPermissions(['camera']);
	await p.go(k.field);
	await p.page.waitForSelector('html[data-ready]');
	await p.context.setOffline(true);	// its reader was kept too
	await p.page.click('[data-scan]');
	await p.page.waitForFunction(() => /#XZ1\./.test(document.querySelector('#arr-code').value));
	ok((await p.page.inputValue('#arr-code')).endsWith(k.code), 'read by the camera, without a network');
	await shotOf(p.page, 'inspection-scan-m', { full: false });
	await p.context.setOffline(false);
	p.troubles.length = 0;
	await p.page.click('form[action$="/do/arrive"] .btn.lg');
	await p.page.waitForSelector('form[action$="/do/show"]');
	is(sql(`select state, scanned from xz.inspection where id = (select max(id) from xz.inspection)`), 'arrived|t',
		'arrived with it');
	await cam.close({ html: false });
	rmSync(folder, { recursive: true, force: true });
});

await part('without scripts', async () => {
	const plain = await open(own, { javaScript: false }), p = await plain.person('sj.officer1', { size: phone });
	await p.go(i.field);
	await p.page.setInputFiles('[data-plain] input[type=file]', { name: '无脚本.jpg', mimeType: 'image/jpeg',
		buffer: photos[0] });
	await p.page.selectOption('#wf-n', '4');
	await Promise.all([p.page.waitForNavigation({ waitUntil: 'load' }), p.page.click('[data-plain] .btn')]);
	is(new URL(p.page.url()).pathname, i.field, 'a small file by the form alone');
	is(sql(`select count(*) from xz.inspection_evidence v
		join xz.record_attachment t on t.subject_kind = 'inspection_evidence' and t.subject_id = v.id
		join xz.record_file f on f.id = t.file_id where v.inspection_id = ${id} and v.n = 4
			and f.sha256 = '\\x${sha(photos[0])}'`), '1', 'at its item');
	await p.check('inspection-files-noscript-m');
	await plain.close();
});
await ph.off();
ph.gone();
await b.close();
done();
