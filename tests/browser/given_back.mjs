// given_back.mjs - who decides has what they decide on beside the form, at a desk and folded on a phone, without a
// script too; what was given back says so on the desk, on the case and above the form, which opens as it was sent.
import { refText, storeOf } from '../lib/evidence.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, skipAll } from '../lib/tap.mjs';
import { browserMissing, desktop, open, phone } from './lib/browser.mjs';
import { send } from './lib/desk.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = main(), { sql } = storeOf(own), b = await open(own);
const [ref, track, lead, head, fine] = sql(`select k.ref, t.ref, a.username, h.username,
		(select sum(p.amount_fen)::bigint / 100 from xz.caseflow_penalty p where p.case_id = k.id
			and p.stage = 'review' and p.party_id = t.party_id and p.kind = 'fine')
	from xz.caseflow_track t join xz.caseflow_case k on k.id = t.case_id
	join xz.caseflow_officer o on o.case_id = k.id and o.role = 'lead' and o.state = 'accepted'
	join xz.people_account a on a.id = o.account_id
	join xz.people_account h on h.unit_id = k.unit_id and xz.people_duties(h.id) & 4 <> 0
	where t.state = 'defence_reviewed' and h.id <> a.id order by t.id desc limit 1`).split('|');
const at = `/desk/cases/${refText(ref)}`, form = `${at}/do/decide?track=${refText(track)}`;
const folded = (p) => p.page.evaluate(() => {
	const at = document.querySelector('.beside .panel');
	return !at.checkVisibility({ contentVisibilityAuto: true, checkOpacity: true }) ||
		at.getBoundingClientRect().height === 0;
});
const WORDS = '数额在档次幅度之内，取中间值。', OBJECTION = '没有说明为什么取中间值。';
const officer = await b.person(lead, { size: desktop }), chief = await b.person(head, { size: phone });

await part('the officer asks, with what it rests on beside the form', async () => {
	await officer.go(form);
	const beside = await officer.page.locator('.beside').innerText();
	for (const word of ['调查终结报告', '违法事实', '线索', '当事人意见', '审核'])
		like(beside, new RegExp(word), `beside the form: ${word}`);
	like(beside.replace(/[\s,]/g, ''), new RegExp(`审核后${fine}元`), 'the sum as it was reviewed');
	ok(!await folded(officer), 'open at a desk');
	await officer.check('given-back-01-decide-w');
	await officer.fill({ discretion: WORDS });
	await send(officer);
});

await part('the head on a phone reads the same, and gives it back', async () => {
	await chief.go('/desk/?sign=1');
	await chief.go(await chief.page.locator('td a.t', { hasText: '审批' }).first().getAttribute('href'));
	ok(await folded(chief), 'folded on a phone');
	await chief.page.locator('.beside > summary').click();
	like(await chief.page.locator('.beside').innerText(), /处罚种类、金额的变化[\s\S]*调查终结报告/, 'and there');
	await chief.check('given-back-02-approval-m');
	await chief.fill({ verdict: 'return', words: OBJECTION });
	await send(chief);
});

await part('what came back says so', async () => {
	for (const [size, suffix] of [[desktop, 'w'], [phone, 'm']]) {
		await officer.page.setViewportSize(size);
		await officer.go('/desk/');
		like(await officer.page.locator('table.ledger tbody tr').first().innerText(), /退回/, 'first');
		like(await officer.page.locator('#h-due').innerText(), /退回 \d+ 件/, 'counted');
		await officer.check(`given-back-03-desk-${suffix}`);
		await officer.go(at);
		like(await officer.page.locator('.note.zhu').first().innerText(), /退回/, 'on the page of the case');
		await officer.check(`given-back-04-case-${suffix}`);
		await officer.go(form);
		like(await officer.page.locator('.note.zhu').innerText(), new RegExp(OBJECTION), 'above the form');
		is(await officer.page.inputValue('[name=discretion]'), WORDS, 'the form is as it was sent');
		await officer.check(`given-back-05-form-${suffix}`);
	}
});

await part('without a script', async () => {
	const plain = await open(own, { javaScript: false }), p = await plain.person(lead, { size: phone });
	await p.go(form);
	like(await p.page.locator('.note.zhu').first().innerText(), new RegExp(OBJECTION), 'the objection');
	is(await p.page.inputValue('[name=discretion]'), WORDS, 'what was sent');
	await p.page.locator('.beside > summary').click();
	like(await p.page.locator('.beside').innerText(), /调查终结报告/, 'and what it rests on, unfolded');
	await plain.close({ html: false });
});

await part('in English', async () => {
	await officer.context.addCookies([{ name: 'lang', value: 'en', domain: new URL(own.url).hostname,
		path: '/desk' }]);
	await officer.go('/desk/');
	like(await officer.page.locator('#h-due').innerText(), /\d+ returned/, 'counted');
	await officer.go(form);
	await officer.check('given-back-06-form-en');
});

await b.close();
done();
