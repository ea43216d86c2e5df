// story.mjs - the whole of an ordinary case in browsers: from the clue to the public page and the archive.
import { browserMissing, open as browsers, phone } from './lib/browser.mjs';
import { approve, countersign, enter, legalClock, open, send, step } from './lib/desk.mjs';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, skipAll, unlike } from '../lib/tap.mjs';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../lib/wait.mjs';

if (browserMissing()) skipAll(browserMissing());
const own = ownInstance('story', { env: { XIEZHI_TEST_CLOCK: '1' } });
const b = await browsers(own);
const wait = (what) => own.cli('clock', 'advance', what);

const intake = await b.person('sj.intake', { by: 'form' });
const officer = await b.person('sj.officer1', { by: 'form' });
const second = await b.person('sj.officer2');
const head = await b.person('sj.head1');
const chief = await b.person('sj.chief');
const reviewer = await b.person('sj.reviewer1');
const publisher = await b.person('sj.publisher');
const archivist = await b.person('sj.archivist');

// 2. intake: finds the firm by part of its name, registers the clue
await intake.go('/desk/');
await intake.check('story-01-desk-intake');
await intake.go('/desk/register/?for=clue&q=' + encodeURIComponent('衡州'));
await intake.check('story-02-register');
const firm = (await intake.page.locator('table.ledger a.t').first().innerText()).trim();
await intake.go(await intake.page.locator('a.btn.sm').first().getAttribute('href'));
let t = legalClock(own);
await enter(intake, { channel: 'complaint', received_at: t.time(30), content: '群众反映该企业销售过期食品，请核查。',
	reporter: '舉報人甲乙丙', real_name: true });
