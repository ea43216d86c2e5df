/* worker.js - keeps the pages of inspections that were opened on this phone (and, on the portal, the check of codes), and what
 * they are made of, for when there is no network.  What is newer always comes from the network. */
'use strict';
const KEPT = 'xz-field-1';
const kept = /^(\/desk\/inspections\/[0-9A-Z]{26}\/field|\/code)$/;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', e => e.waitUntil(self.clients.claim()));
self.addEventListener('fetch', e => {
	const url = new URL(e.request.url);
	if (e.request.method !== 'GET' || url.origin !== self.location.origin)
		return;
	if (url.pathname.startsWith('/assets/'))
		e.respondWith(asset(e.request));
	else if (kept.test(url.pathname))
		e.respondWith(page(e.request, url.pathname));
});
async function asset(request) {
	const box = await caches.open(KEPT), had = await box.match(request.url);
	if (had)
		return had;
	const got = await fetch(request);
	if (got.ok)
		await box.put(request.url, got.clone());
	return got;
}
/* One copy a page, whatever notice came with it; a sign-in page is not kept in its place.  A copy is for people to read: what a
 * script asks of the page (the time, whose session it is, the token) is as of now or not at all. */
async function page(request, path) {
	const box = await caches.open(KEPT);
	try {
		const got = await fetch(request);
		if (got.ok && !got.redirected)
			await box.put(path, got.clone());
		return got;
	} catch (e) {
		const had = request.mode === 'navigate' && await box.match(path);
		if (had)
			return had;
		throw e;
	}
}
