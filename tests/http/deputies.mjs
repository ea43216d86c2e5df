// deputies.mjs - an agency head names a deputy for a time: the deputy approves in their own name and the record says
// for whom; a case is shared to read, for a time; and both end.
import { ownInstance } from '../lib/instance.mjs';
import { Client } from '../lib/http.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const { url, state, stop } = ownInstance('deputies', { env: { XIEZHI_TEST_CLOCK: '1' } });
const as = (who) => new Client(url, state).session(who),
	refs = (text, re) => [...new Set([...text.matchAll(re)].map((m) => m[1]))];
const page_of = async (c, path) => (await c.get(path)).text;

// An officer asks for what their agency head approves.
let agency, waiting;
for (const one of ['sj', 'hj', 'yj', 'jt', 'cg'])
	for (const n of [1, 2, 3, 4, 5, 6]) {
		if (waiting) break;
		const c = as(`${one}.officer${n}`),
			list = await page_of(c, '/desk/cases/?scope=mine&phase=investigation');
		for (const path of refs(list, /href="(\/desk\/cases\/[0-9A-Z]{26})"/g)) {
			if (!(await page_of(c, path)).includes(`${path}/do/suspend"`)) continue;
			const page = await c.get(`${path}/do/suspend`), f = page.forms.find((x) => 'reason' in x.types);
			const kind = Object.keys(f.options)[0];
			const asked = await c.submit(page,
				{ ...f.fields, ...(kind ? { [kind]: f.options[kind].find((o) => o.value).value } : {}),
				reason: '等待检验结论。', until: '检验报告作出之日' },
				{ form: (x) => 'reason' in x.types, follow: false });
			if (asked.status !== 303) continue;
			agency = one;
			waiting = refs(await page_of(c, path), /href="(\/desk\/approvals\/[0-9A-Z]{26})"/g)[0];
			break;
		}
	}
ok(waiting, 'something waits for an agency head');
const chief = as(`${agency}.chief`), archivist = as(`${agency}.archivist`);
const verdict = (page) => page.forms.find((f) => 'verdict' in f.types);
ok(!verdict(await archivist.get(waiting)), 'the archivist may not approve it');
is((await archivist.raw('GET', '/desk/deputies/')).status, 404, 'nor name deputies');

// named, with what is wrong said at its field
let page = await chief.get('/desk/deputies/');
like(page.text, /没有代理/, 'no deputies yet');
const form = page.forms.find((f) => 'holder' in f.types);
const today = form.fields.from_day, in3 = new Date(Date.parse(today) + 3 * 86400e3).toISOString().slice(0, 10);
const head = `${agency}.chief agency_head`, send = (values) => chief.submit(page,
	{ ...form.fields, holder: head, deputy: `${agency}.archivist`, from_day: today, until_day: in3,
	basis: '出差审批单第 7 号', ...values },
	{ form: (f) => 'holder' in f.types, follow: false });
for (const [values, field] of [[{ deputy: `${agency}.chief` }, 'deputy'], [{ until_day: '2020-01-01' }, 'until_day'],
	[{ from_day: '2020-01-01' }, 'from_day'], [{ basis: '' }, 'basis'],
	[{ holder: `${agency}.head1 unit_head` }, 'deputy']]) {
	const wrong = await send(values);
	is(wrong.status, 422, `refused: ${Object.entries(values).join()}`);
	like(wrong.text, new RegExp(`href="#f-${field}"`), `at ${field}`);
	page = await chief.get('/desk/deputies/');
}
const conflict = await send({ holder: `${agency}.reviewer1 reviewer`, deputy: `${agency}.officer1` });
is(conflict.status, 422, 'an officer is no reviewer, by deputy neither');
like(conflict.text, /不能由同一人担任/, 'and is told so');
page = await chief.get('/desk/deputies/');
const named = await send({});
is(named.status, 303, 'named');
like(await page_of(chief, '/desk/deputies/'), /代理中/, 'standing in');
like(await page_of(archivist, '/desk/me'), /机关负责人<\/b> <span class="small muted">代 /,
	'their own page says for whom');