await intake.check('story-03-clue');
await send(intake);
const caseUrl = new URL(intake.page.url()).pathname;
like(caseUrl, /^\/desk\/cases\/[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'the clue has a page named by a ref');
await intake.check('story-04-clue-case');
await step(intake, caseUrl, 'clue_assign',
	{ verifiers: [{ like: await nameOf(officer) }, { like: await nameOf(second) }] });

async function nameOf(p) {
	await p.go('/desk/');
	return (await p.page.locator('.who a b').first().innerText()).trim();
}

// officers verify; the second countersigns from their own account
wait('2wd');
t = legalClock(own);
await officer.go('/desk/');
await officer.check('story-05-desk-officer');
await step(officer, caseUrl, 'clue_verify', { checked_at: t.time(60), place: '当事人经营场所',
	finding: '现场查见过期食品三袋，反映情况属实。',
	suggestion: 'file', second: { like: await nameOf(second) } }, { check: 'story-06-verify' });
await countersign(second, caseUrl, { check: 'story-07-countersign' });

// the unit head proposes, the agency head decides with a reason code
t = legalClock(own);
await open(head, caseUrl, 'propose_filing');
await enter(head, { proposal: 'file', reason: '涉嫌违法，属本机关管辖。' });
const missing = await send(head, { refused: (head.expect(422), true) });
ok(missing.length >= 2, 'what is missing is named, field by field', missing);
is(await head.page.locator('[name=reason]').inputValue(), '涉嫌违法，属本机关管辖。', 'what was typed stays');
await head.check('story-08-problems');
head.expect();
await enter(head, { cause: await firstOption(head, 'cause'), act_from: t.day(-40), act_to: t.day(-12),
	place_of_act: '衡阳市蒸湘区' });
await send(head);
async function firstOption(p, name) {
	return p.page.evaluate((n) =>
		document.querySelector(`select[name="${n}"] option[value]:not([value=""]), input[name="${n}"]`)?.value,
		name);
}
await open(chief, caseUrl, 'decide_filing');
await enter(chief, { verdict: 'file', reason_code: await reasonCode(chief, 'y'), reason: '同意立案。' });
await chief.check('story-09-filing');
await send(chief);
async function reasonCode(p, first) {
	return p.page.evaluate((f) =>
		[...document.querySelectorAll('select[name=reason_code] option, input[name=reason_code]')]
		.map((o) => o.value).find((v) => v.startsWith(f)), first);
}
await step(head, caseUrl, 'assign_officers', { lead: { like: await nameOf(officer) },
	assist: [{ like: await nameOf(second) }] });
await step(officer, caseUrl, 'accept_assignment', { recusal: 'none' });
await step(second, caseUrl, 'accept_assignment', { recusal: 'none' });

// 3. investigation
wait('1wd');
t = legalClock(own);
const other = await nameOf(second);
await step(officer, caseUrl, 'onsite_record', { started_at: t.time(120), ended_at: t.time(60), place: '当事人超市',
	present_person: '現場人丁戊',
	present_role: '店长', certificates_shown: true, rights_told: true,
	found: '货架上有过期食品三袋，当事人現場人丁戊在场。', signed: 'signed',
	second: { like: other } }, { check: 'story-10-onsite' });
await countersign(second, caseUrl);
await step(officer, caseUrl, 'evidence_add', { kind: 'documentary', name: '进货票据', source: '当事人提供并签章',
	place: '当事人超市', taken_at: t.time(50),
	original: true, pages: '3', shows: '证明进货时间和数量', second: { like: other } });
await countersign(second, caseUrl);
await step(officer, caseUrl, 'preserve', { party: await partyOf(officer), from_day: t.day(0), place: '当事人仓库',
	keeper: '就地保存',
	reason: '证据可能灭失。', goods_0_name: '过期食品', goods_0_quantity: '3 袋' });
async function partyOf(p) {
	await open(p, caseUrl, 'preserve');
	return firstOption(p, 'party');
}
await approve(chief, caseUrl, { check: 'story-11-approval' });
wait('3wd');
t = legalClock(own);
await step(officer, caseUrl, 'measure_release', { measure: await measureOf(officer), released_on: t.day(0),
	disposal: 'returned', reason: '证据已固定。' });
async function measureOf(p) {
	await open(p, caseUrl, 'measure_release');
	return firstOption(p, 'measure');
}
await approve(chief, caseUrl);
await officer.go(caseUrl);
await officer.check('story-12-case');
await officer.go(caseUrl + '?tab=steps');
await officer.check('story-13-steps');

// the report: first with an amount above the tier, refused; then right
await open(officer, caseUrl, 'report');
const party = await firstOption(officer, 'proposals_0_party'), cause = await firstOption(officer, 'proposals_0_cause');
const report = (amount) =>
	({ facts: `经查明，${firm}销售过期食品三袋，违法所得 300 元，現場人丁戊对事实无异议，电话 13900001234。`,
	evidence_index: '1. 进货票据\n2. 现场笔录',
	nature: '事实清楚，证据确凿。', opinion: '建议给予行政处罚。', proposals_0_party: party,
	proposals_0_cause: cause, proposals_0_outcome: 'penalty',
	penalties_0_party: party, penalties_0_cause: cause, penalties_0_kind: 'fine', penalties_0_amount: amount });
await enter(officer, report('99999999'));
const tier = await officer.page.evaluate(() => [...document.querySelectorAll('select[name="proposals_0_tier"] option')]
	.find((o) => / 元（/.test(o.text))?.value);
if (tier) await enter(officer, { proposals_0_tier: tier });
officer.expect(422);
const above = await send(officer, { refused: true });
ok(above.length > 0, 'an amount above the tier needs an explanation', above);
await officer.check('story-14-report-problems');
officer.expect();
await enter(officer, { penalties_0_amount: '6000', proposals_0_explanation: '初次违法，货值较小，依法从轻处罚。' });
await send(officer);
await approve(head, caseUrl);

// 4. the reviewer
wait('1wd');
await reviewer.go('/desk/reviews/');
await reviewer.check('story-15-reviews');
await reviewer.go(caseUrl.replace('/cases/', '/reviews/'));
const points = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`point${n}`, 'ok']));
await enter(reviewer, { ...points, opinion: 'agree', opinion_text: '事实清楚，同意。' });
await reviewer.check('story-16-review');
await send(reviewer);
await step(chief, caseUrl, 'approve_penalty', { verdict: 'agree', words: '同意。' });

// 5. notice, defence, decision
t = legalClock(own);
await step(officer, caseUrl, 'notice_make', {}, { check: 'story-17-notice' });
await step(officer, caseUrl, 'notice_serve', { method: 'direct', served_on: t.day(0), recipient: '現場人丁戊' },
	{ check: 'story-17-notice-served' });
officer.expect(409);
await officer.go(caseUrl);
ok(await officer.page.locator('a[href*="/do/decide"]').count() === 0, 'no decision before the defence was reviewed');
officer.expect();
wait('6wd');
await step(officer, caseUrl, 'defence_review', { adopted: 'none', opinion: '当事人未提出意见。', change: 'same' });
await step(officer, caseUrl, 'decide', {}, { check: 'story-18-decide' });
await approve(head, caseUrl);
await approve(chief, caseUrl);
t = legalClock(own);
await officer.go(caseUrl);
await officer.check('story-19-decided');
await officer.go(caseUrl + '?tab=documents');
await officer.check('story-20-documents');
const paper = await officer.page.locator('a[href^="/desk/documents/"]')
	.filter({ hasText: '处罚决定书' }).first().getAttribute('href');
