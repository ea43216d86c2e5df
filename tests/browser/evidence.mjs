// evidence.mjs - an officer adds files to an evidence item in Chromium: a photo, a film recorded in the page and a long
// sound, with the network gone in between; sound is sought in by ranges; the same page without scripts, and on a phone.
import { ownInstance } from '../lib/instance.mjs';
import { item, jpeg, png, sha, storeOf } from '../lib/evidence.mjs';
import { done, is, ok, part, skipAll } from '../lib/tap.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const missing = browserMissing();
if (missing) skipAll(missing);
const instance = ownInstance('evid_browser'), { sql } = storeOf(instance), it = item(instance),
	path = `/desk/evidence/${it.ref}`;
const b = await open(instance);
const officer = await b.person(it.lead, { size: { width: 1440, height: 1000 } });

async function add(person, name, bytes, mimeType) {
	await person.page.setInputFiles('input[type=file]', { name, mimeType, buffer: bytes });
	await Promise.all([person.page.waitForNavigation({ waitUntil: 'load' }),
		person.page.click('form[data-upload] button.btn')]);
}
const stored = (bytes) => sql(`select count(*) from xz.record_attachment t join xz.record_file f on f.id = t.file_id
	where f.sha256 = '\\x${sha(bytes)}'`);

// 100 s of a tone, 19 MB: nineteen pieces, and longer than one part of an answer.
function wav(seconds, rate = 48000) {
	const n = seconds * rate * 4, out = Buffer.alloc(44 + n);
	out.write('RIFF', 0);
	out.writeUInt32LE(36 + n, 4); out.write('WAVEfmt ', 8); out.writeUInt32LE(16, 16); out.writeUInt16LE(1, 20);
	out.writeUInt16LE(2, 22);
	out.writeUInt32LE(rate, 24);
	out.writeUInt32LE(rate * 4, 28); out.writeUInt16LE(4, 32); out.writeUInt16LE(16, 34);
	out.write('data', 36); out.writeUInt32LE(n, 40);
	for (let i = 0; i < seconds * rate; i++) {
		const v = Math.round(9000 * Math.sin(i * 0.05));
		out.writeInt16LE(v, 44 + 4 * i);
		out.writeInt16LE(v, 46 + 4 * i);
	}
	return out;
}

await part('before', async () => {
	await officer.go(path);
	await officer.check('evidence-empty');
	await officer.go(`/desk/cases/${it.caseRef}?tab=evidence`);
	await officer.check('evidence-tab');
});

await part('a photo and a film', async () => {
	await officer.go(path);
	const photo = jpeg({ taken: '2020:01:01 08:00:00', lat: [26, 53, 30.5], lon: [112, 34, 12] });
	await add(officer, '现场照片.jpg', photo, 'image/jpeg');
	is(stored(photo), '1', 'the photo is stored as it was');
	const film = Buffer.from(await officer.page.evaluate(async () => {
		const c = document.createElement('canvas'), g = c.getContext('2d'), parts = [];
		c.width = 320; c.height = 180;
		const r = new MediaRecorder(c.captureStream(20), { mimeType: 'video/webm' });
		r.ondataavailable = (e) => parts.push(e.data);
		r.start(200);
		for (let i = 0; i < 30; i++) {
			g.fillStyle = `hsl(${i * 12},60%,40%)`;
			g.fillRect(0, 0, 320, 180);
			await new Promise((f) => setTimeout(f, 50));
		}
		await new Promise((f) => { r.onstop = f; r.stop(); });
		return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
	}));
	await add(officer, '现场录像.webm', film, 'video/webm');
	is(stored(film), '1', 'and the film');
	const played = await officer.page.evaluate(async () => {
		const v = document.querySelector('video');
		v.muted = true;
		await v.play();
		await new Promise((f) => setTimeout(f, 400));
		return [v.videoWidth, v.videoHeight, v.currentTime > 0, v.error === null];
	});
	is(played, [320, 180, true, true], 'it plays in the page');
});

await part('a long sound, the network gone in between', async () => {
	const sound = wav(100);
	await officer.go(path);
	officer.expect(502, 503, 0);
	let pieces = 0, failed = 0;
	await officer.page.route('**/desk/upload/*', (route) => {
		if (route.request().method() !== 'PATCH') return route.continue();
		if (++pieces === 2 || pieces === 4) { failed++; return route.abort('internetdisconnected'); }
		return route.continue();
	});
	await add(officer, '询问录音.wav', sound, 'audio/wav');
	is([stored(sound), failed], ['1', 2], 'it went on where it was, twice');
	officer.troubles = officer.troubles.filter((t) => !/INTERNET_DISCONNECTED/.test(t));
	const ranges = [];
	officer.page.on('response', (r) => { if (r.status() === 206) ranges.push(r.headers()['content-range']); });
	await officer.go(path);
	const sought = await officer.page.evaluate(async () => {
		const a = document.querySelector('audio');
		a.muted = true;
		if (a.readyState < 1) await new Promise((f) => { a.onloadedmetadata = f; });
		a.currentTime = 93;
		await new Promise((f) => { a.onseeked = f; });
		await a.play();
		await new Promise((f) => setTimeout(f, 400));
		return [Math.round(a.duration), a.currentTime > 93, a.error === null];
	});
	is(sought, [100, true, true], 'it can be sought in');
	ok(ranges.some((r) => Number(/bytes (\d+)/.exec(r)?.[1]) > 15_000_000), `by ranges: ${ranges.join(', ')}`);
});

await part('a bomb, and how it all looks', async () => {
	await officer.go(path);
	await add(officer, '很大的图.png', png(20000, 20000, [9, 9, 9], 300), 'image/png');
	await officer.check('evidence-1440');
	await officer.go(`/desk/cases/${it.caseRef}?tab=evidence`);
	await officer.check('evidence-tab-files');
	const small = await b.person(it.lead, { size: phone });
	await small.go(path);
	await small.check('evidence-390');
	const english = await b.person(it.lead, { size: phone, lang: 'en' });
	await english.go(`/desk/lang?to=en&back=${path}`);
	await english.check('evidence-390-en');
});

await part('without scripts', async () => {
	const plain = await open(instance, { javaScript: false }), p = await plain.person(it.lead, { size: phone });
	const picture = png(300, 200, [20, 120, 90]);
	await p.go(path);
	await p.page.setInputFiles('input[type=file]', { name: '无脚本.png', mimeType: 'image/png', buffer: picture });
	await Promise.all([p.page.waitForNavigation({ waitUntil: 'load' }),
		p.page.click('form[data-upload] button.btn')]);
	is(stored(picture), '1', 'a small file by the form alone');
	await p.check('evidence-noscript');
	await plain.close({ html: false });
});
await b.close();
done();
