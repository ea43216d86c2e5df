// log.mjs - the page of the transparency log on a desktop and on a phone, in both languages, with and without
// scripts: the newest entries and the pages behind them, an entry by its index, its proof.
import { browserMissing, open as browsers, phone } from './lib/browser.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, skipAll } from '../lib/tap.mjs';

if (browserMissing()) skipAll(browserMissing());
const { url, state } = main();
const b = await browsers({ url, state });
const visitor = await b.person(null);
await visitor.go('/');
await visitor.press('透明日志');
await visitor.check('log-desktop');
like(await visitor.text(), /根摘要[\s\S]*签名时间[\s\S]*最新条目[\s\S]*自己核对/,
	'the page shows tree, entries and how to check');
const first = Number(await visitor.page.locator('table.ledger tbody tr td a.t').first().innerText());
await visitor.press('下一页');
const second = Number(await visitor.page.locator('table.ledger tbody tr td a.t').first().innerText());
is(second, first - 20, 'the next page goes on where the first one ended');
await visitor.fill({ index: '7' });
await visitor.press('查看');
like(await visitor.text(), /条目\s+7[\s\S]*叶摘要[\s\S]*"kind":"record"/, 'an entry is found by its index');
await visitor.check('log-entry-desktop');
await visitor.fill({ index: '99999999' });
await visitor.press('查看');
like(await visitor.text(), /已发布的日志里没有这个序号/, 'one that is not there is said so');

const small = await b.person(null, { size: phone });
await small.go('/log/?lang=en&index=7');
await small.check('log-phone');
like(await small.text(), /Root hash[\s\S]*Entry\s+7[\s\S]*Newest entries/, 'in English on a phone');
ok(await small.page.locator('a[href="/log/proof/7"]').count() > 0, 'with its proof');
await b.close();

const plain = await browsers({ url, state }, { javaScript: false }), without = await plain.person(null);
await without.go('/log/');
await without.fill({ index: '3' });
await without.press('查看');
like(await without.text(), /条目\s+3/, 'without scripts too');
await plain.close({ html: false });
done();