// the deputy approves in their own name
page = await archivist.get(waiting);
ok(verdict(page), 'now the deputy may approve');
const casePath = refs(page.text, /href="(\/desk\/cases\/[0-9A-Z]{26})"/g)[0];
const done_ = await archivist.submit(page, { ...verdict(page).fields, verdict: 'agree', words: '同意。' },
	{ form: (f) => 'verdict' in f.types, follow: false });
is(done_.status, 303, 'and does');
const steps = await page_of(chief, `${casePath}?tab=steps`),
	tags = steps.match(/<span class="tag amber">代[^<]+<\/span>/g) || [];
ok(tags.length >= 2, `the record says 代 at the approval and at what it carried out: ${tags.length}`);
chief.cookies.set('lang', { value: 'en', path: '/desk' });
like(await page_of(chief, `${casePath}?tab=steps`), /<span class="tag amber">for [^<]+<\/span>/, 'in English too');
chief.cookies.delete('lang');
const chained = await page_of(archivist, waiting);
like(chained, /<h3>机关负责人 [^<]+ <span class="tag amber">代[^<]+<\/span>/,
	'so does the chain of approval, beside the name');
is((chained.match(/class="tag amber">代/g) || []).length, 1, 'and at nobody who acted for nobody else');
is((await archivist.raw('GET', '/desk/deputies/')).status, 200, 'the archivist sees who stands in');
const again = await archivist.get('/desk/deputies/'), g = again.forms.find((f) => 'holder' in f.types);
ok((await archivist.submit(again, { ...g.fields, holder: head, deputy: `${agency}.publisher`, until_day: in3,
	basis: '转代' }, { form: (f) => 'holder' in f.types, follow: false })).status >= 400,
	'but names nobody as deputy');

// and it ends
page = await chief.get('/desk/deputies/');
const end = page.forms.find((f) => /\/end$/.test(f.action || ''));
is((await chief.post(end.action, end.fields, { follow: false })).status, 303, 'ended');
is((await archivist.raw('GET', '/desk/deputies/')).status, 404, 'the duty is gone with it');

// ---- a case shared to read
const other = as(agency === 'hj' ? 'sj.officer1' : 'hj.officer1'), name = agency === 'hj' ? 'sj.officer1'
	: 'hj.officer1';
is((await other.raw('GET', casePath)).status, 404, 'a colleague of another agency does not see the case');
is((await other.raw('GET', `${casePath}/shares`)).status, 404, 'nor its shares');
is((await as(`${agency}.reviewer1`).raw('GET', `${casePath}/shares`)).status, 404, 'a reviewer shares nothing');
page = await chief.get(casePath);
ok(page.text.includes(`href="${casePath}/shares"`), 'the head finds the way');
page = await chief.get(`${casePath}/shares`);
const sf = page.forms.find((f) => 'purpose' in f.types);
const share = (values) => chief.submit(page, { ...sf.fields, username: name, until_day: in3,
	purpose: '联合办案需要查阅', ...values }, { form: (f) => 'purpose' in f.types, follow: false });
for (const [values, field] of [[{ username: '' }, 'username'], [{ username: 'nobody.here' }, 'username'],
	[{ username: `${agency}.chief` }, 'username'], [{ username: 'sysadmin' }, 'username'],
	[{ purpose: '' }, 'purpose'], [{ until_day: '2020-01-01' }, 'until_day'],
	[{ agency: sf.options.agency.find((o) => o.value).value }, 'username']]) {
	const wrong = await share(values);
	is(wrong.status, 422, `refused: ${Object.entries(values).join()}`);
	like(wrong.text, new RegExp(`href="#f-${field}"`), `at ${field}`);
	page = await chief.get(`${casePath}/shares`);
}
is((await share({})).status, 303, 'shared');
const seen = await other.get(casePath);
is(seen.status, 200, 'the other sees it');
unlike(seen.text, new RegExp(`${casePath}/do/`), 'to read: nothing to do there');
ok([403, 404, 409].includes((await other.raw('GET', `${casePath}/do/evidence_add`)).status),
	'nor by the address of a form');
