// door.mjs - a party on a phone, without a script: slip, papers, a false code, a defence and its receipt; the officer's
// slip and desk; both languages, the keyboard.
import { png, refText, storeOf } from '../lib/evidence.mjs';
import { carriedOut, toBeVisited } from '../lib/inspection.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, skipAll } from '../lib/tap.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = main(), { sql } = storeOf(own), b = await open(own), plain = await open(own, { javaScript: false });
const [caseRef, trackRef, lead, track] = sql(`select c.ref, k.ref, a.username, k.id
	from xz.caseflow_track k join xz.caseflow_case c on c.id = k.case_id
	join xz.caseflow_party p on p.id = k.party_id and not p.natural_person
	join xz.caseflow_officer o on o.case_id = c.id and o.role = 'lead' and o.state = 'accepted'
	join xz.people_account a on a.id = o.account_id
	where k.state = 'notified' and exists (select from xz.caseflow_notice n where n.track_id = k.id
		and n.hearing_right) and exists (select from xz.calendar_clock q where q.subject_kind = 'track'
		and q.subject_id = k.id and q.rule = 'defence.term' and q.state = 'open' and q.due_at > xz.now())
	order by k.id limit 1`).split('|');
sql(`update xz.caseflow_party set electronic_consent = false where id = (select party_id from xz.caseflow_track
	where id = ${track})`);
const press = (p, at = 'form.form .btns button.btn') => Promise.all([p.page.waitForNavigation(),
	p.page.locator(at).first().click()]);
const CODE = /(?:[A-Z2-7]{5}-){3}[A-Z2-7]{5}/;
let code, number, heard;

await part('the officer prints a slip', async () => {
	const p = await b.person(lead);
	await p.go(`/desk/cases/${refText(caseRef)}`);
	ok(await p.page.locator(`a[href*="/desk/slips/case/"]`).count(), 'the case offers it');
	await p.go(`/desk/slips/case/${refText(caseRef)}/${refText(trackRef)}`);
	await p.check('door-01-slip-ask');
	await press(p);
	code = (await p.text()).match(CODE)?.[0];
	ok(code, 'a code');
	await p.check('door-02-slip');
	await p.page.emulateMedia({ media: 'print' });
	is(await p.page.locator('.noprint').first().isVisible(), false, 'printed without what is for the screen');
	is(await p.page.locator('.slip-code').isVisible(), true, 'but with the code');
	await p.page.emulateMedia({ media: 'screen' });
	await p.close();
});

await part('the party on a phone', async () => {
	const p = await plain.person(null, { size: phone });
	await p.go('/my/');
	await p.check('door-03-enter-m');
	p.expect(422);
	await p.fill({ code: 'AAAAA-AAAAA-AAAAA-AAAAB' });
	await press(p);
	ok(await p.page.locator('.summary a[href="#f-code"]').count(), 'a false code is said so');
	await p.check('door-04-wrong-m');
	p.expect();
	await p.page.locator('[name=code]').focus();
	await p.page.keyboard.type(code.toLowerCase().replace(/-/g, ' '));
	await Promise.all([p.page.waitForNavigation(), p.page.keyboard.press('Enter')]);
	like(await p.text(), /案件/, 'in by the keyboard alone');
	await p.check('door-05-home-m');
	await Promise.all([p.page.waitForNavigation(), p.page.locator(`a[href*="/my/cases/"]`).first().click()]);
	like(await p.text(), /送达的文书[^]*期限/, 'papers and terms');
	await p.check('door-06-case-m');
	await Promise.all([p.page.waitForNavigation(), p.page.locator('a[href$="/send/defence"]').first().click()]);
	await p.check('door-07-defence-m');
	await p.page.locator('[name=file1]').setInputFiles({ name: '召回照片.png', mimeType: 'image/png',
		buffer: png(640, 480, [70, 120, 90]) });
	await p.fill({ content: '进货时查验了合格证明，货值不足两百元，已经全部召回，请从轻处理。', name: '欧阳晓雯' });
	await press(p, 'form.form .btns button.btn');
	number = (await p.text()).match(/D\d{14}/)?.[0];
	ok(number, 'a receipt with a number');
	await p.check('door-08-receipt-m');
	await Promise.all([p.page.waitForNavigation(), p.page.locator('a.btn[href*="/my/cases/"]').click()]);
	await Promise.all([p.page.waitForNavigation(), p.page.locator('a[href$="/send/hearing"]').click()]);
	await p.fill({ content: '要求举行听证，对货值的认定有不同意见。', name: '欧阳晓雯' });
	await press(p, 'form.form .btns button.btn');
	heard = (await p.text()).match(/D\d{14}/)?.[0];
	ok(heard, 'a hearing is asked for');
	await Promise.all([p.page.waitForNavigation(), p.page.locator('a.btn[href*="/my/cases/"]').click()]);
	like(await p.text(), new RegExp(`听证申请[^]*${heard}[^]*已收到`), 'and how it stands');
	await p.check('door-08-state-m');
	await Promise.all([p.page.waitForNavigation(), p.page.locator('a[href$="/send/consent"]').click()]);
	await p.check('door-08-consent-m');
	await Promise.all([p.page.waitForNavigation(), p.page.locator('form[action^="/my/end"] button').click()]);
	like(await p.text(), /已经退出/, 'and out');
	await p.close();
});

