// inspection.mjs - an inspection for tests, brought by the desk's forms to where it waits for its officers:
//   const i = await toBeVisited(url, state);    i.path, i.ref, i.code, i.lead, i.mate (clients)
import { randomBytes } from 'node:crypto';
import { metadata, patch, sha, tus } from './evidence.mjs';
import { accounts, Client, totp } from './http.mjs';

const at = (ms) => new Date(Date.now() + ms + 8 * 3600e3).toISOString().slice(0, 16);

export const line = 'M10,10L20,30L40,60L90,20L130,80L170,30L200,90L240,40L300,70L360,20';
export const formOf = (page, part) => page.forms.find((f) => (f.action || '').includes(part));
export const send = (c, page, part, fields = {}) => c.post(formOf(page, part).action,
	{ ...formOf(page, part).fields, ...fields });

export async function toBeVisited(url, state, { items = 3, more = {} } = {}) {
	const as = (name) => new Client(url, state).session(name);
	const lead = as('sj.officer1'), mate = as('sj.officer2'), unit = as('sj.head1'), head = as('sj.chief');
	const found = await lead.get(`/desk/register/?for=inspection&q=${encodeURIComponent('有限')}`);
	const form = formOf(await lead.get(found.text.match(/href="(\/desk\/inspections\/new\?subject=[^"]+)"/)[1]),
		'/desk/inspections/new');
	const me = (await mate.get('/desk/me')).text;
	const second = form.options.second.find((o) => o.value && me.includes(o.text.split(' ')[1])).value;
	const begun = await lead.post('/desk/inspections/new', { ...form.fields, kind: 'case', source: 'complaint',
		reason: '群众举报',
		items: form.options.items.slice(0, items).map((o) => o.value), second, from_at: at(-60e3),
		to_at: at(86400e3), ...more });
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

// From the arrival to the result: the second item of the list and the third not met (an order, corrected on the spot),
// signatures of the party (or its refusal) and of both officers.
export async function carriedOut(i, state, { party = { way: 'drawn', person: '谢春林', path: line } } = {}) {
	const due = new Date(Date.now() + 10 * 86400e3).toISOString().slice(0, 10),
		mate = accounts(state).find((a) => a.username === 'sj.officer2');
	const act = async (c, what, fields = {}) => { const r = await send(c, await c.get(i.field),
		`/do/${what}`, fields);
		if (![200, 303].includes(r.status)) throw new Error(`${what}: ${r.status}`); };
	await act(i.lead, 'arrive');
	await act(i.lead, 'show');
	await act(i.lead, 'show', { username: mate.username, code: await totp(mate, state) });
	await act(i.lead, 'check', { a_1: 'pass', a_2: 'fail', t_2: '过道堆放杂物', r_2: 'order', d_2: due, a_3: 'fail',
		t_3: '台账漏记', r_3: 'corrected' });
	await act(i.lead, 'finish', { statement: '马上整改' });
	await act(i.lead, 'party', party);
	await act(i.lead, 'sign', { path: line });
	await act(i.mate, 'sign');
	await act(i.mate, 'tell');
}

// A photo or film of item n (0: the whole), in one piece.
export async function attach(client, ref, bytes, { n = 0, name = '照片.png' } = {}) {
	const made = await tus(client, 'POST', '/desk/upload/', { 'upload-length': String(bytes.length),
		'upload-metadata': metadata({ inspection: ref,
		mark: `m-${Math.random().toString(36).slice(2, 14)}`, n: String(n), taken: String(Date.now()),
		filename: name, sha256: sha(bytes) }) }, '');
	return made.status === 201 ? patch(client, made.headers.location, 0, bytes) : made;
}
// Bytes that begin as a film does.
export const film = (n = 4000) => Buffer.concat([Buffer.from('00000020667479706d703432000000006d70343269736f6d61766331',
	'hex'), Buffer.alloc(4), randomBytes(n)]);
