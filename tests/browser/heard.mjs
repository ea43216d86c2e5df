// heard.mjs - a case that is heard: request, chair, file, date, hearing, report, the defence reviewed, legal
// review after the hearing, collective discussion, and only then the decision.
import { browserMissing, open as browsers, phone } from './lib/browser.mjs';
import { approve, countersign, enter, legalClock, open, send, step } from './lib/desk.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, skipAll, unlike } from '../lib/tap.mjs';

if (browserMissing()) skipAll(browserMissing());
const own = ownInstance('heard', { env: { XIEZHI_TEST_CLOCK: '1' } });
const b = await browsers(own);
const wait = (what) => own.cli('clock', 'advance', what);
const clock = () => legalClock(own);
const person = (name, options) => b.person(`sj.${name}`, options);
const intake = await person('intake'), officer = await person('officer1'), second = await person('officer2'),
	head = await person('head1');
const chief = await person('chief'), reviewer = await person('reviewer1'), chair = await person('chair');

async function nameOf(p) {
	await p.go('/desk/');
	return (await p.page.locator('.who a b').first().innerText()).trim();
}
const firstOption = (p, name) =>
	p.page.evaluate((n) =>
	document.querySelector(`select[name="${n}"] option[value]:not([value=""]), input[name="${n}"]`)?.value, name);
const names = { officer: await nameOf(officer), second: await nameOf(second), chair: await nameOf(chair) };

// a case up to its notice, with a fine that gives a hearing
await intake.go('/desk/register/?for=clue&q=' + encodeURIComponent('衡州'));
const firm = (await intake.page.locator('table.ledger a.t').first().innerText()).trim();
await intake.go(await intake.page.locator('table.ledger a.btn.sm').first().getAttribute('href'));
await enter(intake, { channel: 'inspection', received_at: clock().time(3), content: '日常检查发现涉嫌违法经营。' })
	.catch(() => enter(intake, { channel: 'complaint', received_at: clock().time(3),
	content: '日常检查发现涉嫌违法经营。' }));
await send(intake);
const url = new URL(intake.page.url()).pathname;
await step(intake, url, 'clue_assign', { verifiers: [{ like: names.officer }, { like: names.second }] });
wait('1wd');
await step(officer, url, 'clue_verify', { checked_at: clock().time(3), place: '当事人经营场所',
	finding: '反映情况属实。', suggestion: 'file', second: { like: names.second } });
await countersign(second, url);
await open(head, url, 'propose_filing');
await enter(head, { proposal: 'file', reason: '涉嫌违法，属本机关管辖。', cause: await firstOption(head, 'cause'),
	act_from: clock().day(-40), act_to: clock().day(-12), place_of_act: '衡阳市蒸湘区' });
await send(head);
await open(chief, url, 'decide_filing');
await enter(chief, { verdict: 'file', reason: '同意立案。',
	reason_code: await chief.page.evaluate(() =>
	[...document.querySelectorAll('select[name=reason_code] option, input[name=reason_code]')].map((o) => o.value)
	.find((v) => v.startsWith('y'))) });
await send(chief);
await open(head, url, 'assign_officers');
const officerRef = await head.page.evaluate((n) =>
	[...document.querySelectorAll('select[name=lead] option, input[name=lead]')]
	.find((o) => (o.text || o.closest('label')?.innerText || '').includes(n))?.value, names.officer);
await step(head, url, 'assign_officers', { lead: { like: names.officer }, assist: [{ like: names.second }] });
for (const p of [officer, second]) await step(p, url, 'accept_assignment', { recusal: 'none' });
wait('1wd');
await step(officer, url, 'evidence_add', { kind: 'documentary', name: '销售台账', source: '当事人提供并签章',
	place: '当事人仓库', taken_at: clock().time(3), original: true, pages: '3', shows: '证明销售数量和金额',
	second: { like: names.second } });
await countersign(second, url);
await open(officer, url, 'report');
const party = await firstOption(officer, 'proposals_0_party'), cause = await firstOption(officer, 'proposals_0_cause');
await enter(officer, { facts: `经查明，${firm}违法经营，現場人壬癸对事实有异议。`, evidence_index: '1. 销售台账',
	nature: '事实清楚，证据确凿。', opinion: '建议给予行政处罚。',
	proposals_0_party: party, proposals_0_cause: cause, proposals_0_outcome: 'penalty',
	proposals_0_explanation: '货值较大，社会影响较大，依法从重处罚。',
	penalties_0_party: party, penalties_0_cause: cause, penalties_0_kind: 'fine', penalties_0_amount: '120000' });
