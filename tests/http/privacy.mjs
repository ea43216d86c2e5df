// privacy.mjs - every public byte of the demo, searched for the names, numbers and telephones of all natural
// persons of its files: parties, representatives, witnesses, reporters, recipients, those interviewed.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { storeConf } from '../lib/sql.mjs';
import { diag, done, ok, skip } from '../lib/tap.mjs';

const { url, state } = main();
const conninfo = storeConf(state);
const people = execFileSync('psql', [conninfo, '-At', '-c', `
	select distinct v from (
		select n.name as v from xz.register_subject s join xz.register_name n on n.subject_id = s.id
		where s.kind = 'person'
		union select name from xz.caseflow_party where natural_person
		union select representative from xz.caseflow_party union select contact from xz.caseflow_party
		union select e.value
		from xz.record_document d, jsonb_each_text(coalesce(d.data::jsonb -> 'input', '{}')) e
			where e.key in ('person', 'present_person', 'witness', 'recipient', 'by_whom', 'person_number',
			'person_contact', 'telephone', 'reporter')
	) x where length(v) >= 3`], { encoding: 'utf8' }).trim().split('\n');
ok(people.length > 20, `${people.length} names, numbers and telephones of natural persons in the demo`);

// Invented firms only: none of the demo is in the real register.
const real = join(process.cwd(), '../shared/data/companies_hunan.csv.gz');
const firms = execFileSync('psql', [conninfo, '-At', '-c', `select n.name from xz.register_subject s
	join xz.register_name n on n.subject_id = s.id where s.origin = 'demo' and s.kind <> 'person'`],
	{ encoding: 'utf8' }).trim().split('\n');
ok(firms.length > 50, `${firms.length} invented firms`);
if (existsSync(real)) {
	const names = new Set(gunzipSync(readFileSync(real)).toString('utf8').split('\n').map((l) => l.split(',')[0]));
	const both = firms.filter((f) => names.has(f));
	ok(both.length === 0, 'none of them is in the real register', both);
} else {
	skip('none of them is in the real register', 'the register is not here');
}

// 生态环境行政处罚办法 62(2): who is punished there is named, on the page of the decision and nowhere else.
const published = new Map();
for (const line of execFileSync('psql', [conninfo, '-At', '-c', `select y.name, d.number from xz.caseflow_decision d
	join xz.caseflow_track k on k.id = d.track_id join xz.caseflow_party y on y.id = k.party_id
	join xz.caseflow_case f on f.id = k.case_id join xz.law_cause l on l.id = f.cause_id
	where y.natural_person and l.field = '生态环境' and not exists (select from xz.caseflow_factor x
		where x.case_id = f.id and x.factor = 'minor_age')`], { encoding: 'utf8' }).trim().split('\n')) {
	const [name, number] = line.split('|');
	published.set(name, [...published.get(name) ?? [], number]);
}

const c = new Client(url, state), seen = new Map(), todo = ['/', '/?lang=en', '/search?q=',
	'/search?q=' + encodeURIComponent('衡州'), '/agencies/',
	'/laws/', '/matters/', '/scales/', '/items/', '/search.csv?q=' + encodeURIComponent('衡州'), '/healthz'];
let bytes = 0;
const found = [];
while (todo.length && seen.size < 1500) {
	const path = todo.shift(), key = path.replace(/([?&])lang=en&?/, '$1');
	if (seen.has(path)) continue;
	const page = await c.raw('GET', path);
	seen.set(path, page.status);
	bytes += page.bytes.length;
	const own = /^\/decisions\/[0-9A-Z]{26}(\.json)?$/.test(path);
	for (const v of people) {
		if (!page.text.includes(v)) continue;
		const named = own && published.get(v)?.some((number) => page.text.includes(number));
		if (!named) found.push(`${path}: ${v}`);
	}
	const decision = path.match(/^\/decisions\/[0-9A-Z]{26}$/);
	if (decision) todo.push(`${path}.json`, `${path}/status.json`);
	for (const m of page.text.matchAll(/href="(\/[^"#]*)"/g)) {
		const next = m[1].replace(/&amp;/g, '&');
		if (
			/^\/(search\?.*(cursor|after)=|decisions\/[0-9A-Z]{26}$|agencies\/|laws\/[0-9A-Z]{26}$|scales\/[0-9A-Z]{26}$)/.test(next) && key) todo.push(next);
	}
}
const decisions = [...seen.keys()].filter((p) => /^\/decisions\/[0-9A-Z]{26}$/.test(p)).length;
ok(decisions > 10, `${decisions} decisions among ${seen.size} public pages, ${bytes} bytes`);
ok(found.length === 0, 'no natural person in any of them, but whom the field\'s rule publishes on the decision',
	found.slice(0, 20).join('\n'));
ok([...seen.values()].every((s) => s < 500), 'no page fails', [...seen].filter(([, s]) => s >= 500).slice(0, 5));
diag([...seen.keys()].slice(0, 5).join(' '));
done();
