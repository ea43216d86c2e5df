/* witness.js - the witness's page: their value is made here, and leaves this device only when they reveal it. */
(() => {
'use strict';
const page = document.querySelector('[data-witness]');
if (!page || !window.crypto?.subtle)
	return;
const $ = s => page.querySelector(s);
const place = 'xz-draw-' + page.dataset.witness;
const kept = () => {
	try {
		return JSON.parse(localStorage.getItem(place)) || {};
	} catch {
		return {};
	}
};
const keep = more => {
	try {
		localStorage.setItem(place, JSON.stringify({ ...kept(), ...more }));
	} catch { /* a private window: the page itself still has it */ }
};
const hex = bytes => [...new Uint8Array(bytes)].map(b => b.toString(16).padStart(2, '0')).join('');
const press = (form, what) => {
	const field = document.createElement('input');
	field.type = 'hidden';
	field.name = 'do';
	field.value = what;
	form.append(field);
	form.submit();
};

/* The link's fragment, or what this device was given before. */
const enter = $('[data-enter]');
if (enter) {
	const token = location.hash.slice(1), before = kept();
	const mine = before.own && before.token && (!token || token === before.token);
	if (token || mine) {
		enter.querySelector('[name=token]').value = token || before.token;
		if (mine)
			enter.querySelector('[name=own]').value = before.own;
		if (!document.querySelector('.note.zhu'))
			press(enter, 'look');
	}
}

const pledge = $('[data-pledge]');
if (pledge) {
	$('[data-nojs]').remove();
	pledge.addEventListener('submit', async e => {
		e.preventDefault();
		const name = pledge.querySelector('[name=name]'), typed = pledge.querySelector('[name=value]');
		name.value = name.value.trim();
		const value = (typed.value.replace(/[\u0000-\u001f]/g, ' ').trim() + ' ' + hex(crypto.getRandomValues(new Uint8Array(16)))).trim();
		const digest = hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name.value + '\n' + value)));
		keep({ token: pledge.querySelector('[name=token]').value, own: pledge.querySelector('[name=own]').value, value });
		typed.removeAttribute('name');
		const field = document.createElement('input');
		field.type = 'hidden';
		field.name = 'pledge';
		field.value = digest;
		pledge.append(field);
		press(pledge, 'pledge');
	});
}

const reveal = $('[data-reveal] [name=value]');
if (reveal && !reveal.value && kept().value)
	reveal.value = kept().value;
if ($('[data-kept]') && kept().value)
	$('[data-kept]').hidden = false;
/* Pledging ends by the coordinator: asked again every five seconds. */
if (page.dataset.waits)
	setTimeout(() => press($('[data-look]'), 'look'), 5000);
})();
