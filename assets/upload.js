// upload.js - a file of an evidence item in pieces, so that large ones go on after an interruption.  Without scripts the
// form sends small ones whole.  Texts stand in the form's data-* attributes.
import { ask, digest, hex, send, shown, utf8 } from './upload/tus.js';

const WHOLE = 64 << 20;

async function begin(form, file, key) {
	const whole = file.size <= WHOLE ? await digest(file) : null;
	const metadata = [`item ${utf8(form.dataset.upload)}`, `filename ${utf8(file.name)}`, ...(whole ? [`sha256 ${utf8(hex(whole))}`] : [])];
	return ask(form, 'POST', '/desk/upload/', { 'Upload-Length': String(file.size), 'Upload-Metadata': metadata.join(','),
		'Idempotency-Key': key });
}

for (const form of document.querySelectorAll('form[data-upload]')) {
	const input = form.elements.file, button = form.querySelector('button.btn'), bar = shown(form), { sending } = form.dataset;
	form.addEventListener('submit', async (event) => {
		const file = input.files[0];
		if (!file || !file.size) return;	// the server says so
		event.preventDefault();
		button.disabled = input.disabled = true;
		bar.begin(button, sending);
		const { word } = await send(form, file, form.dataset.upload, (key) => begin(form, file, key),
			(at) => bar.at(Math.floor(at / file.size * 100), sending));
		if (!word) { location.assign(location.pathname); return; }
		bar.end(form.dataset[word] ? form.dataset[word] : `${form.dataset.failed} (${word})`);
		button.disabled = input.disabled = false;
	});
}
