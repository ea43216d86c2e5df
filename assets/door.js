// door.js - files with what a party sends in: one field takes all of them, and they go in pieces before the form does.
// Without scripts the form sends few and small ones whole.  Texts stand in the fieldset's data-* attributes.
import { ask, send, shown } from './upload/tus.js';

const box = document.querySelector('[data-files]'), form = box.closest('form'), button = form.querySelector('.btns button');
const [input, ...others] = box.querySelectorAll('input[type=file]'), { sending } = box.dataset, bar = shown(form);
const before = box.querySelector('textarea'), sent = new Map();
others.forEach((x) => x.parentNode.remove());
input.multiple = true;

const begin = (file) => ask(form, 'POST', box.dataset.files, { 'Upload-Length': String(file.size) });
const wrong = (files) => {
	if (files.length + (before ? before.value.trim().split('\n').length : 0) > Number(box.dataset.count)) return box.dataset.many;
	return files.some((f) => f.size > Number(box.dataset.size) << 20) ? box.dataset.large : '';
};

form.addEventListener('submit', async (event) => {
	const files = [...input.files].filter((f) => f.size);
	if (!files.length) return;
	event.preventDefault();
	const all = files.reduce((n, f) => n + f.size, 0), no = wrong(files);
	let done = 0;
	button.disabled = true;
	bar.begin(button, sending);
	for (const file of no ? [] : files.filter((f) => !sent.has(f))) {
		const { where, word } = await send(form, file, file.name, () => begin(file), (at) => bar.at(Math.floor((done + at) / all * 100), sending));
		if (word) { bar.end(`${box.dataset.failed} (${word})`); button.disabled = false; return; }
		done += file.size;
		sent.set(file, `${where.split('/').pop()} ${file.name.replace(/[\r\n]/g, ' ')}`);
	}
	if (no) { bar.end(no); button.disabled = false; return; }
	const field = before || document.createElement('input');
	if (!before) { field.type = 'hidden'; field.name = 'files'; box.append(field); }
	field.value = [...(before ? [before.value.trim()] : []), ...files.map((f) => sent.get(f))].join('\n');
	input.disabled = true;		// what it held went before
	form.submit();
});
