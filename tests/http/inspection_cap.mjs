// inspection_cap.mjs - a firm's visits of the year beside the caps when an inspection is planned: one too many is
// refused with the list and nothing typed lost, a clue goes ahead and says so; a returned one is changed and the
// approver sees what differs; an officer who found nothing there too often goes again only with an explanation.
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const own = ownInstance('inspectioncap'), { url, state } = own;
const sql = sqlOf(storeConf(state));
const as = (name) => new Client(url, state).session(name);
const lead = as('sj.officer1'), unit = as('sj.head1');
const at = (ms) => new Date(Date.now() + ms + 8 * 3600e3).toISOString().slice(0, 16);
const form = (page, part) => page.forms.find((f) => (f.action || '').includes(part));
const send = (c, page, part, fields) => c.post(form(page, part).action, { ...form(page, part).fields, ...fields },
	{ follow: false });
const act = async (c, path, what, more = {}) => {
	const p = await c.get(`${path}/do/${what}`);
	return p.status === 200 ? send(c, p, `/do/${what}`, more) : p;
};

sql(`insert into xz.calendar_parameter (key, value, unit, source, valid_from, origin)
	values ('inspection.cap.agency', 1, 'count', '本局公告', xz.today(), 'site')`);
const found = await lead.get(`/desk/register/?for=inspection&q=${encodeURIComponent('有限')}`);
const hrefs = [...found.text.matchAll(/href="(\/desk\/inspections\/new\?subject=[^"]+)"/g)].map((m) => m[1]);
// nor one that another agency has planned: it would be offered to be made one visit
const planned = sql(`select coalesce(string_agg(xz.spotcheck_ref_text(s.ref), ' '), '') from xz.inspection i
	join xz.register_subject s on s.id = i.subject_id`);
let href;
for (const h of hrefs.filter((x) => !planned.includes(x.match(/subject=(\w+)/)[1]))) {
	const page = await lead.get(h);
	if (page.text.includes('没有其他检查')) {
		href = h;
		break;
	}
}
ok(href, 'a firm nobody visited this year');
let page = await lead.get(href);
like(page.text, /本机关<\/dt><dd class="num">0 \/ 1/, 'the form says how many there were and the cap');
const f = form(page, '/desk/inspections/new');
const items = f.options.items.slice(0, 2).map((o) => o.value), second = f.options.second.find((o) => o.value &&
	o.text.length > 2).value;
const fields = { ...f.fields, kind: 'special', source: 'other', reason: '节前检查', items, second, from_at: at(-60e3),
	to_at: at(86400e3) };
let r = await lead.post('/desk/inspections/new', fields, { follow: false });
is(r.status, 303, 'the first is planned');
const first = r.headers.location.split('?')[0];
is((await act(lead, first, 'ask')).status, 303, 'and asked for');

// ---- one too many
const again = async (more = {}) => lead.post('/desk/inspections/new',
	{ ...fields, ...more, _key: form(await lead.get(href), '/desk/inspections/new').fields._key },
	{ follow: false });
page = await lead.get(href);
like(page.text, /1 \/ 1[^<]*<span[^>]*>已达上限/, 'the form of the next says that the cap is reached');
r = await again();
is(r.status, 409, 'a second of that kind is refused');
like(r.text, /年度检查上限（1\/1）/, 'with the cap\'s numbers');
like(r.text, /待检查/, 'and the list of what there is');
like(r.text, /JCX-SJ-\d+ JCX-SJ-\d+/, 'with the items');
like(r.text, /节前检查/, 'nothing typed is lost');
r = await again({ kind: 'case', source: 'complaint', reason: '群众举报' });
is(r.status, 303, 'what a complaint brings about goes ahead');
const clue = r.headers.location.split('?')[0];
like((await lead.get(clue)).text, /超出频次上限的依据<\/dt><dd>投诉举报触发/, 'and its page says by what');

// ---- returned, changed, asked for again
is((await act(lead, clue, 'ask')).status, 303, 'asked for');
is((await lead.get(`${clue}/do/change`)).status, 409, 'not changed while it is asked for');
is((await act(unit, clue, 'approve', { agree: 'no', words: '理由要具体' })).status, 303, 'returned');
page = await lead.get(`${clue}/do/change`);
is(page.status, 200, 'the form to change it');
const c = form(page, '/do/change');
is(c.fields.reason, '群众举报', 'has the reason');
is([].concat(c.fields.items).length, 2, 'and both items');
is(c.fields.second, second, 'and the second officer');
is(c.fields.from_at, fields.from_at, 'and the time');
r = await send(lead, page, '/do/change', { reason: '' });
is(r.status, 422, 'a reason is needed still');
r = await send(lead, page, '/do/change', { reason: '举报人提供了照片', items: [items[0]] });
is(r.status, 303, 'changed');
is((await act(lead, clue, 'ask')).status, 303, 'asked for again');
page = await unit.get(`${clue}/do/approve`);
like(page.text, /<del>群众举报<\/del>/, 'the approver sees what it said');
like(page.text, /<ins>举报人提供了照片<\/ins>/, 'and what it says');
unlike(page.text, /<b>开始<\/b>/, 'and nothing that stayed');
is((await send(unit, page, '/do/approve', { agree: 'yes' })).status, 303, 'and agrees');
is((await as('hj.officer1').get(`${clue}/do/change`)).status, 404, 'another agency has no such form');

// ---- the same officers, the same firm, nothing found
{
	const [firm, day] = sql(`select xz.spotcheck_ref_text(s.ref) || '|' || i.arrived_at::date from xz.inspection i
		join xz.register_subject s on s.id = i.subject_id
		join xz.inspection_officer o on o.inspection_id = i.id join xz.people_account c on c.id = o.account_id
		and c.username = 'sj.officer1' where i.outcome = 'no_issue' order by i.id limit 1`).split('|');
	sql(`insert into xz.calendar_parameter (key, value, unit, source, valid_from, origin)
		values ('inspection.clean.officer', 1, 'count', '本市公告', '${day}', 'site')`);
	const there = `/desk/inspections/new?subject=${firm}`,
		f2 = form(await lead.get(there), '/desk/inspections/new');
	const mate = f2.options.second.find((o) =>
		o.text.startsWith(sql(
		"select display_name from xz.people_account where username = 'sj.officer2'"))).value;
	const plan = async (more) => lead.post('/desk/inspections/new',
		{ ...f2.fields, kind: 'special', source: 'assigned', reason: '专项部署', items: [items[0]],
		second: mate,
		from_at: `${day}T23:00`, to_at: at(2 * 86400e3), ...more,
		_key: form(await lead.get(there), '/desk/inspections/new').fields._key }, { follow: false });
	r = await plan({});
	is(r.status, 422, 'an officer who found nothing there as often as allowed is not planned again');
	like(r.text, /id="f-again-e">[^<]* 1\/1：该执法人员[^<]*换一名执法人员/,
		'with the way out, at the explanation');
	like(r.text, /id="f-second-e">[^<]* 1\/1：/, 'and at the other officer');
	r = await plan({ again: '本组其他人员在外地办案' });
	is(r.status, 303, 'with an explanation it is');
	const told = r.headers.location.split('?')[0];
	is((await act(lead, told, 'ask')).status, 303, 'asked for');
	like((await unit.get(told)).text, /同一人员再次检查的说明<\/dt><dd[^>]*>本组其他人员在外地办案/,
		'which the approver reads');
}
done();
