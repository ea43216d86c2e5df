/* field.js - an inspection on a phone: position, drawn signatures, photos, what waits for a network.  The page works with this
 * file blocked. */
import { start } from './field/outbox.js';
import { pad } from './field/pad.js';
import { scan } from './field/scan.js';

const page = document.body;
const $ = (s, r = document) => r.querySelector(s);
const $$ = (s, r = document) => [...r.querySelectorAll(s)];

/* Where the phone is, when it says so before the button is pressed. */
const lat = $('[data-lat]');
if (lat && navigator.geolocation)
	navigator.geolocation.getCurrentPosition(p => {
		lat.value = p.coords.latitude.toFixed(6);
		$('[data-lon]').value = p.coords.longitude.toFixed(6);
		$('[data-accuracy]').value = String(Math.round(p.coords.accuracy));
	}, () => { $('[data-where]').hidden = false; }, { enableHighAccuracy: true, timeout: 10000 });

$$('[data-sig]').forEach(pad);
$$('[data-scan]').forEach(scan);
document.documentElement.dataset.pads = String($$('[data-sig]').length);

/* A problem opens its details; the rest stay as they are. */
$$('fieldset.q').forEach(q => q.addEventListener('change', () => {
	if ($('input[value=fail]:checked', q))
		$('details', q).open = true;
}));

/* A clock that is off is said: terms run by the platform's. */
const clock = $('[data-clock]'), off = Date.now() - Date.parse(page.dataset.now);
if (clock && navigator.onLine && Math.abs(off) > 120000) {
	const by = $('b', clock), minutes = Math.floor(Math.abs(off) / 60000);
	by.textContent = `${Math.floor(minutes / 60)} ${by.dataset.hours} ${minutes % 60} ${by.dataset.minutes}`;
	clock.hidden = false;
}

start();
if (navigator.serviceWorker && page.dataset.worker)
	navigator.serviceWorker.register(page.dataset.worker, { scope: '/desk/inspections/' }).then(() => navigator.serviceWorker.ready)
		.then(() => caches.open('xz-field-1')).then(async kept => {
			/* the first time the page itself came before the worker */
			for (const url of [location.pathname, ...$$('link[rel=stylesheet], link[rel=icon]').map(l => l.href), ...$$('script[src]').map(s => s.src), page.dataset.qr])
				if (navigator.onLine && !await kept.match(url))
					await kept.add(url);
			document.documentElement.dataset.ready = '';
		}).catch(() => {});
