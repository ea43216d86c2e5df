// withdrawal.mjs - a published decision is revoked by the agency head: the surcharge stops, the publisher
// withdraws it in three working days, and the public finds a tombstone without content.
import { browserMissing, open as browsers, phone } from './lib/browser.mjs';
import { enter, legalClock, step } from './lib/desk.mjs';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, skipAll, unlike } from '../lib/tap.mjs';

if (browserMissing()) skipAll(browserMissing());
const own = ownInstance('withdrawal', { env: { XIEZHI_TEST_CLOCK: '1' } });
const wait = (what) => own.cli('clock', 'advance', what);
const anyone = new Client(own.url, own.state);

// A published decision of the demo, served, of one party, nothing of its fine paid yet.
async function candidate(agency) {
	const as = (duty) => new Client(own.url, own.state).session(`${agency}.${duty}`);
	const publisher = as('publisher'), chief = as('chief');
	const list = await publisher.get('/desk/disclosure/?list=done');
	for (const track of new Set([...list.text.matchAll(/\/desk\/disclosure\/([0-9A-Z]{26})/g)].map((m) => m[1]))) {
		const item = await publisher.get(`/desk/disclosure/${track}`);
		const decision = item.text.match(/href="(\/decisions\/[0-9A-Z]{26})"/)?.[1],
			page = item.text.match(/href="(\/desk\/cases\/[0-9A-Z]{26})"/)[1];
		if (!decision) continue;
		const money = await chief.get(`${page}?tab=money`),
			due = money.text.match(/缴款期限<\/dt><dd class="num">(\d{4}-\d\d-\d\d)/)?.[1];
		const fine = money.text.match(/罚款<\/dt><dd class="num">([\d\s\u2009\u202f,.]+) 元/)?.[1]
			.replace(/[^\d.]/g, '');
		const one = [...money.text.matchAll(/缴款码/g)].length === 1;
		if (due && one && Number(fine) > 0 && />0 元 <span class="muted">未缴/.test(money.text) &&
			/\/do\/revoke/.test((await chief.get(page)).text))
			return { agency, item: `/desk/disclosure/${track}`, decision, page, due, fine: Number(fine) };
	}
	return null;
}
let it = null;
for (const agency of ['sj', 'hj', 'yj', 'jt', 'cg']) it ||= await candidate(agency);
ok(it, 'the demo has a published decision whose fine is not paid');

const b = await browsers(own);
const chief = await b.person(`${it.agency}.chief`), publisher = await b.person(`${it.agency}.publisher`),
	visitor = await b.person(null);

// before: public, found by name and number
await visitor.go(it.decision);
const bytes = (await anyone.get(`${it.decision}.json`)).text, json = JSON.parse(bytes),
	{ number, party_name: firm } = json;
ok((await visitor.text()).includes(number) && (await visitor.text()).includes(firm), 'the decision is public');
const { term } = JSON.parse((await anyone.get(`${it.decision}/status.json`)).text);
ok(term && /^\d{4}-\d\d-\d\d$/.test(term.until), 'its state says how long it stays public', JSON.stringify(term));
ok((await visitor.text()).includes(`至 ${term?.until}`), 'and so does the page');
ok(!bytes.includes(term?.regime) && !bytes.includes(term?.until), 'but not the bytes that are digested');
const hits = async (q) =>
	[...(await anyone.get('/search?q=' + encodeURIComponent(q))).text.matchAll(
	new RegExp(`href="${it.decision}["?]`, 'g'))].length;
ok(await hits(number) > 0 && await hits(firm) > 0, 'and found by its number and by the party\'s name');

// three per cent a day past the term
const late = Math.round((Date.parse(it.due) - Date.parse(legalClock(own).day())) / 86400e3) + 4;
if (late > 0) wait(`${late}d`);
const days = Math.round((Date.parse(legalClock(own).day()) - Date.parse(it.due)) / 86400e3);
const surcharge = async () => {
	await chief.go(`${it.page}?tab=money`);
	const text = await chief.page.locator('dt',
		{ hasText: '加处罚款' }).locator('xpath=following-sibling::dd[1]').allInnerTexts();
	return text.length ? Number(text[0].replace(/[^\d.]/g, '')) : 0;
};
is(await surcharge(), Math.min(it.fine, Math.round(it.fine * 3 * days) / 100), `the surcharge after ${days} days`);
await chief.check('withdrawal-01-money');