await officer.go(paper);
await officer.check('story-21-paper');
const number = (await officer.page.locator('.p-no').innerText()).trim();
like(number, /^衡市监罚决〔\d{4}〕\d+号$/, 'the decision has its number');
await step(officer, caseUrl, 'serve_decision', { method: 'direct', served_on: t.day(0), recipient: '現場人丁戊',
	told_public: true });

// 6. the publisher: every span confirmed, then out
await publisher.go('/desk/');
await publisher.check('story-22-desk-publisher');
await publisher.go(await publisher.page.locator('a[href^="/desk/disclosure/"]').first().getAttribute('href'));
await publisher.go('/desk/disclosure/');
await publisher.check('story-23-disclosure-list');
await publisher.go(await publisher.page.locator('a[href^="/desk/disclosure/"]',
	{ hasText: firm }).first().getAttribute('href'));
await publisher.check('story-24-disclosure');
await Promise.all([publisher.page.waitForNavigation(),
	publisher.page.locator('button[value=spans], form.form .btns button.btn').first().click()]);
await Promise.all([publisher.page.waitForNavigation(),
	publisher.page.locator('button', { hasText: /^公示$/ }).first().click()]);
await publisher.check('story-25-published');

// 7. the public finds it by part of the name, by code and by number
const visitor = await b.person(null);
await visitor.go('/');
await visitor.check('story-26-home');
await visitor.go('/search?q=' + encodeURIComponent(firm.slice(2, 6)));
ok(await until(async () => await visitor.page.locator('a[href^="/decisions/"]').count() ||
	await visitor.page.reload() && 0), 'found by part of the name');
await visitor.check('story-27-search');
await visitor.go('/search?q=' + encodeURIComponent(number));
const decision = await visitor.page.locator('a[href^="/decisions/"]').first().getAttribute('href');
await visitor.go(decision);
await visitor.check('story-28-decision');
const shown = await visitor.text();
unlike(shown, /現場人丁戊|13900001234|舉報人甲乙丙/, 'no natural person on the public page');
const c = new Client(own.url, own.state), json = await c.get(decision + '.json'),
	again = await c.get(decision + '.json');
ok(json.text.startsWith('{"format":"xz-decision-1"'), 'the JSON begins with its format');
ok(json.bytes.equals(again.bytes), 'its bytes stay the same');
unlike(json.text, /現場人丁戊|13900001234/, 'no natural person in the JSON');
const small = await b.person(null, { size: phone });
await small.go(decision);
await small.check('story-29-decision-phone');
const english = await b.person(null, { lang: 'en' });
await english.go(decision + '?lang=en');
await english.check('story-30-decision-en');

// the bank's file pays; closing and archive
await officer.go(caseUrl + '?tab=money');
await officer.check('story-31-money');
const code = (await officer.text()).match(/\b43\d{15}\b/)?.[0];
ok(code, 'a pay code is shown');
const bank = join(own.state, 'bank.csv');
writeFileSync(bank,
	`pay_code,amount_fen,paid_at,bank_serial\n${code},600000,${legalClock(own).time()}:00+08:00,STORY0001\n`);
like(own.cli('import', 'payments', bank), /1/, 'the payment is taken');
wait('1d');
t = legalClock(own);
await step(officer, caseUrl, 'executed', { executed_on: t.day(0), how: '罚款已缴清。' });
await step(officer, caseUrl, 'close', { ground: 'executed', execution: '已执行完毕。' });
await approve(chief, caseUrl);
await step(archivist, caseUrl, 'archive', { volume: '第 1 卷', retention: await archiveChoice(archivist),
	pages: '60' });
async function archiveChoice(p) {
	await open(p, caseUrl, 'archive');
	return firstOption(p, 'retention');
}
await officer.go(caseUrl);
await officer.check('story-32-archived');
const smallOfficer = await b.person('sj.officer1', { size: phone });
await smallOfficer.go('/desk/');
await smallOfficer.check('story-33-desk-phone');
await smallOfficer.go(caseUrl);
await smallOfficer.check('story-34-case-phone');
await b.close();
own.stop();
done();
