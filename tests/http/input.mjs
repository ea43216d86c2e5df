// input.mjs - bad input: each gets its clear answer, keeps what was typed, and stores nothing half-done.
import { main } from '../lib/instance.mjs';
import { accounts, Client, encodeForm } from '../lib/http.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const { url, state } = main();
const sj = new Client(url, state).session('sj.intake');
const blank = async () => (await sj.get('/desk/clues/new')).forms.find((f) => 'content' in f.types);
const form = await blank();
ok(form, 'the clue form');
const given = { channel: form.options.channel.find((o) => o.value)?.value, content: '反映涉嫌违法的情况',
	new_kind: 'company', new_name: '衡州试验商行', new_code: '91430499MADEM9999' };
let base = { ...form.fields, ...given };
const send = (fields, o) => sj.post('/desk/clues/new', { ...base, ...fields }, { follow: false, ...o });

let a = await send({});
is(a.status, 422, 'a credit code of 17 characters is refused');
like(a.text, /衡州试验商行/, 'the name typed stays');
like(a.text, /href="#f-new_code"/, 'the summary leads to the field');
// what people mean is taken, what nobody can mean is refused
const taken = async (fields) => {
	const { status } = await send(fields);
	if (status === 303) base = { ...base, ...(await blank()).fields, ...given };	// each form has its key
	return status === 303;
};
ok(await taken({ new_name: '厦门虚构甲有限公司', new_code: '91350203M0001BUG19' }),
	'a registered code off the standard is taken');
ok(await taken({ new_name: '衡阳小写甲有限公司', new_code: '91430499demt009992' }), 'small letters are capitals');
for (const code of ['９１４３０４９９ＤＥＭＴ００９９９２', '91430499 DEMT 009992', "'91430499DEMT009992",
	'91430499DEMT009992\u200b']) {
	a = await send({ new_name: '衡阳同码甲有限公司', new_code: code });
	is([a.status, /91430499DEMT009992|已在|登记/.test(a.text)], [422, true], `${code}: the same code`);
}
const person = (new_name, new_code) => taken({ new_kind: 'person', new_name, new_code });
ok(await person('虚构甲', '43040519900312109x'), 'a small x');
ok(await person('虚构丙', '８１００００１９９２０２２９３０１９'), 'a resident from Hong Kong, in full width');
ok(await person('虚构丁', '83000019780101301X'), 'a resident from Taiwan');
ok(await person('Fictional Jane Q.', '91115619860101001X'), "a foreigner's card of permanent residence");
ok(await person('叶', ''), 'a name of one character');
is((await send({ new_kind: 'person', new_name: '\u200b\u200b', new_code: '', content: '名称不可见' })).status, 422,
	'a name of which nothing is seen is none');
a = await send({ new_kind: 'person', new_name: '虚构\u202e甲乙', new_code: '' });
is(a.status, 422, 'a mark that turns the writing is refused');
like(a.text, /href="#f-new_name"/, 'at its field');
a = await send({ new_kind: 'individual', new_name: '虚构个体店', new_code: '43040519900312109X' });
is(a.status, 422, "a citizen's number is no firm's code");
a = await send({ new_code: '9.14304E+17' });
like(a.text, /表格软件/, 'a code that a spreadsheet rounded says so');
a = await send({ received_at: '2099-01-01T10:00' });
is(a.status, 422, 'a date in the future is refused');
like(a.text, /href="#f-received_at"/, 'at its field');
a = await send({ content: 'x'.repeat(200000) });
ok(a.status === 422 || a.status === 413, `an essay in a field: ${a.status}`);
a = await send({ content: 'y'.repeat(3 << 20) });
is(a.status, 413, 'a paste of 3 MB is said to be too large');
like(a.text, /返回上一页[^<]*仍在您的浏览器里/, 'and where the text is');
a = await sj.post('/desk/clues/new', encodeForm({ ...base }) + '&content=%ff%fe', { follow: false });
is(a.status, 400, 'bytes that are no UTF-8 are refused');
a = await sj.post('/desk/clues/new', encodeForm(base) + '&channel=other', { follow: false });
ok(a.status === 400 || a.status === 422, `a value sent twice: ${a.status}`);
a = await sj.post('/desk/clues/new', Array.from({ length: 1200 }, (_, i) => `a${i}=1`).join('&'), { follow: false });
ok([400, 413].includes(a.status), `more than a thousand parameters are refused: ${a.status}`);
a = await sj.post('/desk/clues/new', { ...base, _csrf: 'no' }, { follow: false });
is(a.status, 403, 'a form without its token is refused');

