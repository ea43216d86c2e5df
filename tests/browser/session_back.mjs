// session_back.mjs - a session that ended while somebody typed: the page says that nothing was sent, and what it says
// to do works.
import { accounts, totp } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, skipAll } from '../lib/tap.mjs';
import { browserMissing, open } from './lib/browser.mjs';

if (browserMissing()) skipAll(browserMissing());
const instance = main(), who = accounts(instance.state).find((a) => a.username === 'sj.intake'),
	words = '正在填写的线索内容';
const sql = sqlOf(storeConf(instance.state));

async function signIn(page) {
	await page.fill('[name=username]', who.username);
	await page.fill('[name=password]', who.password);
	await Promise.all([page.waitForNavigation(), page.press('[name=password]', 'Enter')]);
	await page.fill('[name=code]', await totp(who, instance.state));
	await Promise.all([page.waitForNavigation(), page.press('[name=code]', 'Enter')]);
}

for (const javaScript of [true, false]) {
	const b = await open(instance, { javaScript }), p = await b.person(who.username), how = javaScript
		? 'with scripts' : 'without scripts';
	p.expect(403);
	await p.go('/desk/clues/new');
	const content = p.page.locator('textarea[name=content]'),
		token = p.page.locator('form:has([name=content]) [name=_csrf]');
	await content.fill(words);
	await p.page.locator('select[name=channel]').selectOption({ index: 2 });
	const chosen = await p.page.locator('select[name=channel]').inputValue(), was = await token.inputValue();
	const { value } = (await p.context.cookies()).find((k) => k.name === 'xz');
	sql(`update xz.people_session set last_seen = now() - interval '31 minutes'
		where token_hash = sha256(convert_to('${value}', 'UTF8'))`);
	await Promise.all([p.page.waitForNavigation(),
		p.page.locator('form:has([name=content]) button.btn').last().click()]);
	like(await p.text(), /没有提交，也没有保存/, `${how}: the page says that nothing was sent`);
	await p.check(`session-ended${javaScript ? '' : '-noscript'}`);
	const [other] = await Promise.all([p.context.waitForEvent('page'), p.page.locator('main a.btn').click()]);
	await other.waitForLoadState();
	await signIn(other);
	is(new URL(other.url()).pathname, '/desk/clues/new', `${how}: signing in leads to the page of the form`);
	await p.page.goBack();
	is(await content.inputValue(), words, `${how}: Back shows the text typed`);
	is(await p.page.locator('select[name=channel]').inputValue(), chosen, 'and what was chosen');
	is(await token.inputValue() === was, false, 'in a form that the new session can send');
	is(sql(`select count(*) from xz.caseflow_clue where content = '${words}'`), '0', 'nothing was carried out');
	await b.close({ html: javaScript });
}
done();
