// visit_days.mjs - before anybody goes: the calendar of the agency's visits by month and week, a visit moved to other
// days (asked for again where it was approved), a matter settled without a visit, with its result.
import { storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { formOf, send } from '../lib/inspection.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

const own = ownInstance('visitdays'), { sql } = storeOf(own);
const desk = (name) => new Client(own.url, own.state).session(name);
const lead = desk('sj.officer1'), unit = desk('sj.head1'), head = desk('sj.chief');
const at = (ms) => new Date(Date.now() + ms + 8 * 3600e3).toISOString().slice(0, 16), DAY = 86400e3;
const subject = sql(`select xz.spotcheck_ref_text(s.ref) from xz.register_subject s where s.kind = 'company'
	and s.status = 'active' and not exists (select from xz.inspection i where i.subject_id = s.id)
	order by s.id desc limit 1`);
const moved = async (from, to, why) => (await act(lead, first, 'move', { from_at: at(from), to_at: at(to),
	moved_for: why })).status;
const act = async (c, path, what, fields = {}) => send(c, await c.get(`${path}/do/${what}`), `/do/${what}`, fields);
const state = (path) => sql(`select i.state || ' ' || i.approval || ' ' || (select count(*)
	from xz.inspection_ledger l where l.source_ref = i.ref) from xz.inspection i
	where xz.spotcheck_ref_text(i.ref) = '${path.split('/').pop()}'`);
async function begun() {
	const f = formOf(await lead.get(`/desk/inspections/new?subject=${subject}`), '/desk/inspections/new');
	const r = await lead.post('/desk/inspections/new', { ...f.fields, kind: 'special', source: 'other',
		reason: '节前检查', items: [f.options.items[0].value],
		second: f.options.second.find((o) => o.value && o.text.length > 2).value, from_at: at(-60e3),
		to_at: at(2 * DAY) });
	return r.path.split('?')[0];
}
async function approved(path) {
	await act(lead, path, 'ask');
	await act(unit, path, 'approve', { agree: 'yes' });
	await act(head, path, 'approve', { agree: 'yes', words: '同意' });
}
const first = await begun();

await part('the calendar', async () => {
	const today = at(0).slice(0, 10), page = await lead.get(`/desk/joint/calendar?day=${today}`);
	is(page.status, 200, 'is there');
	like(page.text, new RegExp(`${first}"`), 'the week names the visit');
	like(page.text, new RegExp(`${first}/do/move`), 'which may be moved');
	like(page.text, new RegExp(`<caption class="vh">${today.slice(0, 7)}`), 'beside its month');
	like(page.text, /aria-label="\d+：\d+ 次检查"/, 'with how many a day has');
	const en = desk('sj.officer1');
	en.cookies.set('lang', { value: 'en', path: '/desk' });
	like((await en.get(`/desk/joint/calendar?day=${today}`)).text, /Calendar of visits/, 'in English too');
	unlike((await desk('hj.officer1').get(`/desk/joint/calendar?day=${today}`)).text, new RegExp(first),
		'another agency has its own');
	is((await lead.get('/desk/joint/calendar?day=nonsense')).status, 200, 'a day that is none is today');
});

await part('moved', async () => {
	is(await moved(3 * DAY, DAY, '企业停产'), 422, 'not to an end before its beginning');
	is(await moved(8 * DAY, 9 * DAY, '企业停产检修'), 200, 'to another week');
	like((await lead.get(`/desk/joint/calendar?day=${at(8 * DAY).slice(0, 10)}`)).text, new RegExp(`${first}"`),
		'where the calendar has it');
	is(await moved(-60e3, 2 * DAY, '恢复生产'), 200, 'and back');
	await approved(first);
	is(state(first), 'approved approved 1', 'approved');
	is(await moved(3600e3, 3 * DAY, '人员冲突'), 200, 'one that was approved may be moved');
	is(state(first), 'triggered none 2', 'and is asked for again, its place in the year given back');
	await approved(first);
	is(state(first), 'approved approved 3', 'approved anew');
	is(sql(`select count(*) from xz.record_step s join xz.inspection i on i.chain_id = s.chain_id
		where s.kind = 'inspection.move' and xz.spotcheck_ref_text(i.ref) = '${first.split('/').pop()}'`), '3',
	'each move is a step');
});

await part('settled without a visit', async () => {
	is((await act(lead, first, 'settle', { settled_by: 'shared', result: 'no_issue', words: '' })).status, 422,
		'not without words');
	is((await act(lead, first, 'settle', { settled_by: 'shared', result: 'no_issue',
		words: '许可、抽检数据一致，无需上门。' })).status, 200, 'by shared data');
	is(state(first), 'cancelled approved 4', 'nobody goes there');
	like((await lead.get(first)).text, /非现场办结<\/dt>\s*<dd>\s*共享数据核查 · 未发现问题/,
		'its page has the result');
	is(sql('select count(*) from xz.inspection_uncounted'), '0', 'the ledger is what the visits add up to');
	ok(!/\/do\/settle/.test((await lead.get(first)).text), 'once');
});
done();