// the same form sent twice has one effect and one answer
const listed = await sj.get('/desk/register/?q=' + encodeURIComponent('衡州'));
const subject = listed.text.match(/\/desk\/register\/([0-9A-Z]{26})"/)[1];
const page = await sj.get(`/desk/clues/new?subject=${subject}`), real = page.forms.find((f) => 'content' in f.types);
const fields = { ...real.fields, channel: 'complaint', content: '同一表单提交两次只登记一次' };
const first = await sj.post('/desk/clues/new', fields, { follow: false }), again = await sj.post('/desk/clues/new',
	fields, { follow: false });
is(first.status, 303, 'sent once');
is(again.status, 303, 'sent twice');
is(again.headers.location.split('?')[0], first.headers.location.split('?')[0], 'the same answer, one clue');
const changed = await sj.post('/desk/clues/new', { ...fields, content: '同一编号换了内容的表单' }, { follow: false });
is(changed.status, 409, 'the same key with another text is a conflict');
like(changed.text, /同一编号换了内容的表单/, 'and keeps the text');

// a stale version shows what happened since
const path = first.headers.location.split('?')[0];
for (const code of ['evidence_file', 'publish', 'measure.lapsed'])
	is((await sj.get(`${path}/do/${code}`)).status, 404, `${code} has no form of its own`);

const [one, two] = [await sj.get(`${path}/do/clue_assign`), await sj.get(`${path}/do/clue_assign`)];
const pick = (p) => {
	const f = p.forms.find((x) => 'verifiers' in x.types);
	return { ...f.fields, verifiers: f.options.verifiers.slice(0, 2).map((o) => o.value) };
};
const alone = await sj.post(`${path}/do/clue_assign`, { ...pick(one), verifiers: pick(one).verifiers.slice(0, 1) });
like(alone.text, /至少选择 2 人/, 'what is chosen is not filled in');
const sent = await sj.post(`${path}/do/clue_assign`, pick(one), { follow: false });
is(sent.status, 303, 'the first of two forms is taken');
like((await sj.get(sent.headers.location)).text, /已办理：/, 'and the next page says what was done');
is((await sj.post(`${path}/do/clue_assign`, pick(two), { follow: false })).status, 409,
	'the second is told the case moved on');

// a session that ended while typing: the page says that nothing was taken (the whole way: session_ends.mjs)
const gone = new Client(url, state).session('sj.intake');
const typed = await gone.get(`/desk/clues/new?subject=${subject}`), f = typed.forms.find((x) => 'content' in x.types);
gone.cookies.clear();
const ended = await gone.post('/desk/clues/new',
	{ ...f.fields, channel: 'complaint', content: '会话结束时正在填写的内容' }, { follow: false });
is(ended.status, 403, 'a form whose session has ended is refused');
unlike(ended.text, /会话结束时正在填写的内容|type="hidden"/, 'and nothing of it stands in the page');

// names nobody knows
is((await sj.get('/desk/cases/00000000000000000000000000')).status, 404, 'no such case');
is((await sj.get('/desk/cases/notaref')).status, 404, 'not a ref');
is((await sj.get('/desk/nowhere')).status, 404, 'no such page');
is((await new Client(url, state).get('/decisions/00000000000000000000000000')).status, 404, 'no such decision');
ok(accounts(state).length > 40, 'the demo has its people');
done();
