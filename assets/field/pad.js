/* pad.js - a signature: what is drawn becomes moves and lines in whole points of a field of 640 x 260.  What the screen shows
 * is exactly what is kept (docs/decisions/0008). */
const W = 640, H = 260;

export function pad(box) {
	const form = box.closest('form'), canvas = box.querySelector('canvas'), pen = canvas.getContext('2d');
	const field = form.querySelector('input[name=path]');
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
	form.querySelector('[data-sig-clear]').addEventListener('click', () => {
		path = field.value = '';
		pen.clearRect(0, 0, W, H);
	});
}
