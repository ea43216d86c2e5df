// permissions.mjs - every route of the desk and its pool for slow work with every duty, in its own agency and in
// another, and with nobody signed in: generated from the route tables the program prints.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { accounts, Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { diag, done, is, ok } from '../lib/tap.mjs';

const bits = { intake: 1, officer: 2, unit_head: 4, agency_head: 8, reviewer: 16, chair: 32, publisher: 64,
	archivist: 128,
	coordinator: 256, supervisor: 512, sysadmin: 1024, secadmin: 2048, auditadmin: 4096 };
const ANY = 0x80000000, PUBLIC = 1;
const { url, state } = main();
const programs = ['xiezhi-signin', 'xiezhi-desk', 'xiezhi-slow'];
const routes = programs.flatMap((p) => execFileSync(join(state, 'app/bin', p), ['--routes'],
	{ encoding: 'utf8' }).trim().split('\n'))
	.map((l) => l.split('\t')).map(([method, path, duties, flags]) => ({ method, path, duties: Number(duties),
	flags: Number(flags) }));
ok(routes.length > 20, `the desk serves ${routes.length} routes`);
ok(routes.every((r) => r.duties || r.flags & PUBLIC), 'every route says who may come');

const all = accounts(state), people = new Map();
for (const duty of Object.keys(bits))
	for (const agency of new Set(all.filter((a) => a.duties.includes(duty)).map((a) => a.agency))) {
		const a = all.find((x) => x.duties.includes(duty) && x.agency === agency);
		if (!['市市场监管局', '市生态环境局', '市司法局', ''].includes(agency)) continue;
		people.set(a.username, { ...a, mask: a.duties.reduce((m, d) => m | bits[d], 0),
			client: new Client(url, state).session(a.username) });
	}
is(new Set([...people.values()].flatMap((p) => p.duties)).size, Object.keys(bits).length, 'the demo has every duty');

// A case, a paper, a party of each of two agencies, as their own people see them.
async function things(chief) {
	const c = people.get(chief)?.client || new Client(url, state).session(chief);
	const list = await c.get('/desk/cases/?scope=agency&phase=all');
	const caseRef = list.text.match(/\/desk\/cases\/([0-9A-Z]{26})"/)?.[1];
	const documents = await c.get(`/desk/cases/${caseRef}?tab=documents`);
	return { case: caseRef, document: documents.text.match(/\/desk\/documents\/([0-9A-Z]{26})/)?.[1] };
}
const ours = await things('sj.chief'), theirs = await things('hj.chief');
ok(ours.case && theirs.case && ours.case !== theirs.case, 'two agencies have cases of their own');
ok(ours.document, 'and papers');

function concrete(path, set) {
	return path.replace(/:action/, 'evidence_add').replace(/^(\/desk\/documents\/):\w+/, `$1${set.document}`)
		.replace(/^(\/desk\/(?:cases|reviews)\/):\w+/, `$1${set.case}`).replace(/:\w+/g, '0'.repeat(26));
}
// 404 for what is not theirs to know; 403 for a form's step that is another duty's.
const refusedStatus = (s) => s === 404 || s === 403;
let tried = 0, wrong = [];
for (const r of routes) {
	const path = concrete(r.path, ours), open = r.flags & PUBLIC;
	const acts = !['GET', 'OPTIONS'].includes(r.method);
	const nobody = await new Client(url, state).raw(r.method, path,
		acts ? { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } } : {});
	tried++;
	if (!open && !(nobody.status === 303 && (nobody.headers.location || '').startsWith('/desk/login')) &&
		nobody.status !== 403 && nobody.status !== 401 && !/name="password"/.test(nobody.text))
		wrong.push(`nobody ${r.method} ${path}: ${nobody.status}`);
	for (const p of people.values()) {
		const may = open || r.duties >= ANY || (r.duties & p.mask) !== 0;
		// a POST without its token is refused whoever sends it
		const a = await p.client.raw(r.method, path,
			acts ? { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded',
			origin: new URL(url).origin } } : {});
		tried++;
		if (acts) {
			if (!open && a.status < 400)
				wrong.push(`${p.username} ${r.method} ${path} without a token: ${a.status}`);
		} else if (!may && !refusedStatus(a.status)) {
			wrong.push(`${p.username} ${r.method} ${path}: ${a.status}`);
		}
	}
}
ok(wrong.length === 0, `routes × duties: ${tried} requests`, wrong.slice(0, 30).join('\n'));

// Of another agency nobody sees a case, but for the supervisor of the tree above.
wrong = [];
let crossed = 0;
for (const p of people.values()) {
	for (const [set, agency] of [[ours, '市市场监管局'], [theirs, '市生态环境局']]) {
		const a = await p.client.raw('GET', `/desk/cases/${set.case}`);
		crossed++;
		const sees = p.duties.includes('supervisor') ||
			(p.agency === agency &&
			p.duties.some((d) => ['intake', 'agency_head', 'reviewer', 'publisher', 'archivist']
			.includes(d)));
		if (sees && a.status !== 200) wrong.push(`${p.username} does not see their own: ${a.status}`);
		if (!sees && p.agency !== agency && a.status !== 404)
			wrong.push(`${p.username} sees ${agency}: ${a.status}`);
		if (['sysadmin', 'secadmin', 'auditadmin', 'coordinator'].some((d) => p.duties.includes(d)) &&
			a.status !== 404) wrong.push(`${p.username}: ${a.status}`);
	}
}
ok(wrong.length === 0, `cases × agencies: ${crossed} requests`, wrong.join('\n'));
const forged = await people.get('sj.chief').client.raw('POST', '/desk/logout',
	{ body: '_csrf=x', headers: { 'content-type': 'application/x-www-form-urlencoded',
	origin: 'https://evil.invalid' } });
ok(forged.status >= 400, 'a post from another site is refused');
diag(
	`${routes.length} routes × ${people.size} people of ${Object.keys(bits).length} duties: ${tried +
		crossed} requests`);
done();
