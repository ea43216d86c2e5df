// inspection.mjs - an inspection for tests, brought by the desk's forms to where it waits for its officers:
//   const i = await toBeVisited(url, state);    i.path, i.ref, i.code, i.lead, i.mate (clients)
import { Client } from './http.mjs';

const at = (ms) => new Date(Date.now() + ms + 8 * 3600e3).toISOString().slice(0, 16);

export const line = 'M10,10L20,30L40,60L90,20L130,80L170,30L200,90L240,40L300,70L360,20';
export const formOf = (page, part) => page.forms.find((f) => (f.action || '').includes(part));
export const send = (c, page, part, fields = {}) => c.post(formOf(page, part).action, { ...formOf(page, part).fields, ...fields });

export async function toBeVisited(url, state, { items = 3, more = {} } = {}) {
	const as = (name) => new Client(url, state).session(name);
	const lead = as('sj.officer1'), mate = as('sj.officer2'), unit = as('sj.head1'), head = as('sj.chief');
	const found = await lead.get(`/desk/register/?for=inspection&q=${encodeURIComponent('有限')}`);
	const form = formOf(await lead.get(found.text.match(/href="(\/desk\/inspections\/new\?subject=[^"]+)"/)[1]), '/desk/inspections/new');
	const me = (await mate.get('/desk/me')).text;
	const second = form.options.second.find((o) => o.value && me.includes(o.text.split(' ')[1])).value;
	const begun = await lead.post('/desk/inspections/new', { ...form.fields, kind: 'case', source: 'complaint', reason: '群众举报',
		items: form.options.items.slice(0, items).map((o) => o.value), second, from_at: at(-60e3), to_at: at(86400e3), ...more });
	const path = begun.path.split('?')[0];
	const act = async (c, what, fields) => send(c, await c.get(`${path}/do/${what}`), `/do/${what}`, fields);
	await act(lead, 'ask');
	await act(unit, 'approve', { agree: 'yes' });
	await act(head, 'approve', { agree: 'yes', words: '同意' });
	await act(lead, 'issue');
	await act(lead, 'notify', { way: 'paper' });
	const code = (await lead.get(path)).text.match(/#(XZ1\.[A-Za-z0-9_.-]+)/)[1];
	return { path, ref: path.split('/').pop(), code, lead, mate, field: `${path}/field` };
}
