// noscript.mjs - the main forms without JavaScript: a row is added by the server and what was typed stays, the
// Enter key saves, problems come back at their fields; and no page leans on a script of its own.
import { main } from '../lib/instance.mjs';
import { Client, encodeForm } from '../lib/http.mjs';
import { diag, done, is, like, ok, unlike } from '../lib/tap.mjs';

const { url, state } = main();
const refs = (text, re) => [...new Set([...text.matchAll(re)].map((m) => m[1].replace(/&amp;/g, '&')))];

// An officer with a case under investigation.
async function atWork(action) {
	for (const agency of ['hj', 'yj', 'jt', 'cg', 'sj'])
		for (const n of [1, 2, 3, 4, 5, 6]) {
			const c = new Client(url, state).session(`${agency}.officer${n}`);
			const list = await c.get('/desk/cases/?scope=mine&phase=investigation');
			for (const path of refs(list.text, /href="(\/desk\/cases\/[0-9A-Z]{26})"/g))
				if ((await c.get(path)).text.includes(`${path}/do/${action}"`)) return { c, path };
		}
	return null;
}
const work = await atWork('interview_record');
ok(work, 'the demo has a case with an interview to record');
const { c, path } = work, formPath = `${path}/do/interview_record`;
const steps = async () => Number((await c.get(path)).text.match(/tab=steps"[^>]*>[^<]*<span class="c">(\d+)/)?.[1] ||
	0);
const before = await steps();

// "add a row" keeps what was typed, twice
let page = await c.get(formPath);
const formOf = (p) => p.forms.find((f) => 'questions_0_question' in f.types);
let form = formOf(page);
ok(form, 'the form has a first question');
is(Object.keys(form.types).filter((n) => /^questions_\d+_question$/.test(n)).length, 1, 'and no second one');
ok(form.buttons.length > 0 && !form.buttons[0].name, 'the Enter key presses the button that saves, not "add a row"');
const more = form.buttons.find((b) => b.name === '_more');
ok(more && more.value === 'questions', 'there is a button for one more row');
const pick = (name) => form.options[name].find((o) => o.value)?.value;
const typed = { ...form.fields, started_at: '2026-1-', place: '当事人办公室 <b>"甲"</b> & 乙', person: '询問人子丑',
	person_role: pick('person_role'), certificates_shown: '1',
	questions_0_question: '你单位何时开始经营？\n第二行', questions_0_answer: '  去年三月。',
	signed: pick('signed'), second: pick('second') };
delete typed._more;
page = await c.post(formPath, { ...typed, _more: 'questions' }, { follow: false });
ok([200, 422].includes(page.status), `the form comes back: ${page.status}`);
form = formOf(page);
is(Object.keys(form.types).filter((n) => /^questions_\d+_question$/.test(n)).length, 2, 'with a second question');
for (const name of ['place', 'person', 'person_role', 'certificates_shown', 'started_at', 'questions_0_question',
	'questions_0_answer', 'signed', 'second'])
	is(String(form.fields[name] ?? '').replace(/\r/g, '').trim(), typed[name].trim(), `${name} stays`);
is(form.fields.questions_1_question, '', 'the new row is empty');
ok(!('rights_told' in form.fields), 'what was not ticked is not ticked');
unlike(page.text, /class="note zhu summary/, 'nothing is called wrong yet');
page = await c.post(formPath, { ...form.fields, questions_1_question: '进货时查验过证明文件吗？',
	questions_1_answer: '没有。', _more: 'questions' }, { follow: false });
form = formOf(page);
is(Object.keys(form.types).filter((n) => /^questions_\d+_question$/.test(n)).length, 3, 'again: a third');
is(form.fields.questions_1_answer, '没有。', 'the second row stays');
is(await steps(), before, 'nothing was recorded by adding rows');

// sent with problems: each at its field, in its row
page = await c.post(formPath, form.fields, { follow: false });
is(page.status, 422, 'sent with mistakes, it comes back');
for (const field of ['started_at', 'rights_told', 'ended_at'])
	like(page.text, new RegExp(`href="#f-${field}"`), `the summary names ${field}`);
ok(/id="f-started_at"/.test(page.text) && /id="f-started_at-e"/.test(page.text),
	'and leads to the field and its message');
form = formOf(page);
is(form.fields.questions_1_question, '进货时查验过证明文件吗？', 'the rows stay');
is(await steps(), before, 'nothing is half recorded');

// right: recorded once, with both questions
const day = (page.text.match(/2\d{3}-\d\d-\d\d(?= \d\d:\d\d，不是)/) ||
	[new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)])[0];
const yesterday = new Date(Date.parse(day) - 86400e3).toISOString().slice(0, 10);
const right = { ...form.fields, started_at: `${yesterday}T09:00`, ended_at: `${yesterday}T10:00`, rights_told: '1' };
for (const k of Object.keys(right)) if (k.startsWith('questions_2_')) delete right[k];
page = await c.post(formPath, right, { follow: false });
if (page.status !== 303)
	diag(page.text.match(/class="note zhu summary[\s\S]*?<\/ul>/)?.[0].replace(/<[^>]*>/g, ' ') || '');
is(page.status, 303, 'right: it is recorded');
is(await steps(), before + 1, 'as one step');
const shown = await c.get(`${path}?tab=steps`);
for (const s of ['你单位何时开始经营？', '进货时查验过证明文件吗？', '没有。'])
	ok(shown.text.includes(s), `with: ${s}`);
like(shown.text, /&lt;b&gt;&#?\w+;甲|&lt;b&gt;"甲"/, 'what was typed is text, not markup');

// a clue from the search in the register to its page, only by links and forms
const intake = new Client(url, state).session('cg.intake');
let p = await intake.get('/desk/');
const search = refs(p.text, /href="(\/desk\/register\/\?for=clue)"/g)[0];
p = await intake.get(search);
const find = p.forms.find((f) => (f.method || 'get').toLowerCase() === 'get' && 'for' in f.fields && 'q' in f.types);
ok(find, 'the register is searched by a form');
p = await intake.get(`${find.action}?${encodeForm({ ...find.fields, q: '衡州' })}`);
p = await intake.get(refs(p.text, /href="(\/desk\/clues\/new\?subject=[0-9A-Z]{26})"/g)[0]);
const clue = p.forms.find((f) => 'content' in f.types);
p = await intake.submit(p, { ...clue.fields, channel: clue.options.channel.find((o) => o.value).value,
	content: '不用脚本登记的线索。' }, { form: (f) => 'content' in f.types, follow: false });
is(p.status, 303, 'a clue is registered');
is((await intake.get(p.headers.location)).status, 200, 'and has its page');

// lists, filters, the menu, the language and the way out are links and forms too
p = await c.get('/desk/cases/');
const filter = p.forms.find((f) => 'phase' in f.types);
is((await c.get(`${filter.action}?${encodeForm({ scope: 'mine', phase: 'investigation' })}`)).status, 200,
	'the filter of cases is a form');
like(p.text, /<details class="railnav" open>/, 'the menu is open without a script');
ok(p.forms.some((f) => f.action === '/desk/logout' && f.method === 'post'), 'signing out is a form');

// no page needs a script of its own
const bad = [];
let pages = 0;
async function look(client, at) {
	const a = await client.get(at);
	pages++;
	if (a.status !== 200) bad.push(`${at}: ${a.status}`);
	for (const m of a.text.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g))
		if (!/\bsrc="\/assets\//.test(m[1]) || m[2].trim()) bad.push(`${at}: script ${m[0].slice(0, 60)}`);
	for (const m of a.text.matchAll(/<[a-z][^>]*\s(on\w+|style)="/g))
		bad.push(`${at}: ${m[1]} in ${m[0].slice(0, 80)}`);
	for (const m of a.text.matchAll(/href="(javascript:[^"]*|#)"/g)) bad.push(`${at}: ${m[1]}`);
	const outside = a.text.replace(/<form\b[\s\S]*?<\/form>/g, '');
	if (/<button\b/.test(outside))
		bad.push(`${at}: a button outside of a form: ${outside.match(/<button\b[^>]*>/)[0]}`);
	for (const f of a.forms) {
		if (!f.buttons.length && !/role="search"/.test(a.text))
			bad.push(`${at}: a form without a button: ${f.action}`);
		if ((f.method || 'get').toLowerCase() === 'post' && !('_csrf' in f.fields))
			bad.push(`${at}: a form without its token: ${f.action}`);
	}
	return a;
}
const anyone = new Client(url, state);
for (const at of ['/', '/search', '/agencies/', '/officers/', '/laws/', '/log/', '/log/?index=5'])
	await look(anyone, at);
for (const at of refs((await anyone.get('/search')).text, /href="(\/decisions\/[0-9A-Z]{26})"/g).slice(0, 3))
	await look(anyone, at);
await look(anyone, '/desk/login');
for (const [who, list] of Object.entries({ 'sj.officer1': ['/desk/', '/desk/cases/', '/desk/summary/new',
	'/desk/register/?for=clue&q=%E8%A1%A1%E5%B7%9E', '/desk/me'],
	'sj.chief': ['/desk/', '/desk/cases/?scope=agency&phase=all'], 'sj.reviewer1': ['/desk/reviews/'],
	'sj.publisher': ['/desk/disclosure/', '/desk/disclosure/?list=done'],
	sysadmin: ['/desk/'], secadmin: ['/desk/'], auditadmin: ['/desk/'] })) {
	const client = new Client(url, state).session(who);
	for (const at of list) {
		const a = await look(client, at);
		for (const one of refs(a.text,
			/href="(\/desk\/(?:cases|reviews|disclosure|approvals|admin)\/(?:[0-9A-Z]{26}|[a-z-]+\/)[^"?]*)"/g).slice(0, 4)) {
			const b = await look(client, one);
			for (const act of refs(b.text, /href="(\/desk\/cases\/[^"]*\/do\/[^"]*)"/g))
				await look(client, act);
		}
	}
}
ok(bad.length === 0, `${pages} pages: no inline script, no style, no link to nothing, no button outside of a form`,
	[...new Set(bad)].slice(0, 30).join('\n'));
done();
