/* app.js - progressive enhancement only: every page works with this file blocked. */
(() => {
'use strict';
const $ = (s, r = document) => r.querySelector(s);
const $$ = (s, r = document) => [...r.querySelectorAll(s)];

/* The rail and the filters are open where there is room for them. */
const rail = $('.railnav'), filters = $('.fbox');
const wide = matchMedia('(min-width:1000px)');
const fit = () => {
	if (rail) { rail.open = wide.matches; rail.dataset.ready = ''; }
	if (filters) { filters.open = matchMedia('(min-width:900px)').matches; filters.dataset.ready = ''; }
};
fit();
wide.addEventListener('change', fit);

/* Large text, on this device; without a script the browser enlarges. */
const place = $('[data-large]'), root = document.documentElement;
if (place) {
	const large = Object.assign(document.createElement('button'), { type: 'button', className: 'linkbtn',
		textContent: place.dataset.large });
	const show = () => large.setAttribute('aria-pressed', String(root.classList.contains('large')));
	place.append(large);
	show();
	large.addEventListener('click', () => {
		const on = root.classList.toggle('large');
		try {
			localStorage.setItem('xz-large', on ? '1' : '0');
		} catch { /* it holds for this page */ }
		show();
	});
}

const sync = $('[data-sync]');
if (sync) {
	const text = $('[data-sync-text]', sync);
	const show = () => {
		sync.classList.toggle('off', !navigator.onLine);
		text.textContent = navigator.onLine ? sync.dataset.on : sync.dataset.off;
	};
	addEventListener('online', show);
	addEventListener('offline', show);
	show();
}

/* The link of an article is copied where a browser can; it is a link everywhere. */
const copySaid = $('[data-copy-said]');
if (copySaid && navigator.clipboard)
	document.addEventListener('click', async e => {
		const a = e.target.closest('a[data-copied]');
		if (!a || e.button || e.ctrlKey || e.metaKey || e.shiftKey) return;
		e.preventDefault();
		await navigator.clipboard.writeText(a.href).then(() => { copySaid.textContent = a.dataset.copied; }, () => {});
		location.hash = a.hash;
	});

$('.summary')?.focus();

/* A page that is looked at for long asks every five seconds whether it has changed, and is then fetched again. */
const live = $('[data-live]');
if (live) {
	const ask = async () => {
		const r = await fetch(live.dataset.live, { headers: { 'If-None-Match': live.dataset.tag }, cache: 'no-store' });
		if (r.status !== 200 || r.redirected) return;
		const page = await fetch(location.href, { cache: 'no-store' });
		const next = page.ok && $('[data-live]', new DOMParser().parseFromString(await page.text(), 'text/html'));
		if (!next) return;
		live.dataset.tag = next.dataset.tag;
		live.replaceChildren(...next.childNodes);
	};
	setInterval(() => { if (!document.hidden) ask().catch(() => {}); }, 5000);
}

/* What the field page has not sent yet: it goes out when that page is open. */
const waits = $('[data-waits]');
if (waits) {
	let all = {};
	try {
		all = JSON.parse(localStorage.getItem('xz-field-waits')) || {};
	} catch { /* a private window */ }
	for (const [ref, w] of Object.entries(all).filter(([r]) => /^[0-9A-Z]{26}$/.test(r))) {
		const a = Object.assign(document.createElement('a'), { href: `/desk/inspections/${ref}/field`, textContent: `${w.name} (${w.n})` });
		const li = document.createElement('li');
		li.append(a);
		$('ul', waits).append(li);
		waits.hidden = false;
	}
}

/* Review: with or without the marks of what changed. */
$$('input[name=view]').forEach(i => i.addEventListener('change', () =>
	$('.paper')?.classList.toggle('clean', i.value === 'clean' && i.checked)));

/* "Add a row" without asking the server: the last row is copied, emptied and renumbered. */
const renumber = (el, list, n) => {
	const re = new RegExp('^((?:f-)?' + list + '_)\\d+(_)');
	for (const name of ['name', 'id', 'for', 'aria-describedby'])
		if (el.hasAttribute(name))
			el.setAttribute(name, el.getAttribute(name).split(' ').map(v =>
				v.replace(re, '$1' + n + '$2')).join(' '));
};
const addRow = button => {
	const box = button.closest('.fld'), rows = $$('.rowset', box), n = rows.length;
	const row = rows[n - 1].cloneNode(true), legend = $('legend', row);
	legend.textContent = legend.textContent.replace(/\d+/, n + 1);
	$$('.err', row).forEach(e => e.remove());
	$$('.bad', row).forEach(e => e.classList.remove('bad'));
	$$('*', row).forEach(e => renumber(e, button.value, n));
	$$('input, textarea, select', row).forEach(e => {
		e.removeAttribute('aria-invalid');
		if (e.type === 'radio' || e.type === 'checkbox')
			e.checked = false;
		else
			e.value = '';
	});
	rows[n - 1].after(row);
	$('input, textarea, select', row)?.focus();
	button.hidden = n + 1 >= Number(button.dataset.max);
};
document.addEventListener('click', e => {
	const button = e.target.closest?.('button[name=_more]');
	if (button && button.dataset.max) {
		e.preventDefault();
		addRow(button);
	}
});

/* What is typed is kept as a draft by the server, a moment later, until it is sent. */
const keepDraft = line => {
	const form = line.closest('form');
	let timer = 0, under = null, changed = false, sent = false;
	const body = () => {
		const out = new URLSearchParams({ _path: new URL(form.action).pathname });
		for (const [name, value] of new FormData(form)) {
			if (typeof value !== 'string')
				value.size > 0 && out.set('_files', '1');
			else if (!name.startsWith('_') || ['_csrf', '_key', '_page'].includes(name))
				out.append(name, value);
		}
		return out;
	};
	const save = async last => {
		clearTimeout(timer);
		if (!changed || sent)
			return;
		changed = false;
		under = new AbortController();
		try {
			const a = await fetch('/desk/draft', { method: 'POST', body: body(), signal: under.signal, keepalive: last });
			if (sent)
				return;
			line.textContent = a.ok ? line.dataset.draft.replace('{at}', (await a.json()).at) :
				a.status === 422 ? line.dataset.secrecy : a.headers.get('X-Draft') ? line.dataset.ended : line.dataset.away;
		} catch {
			if (!sent)
				line.textContent = line.dataset.away;
		}
	};
	form.addEventListener('input', () => {
		changed = true;
		clearTimeout(timer);
		timer = setTimeout(save, 1500, false);
	});
	form.addEventListener('submit', () => {
		sent = true;
		under?.abort();
	});
	/* back from where it was sent to, out of the browser's memory */
	addEventListener('pageshow', () => { sent = false; });
	addEventListener('pagehide', () => save(true));
	document.addEventListener('visibilitychange', () => document.hidden && save(true));
};
$$('[data-draft]').forEach(keepDraft);

/* A form is sent once: a second press within three seconds is a slip of the hand. */
document.addEventListener('submit', e => {
	const form = e.target;
	if (form.method !== 'post')
		return;
	if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 3000)
		e.preventDefault();
	else
		form.dataset.sent = String(Date.now());
});
})();
