// note.js - annotations: a click on the picture sets the point of a new note, pins show the points of those there are; a
// film's moment is taken over, and a note's moment is gone to.  Without scripts the fields are typed.
const frame = document.querySelector('[data-pins]'), film = document.querySelector('[data-moment]');
const field = (name) => document.querySelector(`[name="${name}"]`);

function pin(x, y, label, kind) {
	const p = document.createElement('span');
	p.className = `pin ${kind}`;
	p.textContent = label;
	p.style.left = `${x / 10}%`;
	p.style.top = `${y / 10}%`;
	p.setAttribute('aria-hidden', 'true');
	frame.append(p);
	return p;
}

if (frame) {
	document.querySelectorAll('.notes > li').forEach((li, i) => {
		if (li.dataset.x) pin(Number(li.dataset.x), Number(li.dataset.y), String(i + 1), li.className);
	});
	document.querySelector('[data-pins-how]').hidden = false;
	let fresh = null;
	frame.addEventListener('click', (ev) => {
		const box = frame.getBoundingClientRect();
		const at = (v, from, size) => Math.min(1000, Math.max(0, Math.round((v - from) / size * 1000)));
		const x = at(ev.clientX, box.left, box.width), y = at(ev.clientY, box.top, box.height);
		field('x').value = x;
		field('y').value = y;
		if (fresh) fresh.remove();
		fresh = pin(x, y, '+', 'fresh');
		field('body').focus();
	});
}

const clock = (s) => `${String(Math.floor(s / 60)).padStart(2, '0')}:${String(Math.floor(s % 60)).padStart(2, '0')}`;
if (film) {
	const take = document.querySelector('[data-moment-take]');
	take.hidden = false;
	take.firstElementChild.addEventListener('click', () => {
		field('spot').value = clock(film.currentTime);
		field('body').focus();
	});
	document.querySelectorAll('[data-spot]').forEach((b) => {
		const m = b.textContent.match(/^(\d{1,3}):(\d{2})$/);
		if (!m) return;
		const go = document.createElement('button');
		go.type = 'button';
		go.className = 'lnk';
		go.textContent = b.textContent;
		go.addEventListener('click', () => { film.currentTime = Number(m[1]) * 60 + Number(m[2]); });
		b.replaceWith(go);
	});
}
