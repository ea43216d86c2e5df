/* files.js - photos, films and sound at an item of the checklist (or at the whole): kept as they are the moment they are
 * taken, shown at once, sent when there is a network. */
import { alone, files, fresh, me, ref } from './store.js';
import { digestOf, send } from './send.js';

const $ = (s, r = document) => r.querySelector(s);
const $$ = (s, r = document) => [...r.querySelectorAll(s)];
const say = $('[data-outbox]').dataset;	/* texts stand in the page */
export const size = n => (n < 1 << 20 ? `${Math.ceil(n / 1024)} KB` : `${(n / (1 << 20)).toFixed(1)} MB`);
const EDGE = 128;

/* A small picture of a photo; null where the browser cannot read it. */
async function small(blob) {
	if (!blob.type.startsWith('image/') || !window.createImageBitmap)
		return null;
	const picture = await createImageBitmap(blob, { resizeWidth: EDGE, resizeQuality: 'medium' }).catch(() => createImageBitmap(blob))
		.catch(() => null);
	if (!picture)
		return null;
	const canvas = document.createElement('canvas');
	canvas.width = EDGE;
	canvas.height = Math.min(Math.round(picture.height * EDGE / picture.width), 3 * EDGE);
	canvas.getContext('2d').drawImage(picture, 0, 0, EDGE, canvas.height);
	picture.close();
	return canvas.toDataURL('image/jpeg', 0.7);
}

/* ---- lines of the list */
const lines = new Map();
function line(w) {
	const li = document.createElement('li'), text = document.createElement('div'), name = document.createElement('b');
	const picture = w.thumb ? Object.assign(new Image(), { src: w.thumb, alt: '' }) :
		Object.assign(document.createElement('span'), { textContent: /^(video|audio)\//.test(w.type) ? '▶' : '▤' });
	picture.className = 'shot';
	picture.setAttribute('aria-hidden', 'true');
	name.textContent = w.name;
	text.append(name, Object.assign(document.createElement('span'), { className: 'num', textContent: size(w.size) }),
		Object.assign(document.createElement('span'), { className: 'tag' }));
	li.append(picture, text);
	li.dataset.file = w.mark;
	const before = lines.get(w.mark);
	if (before)
		before.replaceWith(li);
	else
		$(`[data-shots="${w.item}"]`)?.append(li);
	lines.set(w.mark, li);
	return li;
}
/* state: wait, send (with per cent), stored, or refused with its word */
function tell(w, state, more = '') {
	const li = lines.get(w.mark) || line(w), tag = $('.tag', li);
	li.dataset.state = state;
	tag.textContent = state === 'refused' ? `${say.refused} (${say[`why${more}`] || more})` : say[state] + more;
	tag.className = `tag ${{ wait: 'amber', send: 'dai', stored: 'song', refused: 'zhu' }[state]}`;
	$('button', li)?.remove();
	if (state === 'refused') {
		const b = Object.assign(document.createElement('button'), { type: 'button', className: 'btn sm sec', textContent: say.drop });
		b.addEventListener('click', async () => {
			if (!confirm(say.sure))
				return;
			await files.drop(w.n);
			li.remove();
			changed();
		});
		li.append(b);
	}
}
let changed = () => {};

/* ---- taking */
let place = null;
function where() {
	place ??= new Promise(done => {
		if (!navigator.geolocation)
			done({});
		else
			navigator.geolocation.getCurrentPosition(p => done({ lat: p.coords.latitude.toFixed(6), lon: p.coords.longitude.toFixed(6),
				accuracy: Math.round(p.coords.accuracy) }), () => done({}), { maximumAge: 120000, timeout: 4000 });
	});
	setTimeout(() => { place = null; }, 120000);
	return place;
}
/* One after another: a phone has little memory. */
let taking = Promise.resolve();
async function take(file, item, camera) {
	let w = { item, mark: crypto.randomUUID(), name: file.name || 'file', type: file.type, size: file.size,
		at: camera ? Date.now() : file.lastModified };
	try {
		w = await files.keep(w, file);
	} catch {
		return tell(w, 'refused', 'space');
	}
	tell(w, 'wait');
	changed();
	return complete(w, file, camera);
}
/* It is kept before anything is asked of it; it is sent when that is known. */
async function complete(w, blob, camera) {
	w.thumb = await small(blob);
	w.sha256 = await digestOf(blob);
	/* what is chosen from an album was taken elsewhere, perhaps */
	Object.assign(w, camera ? await where() : {}, { ready: true });
	await files.put(w);
	line(w);
	tell(w, 'wait');
}
function taken(input) {
	const item = Number(input.closest('[data-files]').dataset.files), camera = input.hasAttribute('capture');
	const list = [...input.files];
	input.value = '';
	for (const f of list.filter(x => x.size > 0))
		taking = taking.then(() => take(f, item, camera)).catch(() => {});
	taking = taking.then(sync);
}

/* ---- sending: in the order they were taken */
async function round() {
	let stored = 0;
	for (;;) {
		const w = (await files.all()).find(x => x.ready && !x.trouble);
		if (!w || !navigator.onLine)
			break;
		const now = await fresh();
		if (!now.signedIn || !now.csrf)
			break;
		const blob = await files.bytes(w.n);
		if (w.taken === undefined) {	/* said once: asked again it is the same */
			w.taken = Math.round(w.at + now.skew);
			await files.put(w);
		}
		tell(w, 'send', ' 0 %');
		const word = await send(w, blob, now.csrf, { save: files.put,
			progress: n => tell(w, 'send', ` ${Math.floor(n / w.size * 100)} %`) });
		if (word === 'later') {
			tell(w, 'wait');
			break;
		}
		if (word === '') {
			await files.drop(w.n);
			tell(w, 'stored');
			stored++;
		} else {
			w.trouble = word;
			await files.put(w);
			tell(w, 'refused', word);
		}
		changed();
	}
	if (stored > 0)
		await fetch(`/desk/inspections/${ref}/field`, { cache: 'no-store' });	/* the page kept for later shows them */
}
let busy = false;
export async function sync() {
	if (busy || !navigator.onLine)
		return;
	busy = true;
	await alone(`files ${me}`, round).catch(() => {});	/* gone again: the rest waits */
	busy = false;
}
export const waiting = async () => (await files.all()).filter(w => !w.trouble);

/* told: what to do when the queue is another */
export async function start(told) {
	changed = told;
	for (const box of $$('.opts[data-files]')) {
		box.hidden = false;
		for (const input of $$('input[type=file]', box))
			input.addEventListener('change', () => taken(input));
	}
	for (const plain of $$('[data-plain]'))
		plain.hidden = true;
	for (const w of await files.all()) {
		tell(w, w.trouble ? 'refused' : 'wait', w.trouble || '');
		if (!w.ready)	/* the page was left at that */
			taking = taking.then(async () => complete(w, await files.bytes(w.n), false));
	}
	await changed();
	taking.then(sync);
}
