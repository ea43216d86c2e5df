/* outbox.js - acts done without a network wait here in their order and go out once; each has its key, so that what went out
 * twice has one effect.  What the server refuses stays, with the reason and what was typed, until it is mended or dropped. */
import { acts, after, alone, fresh, ref } from './store.js';
import * as shots from './files.js';

const $ = (s, r = document) => r.querySelector(s);
const $$ = (s, r = document) => [...r.querySelectorAll(s)];
const net = $('[data-net]'), box = $('[data-outbox]'), list = $('[data-outbox-list]');
const loose = $('[data-loose]');
let signIn = false, waits = 0, refused = false, asked = false;

/* What was typed, as the page named it. */
function typed(form) {
	return [...form.elements].filter(e => e.name && e.type !== 'hidden' && e.type !== 'file' && e.value &&
		(!/^(radio|checkbox)$/.test(e.type) || e.checked)).map(e => {
		const group = /^(radio|checkbox)$/.test(e.type) && $('legend', e.closest('fieldset')), label = e.labels?.[0];
		const value = group ? label?.textContent : e.selectedOptions?.[0]?.textContent || e.value;
		return [((group || label)?.textContent || e.name).trim(), (value || '').trim()];
	});
}
function entry(w) {
	const li = document.createElement('li'), name = document.createElement('b');
	name.textContent = w.title;
	li.append(name);
	if (!w.trouble)
		return li;
	const why = Object.assign(document.createElement('p'), { className: 'bad', textContent: `${box.dataset.refused}: ${w.trouble}` });
	const words = document.createElement('dl'), drop = document.createElement('button');
	words.className = 'facts tight';
	for (const [label, value] of w.typed || [])
		words.append(Object.assign(document.createElement('dt'), { textContent: label }),
			Object.assign(document.createElement('dd'), { className: 'lines', textContent: value }));
	Object.assign(drop, { type: 'button', className: 'btn sm sec', textContent: box.dataset.drop });
	drop.dataset.drop = w.act;
	drop.addEventListener('click', async () => {
		if (!confirm(box.dataset.sure))
			return;
		/* not while it may be on its way: it would be carried out, or come back */
		await after('acts', () => acts.drop(w.n));
		await show();
		sync();
	});
	li.append(why, ...(words.children.length ? [words] : []), drop);
	return li;
}
/* The desk's pages say which inspections still have something on this phone. */
function remember(n) {
	try {
		const all = JSON.parse(localStorage.getItem('xz-field-waits')) || {};
		all[ref] = { n, name: $('h1').textContent };
		if (n === 0)
			delete all[ref];
		localStorage.setItem('xz-field-waits', JSON.stringify(all));
	} catch { /* a private window */ }
}
/* Asked once something waits; a browser that does not promise to keep it is named to the officer. */
function promise() {
	if (asked)
		return;
	asked = true;
	(navigator.storage?.persist?.() ?? Promise.resolve(false)).catch(() => false).then(kept => { loose.hidden = kept; });
}
/* Each of them is shown where it was taken. */
const kept = f => Object.assign(document.createElement('li'), { textContent: `${box.dataset.files} ${f.length} · ${shots.size(f.reduce((n, x) => n + x.size, 0))}` });
async function show() {
	const w = await acts.all(), f = await shots.waiting(), off = !navigator.onLine, trouble = w.some(x => x.trouble);
	waits = w.length;
	refused = trouble;
	net.hidden = !off && w.length + f.length === 0;
	net.classList.toggle('off', off || trouble);
	net.classList.toggle('on', !off && !trouble);
	$('b', net).textContent = signIn ? net.dataset.signin : off ? net.dataset.off : net.dataset.on;
	$('[data-look]', net).hidden = !trouble;
	$('[data-q]', net).textContent = String(w.length + f.length);
	box.hidden = w.length + f.length === 0;
	if (!box.hidden)
		promise();
	const now = JSON.stringify([w.map(x => [x.n, x.at, x.trouble]), f.map(x => x.n)]);
	if (now !== list.dataset.shown)
		list.replaceChildren(...w.map(entry), ...(f.length ? [kept(f)] : []));
	list.dataset.shown = now;
	remember(w.length + f.length);
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
/* A one-time code of the second officer that was typed at the scene: how long ago that was, by this phone's clock, which
 * need not be right but for its running; and how far it is off. */
function aged(w, skew) {
	const f = new URLSearchParams(w.fields);
	if (f.get('code') && f.get('username')) {
		f.set('_age', String(Math.max(0, Date.now() - w.at)));
		f.set('_skew', String(Math.round(skew)));
	}
	return f;
}
/* Gives how many were taken. */
async function round() {
	let sent = 0;
	const now = await fresh();
	signIn = !now.signedIn && now.ok;
	for (const w of !now.signedIn || !now.csrf ? [] : await acts.all()) {
		/* its times are fixed once: what goes out again is the same act */
		if (!w.timed) {
			w.fields = timed(w, now.skew);
			w.timed = true;
		}
		if (!await acts.keep(w))
			continue;
		const f = aged(w, now.skew);
		f.set('_csrf', now.csrf);
		const answer = await fetch(w.url, { method: 'POST', body: f });
		if (answer.status === 429 || answer.status >= 500)
			break;	/* the server, not the act */
		if (!answer.ok) {
			const said = new DOMParser().parseFromString(await answer.text(), 'text/html');
			w.trouble = $('.summary li', said)?.textContent || $('h1', said)?.textContent || String(answer.status);
			await acts.keep(w);
			break;
		}
		await acts.done(w);
		sent++;
	}
	return sent;
}
let busy = false;
async function sync() {
	let sent = 0;
	if (!busy && navigator.onLine && (await acts.all()).length > 0) {
		busy = true;
		sent = await alone('acts', round).catch(() => 0);	/* gone again: the rest waits */
		busy = false;
	}
	if (sent > 0)
		return location.replace(`/desk/inspections/${ref}/field`);
	await show();
	return shots.sync();
}

/* While something waits, what comes after it waits behind it.  Once the server has refused one there is no order to keep any
 * more: what mends it must not wait behind it. */
document.addEventListener('submit', async e => {
	const form = e.target, act = form.dataset.queue;
	if (!act || (navigator.onLine && (waits === 0 || (refused && act !== 'check'))))
		return;
	e.preventDefault();
	const f = new URLSearchParams(new FormData(form));
	f.set('_key', crypto.randomUUID());
	const w = { act, url: form.getAttribute('action'), at: Date.now(), fields: f.toString(), typed: typed(form),
		title: $('.btn.lg', form)?.textContent || act };
	/* the checklist as it is now takes the place of one that still waits */
	const all = await acts.all(), before = act === 'check' ? all.find(x => x.act === 'check') : null;
	/* and goes before what was refused for the want of it */
	const ahead = act === 'check' && !before ? all.find(x => x.trouble) : null;
	await acts.put(before ? { ...w, n: before.n } : ahead ? { ...w, n: ahead.n - 0.5 } : w);
	delete form.dataset.sent;
	await show();
	sync();
}, true);

export function start() {
	addEventListener('online', sync);
	addEventListener('offline', show);
	/* a network may come back without saying so; what was refused for another officer's want may go by now */
	setInterval(() => {
		if (navigator.onLine && !box.hidden)
			sync();
	}, 20000);
	shots.start(show);
	sync();
}
