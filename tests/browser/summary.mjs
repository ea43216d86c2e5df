// summary.mjs - the summary procedure on a phone: decided on the spot, signed by the second officer on the
// first one's screen, filed, paid by the bank's file, executed, closed; the public sees nothing of it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browserMissing, open as browsers, phone } from './lib/browser.mjs';
import { approve, enter, legalClock, open, send, step } from './lib/desk.mjs';
import { accounts, Client, totp } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, skipAll, unlike } from '../lib/tap.mjs';

if (browserMissing()) skipAll(browserMissing());
const own = ownInstance('summary', { env: { XIEZHI_TEST_CLOCK: '1' } });
const b = await browsers(own);
const wait = (what) => own.cli('clock', 'advance', what);
const officer = await b.person('sj.officer1', { by: 'form', size: phone });
const p = officer.page;

async function nameOf(username) {
	const other = await b.person(username);
	await other.go('/desk/');
	const name = (await other.page.locator('.who a b').first().innerText()).trim();
	await other.close();
	return name;
}
const second = await nameOf('sj.officer2');

// the party, found in the register from the desk
await officer.go('/desk/');
await officer.check('summary-01-desk');
await officer.go(await p.locator('a[href="/desk/register/?for=summary"]').first().getAttribute('href'));
await p.fill('#rq', '衡州');
await Promise.all([p.waitForNavigation(), p.press('#rq', 'Enter')]);
await officer.check('summary-02-register');
const firm = (await p.locator('table.ledger a.t').first().innerText()).trim();
await officer.go(await p.locator('table.ledger a.btn.sm').first().getAttribute('href'));
like(p.url(), /\/desk\/summary\/new\?subject=/, 'the party chosen leads to the form');
await officer.check('summary-03-form');

// refused: above the limit; cash above the limit; each at its field, with the limit named
const t = legalClock(own);
const cause = await p.evaluate(() =>
	document.querySelector('select[name=cause] option[value]:not([value=""]), input[name=cause]').value);
const facts = '当事人未按规定明码标价，現場人庚辛当场承认，情节轻微，当场改正。';
await enter(officer, { acted_at: t.time(20), place: '当事人门店', cause, facts, evidence: '现场照片两张',
	basis: '《中华人民共和国行政处罚法》第五十一条',
	certificates_shown: true, rights_told: true, penalty: 'fine', amount: '3000.01', collect: 'bank',
	handed: 'signed', second: { like: second } });
const problem = (field) => p.locator(`#f-${field}-e, fieldset:has([name="${field}"]) p.err`).first().innerText();
officer.expect(422);
let said = await send(officer, { refused: true });
is(said.length, 1, 'an amount above the limit is the one problem', );
like(await problem('amount'), /3000/, 'said at its field, with the limit');
ok(await p.locator('.summary a[href="#f-amount"]').count() === 1, 'the summary leads there');
is(await p.locator('[name=facts]').inputValue(), facts, 'what was typed stays');
await officer.check('summary-04-above-limit');
await enter(officer, { amount: '100.01', collect: 'on_site', receipt_no: '湘票0001' });
said = await send(officer, { refused: true });
is(said.length, 1, 'cash above the limit is the one problem', said);
like(await problem('collect'), /100/, 'said at its field, with the limit');
await officer.check('summary-05-cash');
officer.expect();
await enter(officer, { amount: '3000', collect: 'bank', receipt_no: '' });
await send(officer);
const caseUrl = new URL(p.url()).pathname;
like(caseUrl, /^\/desk\/cases\/[0-9A-Z]{26}$/, 'right: the decision has its page');
await officer.check('summary-06-decided');

