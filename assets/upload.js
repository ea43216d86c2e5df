// upload.js - a file of an evidence item in pieces (tus 1.0.0), so that large ones go on after an interruption.  Without
// scripts the form sends small ones whole.  Texts stand in the form's data-* attributes.
const PIECE = 1 << 20, WHOLE = 64 << 20, TRIES = 20;
const hex = (b) => [...new Uint8Array(b)].map((x) => x.toString(16).padStart(2, '0')).join('');
const base64 = (b) => btoa(String.fromCharCode(...new Uint8Array(b)));
const utf8 = (s) => base64(new TextEncoder().encode(s));
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const digest = async (blob) => (window.crypto && crypto.subtle ? crypto.subtle.digest('SHA-256', await blob.arrayBuffer()) : null);

function ask(form, method, path, headers, body) {
	return fetch(path, { method, body, credentials: 'same-origin', cache: 'no-store',
		headers: { 'Tus-Resumable': '1.0.0', 'X-CSRF-Token': form.elements._csrf.value, ...headers } });
}

// What may get better by itself: no network, a busy or restarting server (it says "limit" when it means this account).
const passing = (status, word) => status >= 500 || status === 408 || status === 409 || (status === 429 && word !== 'limit');

async function begin(form, file, key) {
	const whole = file.size <= WHOLE ? await digest(file) : null;
	const metadata = [`item ${utf8(form.dataset.upload)}`, `filename ${utf8(file.name)}`, ...(whole ? [`sha256 ${utf8(hex(whole))}`] : [])];
	return ask(form, 'POST', '/desk/upload/', { 'Upload-Length': String(file.size), 'Upload-Metadata': metadata.join(','),
		'Idempotency-Key': key });
}

async function piece(form, where, file, at) {
	const part = file.slice(at, at + PIECE), sum = await digest(part);
	return ask(form, 'PATCH', where, { 'Upload-Offset': String(at), 'Content-Type': 'application/offset+octet-stream',
		...(sum ? { 'Upload-Checksum': `sha256 ${base64(sum)}` } : {}) }, part);
}

// Gives '' when all of it is stored, or the word of the refusal.
async function send(form, file, progress) {
	const mark = `xz-upload ${form.dataset.upload} ${file.size} ${file.lastModified}`;
	const random = () => hex(crypto.getRandomValues(new Uint8Array(16)));
	let key = random();	// one an upload: asked twice, it is begun once
	let where = sessionStorage.getItem(mark), at = -1;
	for (let tries = 0; tries < TRIES; ) {
		try {
			let answer;
			if (!where) {
				answer = await begin(form, file, key);
				if (answer.status === 201) { where = answer.headers.get('Location'); sessionStorage.setItem(mark, where); at = 0; continue; }
			} else if (at < 0) {
				answer = await ask(form, 'HEAD', where, {});
				if (answer.ok) at = Number(answer.headers.get('Upload-Offset'));
				else if (answer.status === 404 || answer.status === 410) { where = null; sessionStorage.removeItem(mark); key = random(); tries++; continue; }
			}
			while (where && at >= 0 && at < file.size) {
				answer = await piece(form, where, file, at);
				if (answer.status !== 204) { at = -1; break; }
				at = Number(answer.headers.get('Upload-Offset'));
				tries = 0;
				progress(at);
			}
			if (at === file.size) { sessionStorage.removeItem(mark); return ''; }
			const word = (await answer.text()).trim();
			if (!passing(answer.status, word)) { sessionStorage.removeItem(mark); return word.length < 20 && word || 'refused'; }
		} catch { at = -1; }
		await sleep(Math.min(10000, 300 * 2 ** tries++));
	}
	return 'network';
}

for (const form of document.querySelectorAll('form[data-upload]')) {
	const input = form.elements.file, button = form.querySelector('button.btn');
	const bar = document.createElement('progress'), said = document.createElement('p');
	bar.className = 'prog';
	bar.max = 100;
	said.className = 'hint';
	said.setAttribute('role', 'status');
	form.addEventListener('submit', async (event) => {
		const file = input.files[0];
		if (!file || !file.size) return;	// the server says so
		event.preventDefault();
		button.disabled = input.disabled = true;
		bar.value = 0;
		bar.setAttribute('aria-label', form.dataset.sending);
		said.textContent = form.dataset.sending;
		button.parentNode.before(bar, said);
		const word = await send(form, file, (at) => { bar.value = Math.floor(at / file.size * 100); said.textContent = `${form.dataset.sending} ${bar.value} %`; });
		if (!word) { location.assign(location.pathname); return; }
		bar.remove();
		said.textContent = word === 'infected' ? form.dataset.infected : `${form.dataset.failed} (${word})`;
		button.disabled = input.disabled = false;
	});
}