await send(officer);
await approve(head, url);
const points = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`point${n}`, 'ok']));
await reviewer.go(url.replace('/cases/', '/reviews/'));
like(await reviewer.text(), /法制审核/, 'a fine of this amount is legally reviewed');
await enter(reviewer, { ...points, opinion: 'agree', opinion_text: '事实清楚，同意。' });
await send(reviewer);
await step(chief, url, 'approve_penalty', { verdict: 'agree', words: '同意。' });
await step(officer, url, 'notice_make', {});
await step(officer, url, 'notice_serve', { method: 'direct', served_on: clock().day(), recipient: '現場人壬癸' });
const notified = clock().day();

// asked for within five working days of the notice
await officer.go(url);
await officer.check('heard-01-notified');
await open(officer, url, 'hearing_request');
await enter(officer, { requested_on: clock().day(-1), by_whom: '現場人壬癸',
	content: '对拟处罚数额有异议，要求听证。' });
officer.expect(422);
ok((await send(officer, { refused: true })).length === 1, 'a request dated before the notice is refused');
officer.expect();
wait('1wd');
await enter(officer, { requested_on: clock().day() });
await officer.check('heard-02-request');
await send(officer);

// the chair: no officer of the case
await chief.go('/desk/');
await chief.check('heard-03-desk-head');
await open(chief, url, 'hearing_appoint');
const offered = await chief.page.locator('form.form').innerText(),
	labels = await chief.page.locator('select[name=chair] option, label.opt').allInnerTexts();
ok(labels.some((l) => l.includes(names.chair)), 'the chair can be named', labels);
ok(!offered.includes(names.officer) && !offered.includes(names.second), 'officers of the case are not offered');
await chief.check('heard-04-appoint');
ok(officerRef, 'an officer of the case has a ref to forge with');
await chief.page.evaluate((ref) => {
	const form = document.querySelector('form.form');
	for (const f of form.querySelectorAll('[name=chair]')) f.remove();
	form.insertAdjacentHTML('beforeend', `<input type="hidden" name="chair" value="${ref}">`);
}, officerRef);
chief.expect(422);
ok((await send(chief, { refused: true })).length > 0, 'an officer of the case sent as chair is refused');
chief.expect();
await step(chief, url, 'hearing_appoint', { chair: { like: names.chair } });

// the file, then the date: seven working days after the notice of the hearing at least
wait('1wd');
await step(officer, url, 'hearing_handover', { handed_on: clock().day(), papers: '案卷一册，证据目录一份' },
	{ check: 'heard-05-handover' });
await chair.go('/desk/');
await chair.check('heard-06-desk-chair');
await open(chair, url, 'hearing_schedule');
const earliest = own.cli('workday', 'add', clock().day(), '7').match(/\d{4}-\d\d-\d\d/)[0];
await enter(chair, { held_at: `${clock().day(3)}T09:30`, place: '本机关三楼听证室', public_hearing: 'public',
	public_notice_on: clock().day(), clerk: '周文书' });
chair.expect(422);
const soon = await send(chair, { refused: true });
is(soon.length, 1, 'a date too soon is refused');
ok(soon.some((s) => s.includes(earliest)), `and the earliest date is named: ${earliest}`, soon);
ok(await chair.page.locator('.summary a[href="#f-held_at"]').count() > 0, 'at its field');
is(await chair.page.locator('[name=place]').inputValue(), '本机关三楼听证室', 'what was typed stays');
await chair.check('heard-07-too-soon');
chair.expect();
await enter(chair, { held_at: `${earliest}T09:30` });
await send(chair);
await chair.go(url);
await chair.check('heard-08-scheduled');
await chair.go(await chair.page.locator('a[href^="/desk/documents/"]',
	{ hasText: '听证通知' }).first().getAttribute('href'));
await chair.check('heard-09-hearing-notice');
await step(chair, url, 'hearing_serve', { method: 'direct', served_on: clock().day(), recipient: '現場人壬癸' },
	{ check: 'heard-09-hearing-served' });

