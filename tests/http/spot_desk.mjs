// spot_desk.mjs - random checks on the desk: visits and alerts of draws stand in the list of work by deadline, and an
// object without a team gets one by hand.
import { Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const { url, state } = main(), ref = '[0-9A-Z]{26}';
const as = (name) => new Client(url, state).session(name);

// ---- an officer finds their visits, those of a sealed draw with their day
const found = [];
for (let i = 1; i <= 8; i++) {
	const c = as(`sj.officer${i}`), page = await c.get('/desk/');
	const rows = [...page.text.matchAll(/<tr[^>]*>(?:(?!<\/tr>)[\s\S])*?<\/tr>/g)].map((m) => m[0])
		.filter((t) => t.includes('/desk/visits/'));
	if (rows.length) found.push({ c, page, rows });
}
ok(found.length > 0, 'officers find their visits in the list of their work');
const all = found.flatMap((f) => f.rows);
ok(all.some((t) => /抽查结果公布期限/.test(t) && /class="num">/.test(t)), 'the visit of a sealed draw has a due day');
ok(all.some((t) => /未设期限|class="muted"/.test(t)), 'one of an open draw has none');
const { c, page, rows } = found[0], href = rows[0].match(new RegExp(`/desk/visits/${ref}`))[0];
is((await c.get(href)).status, 200, 'the link leads to the visit');
const listed = (page.text.match(/<tbody>[\s\S]*?<\/tbody>/)[0].match(/<tr/g) || []).length;
const count = Number(page.text.match(/id="h-due">[\s\S]*?<small>[^<\d]*(\d+)/)[1]);
ok(count >= listed && (count === listed || listed === 20), `the count (${count}) has them too (${listed} listed)`);

// ---- the coordinator is told of a draw that lapsed
const coordinator = await as('sj.coordinator').get('/desk/');
const lapsed = coordinator.text.match(/href="(\/desk\/draws\/[^"/]+)">抽取逾期未完成</);
ok(lapsed, 'a lapsed draw is on its coordinator\'s desk');
if (lapsed) like((await as('sj.coordinator').get(lapsed[1])).text, /逾期未抽取/, 'and the link leads to it');
unlike((await as('hj.coordinator').get('/desk/')).text, /抽取逾期未完成/, 'on no other agency\'s');

// ---- an object that the draw left without a team
const hj = as('hj.coordinator'), list = await hj.get('/desk/draws/');
const draw = list.text.match(/href="(\/desk\/draws\/[^"]+)">高风险企业全覆盖检查/)[1];
let p = await hj.get(draw);
like(p.text, /人员不足，未能派组/, 'it stands without a team');
const assign = p.text.match(/href="(\/desk\/draws\/[^"]+\/assign\?object=[^"]+)"/)[1];
const officers = (await new Client(url, state).get(`/disclosure${draw.replace('/desk', '')}/officers.tsv`)).text.trim()
	.split('\n').map((l) => l.split('\t')[0]);
const avoid = (await new Client(url, state).get(`/disclosure${draw.replace('/desk', '')}/avoid.tsv`)).text;
let form = await hj.get(assign);
const open = form.forms.find((f) => 'officer_1' in f.types), choice = open.options.officer_1.filter((o) => o.value);
ok(choice.length >= 2, `there is a choice of officers (${choice.length})`);
ok(choice.every((o) => / ZF-\d{4}-\d+/.test(o.text) && o.text.includes('·')), 'each with unit, name and certificate');
ok(officers.length > 0 && !choice.some((o) => avoid.includes(`\t${o.value}\n`) && officers.includes(o.value)),
	'nobody who is recused is offered');
let a = await hj.submit(form, { officer_1: choice[0].value, reason: '由其他大队人员检查' },
	{ form: '/assign', follow: false });
is(a.status, 422, 'one officer is no team');
like(a.text, /由其他大队人员检查<\/textarea>/, 'and the reason typed stays');
a = await hj.submit(form, { officer_1: choice[0].value, officer_2: choice[0].value, reason: '由其他大队人员检查' },
	{ form: '/assign', follow: false });
is(a.status, 422, 'nor is one named twice');
like(a.text, /至少两名不同/, 'and it says so');
a = await hj.submit(form, { officer_1: choice[0].value, officer_2: officers.find((o) => avoid.includes(`\t${o}\n`)),
	reason: '由其他大队人员检查' }, { form: '/assign', follow: false });
is(a.status, 422, 'nor may one who is recused be sent in by hand');
a = await hj.submit(form, { officer_1: choice[0].value, officer_2: choice[1].value, reason: ' ' },
	{ form: '/assign', follow: false });
is(a.status, 422, 'a reason is needed');
is((await hj.submit(form, { officer_1: choice[0].value, officer_2: choice[1].value, reason: '名录内人员均须回避' },
	{ form: '/assign', follow: false })).status, 303, 'two by hand');
p = await hj.get(draw);
like(p.text, new RegExp(`${choice[0].value} ${choice[1].value}[\\s\\S]{0,80}直接指派`),
	'the page names them as assigned by hand');
ok(!p.text.includes('/assign?object='), 'once');
is((await hj.submit(form, { officer_1: choice[0].value, officer_2: choice[1].value, reason: '再派' , _key: undefined },
	{ form: '/assign', follow: false })).status !== 303, true, 'not a second time');
unlike((await new Client(url, state).get(draw.replace('/desk', ''))).text, /均须回避/, 'the public reads no reason');
done();
