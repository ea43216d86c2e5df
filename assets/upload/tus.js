// tus.js - a file in pieces (tus 1.0.0), for the scripts that send one.  What was begun goes on where it stopped.
const PIECE = 1 << 20, TRIES = 20;
export const hex = (b) => [...new Uint8Array(b)].map((x) => x.toString(16).padStart(2, '0')).join('');
const base64 = (b) => btoa(String.fromCharCode(...new Uint8Array(b)));
export const utf8 = (s) => base64(new TextEncoder().encode(s));
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
export const digest = async (blob) => (window.crypto && crypto.subtle ? crypto.subtle.digest('SHA-256', await blob.arrayBuffer()) : null);

export function ask(form, method, path, headers, body) {
	return fetch(path, { method, body, credentials: 'same-origin', cache: 'no-store',
		headers: { 'Tus-Resumable': '1.0.0', 'X-CSRF-Token': form.elements._csrf.value, ...headers } });
}

// What may get better by itself: no network, a busy or restarting server (it says "limit" when it means this sender).
const passing = (status, word) => status >= 500 || status === 408 || (status === 409 && word !== 'closed') || (status === 429 && word !== 'limit');

async function piece(form, where, file, at) {
	const part = file.slice(at, at + PIECE), sum = await digest(part);
	return ask(form, 'PATCH', where, { 'Upload-Offset': String(at), 'Content-Type': 'application/offset+octet-stream',
		...(sum ? { 'Upload-Checksum': `sha256 ${base64(sum)}` } : {}) }, part);
}

// begin(key) asks for a place, once an upload and key.  Gives { where } when all of it is there, or { word } of the refusal.
export async function send(form, file, of, begin, progress) {
	const mark = `xz-upload ${of} ${file.size} ${file.lastModified}`;
	const random = () => hex(crypto.getRandomValues(new Uint8Array(16)));
	let key = random();	// asked twice, it is begun once
	let where = sessionStorage.getItem(mark), at = -1;
	for (let tries = 0; tries < TRIES; ) {
		try {
			let answer;
			if (!where) {
				answer = await begin(key);
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
			if (at === file.size) { sessionStorage.removeItem(mark); return { where }; }
			const word = (await answer.text()).trim();
			if (!passing(answer.status, word)) { sessionStorage.removeItem(mark); return { word: word.length < 20 && word || 'refused' }; }
		} catch { at = -1; }
		await sleep(Math.min(10000, 300 * 2 ** tries++));
	}
	return { word: 'network' };
}

// A bar and a line of text before the button of the form: says what is under way.
export function shown(form) {
	const bar = document.createElement('progress'), said = document.createElement('p');
	bar.className = 'prog';
	bar.max = 100;
	said.className = 'hint';
	said.setAttribute('role', 'status');
	return {
		begin(button, text) { bar.value = 0; bar.setAttribute('aria-label', text); said.textContent = text; button.parentNode.before(bar, said); },
		at(percent, text) { bar.value = percent; said.textContent = `${text} ${percent} %`; },
		end(text) { bar.remove(); said.textContent = text; },
	};
}
