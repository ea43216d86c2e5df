// refusal.mjs - a firm on a phone, without a script, refuses a visit and names quiet days; who decides on it; the
// visit's page meanwhile; the calendar of visits; wide and on a phone, in both languages.
import { refText, storeOf } from '../lib/evidence.mjs';
import { toBeVisited } from '../lib/inspection.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, like, ok, part, skipAll } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = ownInstance('browserrefusal'), { sql } = storeOf(own), b = await open(own);
const plain = await open(own, { javaScript: false }), wide = { width: 1280, height: 900 };
const CODE = /(?:[A-Z2-7]{5}-){3}[A-Z2-7]{5}/;
const press = (p, at = 'form.form .btns button.btn') => Promise.all([p.page.waitForNavigation(),
	p.page.locator(at).first().click()]);
const english = (p) => p.context.addCookies([{ name: 'lang', value: 'en', domain: new URL(own.url).hostname,
	path: '/desk' }]);
const shown = async (name, who, path, { lang, sizes = [[phone, 'm']] } = {}) => {
	const p = await b.person(who, { size: wide, lang });
	if (lang) await english(p);
	for (const [size, suffix] of sizes) {
		await p.page.setViewportSize(size);
		await p.go(path);
		await p.check(`refusal-${name}-${suffix}`);
		ok(await p.page.evaluate(() => document.documentElement.scrollWidth <=
			document.documentElement.clientWidth), `${name}-${suffix}: nothing stands out at the side`);
	}
	await p.close();
};
const both = [[wide, 'w'], [phone, 'm']];
const supervisor = sql(`select a.username from xz.people_account a join xz.people_duty d on d.account_id = a.id
	where d.duty = 'supervisor' order by a.id limit 1`);
const refusal = () => sql('select ref, state from xz.joint_refusal order by id desc limit 1').split('|');
const becomes = async (state) => ok(await until(() => refusal()[1] === state), `it is ${state}`);

const i = await toBeVisited(own.url, own.state), slip = `/desk/slips/inspection/${i.ref}`;
const code = (await i.lead.submit(await i.lead.get(slip), {}, { form: slip })).text.match(CODE)[0];
const firm = await plain.person(null, { size: phone });

await part('the firm on a phone', async () => {
	await firm.go('/my/');
	await firm.fill({ code });
	await press(firm);
	await firm.check('refusal-01-home-m');
	await firm.go(`/my/visits/${i.ref}`);
	await firm.check('refusal-02-visit-m');
	await Promise.all([firm.page.waitForNavigation(), firm.page.locator('a[href*="/refuse"]').click()]);
	await firm.check('refusal-03-form-m');
	firm.expect(422);
	await firm.page.locator('[name=ground][value=two]').check();
	await press(firm);
	ok(await firm.page.locator('.summary a[href="#f-aware"]').count(), 'what follows is read first');
	firm.expect();
	await firm.page.locator('[name=aware]').check();
	await press(firm);
	like(await firm.text(), /当日书面决定/, 'taken in');
	await firm.check('refusal-04-waits-m');
	await firm.go('/my/wish');
	await firm.check('refusal-05-wish-m');
});

await part('decided', async () => {
	await becomes('open');
	const path = `/desk/joint/refused/${refText(refusal()[0])}`;
	await shown('06-visit', 'sj.officer1', i.path, { sizes: both });
	await shown('07-list', supervisor, '/desk/joint/refused/', { sizes: both });
	await shown('08-show-en', supervisor, path, { lang: 'en', sizes: both });
	const p = await b.person(supervisor, { size: phone });
	await p.go(path);
	await p.page.locator('a.btn[href$="/do/decide"]').click();
	await p.page.locator('[name=goes_on][value=yes]').check();
	await p.page.locator('[name=wrong][value=firm]').check();
	await p.fill({ words: '两名执法人员均已出示证件，检查可以继续。' });
	await p.check('refusal-09-decide-m');
	await press(p);
	like(await p.text(), /检查继续/, 'decided');
	await p.close();
	await firm.go(`/my/visits/${i.ref}`);
	like(await firm.text(), /拒绝无据[^]*检查可以继续/, 'the firm reads it');
	await firm.check('refusal-10-decided-m');
});

await part('the calendar', async () => {
	await shown('11-calendar', 'sj.officer1', '/desk/joint/calendar', { sizes: both });
	await shown('12-calendar-en', 'sj.officer1', '/desk/joint/calendar', { lang: 'en' });
});
await firm.close();
await plain.close();
await b.close();
done();
