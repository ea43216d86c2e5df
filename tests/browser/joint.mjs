// joint.mjs - a programme of visits from the form over a file to its filing; an invitation asked and declined; wide and
// on a phone, in both languages.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refText, storeOf } from '../lib/evidence.mjs';
import { main } from '../lib/instance.mjs';
import { done, like, ok, part, skipAll } from '../lib/tap.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = main(), { sql } = storeOf(own), b = await open(own), wide = { width: 1280, height: 900 };
const year = sql('select extract(year from xz.today())::int + 1'), today = sql('select xz.today()');
const code = sql(`select g.code from xz.people_agency g join xz.people_account a on a.agency_id = g.id
	join xz.people_duty d on d.account_id = a.id where d.duty = 'coordinator' and g.field <> ''
	and not exists (select from xz.joint_programme p where p.agency_id = g.id) order by g.code desc limit 1`);
const programme = () => `/desk/joint/programme/${refText(sql(`select p.ref from xz.joint_programme p
	join xz.people_agency g on g.id = p.agency_id where g.code = '${code}' order by p.id desc limit 1`))}`;
const press = (p) => Promise.all([p.page.waitForNavigation(),
	p.page.locator('form.form .btns button.btn').first().click()]);
const english = (p) => p.context.addCookies([{ name: 'lang', value: 'en', domain: new URL(own.url).hostname,
	path: '/desk' }]);
// Narrow is where a table breaks; the pages of their kind are looked at wide too.
const both = [[wide, 'w'], [phone, 'm']], narrow = [[phone, 'm']];
const shown = async (name, who, path, { lang, sizes = narrow } = {}) => {
	const p = await b.person(who, { size: wide, lang });
	if (lang) await english(p);
	for (const [size, suffix] of sizes) {
		await p.page.setViewportSize(size);
		await p.go(path);
		await p.check(`joint-${name}-${suffix}`);
		ok(await p.page.evaluate(() => document.documentElement.scrollWidth <=
			document.documentElement.clientWidth), `${name}-${suffix}: nothing stands out at the side`);
	}
	await p.close();
};

await part('the coordinator writes it', async () => {
	const p = await b.person(`${code}.coordinator`, { size: wide });
	await p.go('/desk/joint/programme/');
	await p.page.locator('a.btn[href$="/programme/new"]').click();
	await p.fill({ year });
	await p.check('joint-01-open');
	await press(p);
	await p.check('joint-02-empty');
	await p.page.locator('a.btn[href$="/do/add"]').click();
	const item = await p.page.locator('[name=item] option').nth(1).getAttribute('value');
	p.expect(422);
	await p.fill({ item, firms: '', from_on: `${year}-03-01`, to_on: `${year}-06-30`, visits: '12' });
	await press(p);
	ok(await p.page.locator('.summary a[href="#f-firms"]').count(), 'whom it is about is missing');
	await p.check('joint-03-problems');
	p.expect();
	await p.fill({ firms: '道路货运企业' });
	await press(p);
	await p.page.locator('a.btn[href$="/do/load"]').click();
	await p.check('joint-04-load');
	const file = join(own.state, 'run', 'programme.csv'), head = 'item,firms,named,from,to,visits,unannounced\n';
	writeFileSync(file, `${head}${item},客运站,,${year}-13-01,${year}-09-30,2,0\nX-1,客运站,,${year}-05-01,${year}-09-30,2,0\n`);
	p.expect(422);
	await p.page.locator('#f-file').setInputFiles(file);
	await press(p);
	like(await p.text(), /行 2 · [^]*行 3 · X-1：/, 'each bad line with its number and reason');
	await p.check('joint-05-bad-lines');
	p.expect();
	writeFileSync(file, `${head}${item},客运站,,${year}-05-01,${year}-09-30,2,1\n`);
	await p.page.locator('#f-file').setInputFiles(file);
	await press(p);
	await p.page.locator('a.btn[href$="/do/submit"]').click();
	await press(p);
	await p.close();
});

await part('approved, filed', async () => {
	const p = await b.person(`${code}.chief`, { size: wide });
	await p.go(`${programme()}/do/approve`);
	await p.page.locator('[name=agree][value=yes]').check();
	await p.check('joint-06-approve');
	await press(p);
	await p.close();
	const c = await b.person(`${code}.coordinator`, { size: phone });
	await c.go(`${programme()}/do/file`);
	await c.fill({ filed_on: today, upper: '省交通运输厅', upper_on: today });
	await c.check('joint-07-file-m');
	await press(c);
	like(await c.text(), /已报备/, 'filed');
	await c.close();
	await shown('08-programme', `${code}.coordinator`, programme(), { sizes: both });
	await shown('09-programme-en', `${code}.coordinator`, programme(), { lang: 'en' });
	await shown('10-others', 'sj.officer1', `/desk/joint/programme/others?year=${year}`);
	await shown('11-list', 'supervisor1', '/desk/joint/programme/', { lang: 'en', sizes: both });
});

await part('an invitation', async () => {
	const ref = (state) => sql(`select ref from xz.joint_invitation where state = '${state}' order by id limit 1`);
	const waits = sql(`select v.ref, g.code, i.ref from xz.joint_invitation v join xz.people_agency g
		on g.id = v.to_agency_id join xz.inspection i on i.id = v.inspection_id where v.state = 'asked'
		order by v.id limit 1`).split('|');
	const path = `/desk/joint/invitations/${refText(waits[0])}`;
	await shown('13-invitations', 'sj.officer1', '/desk/joint/');
	await shown('14-invitation', `${waits[1]}.head1`, path, { sizes: both });
	await shown('15-accept', `${waits[1]}.head1`, `${path}/do/accept`);
	await shown('16-joined-en', 'sj.officer1', `/desk/joint/invitations/${refText(ref('joined'))}`, { lang: 'en' });
	await shown('17-inspection', 'sj.officer1', `/desk/inspections/${refText(waits[2])}`);
	await shown('18-invite', 'sj.officer1', `/desk/joint/invite/${refText(waits[2])}`);
	const p = await b.person(`${waits[1]}.head1`, { size: phone });
	await p.go(path);
	await p.page.locator('a.btn[href$="/do/decline"]').click();
	await p.page.locator('[name=ground][value=time]').check();
	await p.fill({ words: '本周全员外出培训' });
	await p.check('joint-19-decline-m');
	await press(p);
	like(await p.text(), /未接受/, 'declined');
	await p.close();
	const firm = sql(`select xz.spotcheck_ref_text(s.ref) from xz.inspection_visit v join xz.register_subject s
		on s.id = v.subject_id group by s.ref order by count(*) desc, s.ref limit 1`);
	await shown('21-ledger', 'sj.officer1', `/desk/joint/firms/${firm}`);
	await shown('20-refusals', 'supervisor1', '/desk/joint/refusals', { lang: 'en', sizes: both });
});
await b.close();
done();
