/* send.js - one file to the store in pieces (tus 1.0.0): it goes on where it was, whatever came between. */
import * as tus from 'tus-js-client';

const PIECE = 1 << 20;	/* on a slow network a page that is left costs no more than that */
const hex = b => [...new Uint8Array(b)].map(x => x.toString(16).padStart(2, '0')).join('');
const base64 = b => btoa(String.fromCharCode(...new Uint8Array(b)));
const digest = async blob => (window.crypto?.subtle ? crypto.subtle.digest('SHA-256', await blob.arrayBuffer()) : null);
const WHOLE = 64 << 20;	/* larger ones are not read into memory: their pieces carry digests */

export const digestOf = async blob => {
	const sum = blob.size <= WHOLE ? await digest(blob) : null;
	return sum ? hex(sum) : null;
};

/* Each piece with its digest; the beginning with the key that makes it one however often it is asked for. */
class Stack extends tus.DefaultHttpStack {
	constructor(key) {
		super();
		this.key = key;
	}
	createRequest(method, url) {
		const rq = super.createRequest(method, url), send = rq.send.bind(rq);
		rq.send = async (part = null) => {
			const sum = method === 'PATCH' && part ? await digest(part) : null;
			if (sum)
				rq.setHeader('Upload-Checksum', `sha256 ${base64(sum)}`);
			if (method === 'POST')
				rq.setHeader('Idempotency-Key', this.key);
			return send(part);
		};
		return rq;
	}
}
/* What may get better by itself: no network, a busy or restarting server, a piece that was changed on the way. */
const passing = (status, word) => !status || status >= 500 || status === 408 || status === 409 || status === 423 || status === 429 || word === 'checksum';

/* w: of the files' store.  save(w) keeps it; progress(sent).  Gives '' when it is stored, 'later', or the word of a refusal. */
export function send(w, blob, csrf, { save, progress }) {
	const said = { inspection: w.ref, mark: w.mark, n: String(w.item), taken: String(w.taken), filename: w.name };
	for (const k of ['lat', 'lon', 'accuracy', 'sha256'])
		if (w[k] !== undefined && w[k] !== null)
			said[k] = String(w[k]);
	return new Promise(done => {
		const up = new tus.Upload(blob, {
			endpoint: w.url ? undefined : `${location.origin}/desk/upload/`, uploadUrl: w.url || null, chunkSize: PIECE,
			uploadSize: blob.size, metadata: said, headers: { 'X-CSRF-Token': csrf }, storeFingerprintForResuming: false,
			retryDelays: [500, 2000, 5000], httpStack: new Stack(`${w.mark}.${w.tries || 0}`),
			onShouldRetry: e => navigator.onLine && passing(e.originalResponse?.getStatus(), e.originalResponse?.getBody()?.trim())
				&& e.originalResponse?.getBody()?.trim() !== 'early',
			onUploadUrlAvailable: () => {
				w.url = up.url;
				save(w);
			},
			onProgress: sent => progress(sent),
			onSuccess: () => done(''),
			onError: async e => {
				const status = e.originalResponse?.getStatus(), word = e.originalResponse?.getBody()?.trim() || '';
				if (w.url && (status === 404 || status === 410)) {
					/* over, and its pieces are gone: begun anew */
					w.url = null;
					w.tries = (w.tries || 0) + 1;
					await save(w);
					done('later');
				} else {
					done(passing(status, word) ? 'later' : /^[a-z]{1,20}$/.test(word) ? word : 'refused');
				}
			},
		});
		up.start();
	});
}
