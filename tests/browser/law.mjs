// law.mjs - the page of a law's text in a browser: two versions side by side, words within it, the link of an article
// that is copied, on a desktop and on a phone, in both languages; without scripts it is a link.
import { browserMissing, open as browsers, phone } from './lib/browser.mjs';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, skipAll } from '../lib/tap.mjs';

if (browserMissing()) skipAll(browserMissing());
const own = ownInstance('lawpage');
const load = (...args) => { try { own.cli('import', ...args); } catch { /* rows that are refused */ } };
load('laws', 'tests/db/data/laws.csv');
load('law-versions', 'tests/db/data/law_versions.csv');
const path = (await new Client(own.url, own.state).get(`/laws/?q=${encodeURIComponent('试验条例')}`)).text
	.match(/href="(\/laws\/[0-9A-Z]{26})[^"]*">\s*试验条例</)[1];

const b = await browsers(own), visitor = await b.person(null);
await visitor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
await visitor.go(`${path}?on=2022-05-01`);
await visitor.check('law-desktop');
await visitor.page.getByRole('link', { name: '第一条之一' }).click();
await visitor.page.waitForFunction(() => document.querySelector('[data-copy-said]').textContent !== '');
is(await visitor.page.evaluate(() => navigator.clipboard.readText()), `${own.url}${path}?on=2022-04-01#a1-1`,
	'the link of an article is copied, with its version');
is(await visitor.page.evaluate(() => location.hash), '#a1-1', 'and followed');
await visitor.press('与所示版本对照');
await visitor.check('law-beside-desktop');
like(await visitor.text(), /另有规定[\s\S]*（无此条）/, 'two versions side by side');
await visitor.fill({ q: '规定' });
await visitor.press('查找');
is(await visitor.page.locator('mark').allInnerTexts(), ['规定', '规定'], 'words are found within it');
like(await visitor.text(), /（无此条）/, 'and the other version stays beside it');

const small = await b.person(null, { size: phone });
await small.go(`${path}?on=2022-05-01&with=2020-01-02&lang=en`);
await small.check('law-beside-phone');
like(await small.text(), /\(no such article\)/, 'in English on a phone');
await b.close();

const plain = await browsers(own, { javaScript: false }), without = await plain.person(null);
await without.go(`${path}?on=2022-05-01`);
await without.page.getByRole('link', { name: '第一条之一' }).click();
like(without.page.url(), /\?on=2022-04-01#a1-1$/, 'without scripts it is a link');
await plain.close({ html: false });
own.stop();
done();