await part('the officer takes it over', async () => {
	const p = await b.person(lead);
	const at = `/desk/door/${refText(sql(`select ref from xz.door_message where number = '${number}'`))}`;
	await p.go(`/desk/cases/${refText(caseRef)}`);
	await p.check('door-09-case-sent-in');
	await p.go(at);
	like(await p.text(), /请从轻处理/, 'reads it');
	await p.check('door-10-message');
	await p.go(`${at}/answer`);
	await p.check('door-11-answer');
	await p.go(at);
	await Promise.all([p.page.waitForNavigation(), p.page.locator('a.btn[href*="/do/defence_record"]').click()]);
	like(await p.page.locator('[name=content]').inputValue(), /请从轻处理/, 'the form begins with it');
	await p.check('door-12-step');
	await press(p, 'form.form .btns button.btn');
	await p.go(at);
	like(await p.text(), /已受理为案件步骤/, 'it is that step');
	await p.go(`/desk/cases/${refText(caseRef)}?tab=evidence`);
	like(await p.text(), /当事人提交的材料/, 'with the photo as evidence');
	await p.check('door-12-evidence');
	await p.go(`/desk/door/${refText(sql(`select ref from xz.door_message where number = '${heard}'`))}`);
	await Promise.all([p.page.waitForNavigation(), p.page.locator('a.btn[href*="/do/hearing_request"]').click()]);
	await press(p, 'form.form .btns button.btn');
	await p.close();
});

await part('on a desktop, in English', async () => {
	const p = await b.person(null, { lang: 'en' });
	await p.go('/my/?lang=en');
	await p.check('door-13-enter-en');
	await p.fill({ code });
	await press(p);
	is(await p.page.locator('html').getAttribute('lang'), 'en', 'it stays English');
	await p.check('door-14-home-en');
	await Promise.all([p.page.waitForNavigation(), p.page.locator(`a[href*="/my/cases/"]`).first().click()]);
	like(await p.text(), /Taken over as a step/, 'what became of it');
	like(await p.text(), /Taken over; a chair is to be named/, 'of the hearing too');
	await p.check('door-15-case-en');
	// with the script one field takes all files, and they go in pieces
	await p.go(p.page.url().replace(/\?.*/, '/send/recusal?lang=en'));
	is(await p.page.locator('input[type=file]').count(), 1, 'one field for files');
	const film = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(2500000, 'x')]);
	await p.page.locator('[name=file1]').setInputFiles([
		{ name: 'film.pdf', mimeType: 'application/pdf', buffer: film },
		{ name: 'photo.png', mimeType: 'image/png', buffer: png(64, 48) }]);
	await p.fill({ content: 'The officer is a relative of a competitor.', name: 'Ouyang Xiaowen' });
	await press(p);
	const sent = (await p.text()).match(/D\d{14}/)?.[0];
	ok(sent, 'sent');
	is(sql(`select string_agg(f.size::text, ' ' order by f.size) from xz.door_file f join xz.door_message m
		on m.id = f.message_id where m.number = '${sent}'`), `${png(64, 48).length} ${film.length}`,
	'with both');
	await p.check('door-15-receipt-en');
	await p.close();
});

await part('a firm and its visits', async () => {
	const i = await toBeVisited(own.url, own.state), path = `/desk/slips/inspection/${i.ref}`;
	await carriedOut(i, own.state);
	const page = await i.lead.get(path), slip = (await i.lead.submit(page, {}, { form: path })).text.match(CODE)[0];
	const p = await plain.person(null, { size: phone });
	await p.go('/my/');
	await p.fill({ code: slip });
	await press(p);
	await p.check('door-16-firm-m');
	await p.go(`/my/visits/${i.ref}`);
	await p.check('door-17-visit-m');
	await p.close();
	const d = await b.person(null);
	await d.go('/my/');
	await d.fill({ code: slip });
	await press(d);
	await d.check('door-18-firm');
	await d.close();
});
await plain.close();
await b.close();
done();