// the agency head revokes, with a reason
await chief.go('/desk/');
await chief.check('withdrawal-02-desk-head');
await chief.go(it.page);
await chief.check('withdrawal-03-case');
await step(chief, it.page, 'revoke', { cause: 'facts', reason: '经复查，主要事实证据不足，自行撤销本决定。' },
	{ check: 'withdrawal-04-revoke' });
await chief.go(it.page);
await chief.check('withdrawal-05-revoked');
like(await chief.text(), /已撤销|撤销/, 'the track says revoked');
is(await surcharge(), 0, 'no surcharge is left');
wait('1wd');
is(await surcharge(), 0, 'and none is added on later days');
await chief.check('withdrawal-06-money-revoked');

// the publisher's term runs; the reason is asked for
await publisher.go('/desk/');
await publisher.check('withdrawal-07-desk-publisher');
await publisher.go('/desk/disclosure/?list=withdraw');
ok(await publisher.page.locator(`a[href="${it.item}"]`).count() > 0, 'it waits to be withdrawn');
await publisher.check('withdrawal-08-list');
await publisher.go(it.item);
await publisher.check('withdrawal-09-item');
const withdraw = () => Promise.all([publisher.page.waitForNavigation(),
	publisher.page.locator('form[action$="/withdraw"] button.btn').click()]);
publisher.expect(422);
await withdraw();
ok(await publisher.page.locator('.summary a[href="#f-reason"]').count() === 1, 'not without a reason');
ok(await publisher.page.locator('.summary a[href="#f-withdraw_reason"]').count() === 1,
	'nor without the one the public is told');
await publisher.check('withdrawal-10-no-reason');
publisher.expect();
is((await anyone.get(it.decision)).status, 200, 'still public until then');
wait('1wd');
const told = '原决定被依法撤销', reason = '经欧阳小明申诉，本机关自行撤销';
await enter(publisher, { withdraw_reason: 'revoked', reason });
await withdraw();
await publisher.check('withdrawal-11-withdrawn');
like(await publisher.text(), /已撤回/, 'withdrawn');
is(await publisher.page.locator('form[action$="/withdraw"]').count(), 0, 'once');

// the tombstone
const gone = await anyone.get(it.decision), goneJson = await anyone.get(`${it.decision}.json`),
	today = legalClock(own).day();
is(gone.status, 410, 'the public page answers 410');
is(goneJson.status, 410, 'its JSON too');
for (const [what, text] of [['page', gone.text], ['JSON', goneJson.text]]) {
	ok(text.includes(number), `${what}: the number`);
	ok(text.includes(today), `${what}: when it was withdrawn`);
	ok(text.includes(told), `${what}: why`);
	ok(!text.includes(reason), `${what}: not in the publisher's own words`);
	for (const field of ['party_name', 'party_code', 'facts', 'basis', 'result', 'cause', 'title'])
		if (typeof json[field] === 'string' && json[field].length > 4)
			ok(!text.includes(json[field].slice(0, 60)), `${what}: nothing of ${field}`);
}
visitor.expect(410);
await visitor.go(it.decision);
await visitor.check('withdrawal-12-tombstone');
const small = await b.person(null, { size: phone, lang: 'en' });
small.expect(410);
await small.go(`${it.decision}?lang=en`);
await small.check('withdrawal-13-tombstone-phone-en');
const status = await anyone.get(`${it.decision}/status.json`);
is(status.status, 200, 'its state can be asked');
is(JSON.parse(status.text).state, 'withdrawn', 'withdrawn');
is(JSON.parse(status.text).reason, 'revoked', 'with a code for the reason');
is(await hits(firm), 0, 'the search no longer finds it by the name');
unlike((await anyone.get('/search.csv?q=' + encodeURIComponent(firm))).text, new RegExp(number),
	'nor does the list as a file');
await visitor.go('/search?q=' + encodeURIComponent(number));
await visitor.check('withdrawal-14-search');
unlike(await visitor.page.locator('main').innerText(), new RegExp(firm), 'asked by number it names no party');

// its clock was kept
await chief.go(`${it.page}?tab=clocks`);
const clock = await chief.page.locator('tr', { hasText: '撤回' }).first().innerText();
like(clock, /已完成/, 'the term of withdrawal shows met');
await chief.check('withdrawal-15-clocks');
await b.close();
own.stop();
done();
