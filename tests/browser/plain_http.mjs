// plain_http.mjs - from another machine over plain http, where a browser says nothing of Sec-Fetch-Site: signing in and
// sending a form work.
import { main } from '../lib/instance.mjs';
import { done, is, like, skipAll } from '../lib/tap.mjs';
import { browserMissing, open } from './lib/browser.mjs';

if (browserMissing()) skipAll(browserMissing());
const shared = main(), host = '192.0.2.7';
const instance = { ...shared, url: shared.url.replace(/127\.0\.0\.1|localhost/, host) };
const b = await open(instance, { host }), p = await b.person('sj.intake', { by: 'form' });
is(new URL(p.page.url()).pathname, '/desk/', 'signed in');
is(await p.page.evaluate(() => window.isSecureContext), false, 'where the browser trusts nothing');

const sent = p.page.waitForRequest((r) => r.method() === 'POST');
await p.go('/desk/clues/new');
await Promise.all([p.page.waitForNavigation(), p.page.locator('form.form .btns button.btn').first().click()]);
like(await (await sent).headerValue('origin'), /192\.0\.2\.7/, 'a form says where it comes from');
is(p.troubles.filter((t) => !/422|Cross-Origin-Opener-Policy header has been ignored/.test(t)), [],
	'and is read: what is missing is said');
await b.close({ html: false });
done();
