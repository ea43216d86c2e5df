// scale.mjs TENTH.env WHOLE.env OUT.json - asks all GET routes of two instances, of which one holds ten times as much,
// as each duty and as the public; medians and p99 of both, in turns, and what grows.
import { readFileSync, writeFileSync } from 'node:fs';
import { storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { addresses } from '../lib/routes.mjs';

const ROUNDS = Number(process.env.BENCH_REQUESTS ?? 21);
const FLOOR_MS = 2;	// below it a growth is the machine's
const [tenthFile, wholeFile, out] = process.argv.slice(2);
const instance = (file) => {
	const at = Object.fromEntries(readFileSync(file, 'utf8').trim().split('\n').map((l) => l.split(/=(.*)/s)));
	return { url: at.XZ_URL, state: at.XZ_STATE };
};
const pair = [instance(tenthFile), instance(wholeFile)];

// Of each duty the first of the demo: in an agency that has most, and with work of their own.
const people = (own) => storeOf(own).sql(`select distinct on (xz.people_duties(a.id)) a.username, a.id,
	coalesce(a.agency_id, 0), xz.people_duties(a.id) from xz.people_account a where a.active
	and xz.people_duties(a.id) > 0 order by xz.people_duties(a.id), a.id`).split('\n').map((l) => l.split('|'))
	.map(([username, id, agency, duties]) => ({ username, id: Number(id), agency: Number(agency),
		duties: Number(duties) }));
const at = (list, share) => list[Math.min(list.length - 1, Math.ceil(list.length * share) - 1)];
const figures = (ms) => {
	ms.sort((a, b) => a - b);
	return { median: at(ms, 0.5), p99: at(ms, 0.99) };
};

async function ask(client, path) {
	const begun = process.hrtime.bigint(), page = await client.raw('GET', path);
	return { ms: Number(process.hrtime.bigint() - begun) / 1e6, status: page.status };
}

async function measure(who) {
	const clients = pair.map((own) => {
		const c = new Client(own.url, own.state);
		return who ? c.session(who.username) : c;
	});
	const lists = pair.map((own) => new Map(addresses(own, who).map((x) => [`${x.program} ${x.route}`, x])));
	const rows = [];
	for (const [key, { route, program, path }] of lists[1]) {
		const paths = [lists[0].get(key)?.path, path];
		if (paths[0] === undefined) continue;
		const ms = [[], []], status = [0, 0];
		for (let i = 0; i < ROUNDS; i++)
			for (const n of [0, 1]) {
				const a = await ask(clients[n], paths[n]);
				status[n] = a.status;
				if (i > 0 || ROUNDS === 1) ms[n].push(a.ms);
			}
		const [tenth, whole] = ms.map(figures);
		rows.push({ duty: who?.username ?? 'public', program, route, status: status[1], tenth, whole,
			growth: Math.round(100 * whole.median / tenth.median) / 100 });
	}
	return rows;
}

const rows = (await measure(null));
for (const who of people(pair[0])) rows.push(...await measure(who));
const cases = pair.map((own) => Number(storeOf(own).sql('select count(*) from xz.caseflow_case')));
writeFileSync(out, `${JSON.stringify({ cases, rounds: ROUNDS, rows }, null, '\t')}\n`);

const grown = rows.filter((r) => r.growth > 1.3 && r.whole.median > FLOOR_MS)
	.sort((a, b) => b.whole.median - a.whole.median);
const cell = (n) => n.toFixed(1).padStart(8);
console.log(`${rows.length} addresses at ${cases[0]} and ${cases[1]} cases, ms`);
console.log(`${'median'.padStart(8)}${'median'.padStart(8)}${'growth'.padStart(8)}${'p99'.padStart(8)}`);
for (const r of grown)
	console.log(`${cell(r.tenth.median)}${cell(r.whole.median)}${cell(r.growth)}${cell(r.whole.p99)}  ${r.duty} ` +
		`${r.route} ${r.status}`);
console.log(`${grown.length} of ${rows.length} grow more than 1.3 times; worst p99 ${Math.max(...rows.map((r) =>
	r.whole.p99)).toFixed(0)} ms`);
