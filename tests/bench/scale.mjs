// scale.mjs - what grows with a store: of two instances, one of which holds ten times as much, all GET routes as each
// duty and as the public, in turns; acts on these and on the demo; memory, the daemon, lists beside a kept page, a
// changed calendar.
//   XZ_TEST=FOLDER node tests/bench/scale.mjs OUT.json SMALL.env TENTH.env WHOLE.env
import { readFileSync, writeFileSync } from 'node:fs';
import { storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { addresses } from '../lib/routes.mjs';
import { acts } from './scale_acts.mjs';
import { beside, calendar, memory, rest } from './scale_load.mjs';
import { plans } from './scale_plans.mjs';

const ROUNDS = Number(process.env.BENCH_REQUESTS ?? 21);
const FLOOR_MS = 2;	// below it a growth is the machine's
const GROWS = 1.3;
const [out, ...files] = process.argv.slice(2);
const [demo, ...pair] = files.map((file) => {
	const at = Object.fromEntries(readFileSync(file, 'utf8').trim().split('\n').map((l) => l.split(/=(.*)/s)));
	return { url: at.XZ_URL, state: at.XZ_STATE };
});

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
const clientOf = (own, who) => (who ? new Client(own.url, own.state).session(who) : new Client(own.url, own.state));

async function ask(client, path) {
	const begun = process.hrtime.bigint(), page = await client.raw('GET', path);
	return { ms: Number(process.hrtime.bigint() - begun) / 1e6, status: page.status };
}

async function measure(who) {
	const clients = pair.map((own) => clientOf(own, who?.username));
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
		rows.push({ duty: who?.username ?? 'public', program, route, path, status: status[1], tenth, whole,
			growth: Math.round(100 * whole.median / tenth.median) / 100 });
	}
	return rows;
}

const cell = (n) => n.toFixed(1).padStart(8);
const short = (list, more) => list.filter((r) => r.growth > GROWS && more(r));
const kept = {};
const keep = (part) => writeFileSync(out, `${JSON.stringify(Object.assign(kept, part), null, '\t')}\n`);

const fresh = memory(demo), rows = await measure(null);
for (const who of people(pair[0])) rows.push(...await measure(who));
const cases = [demo, ...pair].map((own) => Number(storeOf(own).sql('select count(*) from xz.caseflow_case')));
const grown = short(rows, (r) => r.whole.median > FLOOR_MS).sort((a, b) => b.whole.median - a.whole.median);
keep({ cases, rounds: ROUNDS, rows });
console.log(`${rows.length} addresses at ${cases[1]} and ${cases[2]} cases, ms`);
console.log(`${'median'.padStart(8)}${'median'.padStart(8)}${'growth'.padStart(8)}${'p99'.padStart(8)}`);
for (const r of grown)
	console.log(`${cell(r.tenth.median)}${cell(r.whole.median)}${cell(r.growth)}${cell(r.whole.p99)}  ${r.duty} ` +
		`${r.route} ${r.status}`);
console.log(`${grown.length} of ${rows.length} grow more than ${GROWS} times; worst p99 ${Math.max(...rows.map((r) =>
	r.whole.p99)).toFixed(0)} ms`);

keep({ memory: { fresh, whole: memory(pair[1]) } });
console.log(`programs: ${kept.memory.fresh} MiB fresh on the demo, ${kept.memory.whole} after all this`);
keep({ rest: await rest(pair[1]) });
console.log(`daemon at rest: ${(100 * kept.rest.program).toFixed(1)} % of a core, its connection ${
	(100 * kept.rest.store).toFixed(1)} %`);
keep({ beside: await beside(pair[1]) });
const { quiet, page, lists } = kept.beside;
console.log(`a kept page: p99 ${quiet.p99.toFixed(1)} ms alone, ${page.p99.toFixed(1)} beside six lists at once ` +
	`(their median ${lists.median.toFixed(0)})`);
keep({ acts: await acts([demo, ...pair]) });
const heavy = short(kept.acts, (a) => a.ms.at(-1) > FLOOR_MS).sort((a, b) => b.ms.at(-1) - a.ms.at(-1));
for (const a of heavy) console.log(`${a.ms.map(cell).join('')}${cell(a.growth)}  ${a.act}`);
console.log(`${heavy.length} of ${kept.acts.length} forms and acts grow more than ${GROWS} times from the demo's ${
	cases[0]}`);
keep({ calendar: await calendar(pair[1]) });
console.log(`a changed calendar: ${kept.calendar.clocks} terms in ${kept.calendar.seconds} s, lists meanwhile ${
	kept.calendar.list.median.toFixed(0)} ms, p99 ${kept.calendar.list.p99.toFixed(0)}`);
await plans(pair[1], grown, async (r) => ask(clientOf(pair[1], r.duty === 'public' ? null : r.duty), r.path));
keep({});
console.log(`all of it, with the plans of what falls short: ${out}`);
