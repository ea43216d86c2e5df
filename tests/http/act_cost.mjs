// act_cost.mjs - how many statements the store is sent for a form and for its act, as the log says of each request: a
// piece of evidence is added.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refText, signedIn, storeOf } from '../lib/evidence.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, ok } from '../lib/tap.mjs';

const instance = main(), { sql } = storeOf(instance), ROUTE = '/desk/cases/:ref/do/:action';
const cases = sql(`select c.ref, a.username, p.ref from xz.caseflow_case c
	join xz.caseflow_officer o on o.case_id = c.id and o.role = 'lead' and o.state = 'accepted'
	join xz.people_account a on a.id = o.account_id join xz.people_principal p on p.id = a.id
	where c.state = 'investigating' order by c.id desc limit 30`).split('\n').map((line) => line.split('|'));
const told = (actor, method, status) => readFileSync(join(instance.state, 'log/desk.log'), 'utf8').split('\n')
	.filter((l) => l.includes(`"actor":"${actor}"`) && l.includes(`"route":"${ROUTE}"`)).map((l) => JSON.parse(l))
	.filter((l) => l.event === 'request' && l.method === method && l.status === status).pop();

async function add([ref, username]) {
	const client = await signedIn(instance, username),
		page = await client.get(`/desk/cases/${refText(ref)}/do/evidence_add`);
	const form = page.forms.find((f) => 'shows' in f.types);
	if (!form) return 0;
	const first = (field) => form.options[field]?.find((o) => o.value)?.value,
		taken = new Date(Date.now() + 8 * 3600e3 - 300e3).toISOString().slice(0, 16);
	return (await client.submit(page, { ...form.fields, kind: first('kind'), second: first('second'),
		name: '台账复印件', source: '当事人提供', place: '经营场所', taken_at: taken, pages: '2',
		shows: '证明进货数量。' }, { form: (f) => 'shows' in f.types, follow: false })).status;
}

let done_;
for (const one of cases) {
	if (await add(one) !== 303) continue;
	done_ = one;
	break;
}
ok(done_, 'a piece of evidence was added');
const actor = refText(done_[2]), form = told(actor, 'GET', 200), act = told(actor, 'POST', 303);
ok(form.statements > 0 && form.statements <= 13, `its form took ${form.statements} statements`);
ok(act.statements > form.statements && act.statements <= 32, `the act took ${act.statements}`);
is(told(actor, 'POST', 200), undefined, 'no act is answered by a page');
done();
