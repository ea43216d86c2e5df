/* field.js - an inspection on a phone: position, drawn signatures.  The page works with this file blocked. */
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
})();