// filing waits for the second officer, who signs on this screen
await open(officer, caseUrl, 'summary_file').catch(() => officer.go(`${caseUrl}/do/summary_file`));
if (await p.locator('[name=filed_on]').count()) {
	officer.expect(409);
	await enter(officer, { filed_on: t.day(0) });
	said = await send(officer, { refused: true });
	ok(said.length > 0, 'not filed before both officers signed', said);
	officer.expect();
}
await officer.go(caseUrl);
await officer.go(await p.locator('a[href^="/desk/cosigns/"]').first().getAttribute('href'));
await officer.check('summary-07-countersign');
const two = accounts(own.state).find((a) => a.username === 'sj.officer2'),
	three = accounts(own.state).find((a) => a.username === 'sj.officer3');
officer.expect(422);
await officer.fill({ username: three.username, code: await totp(three, own.state) });
said = await send(officer, { refused: true });
is(said.length, 1, 'another officer\'s name and code are refused', said);
like(said[0] || '', new RegExp(second), 'and who must sign is named');
await officer.fill({ username: two.username, code: '000000' });
said = await send(officer, { refused: true });
is(said.length, 1, 'a wrong code is refused', said);
await officer.check('summary-08-countersign-problems');
officer.expect();
await officer.fill({ username: two.username, code: await totp(two, own.state) });
await send(officer);
unlike(await officer.text(), /待会签/, 'signed');

// the paper
await officer.go(caseUrl + '?tab=documents');
await officer.go(await p.locator('a[href^="/desk/documents/"]')
	.filter({ hasText: '当场' }).first().getAttribute('href'));
await officer.check('summary-09-paper');
const number = (await p.locator('.p-no').innerText()).trim();
like(number, /〔\d{4}〕\d+号$/, 'the paper has its number');
like(await officer.text(), /3,?000/, 'and says the amount');

// filed with the agency in its term
await officer.go(caseUrl + '?tab=clocks');
like(await officer.text(), /备案/, 'the term of filing runs');
wait('2wd');
await step(officer, caseUrl, 'summary_file', { filed_on: legalClock(own).day(0), note: '' },
	{ check: 'summary-10-file' });
await officer.go(caseUrl + '?tab=clocks');
await officer.check('summary-11-clocks');

// paid by the bank's file only
await officer.go(caseUrl + '?tab=money');
await officer.check('summary-12-money');
const code = (await officer.text()).match(/\b43\d{15}\b/)?.[0];
ok(code, 'a pay code is shown');
officer.expect(409, 422);
await officer.go(caseUrl);
if (await p.locator('a[href*="/do/executed"]').count()) {
	await open(officer, caseUrl, 'executed');
	await enter(officer, { executed_on: legalClock(own).day(0), how: '罚款已缴清。' });
	ok((await send(officer, { refused: true })).length > 0, 'not executed before it is paid');
}
officer.expect();
const bank = join(own.state, 'bank.csv');
writeFileSync(bank,
	`pay_code,amount_fen,paid_at,bank_serial\n${code},300000,${legalClock(own).time()}:00+08:00,SUMMARY0001\n`);
like(own.cli('import', 'payments', bank), /1/, 'the bank\'s file is taken');
wait('1d');
await step(officer, caseUrl, 'executed', { executed_on: legalClock(own).day(0), how: '罚款已缴清。' });
await step(officer, caseUrl, 'close', { ground: 'executed', execution: '已执行完毕。' });
const head = await b.person('sj.head1', { size: phone });
await approve(head, caseUrl, { check: 'summary-13-approval' });
await officer.go(caseUrl);
await officer.check('summary-14-closed');
like(await officer.text(), /已结案|结案/, 'closed');
await officer.go(caseUrl + '?tab=steps');
await officer.check('summary-15-steps');

// the public sees nothing of it
const c = new Client(own.url, own.state);
for (const q of [number, firm]) {
	const found = await c.get('/search?q=' + encodeURIComponent(q));
	ok(!found.text.includes(`>${number}<`) && !found.text.includes(number.replace(/^.*〔/, '〔') + '</'),
		`not found on the portal by ${q === number ? 'its number' : 'the party\'s name'}`);
}
const found = await c.get('/search?q=' + encodeURIComponent(number));
is([...found.text.matchAll(/href="\/decisions\//g)].length, 0, 'no decision of that number');
await b.close();
own.stop();
done();
