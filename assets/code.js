/* code.js - an inspection code (xz-code-1) checked on this device: its bytes never leave it.  The keys and the revocations
 * that were fetched last are kept, so that it works without a network too. */
(() => {
'use strict';
const $ = s => document.querySelector(s);
const rate = $('[data-rate-form] [name=code]');
if (rate && location.hash.startsWith('#XZ1.'))
	rate.value = location.hash.slice(1);
const page = $('[data-code]');
if (!page || !window.crypto?.subtle)
	return;
const KEEP = 'xz-code-lists';
const bytes = text => {
	const bin = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
	return Uint8Array.from(bin, c => c.charCodeAt(0));
};
const kept = () => {
	try {
		return JSON.parse(localStorage.getItem(KEEP));
	} catch {
		return null;
	}
};
/* Both lists, newly fetched or as they were; null: never fetched. */
async function lists() {
	try {
		const got = await Promise.all(['/code/keys.json', '/code/revoked.json'].map(u => fetch(u, { cache: 'no-cache' })));
		if (got.every(r => r.ok)) {
			const now = { keys: await got[0].json(), revoked: await got[1].json(), at: new Date().toISOString() };
			try {
				localStorage.setItem(KEEP, JSON.stringify(now));
			} catch { /* a private window: this once */ }
			return now;
		}
	} catch { /* no network */ }
	return kept();
}
async function signed(key, json, sig) {
	const raw = bytes(key.public), said = new TextEncoder().encode('xz-code-1\n' + json);
	const k = await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify']);
	return crypto.subtle.verify({ name: 'Ed25519' }, k, sig, said);
}
/* What is wrong with it, or what it says. */
async function check(text, l) {
	const part = text.trim().replace(/^.*#/, '').split('.');
	if (part.length !== 3 || part[0] !== 'XZ1')
		return { why: 'form' };
	let json, code;
	try {
		json = new TextDecoder('utf-8', { fatal: true }).decode(bytes(part[1]));
		code = JSON.parse(json);
	} catch {
		return { why: 'form' };
	}
	if (code.v !== 1)
		return { why: 'form' };
	const key = l?.keys.find(k => k.kid === code.kid);
	if (!key)
		return { why: 'key' };
	if (!await signed(key, json, bytes(part[2])).catch(() => false))
		return { why: 'sig' };
	if (key.agency !== code.agency)
		return { why: 'agency' };
	if (key.until && Date.parse(key.until) < Date.parse(code.from))
		return { why: 'early' };
	if (l.revoked.some(r => r.ref === code.ref))
		return { why: 'revoked' };
	return { code, text: part.join('.'), late: Date.now() > Date.parse(code.to) || Date.now() < Date.parse(code.from) };
}
const kinds = Object.fromEntries(page.dataset.kinds.split(';').map(k => [k.slice(0, k.indexOf(' ')), k.slice(k.indexOf(' ') + 1)]));
async function show(text) {
	const l = await lists(), got = await check(text, l), why = $('[data-why]');
	$('[data-good]').hidden = !got.code;
	$('[data-bad]').hidden = !got.why && !got.late;
	if (got.why || got.late)
		why.textContent = why.dataset[got.why || 'time'];
	if (got.code) {
		const c = got.code, say = { agency: c.agency, subject: c.subject, kind: kinds[c.kind] || c.kind, items: c.items.join(', '),
			officers: c.officers.join(', '), time: `${c.from.slice(0, 16).replace('T', ' ')} – ${c.to.slice(0, 16).replace('T', ' ')}` };
		for (const name of Object.keys(say))
			$(`[data-of=${name}]`).textContent = say[name];
		$('[data-rate]').href = `/rate/${c.ref}${$('[data-rate]').dataset.qs}#${got.text}`;
	}
	$('[data-lists]').hidden = !l;
	if (l)
		$('[data-lists-at]').textContent = new Date(l.at).toLocaleString();
	page.dataset.checked = got.why || (got.late ? 'time' : 'good');
}
$('[data-code-form]').addEventListener('submit', e => {
	e.preventDefault();
	show($('#c-code').value);
});
const given = () => {
	if (!location.hash.startsWith('#XZ1.'))
		return;
	$('#c-code').value = location.hash.slice(1);
	show(location.hash.slice(1));
};
addEventListener('hashchange', given);
given();
/* Opened once, it opens again without a network. */
if (navigator.serviceWorker)
	navigator.serviceWorker.register(page.dataset.worker, { scope: '/code' }).then(() => navigator.serviceWorker.ready)
		.then(() => caches.open('xz-field-1')).then(async box => {
			for (const url of ['/code', ...[...document.querySelectorAll('link[rel=stylesheet], link[rel=icon]')].map(l => l.href),
				...[...document.querySelectorAll('script[src]')].map(s => s.src)])
				if (navigator.onLine && !await box.match(url))
					await box.add(url);
			await lists();
			page.dataset.ready = '';
		}).catch(() => {});
})();
