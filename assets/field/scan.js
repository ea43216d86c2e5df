/* scan.js - the camera reads a QR code into the field beside its button; typing it remains. */
const body = document.body;
const MOST = 1280;	/* pixels across that are looked at: enough for a code of 700 bytes */

/* Gives a function of a canvas: its text, or null. */
async function reader() {
	if (window.BarcodeDetector && (await BarcodeDetector.getSupportedFormats()).includes('qr_code')) {
		const d = new BarcodeDetector({ formats: ['qr_code'] });
		return async canvas => (await d.detect(canvas))[0]?.rawValue || null;
	}
	if (!window.xzReadQr)
		await new Promise((done, fail) => {
			const s = Object.assign(document.createElement('script'), { src: body.dataset.qr, onload: done, onerror: fail });
			document.head.append(s);
		});
	return async canvas => {
		const p = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
		return window.xzReadQr(p.data, p.width, p.height);
	};
}

export function scan(button) {
	const box = button.closest('[data-scan-box]'), film = box.querySelector('video'), field = box.querySelector('input');
	const said = box.querySelector('[data-scan-said]'), canvas = document.createElement('canvas');
	let stream = null;
	const end = word => {
		stream?.getTracks().forEach(t => t.stop());
		stream = film.srcObject = null;
		film.hidden = true;
		button.textContent = button.dataset.start;
		said.textContent = word;
	};
	const look = async read => {
		if (!stream)
			return;
		const w = film.videoWidth, part = Math.min(1, MOST / w);
		if (w) {
			canvas.width = Math.round(w * part);
			canvas.height = Math.round(film.videoHeight * part);
			canvas.getContext('2d', { willReadFrequently: true }).drawImage(film, 0, 0, canvas.width, canvas.height);
			const text = await read(canvas).catch(() => null);
			if (text) {
				field.value = text;
				end(button.dataset.done);
				return;
			}
		}
		setTimeout(look, 200, read);
	};
	button.addEventListener('click', async () => {
		if (stream)
			return end('');
		try {
			const read = await reader();
			stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: MOST } } });
			film.srcObject = stream;
			film.hidden = false;
			button.textContent = button.dataset.stop;
			said.textContent = '';
			await film.play();
			look(read);
		} catch {
			end(button.dataset.none);
		}
	});
	button.hidden = !navigator.mediaDevices?.getUserMedia;
}