// no decision, and no hearing before its day
officer.expect(409);
await officer.go(url);
is(await officer.page.locator('a[href*="/do/decide"]').count(), 0, 'no decision before the hearing');
officer.expect();
await open(chair, url, 'hearing_hold');
const record = { present: '主持人、记录员、调查人员、当事人代理人現場人壬癸', agents: '1',
	record: '调查人员陈述事实、证据和拟处罚意见；当事人申辩认为数额过高；双方质证并作最后陈述。',
	signed: 'signed' };
await enter(chair, { ...record, started_at: clock().time(3), ended_at: clock().time(1) });
chair.expect(422);
ok((await send(chair, { refused: true })).length > 0, 'a hearing held before its day is refused');
chair.expect();
wait('8wd');
await step(chair, url, 'hearing_hold', { ...record, started_at: clock().time(3), ended_at: clock().time(1) },
	{ check: 'heard-10-hold' });
await step(chair, url, 'hearing_report', { report: '听证程序合法，双方充分陈述和质证。',
	opinion: '案件事实清楚，证据确凿，建议维持拟处罚意见。' }, { check: 'heard-11-report' });

// the defence reviewed; then the legal review after the hearing
await step(officer, url, 'defence_review', { adopted: 'none', opinion: '听证中未提出新的事实和证据，维持拟处罚意见。',
	change: 'same' }, { check: 'heard-12-defence' });
await officer.go(url);
await officer.check('heard-13-waits-for-review');
is(await officer.page.locator('a[href*="/do/decide"]').count(), 0,
	'no decision before the legal review after the hearing');
const track = (await reviewer.go('/desk/reviews/'),
	await reviewer.page.locator(`a[href^="${url.replace('/cases/', '/reviews/')}?track="]`).first().getAttribute(
	'href'));
const ref = new URL(track, own.url).searchParams.get('track');
officer.expect(409);
await officer.go(`${url}/do/decide?track=${ref}`);
like(await officer.text(), /现在不能|不能办理|不能/, 'asked for by its address, it is refused with what comes first');
await officer.check('heard-14-stopped');
officer.expect();
await reviewer.check('heard-15-reviews');
await reviewer.go(track);
like(await reviewer.text(), /听证/, 'the review says the case was heard');
await reviewer.check('heard-16-review');
await enter(reviewer, { ...points, point3: 'problem', opinion: 'agree', opinion_text: '同意。' });
reviewer.expect(422);
ok((await send(reviewer, { refused: true })).length > 0, 'agreeing over an open point is refused');
reviewer.expect();
await enter(reviewer, { point3: 'ok', opinion_text: '听证程序合法，事实清楚，同意。' });
await send(reviewer);

// collective discussion, then the decision
await officer.go(url);
await open(officer, url, 'decide');
officer.expect(409, 422);
const early = await send(officer, { refused: true });
ok(early.some((s) => s.includes('集体讨论')), 'no decision before the collective discussion', early);
await officer.check('heard-17-not-discussed');
officer.expect();
await step(head, url, 'deliberate', { held_on: clock().day(), present: '机关负责人三人，法制机构列席',
	conclusion: '一致同意拟处罚意见。' }, { check: 'heard-18-deliberate' });
await approve(chief, url);
await step(officer, url, 'decide', {}, { check: 'heard-19-decide' });
await approve(head, url);
await approve(chief, url, { check: 'heard-20-approve' });
await officer.go(url);
await officer.check('heard-21-decided');
await officer.go(url + '?tab=documents');
const papers = await officer.text();
for (const paper of ['听证通知', '听证笔录', '听证报告', '集体讨论', '处罚决定书'])
	ok(papers.includes(paper), `the file holds: ${paper}`);
await officer.go(await officer.page.locator('a[href^="/desk/documents/"]',
	{ hasText: '听证笔录' }).first().getAttribute('href'));
await officer.check('heard-22-hearing-record');
await officer.go(url + '?tab=clocks');
like(await officer.page.locator('tr', { hasText: '办案期限' }).first().locator('ol').textContent(), /听证/,
	'the hearing is no part of the ninety days');
const small = await person('chair', { size: phone });
await small.go(url);
await small.check('heard-23-case-phone');
ok(notified < clock().day(), 'all of it on the legal clock');
unlike(await officer.text(), /undefined|NaN/, 'no value is missing');
await b.close();
own.stop();
done();
