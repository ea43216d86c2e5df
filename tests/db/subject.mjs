// subject.mjs - what things are about: each kind has its arm, and looking one up is one look into one table.
import { execFileSync } from 'node:child_process';
import { ownStore } from '../lib/instance.mjs';
import { done, is, ok } from '../lib/tap.mjs';

const store = ownStore('subject');
const psql = (text) => execFileSync('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-f', '-',
	`${store} user=postgres`], { encoding: 'utf8', input: text, maxBuffer: 1 << 26 }).trim();

const ARMS = "pg_views v where v.schemaname = 'xz' and v.viewname like '%\\_subjects'";
is(psql(`select string_agg(k.kind, ' ') from xz.subject_kind k where not exists (select from ${ARMS}
	and v.definition like '%''' || k.kind || '''::text%')`), '', 'every kind of the table has an arm');
is(psql(`select string_agg(v.viewname, ' ') from ${ARMS} and not exists (select from pg_views s
	where s.schemaname = 'xz' and s.viewname = 'subject' and s.definition like '%xz.' || v.viewname || '%')`), '',
'every module\'s arms are of xz.subject');
ok(psql('select count(distinct kind) from xz.subject') >= 9, 'most have rows in the demo');
is(psql(`select count(*) from xz.subject s where not exists (select from xz.subject_kind k
	where k.kind = s.kind)`), '0', 'and no arm is of another kind');
// A small table is read as a whole, whatever there is: indexes first.
const plan = (ask) => psql(`set enable_seqscan to off; set plan_cache_mode to force_generic_plan;
	prepare ask as ${ask}; explain (costs off) execute ask(null, null)`);
for (const [what, ask] of [
	['a kind and an id', 'select s.title, s.party from xz.subject s where s.kind = $1 and s.id = $2'],
	['a ref', 'select s.kind, s.title, $2 from xz.subject s where s.ref = $1'],
	['each of other rows', `select s.title, $2::int from xz.record_document d cross join lateral (select x.title
		from xz.subject x where x.kind = d.subject_kind and x.id = d.subject_id limit 1) s
		where d.ref = $1`]]) {
	const text = plan(ask);
	ok(/Index Scan/.test(text) && !/Seq Scan/.test(text), `by ${what}: indexes only`, text);
}
done();