is((await other.raw('GET', `${casePath}/shares`)).status, 404, 'nor can they share it on');
like(await page_of(chief, `${casePath}/shares`), /共享中/, 'it is listed');
page = await chief.get(`${casePath}/shares`);
const stopIt = page.forms.find((f) => /\/end$/.test(f.action || ''));
is((await chief.post(stopIt.action, stopIt.fields, { follow: false })).status, 303, 'ended');
is((await other.raw('GET', casePath)).status, 404, 'and gone');
// ---- a card: number, agency, cause, state, dates; nothing else, and no way to the case
unlike(await page_of(other, '/desk/shared/'), /<tbody>/, 'no card yet');
page = await chief.get(`${casePath}/shares`);
is((await share({ level: 'card', _key: page.forms.find((f) => 'purpose' in f.types).fields._key })).status, 303,
	'shared as a card');
like(await page_of(chief, `${casePath}/shares`), /案件卡：只有案号/, 'listed as one');
const whole = await page_of(chief, casePath), cards = await page_of(other, '/desk/shared/'),
	row = cards.match(/<tbody>([\s\S]*?)<\/tbody>/)[1];
const cells = row.replace(/<[^>]+>/g, '\n').split('\n').map((t) => t.trim()).filter((t) => t);
const number = cells[0];
ok(number.length > 5 && whole.includes(number), `the card has the number: ${number}`);
ok(cells.slice(1).every((t) => /^(登记|立案|结束) ?|^\d{4}-\d\d-\d\d|^–$/.test(t) || whole.includes(t) ||
	t.endsWith('局')), `and cause, agency, state, days: ${cells.join(' / ')}`);
const party = whole.match(/<h1[^>]*>([^<]+)</)[1].trim();
ok(party.length > 1 && !cards.includes(party), 'not its title');
const inside = [...whole.matchAll(/class="t"[^>]*>([^<]{2,})<|<td><b>([^<]{2,})<\/b>|<dd[^>]*>([^<]{4,})<\/dd>/g)]
	.map((m) => (m[1] ?? m[2] ?? m[3]).trim()).filter((t) => !cells.includes(t) && !/^[\d\s:.-]+$/.test(t));
ok(inside.length > 3, `the case page has more (${inside.length})`);
is(inside.filter((t) => row.includes(t)), [], 'of which the card shows nothing');
unlike(row, /href=|[0-9A-HJKMNP-TV-Z]{26}/, 'nor a link, nor a ref');
is((await other.raw('GET', casePath)).status, 404, 'the case stays closed');
for (const tab of ['documents', 'evidence', 'steps', 'money', 'clocks'])
	is((await other.raw('GET', `${casePath}?tab=${tab}`)).status, 404, `so does ${tab}`);
unlike(await page_of(other, `/desk/search?q=${encodeURIComponent(number)}`), new RegExp(casePath),
	'search does not find it');
unlike(await page_of(other, '/desk/cases/?scope=mine&phase=all'), new RegExp(casePath),
	'nor do their own cases hold it');
unlike(await page_of(as(agency === 'hj' ? 'sj.officer2' : 'hj.officer2'), '/desk/shared/'), /<tbody>/,
	'a colleague has no card');
page = await chief.get(`${casePath}/shares`);
const endCard = page.forms.find((f) => /\/end$/.test(f.action || ''));
is((await chief.post(endCard.action, endCard.fields, { follow: false })).status, 303, 'ended');
unlike(await page_of(other, '/desk/shared/'), /<tbody>/, 'and gone');
like(await page_of(as('auditadmin'), '/desk/admin/logs/audit'),
	/结束共享[\s\S]*共享案件[\s\S]*结束代理[\s\S]*指定代理人/, 'the audit holds all four');
stop();
done();
