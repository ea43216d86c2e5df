/* store.js - what waits on this phone for a network: acts (outbox), files (files) and their original bytes (bytes). */
import { openDB } from 'idb';

const body = document.body.dataset;
export const ref = body.field, me = body.me;

const opened = openDB('xz-field', 2, {
	upgrade(d, from) {
		if (from < 1)
			d.createObjectStore('outbox', { keyPath: 'n', autoIncrement: true });
		if (from < 2) {
			d.createObjectStore('files', { keyPath: 'n', autoIncrement: true });
			d.createObjectStore('bytes');
		}
	},
	blocking: (had, wanted, e) => e.target.close(),	/* a newer page of ours in another tab */
});
/* Of this inspection, by this officer: another who signs in on the same phone does not send it in their name. */
const own = w => w.ref === ref && (!w.me || w.me === me);
const waiting = async name => (await (await opened).getAll(name)).filter(own);
const put = async (name, w) => (await opened).put(name, w);

async function ifThere(w, change) {
	const t = (await opened).transaction('outbox', 'readwrite'), had = await t.store.get(w.n), there = had?.at === w.at;
	if (there)
		await change(t.store);
	await t.done;
	return there;
}

export const acts = {
	all: () => waiting('outbox'),
	put: w => put('outbox', { ...w, ref, me }),
	/* What changed of one that is still there, and its end: what was dropped meanwhile does not come back, what took its
	 * place stays. */
	keep: w => ifThere(w, store => store.put({ ...w, ref, me })),
	done: w => ifThere(w, store => store.delete(w.n)),
	drop: async n => (await opened).delete('outbox', n),
};
export const files = {
	all: () => waiting('files'),
	put: w => put('files', w),
	bytes: async n => (await opened).get('bytes', n),
	/* Both or none: a line without its bytes would promise what is not there. */
	async keep(w, blob) {
		const t = (await opened).transaction(['files', 'bytes'], 'readwrite', { durability: 'strict' });
		const n = await t.objectStore('files').add({ ...w, ref, me });
		await t.objectStore('bytes').put(blob, n);
		await t.done;
		return { ...w, ref, me, n };
	},
	async drop(n) {
		const t = (await opened).transaction(['files', 'bytes'], 'readwrite');
		await Promise.all([t.objectStore('files').delete(n), t.objectStore('bytes').delete(n), t.done]);
	},
};

/* One page at a time sends; where there are no locks, twice has one effect all the same. */
export const alone = (what, run) => (navigator.locks ? navigator.locks.request(`xz-field ${what}`, { ifAvailable: true },
	lock => (lock ? run() : null)) : run());
/* When what sends has come to its end. */
export const after = (what, run) => (navigator.locks ? navigator.locks.request(`xz-field ${what}`, run) : run());

/* The page as the server has it now: whether they (and nobody else) are signed in, the token of forms, how far the phone's
 * clock is off. */
export async function fresh() {
	const got = await fetch(`/desk/inspections/${ref}/field`, { cache: 'no-store' });
	const page = new DOMParser().parseFromString(await got.text(), 'text/html');
	return { signedIn: !!page.body.dataset.field && page.body.dataset.me === me, csrf: page.querySelector('input[name=_csrf]')?.value,
		skew: Date.parse(page.body.dataset.now) - Date.now(), ok: got.ok };
}
