// session_back.mjs - what was typed and not sent: a session that ended while somebody typed, with scripts and without;
// a form that saves itself, through a reload, Back, and on to the phone.
import { accounts, totp } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { refText } from '../lib/routes.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, skipAll } from '../lib/tap.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

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
	like(await p.text(), /没有办理，已存为草稿/, `${how}: the page says that it is a draft`);
	await p.check(`session-ended${javaScript ? '' : '-noscript'}`);
	await Promise.all([p.page.waitForNavigation(), p.page.locator('main a.btn').click()]);
	like(await p.text(), /您刚才提交的内容已存为草稿/, `${how}: so does the sign-in page`);
	await p.check(`session-ended-sign-in${javaScript ? '' : '-noscript'}`);
	await signIn(p.page);
	is(new URL(p.page.url()).pathname, '/desk/clues/new', `${how}: signing in leads to the page of the form`);
	like(await p.text(), /草稿 \d\d:\d\d 已存[\s\S]*请核对后再提交/, 'which says what it shows');
	is(await content.inputValue(), words, `${how}: the text typed`);
	is(await p.page.locator('select[name=channel]').inputValue(), chosen, 'and what was chosen');
	is(await token.inputValue() === was, false, 'in a form that the new session can send');
	await p.check(`draft${javaScript ? '' : '-noscript'}`);
	is(sql(`select count(*) from xz.caseflow_clue where content = '${words}'`), '0', 'nothing was carried out');
	await p.press('不要这份草稿，重新填写');
	is(await content.inputValue(), '', `${how}: thrown away, the form is empty`);
	await b.close({ html: javaScript });
}

// ---- a form saves itself
{
	const b = await open(instance), p = await b.person(who.username), text = '自己保存的线索内容';
	const form = `/desk/clues/new?subject=${refText(sql(`select ref from xz.register_subject where kind = 'company'
		order by id limit 1`))}`;
	const content = (x) => x.page.locator('textarea[name=content]'), line = (x) => x.page.locator('[data-draft]');
	await p.go(form);
	is(await line(p).isVisible(), false, 'nothing is said before anything is typed');
	await content(p).fill(text);
	await line(p).filter({ hasText: /^草稿 \d\d:\d\d 已存$/ }).waitFor();
	await p.check('draft-saved');
	await p.page.reload();
	is(await content(p).inputValue(), text, 'there after a reload');
	await p.go('/desk/');
	await p.page.goBack();
	is(await content(p).inputValue(), text, 'and after Back');
	await content(p).fill(`${text}，离开时`);
	await p.go('/desk/');	// before the moment is over
	const hand = await b.person(who.username, { size: phone });
	for (let i = 0; i < 20; i++) {
		await hand.go(form);
		if (await content(hand).inputValue() === `${text}，离开时`) break;
	}
	is(await content(hand).inputValue(), `${text}，离开时`, 'what was typed last before leaving, on the phone');
	await hand.check('draft-phone');
	await content(hand).fill(`${text}，在手机上`);
	await line(hand).filter({ hasText: /^草稿 \d\d:\d\d 已存$/ }).waitFor();
	await hand.check('draft-phone-saved');
	await hand.page.locator('select[name=channel]').selectOption({ index: 2 });
	await Promise.all([hand.page.waitForNavigation(),
		hand.page.locator('form:has([name=content]) button.btn').last().click()]);
	is(sql(`select count(*) from xz.caseflow_clue where content = '${text}，在手机上'`), '1', 'sent from there');
	await p.go(form);
	is(await content(p).inputValue(), '', 'the draft is gone with it');
	// the session ends while it is typed
	const { value } = (await p.context.cookies()).find((k) => k.name === 'xz');
	sql(`update xz.people_session set last_seen = now() - interval '31 minutes'
		where token_hash = sha256(convert_to('${value}', 'UTF8'))`);
	p.expect(403);
	await content(p).fill(`${text}，登录结束以后`);
	await p.page.getByText('登录已经结束，填写的内容已存为草稿，请重新登录').waitFor();
	await hand.go(form);
	is(await content(hand).inputValue(), `${text}，登录结束以后`, 'what was typed after its end is kept too');
	await hand.press('不要这份草稿，重新填写');
	await b.close();
}
done();
