// deputies.mjs - the pages to name deputies and to share a case, at a desk and on a phone, in both languages, with and
// without what is wrong; and the hint that a firm has other clues.
import { browserMissing, open as browsers, phone } from './lib/browser.mjs';
import { enter, legalClock } from './lib/desk.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, like, ok, skipAll } from '../lib/tap.mjs';

if (browserMissing()) skipAll(browserMissing());
const own = ownInstance('deputies_b', { env: { XIEZHI_TEST_CLOCK: '1' } }), b = await browsers(own),
	clock = legalClock(own);
const chief = await b.person('sj.chief'), small = await b.person('sj.chief', { size: phone, lang: 'en' });
await small.context.addCookies([{ name: 'lang', value: 'en', domain: new URL(own.url).hostname, path: '/desk' }]);
const press = (p, form) => Promise.all([p.page.waitForNavigation(),
	p.page.locator(`${form} .btns button.btn`).first().click()]);

await chief.go('/desk/deputies/');
await chief.check('deputies-01-none');
chief.expect(422);
await press(chief, 'form.form');
ok(await chief.page.locator('.summary a[href="#f-holder"]').count() === 1, 'what is missing is named');
await chief.check('deputies-02-problems');
chief.expect();
await enter(chief, { holder: 'sj.chief agency_head', deputy: 'sj.archivist', until_day: clock.day(5),
	basis: '出差审批单第 7 号' });
await press(chief, 'form.form');
like(await chief.text(), /代理中/, 'named');
await chief.check('deputies-03-named');
await small.go('/desk/deputies/');
await small.check('deputies-04-phone-en');
const archivist = await b.person('sj.archivist');
await archivist.go('/desk/me');
await archivist.check('deputies-05-me');

await chief.go('/desk/cases/?scope=agency');
await chief.page.locator('a[href^="/desk/cases/"]:has-text("案")').first().waitFor();
const path = await chief.page.evaluate(() => [...document.querySelectorAll('main a[href]')]
	.map((x) => x.getAttribute('href')).find((h) => /^\/desk\/cases\/[0-9A-Z]{26}$/.test(h)));
await chief.go(path);
await chief.check('deputies-06-case');
await chief.go(`${path}/shares`);
await chief.check('deputies-07-shares-none');
chief.expect(422);
await press(chief, 'form.form');
await chief.check('deputies-08-shares-problems');
chief.expect();
await enter(chief, { username: 'hj.officer1', until_day: clock.day(5), purpose: '联合办案需要查阅' });
await press(chief, 'form.form');
like(await chief.text(), /共享中/, 'shared');
await chief.check('deputies-09-shares');
await small.go(`${path}/shares`);
await small.check('deputies-10-shares-phone-en');
const other = await b.person('hj.officer1');
await other.go(path);
await other.check('deputies-11-shared-case');

const intake = await b.person('sj.intake');
await intake.go('/desk/register/?for=clue&q=' + encodeURIComponent('衡州'));
const firm = await intake.page.locator('a[href^="/desk/clues/new?subject="]').first().getAttribute('href');
for (const shot of ['deputies-12-clue-first', 'deputies-13-clue-hint']) {
	await intake.go(firm);
	if (shot.endsWith('hint')) await intake.check('deputies-14-clue-form-hint');
	await enter(intake, { channel: 'report', content: '群众反映的问题。' });
	await press(intake, 'form.form');
	await intake.check(shot);
}
ok(await intake.page.locator('[aria-labelledby="h-same"] a').count() > 0, 'the second clue links to the first');
await b.close();
own.stop();
done();
