// secrecy.mjs - what bears a mark of secrecy is stopped at each door before anything of it is stored, with the way to
// go; what was typed stays in the form; every desk page says what the platform is not for.
import { Client } from '../lib/http.mjs';
import { create, item as pick, refText, signedIn } from '../lib/evidence.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok } from '../lib/tap.mjs';

const { url, state } = main();
const sql = sqlOf(storeConf(state));
const marked = '举报内容见附件\n机密★10年', says = /非涉密系统，国家秘密、工作秘密不得录入/;
const page = `/desk/clues/new?subject=${refText(sql(`select ref from xz.register_subject where kind = 'company'
	order by id limit 1`))}`;
const c = new Client(url, state).session('sj.intake');
const shown = await c.get(page), form = shown.forms.find((f) => 'content' in f.types);
like(shown.text, /<footer class="desk-foot[^]*?非涉密系统，严禁处理国家秘密、工作秘密/, 'a desk page says it');
like((await new Client(url, state).get('/desk/login')).text, /非涉密系统/, 'and the page to sign in');

const count = () => sql(`select (select count(*) from xz.caseflow_clue), (select count(*) from xz.act_draft),
	(select count(*) from xz.source_message)`);
const before = count(), fields = { ...form.fields, channel: 'complaint', content: marked };
let a = await c.post('/desk/clues/new', fields, { follow: false });
is(a.status, 422, 'a marked clue is refused');
like(a.text, says, 'with the way to go');
like(a.text, /机密★10年/, 'and what was typed stays');
a = await c.post('/desk/draft', { ...fields, _path: '/desk/clues/new' }, { follow: false });
is(a.status, 422, 'nor is it kept as a draft');
is(count(), before, 'and nothing of it is stored');
a = await c.post('/desk/draft', { ...fields, content: '侵犯商业秘密', _path: '/desk/clues/new' }, { follow: false });
is(a.status, 200, 'talk of secrets is no mark');

// the public's page
const nobody = new Client(url, state), report = (await nobody.get('/report')).forms.find((f) => f.action === '/report');
if (report) {
	a = await nobody.post('/report', { ...report.fields, content: marked }, { follow: false });
	ok(a.status === 422 && says.test(a.text), `a message from outside: ${a.status}`);
}

// names of files
const item = pick({ url, state }), lead = await signedIn({ url, state }, item.lead);
const files = () => sql('select count(*) from xz.record_attachment');
const had = files();
a = await create(lead, item.ref, Buffer.from('x'), { name: '【机密】照片.jpg' });
is([a.status, a.text.trim()], [422, 'secrecy'], 'a file in pieces');
is(files(), had, 'is not there');
done();
