// links.mjs - the list of linked systems as its two administrators see it, on a phone and at a desk, in both languages.
import { refText, storeOf } from '../lib/evidence.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, part, skipAll } from '../lib/tap.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = main(), { sql } = storeOf(own), b = await open(own), code = `b${process.pid}`;
const press = (p) => Promise.all([p.page.waitForNavigation(), p.page.locator('.btns button.btn').first().click()]);
let path;

await part('the security administrator on a phone', async () => {
	const p = await b.person('secadmin', { size: phone });
	await p.go('/desk/links/new');
	p.expect(422);
	await press(p);
	is(await p.page.locator('.summary a[href="#f-owner"]').count(), 1, 'what lacks is said');
	await p.check('links-01-new-m');
	p.expect();
	await p.fill({ code, name_zh: '市民热线', kind: 'hotline', owner: '王主任 0734-12345', direction: 'both',
		network: 'government', way: 'api', rhythm_hours: '24' });
	await press(p);
	path = `/desk/links/${refText(sql(`select ref from xz.exchange_link where code = '${code}'`))}`;
	await p.go(`${path}/keys`);
	await p.check('links-02-key-m');
	await p.fill({ algorithm: 'hmac-sm3' });
	await press(p);
	is(await p.page.locator('code').count(), 3, 'the secret, once');
	await p.check('links-03-made-m');
	await p.go(path);
	await p.check('links-04-link-m');
});

await part('the system administrator at a desk', async () => {
	sql(`update xz.exchange_link set state = 'on', on_since = clock_timestamp() - interval '40 days'
		where code = '${code}';
		insert into xz.exchange_delivery (y, link_id, pos, kind, subject_kind, subject_ref, state, attempts,
		status) select extract(year from xz.now())::int, id, 7, 'case.filed', 'case', xz.new_ref(), 'dead', 12,
		503 from xz.exchange_link where code = '${code}'`);
	const p = await b.person('sysadmin');
	await p.go('/desk/links/');
	like(await p.text(), /长期未对接/, 'what is silent');
	await p.check('links-05-list');
	await p.go(path);
	await p.check('links-06-link');
	await p.go(`${path}/dead/7/give-up`);
	await p.check('links-07-give-up');
	const m = await b.person('sysadmin', { size: phone });
	await m.go('/desk/links/');
	await m.check('links-08-list-m');
	sql(`delete from xz.exchange_delivery where link_id =
		(select id from xz.exchange_link where code = '${code}')`);
});
await b.close();
done();
