/* field.js - an inspection on a phone: position, drawn signatures, what waits for a network.  The page works with this file blocked. */
(() => {
'use strict';
const page = document.querySelector('body[data-field]');
if (!page)
	return;
const $ = (s, r = document) => r.querySelector(s);
const $$ = (s, r = document) => [...r.querySelectorAll(s)];

/* Where the phone is, when it says so before the button is pressed. */
const lat = $('[data-lat]');
if (lat && navigator.geolocation)
	navigator.geolocation.getCurrentPosition(p => {
		lat.value = p.coords.latitude.toFixed(6);
		$('[data-lon]').value = p.coords.longitude.toFixed(6);
		$('[data-accuracy]').value = String(Math.round(p.coords.accuracy));
	}, () => { $('[data-where]').hidden = false; }, { enableHighAccuracy: true, timeout: 10000 });

/* Signatures: what is drawn becomes moves and lines in whole points of a field of 640 x 260. */
const W = 640, H = 260;
const pads = $$('[data-sig]').map(box => {
	const canvas = $('canvas', box), pen = canvas.getContext('2d'), form = box.closest('form');
	const field = $('input[name=path]', form);
	let path = '', down = false;
	const at = e => {
		const r = canvas.getBoundingClientRect();
		const x = Math.round((e.clientX - r.left) * W / r.width), y = Math.round((e.clientY - r.top) * H / r.height);
		return { x: Math.min(Math.max(x, 0), W), y: Math.min(Math.max(y, 0), H) };
	};
	const to = (letter, e) => {
		const p = at(e), x = p.x, y = p.y;
		if (path.length > 15900)
			return;
		path += `${letter}${x},${y}`;
		field.value = path;
		if (letter === 'M') {
			pen.beginPath();
			pen.moveTo(x, y);
		} else {
			pen.lineTo(x, y);
			pen.stroke();
		}
	};
	pen.lineWidth = 4;
	pen.lineCap = pen.lineJoin = 'round';
	pen.strokeStyle = '#14242a';
	canvas.addEventListener('pointerdown', e => {
		e.preventDefault();
		canvas.setPointerCapture(e.pointerId);
		down = true;
		to('M', e);
	});
	canvas.addEventListener('pointermove', e => { if (down) to('L', e); });
	for (const end of ['pointerup', 'pointercancel'])
		canvas.addEventListener(end, () => { down = false; });
	$('[data-sig-clear]', form).addEventListener('click', () => {
		path = field.value = '';
		pen.clearRect(0, 0, W, H);
	});
	return { form, canvas };
});
document.documentElement.dataset.pads = String(pads.length);

/* A problem opens its details; the rest stay as they are. */
$$('fieldset.q').forEach(q => q.addEventListener('change', () => {
	if ($('input[value=fail]:checked', q))
		$('details', q).open = true;
}));

/* ---- without a network: what is sent waits here, in its order, and goes out once; each has the key of its act, so that
 * what went out twice has one effect.  Photos and video have a store of their own. */
const ref = page.dataset.field, net = $('[data-net]'), box = $('[data-outbox]'), list = $('[data-outbox-list]');
const opened = new Promise((done, fail) => {
	const rq = indexedDB.open('xz-field', 1);
	rq.onupgradeneeded = () => rq.result.createObjectStore('outbox', { keyPath: 'n', autoIncrement: true });
	rq.onsuccess = () => done(rq.result);
	rq.onerror = () => fail(rq.error);
});
const store = async (mode, run) => {
	const t = (await opened).transaction('outbox', mode), rq = run(t.objectStore('outbox'));
	return new Promise((done, fail) => {
		t.oncomplete = () => done(rq.result);
		t.onerror = t.onabort = () => fail(t.error);
	});
};
const waiting = async () => (await store('readonly', s => s.getAll())).filter(w => w.ref === ref);
let signIn = false;

/* A clock that is off is said: terms run by the platform's. */
const clock = $('[data-clock]'), off = Date.now() - Date.parse(page.dataset.now);
if (clock && navigator.onLine && Math.abs(off) > 120000) {
	$('b', clock).textContent = `${Math.floor(Math.abs(off) / 3600000)} h ${Math.floor(Math.abs(off) / 60000) % 60} min`;
	clock.hidden = false;
}

async function show() {
	const w = await waiting(), off = !navigator.onLine;
	net.hidden = !off && w.length === 0;
	net.classList.toggle('off', off || w.some(x => x.trouble));
	net.classList.toggle('on', !off && !w.some(x => x.trouble));
	$('b', net).textContent = signIn ? net.dataset.signin : off ? net.dataset.off : net.dataset.on;
	$('[data-q]', net).textContent = String(w.length);
	box.hidden = w.length === 0;
	list.replaceChildren(...w.map(x => {
		const li = document.createElement('li');
		li.textContent = x.title + (x.trouble ? `: ${x.trouble}` : '');
		return li;
	}));
	/* all steps are there while there is no network */
	$$('[data-later]').forEach(e => { e.hidden = !off; });
	$$('[data-now-only]').forEach(e => { e.hidden = off && !!$('form[data-queue=check]'); });
}
const local = (ms, skew) => new Date(ms + skew + 8 * 3600e3).toISOString().slice(0, 16);

/* Times as the platform's clock has them: the phone's may be a day off, its ages are right. */
function timed(w, skew) {
	const f = new URLSearchParams(w.fields), at = local(w.at, skew);
	if (w.act === 'check')
		for (const name of [...f.keys()].filter(k => /^a_\d+$/.test(k)))
			f.set(`at_${name.slice(2)}`, at);
	else if (['arrive', 'show', 'finish', 'party', 'sign'].includes(w.act))
		f.set('at', at);
	return f.toString();
}
/* A one-time code of the second officer that was typed at the scene: how long ago that was, by this phone's clock, which need not be
 * right but for its running; and how far it is off. */
function aged(w, skew) {
	const f = new URLSearchParams(w.fields);
	if (f.get('code') && f.get('username')) {
		f.set('_age', String(Math.max(0, Date.now() - w.at)));
		f.set('_skew', String(Math.round(skew)));
	}
	return f;
}
let busy = false;
async function sync() {
	let sent = 0;
	if (busy || !navigator.onLine || !(await waiting()).length)
		return show();
	busy = true;
	try {
		const got = await fetch(`/desk/inspections/${ref}/field`, { cache: 'no-store' });
		const fresh = new DOMParser().parseFromString(await got.text(), 'text/html');
		signIn = !fresh.body.dataset.field;
		const skew = Date.parse(fresh.body.dataset.now) - Date.now(), csrf = $('input[name=_csrf]', fresh)?.value;
		for (const w of signIn || !csrf ? [] : await waiting()) {
			/* its times are fixed once: what goes out again is the same act */
			if (!w.timed) {
				w.fields = timed(w, skew);
				w.timed = true;
				await store('readwrite', s => s.put(w));
			}
			const f = aged(w, skew);
			f.set('_csrf', csrf);
			const answer = await fetch(w.url, { method: 'POST', body: f });
			if (!answer.ok) {
				const said = new DOMParser().parseFromString(await answer.text(), 'text/html');
				w.trouble = $('.summary li', said)?.textContent || $('h1', said)?.textContent || String(answer.status);
				await store('readwrite', s => s.put(w));
				break;
			}
			await store('readwrite', s => s.delete(w.n));
			sent++;
		}
	} catch { /* gone again: the rest waits */ }
	busy = false;
	if (sent > 0)
		location.replace(`/desk/inspections/${ref}/field`);
	else
		await show();
}
/* While something waits, what comes after it waits behind it. */
document.addEventListener('submit', async e => {
	const form = e.target;
	if (!form.dataset.queue || (navigator.onLine && box.hidden))
		return;
	e.preventDefault();
	const f = new URLSearchParams(new FormData(form));
	f.set('_key', crypto.randomUUID());
	const w = { ref, act: form.dataset.queue, url: form.getAttribute('action'), at: Date.now(), fields: f.toString(),
		title: $('.btn.lg', form)?.textContent || form.dataset.queue };
	/* the checklist as it is now takes the place of one that still waits */
	const before = w.act === 'check' ? (await waiting()).find(x => x.act === 'check') : null;
	await store('readwrite', s => (before ? s.put({ ...w, n: before.n }) : s.add(w)));
	delete form.dataset.sent;
	await show();
	sync();
}, true);
addEventListener('online', sync);
addEventListener('offline', show);
if (navigator.serviceWorker && page.dataset.worker)
	navigator.serviceWorker.register(page.dataset.worker, { scope: '/desk/inspections/' }).then(() => navigator.serviceWorker.ready)
		.then(() => caches.open('xz-field-1')).then(async kept => {
			/* the first time the page itself came before the worker */
			for (const url of [location.pathname, ...$$('link[rel=stylesheet], link[rel=icon]').map(l => l.href), ...$$('script[src]').map(s => s.src)])
				if (navigator.onLine && !await kept.match(url))
					await kept.add(url);
			document.documentElement.dataset.ready = '';
		}).catch(() => {});
sync();
})();
