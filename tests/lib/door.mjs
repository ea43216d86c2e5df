// door.mjs - what the tests of the public's door share: a party whose term runs, the slip of a party, a form sent with
// files, as a browser without a script sends it.
//   const d = doorOf(own, '127.0.9');  const t = d.told();  const c = await d.slip(t);
import { refText, storeOf } from './evidence.mjs';
import { Client } from './http.mjs';

const CODE = /(?:[A-Z2-7]{5}-){3}[A-Z2-7]{5}/;
const BOUNDARY = 'xzboundary0123';
export const number = (page) => page.text.match(/D\d{14}/)?.[0];

// files: { field: [name, bytes] }
export function multipart(fields, files) {
	const parts = Object.entries(fields).map(([k, v]) => Buffer.from(
		`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${k}"\r\n\r\n${v}\r\n`));
	for (const [k, [name, bytes]] of Object.entries(files))
		parts.push(Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${k}"; `
			+ `filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`), bytes,
		Buffer.from('\r\n'));
	return { body: Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]),
		type: `multipart/form-data; boundary=${BOUNDARY}` };
}

// network: addresses of whoever comes by this test, three numbers of it.
export function doorOf(own, network) {
	const { sql } = storeOf(own), by = new Map();
	let hosts = 10;
	const desk = (name) => by.get(name) || by.set(name, new Client(own.url, own.state).session(name)).get(name);
	const stranger = () => Object.assign(new Client(own.url, own.state),
		{ localAddress: `${network}.${hosts++}` });
	return {
		sql, desk, stranger,
		// Parties by what else holds of track k, case c, party p, the oldest first, with the lead officer.
		parties: (where) => sql(`select c.ref, k.ref, k.id, c.id, p.name, a.username, c.unit_id,
				p.natural_person
			from xz.caseflow_track k join xz.caseflow_case c on c.id = k.case_id
			join xz.caseflow_party p on p.id = k.party_id
			join xz.caseflow_officer o on o.case_id = c.id and o.role = 'lead' and o.state = 'accepted'
			join xz.people_account a on a.id = o.account_id
			where ${where} order by k.id`).split('\n').filter((l) => l).map((l) => {
			const [caseRef, ref, track, id, name, lead, unit, person] = l.split('|');
			return { caseRef: refText(caseRef), ref: refText(ref), track, id, name, lead, unit,
				person: person === 't' };
		}),
		async code(t) {
			const path = `/desk/slips/case/${t.caseRef}/${t.ref}`, page = await desk(t.lead).get(path);
			return (await desk(t.lead).submit(page, {}, { form: path })).text.match(CODE)?.[0];
		},
		async enter(code, c = stranger()) {
			c.entered = await c.post('/my/', { code });
			c.csrf = c.entered.forms.find((f) => f.action.startsWith('/my/end'))?.fields._csrf;
			return c;
		},
		async slip(t) { return this.enter(await this.code(t)); },
		// The form of a page that is sent to `at`, with files.
		async say(c, at, fields, { form, files = {} } = {}) {
			const page = form || await c.get(at), f = page.forms.find((x) => x.action.startsWith(at));
			if (!f) throw new Error(`no form at ${at}: ${page.status} ${page.text.slice(0, 200)}`);
			const { body, type } = multipart({ ...f.fields, ...fields }, files);
			return c.follow(await c.raw('POST', f.action, { body, headers: { 'content-type': type,
				origin: c.url.origin, 'sec-fetch-site': 'same-origin' } }));
		},
		message(n) {
			const [ref, state, step, id] = sql(`select ref, state, coalesce(step, ''), id
				from xz.door_message where number = '${n}'`).split('|');
			return { path: `/desk/door/${refText(ref)}`, ref: refText(ref), uuid: ref, state, step, id };
		},
	};
}
