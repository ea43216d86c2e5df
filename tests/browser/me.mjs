// me.mjs - the pages of an account of one's own: what it knows, its password, a letter with a link and what that shows.
import { accountWith } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, skipAll } from '../lib/tap.mjs';
import { browserMissing, open } from './lib/browser.mjs';

if (browserMissing()) skipAll(browserMissing());
const own = ownInstance('browserme'), b = await open(own);
const officer = await b.person('cg.officer5', { by: 'form' });
await officer.go('/desk/me');
await officer.check('me-01');
await officer.go('/desk/me/password');
await officer.page.locator('#f-current').fill('x');
await officer.page.locator('#f-fresh').fill('short');
await officer.page.locator('#f-again').fill('short');
await Promise.all([officer.page.waitForNavigation(), officer.page.locator('form.form .btns button.btn').click()]);
like(await officer.page.locator('[role=alert]').textContent(), /不足 12/, 'said why');
officer.troubles.length = 0;	// of 422, which was meant
await officer.check('me-02-password');

const sys = await b.person(accountWith('sysadmin', own.state).username);
await sys.go('/desk/admin/accounts/?q=cg.officer5');
await sys.page.locator('a[href^="/desk/admin/accounts/"]').filter({ hasText: 'cg.officer5' }).first().click();
await Promise.all([sys.page.waitForNavigation(), sys.page.locator('form[action$="/totp"] button').click()]);
await sys.check('me-03-letter');
const link = new URL((await sys.page.locator('code').nth(1).textContent()).trim());
await officer.go('/desk/me');
is(new URL(officer.page.url()).pathname, '/desk/login', 'the sessions have ended');
await officer.go(link.pathname + link.search);
like(await officer.page.locator('code').first().textContent(), /[A-Z2-7]{32}/, 'its owner sees the secret');
await officer.check('me-04-link');
await b.close();
done();
