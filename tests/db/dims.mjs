// dims.mjs - what events say of their act: every kind of act has an arm that answers, every event of the demo has all
// five; who is at a desk cannot say others; what was told before is filled in, and marked.
import { execFileSync } from 'node:child_process';
import { read, walk } from '../lint/lib/source.mjs';
import { ownStore } from '../lib/instance.mjs';
import { done, is, ok } from '../lib/tap.mjs';

const store = ownStore('dims');
const psql = (text) => execFileSync('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-f', '-',
	`${store} user=postgres`], { encoding: 'utf8', input: text, maxBuffer: 1 << 26 }).trim();

// The subjects of acts, and whose record has their steps, as the kinds of acts name them.
const kinds = walk('lib', ['.c']).flatMap((f) => [...read(f).matchAll(/const struct act_kind \w+ = \{[^}]*\}/g)])
	.flatMap(([text]) => [...text.matchAll(/\.(subject|record) = "(\w+)"/g)].map((m) => m[2]));
ok(kinds.length >= 8, `${kinds.length} kinds of subjects of acts`);
const ARMS = `pg_views v where v.schemaname = 'xz' and v.viewname like '%\\_dims'
	and v.viewname <> 'subject_dims'`;
const without = (list) => psql(`select string_agg(k, ' ') from unnest('{${list}}'::text[]) k
	where not exists (select from ${ARMS} and v.definition like '%''' || k || '''::text%')`);
is(without([...new Set(kinds)]), '', 'each has an arm of dimensions');
is(without(psql('select string_agg(kind, \',\') from xz.subject_kind')), '', 'and every other kind of subject');
is(psql(`select string_agg(v.viewname, ' ') from ${ARMS} and not exists (select from pg_views s
	where s.schemaname = 'xz' and s.viewname = 'subject_dims' and s.definition like '%xz.' || v.viewname || '%')`),
'',
'every module\'s arms are of xz.subject_dims');

ok(psql('select count(distinct kind) from xz.event') >= 40, 'the demo has many kinds of events');
const BAD = `not (dims ?& '{cause,trade,district,procedure,level}') or dims ->> 'district' !~ '^([0-9]{6}|none)$'
	or dims ->> 'trade' !~ '^([A-Z][0-9]{0,4}|none)$' or dims ->> 'procedure' !~ '^([a-z]+/[0-9]+|none)$'
	or dims ->> 'level' not in ('province', 'city', 'county', 'town', 'none') or dims ? 'inferred'`;
const kindsWhere = (cond) => psql(`select string_agg(distinct kind, ' ') from xz.event where ${cond}`);
is(kindsWhere(BAD), '', 'all five, in their form');
is(kindsWhere(`kind <> 'record' and subject_kind <> 'audit'
	and (dims ->> 'district' = 'none' or dims ->> 'level' = 'none')`), '', 'an act has a district and a level');
is(kindsWhere(`subject_kind in ('case', 'decision', 'inspection', 'draw', 'request', 'alert', 'programme', 'invitation')
	and dims ->> 'procedure' = 'none'`), '', 'and a procedure');
ok(Number(psql(`select count(*) from xz.event where subject_kind = 'case' and dims ->> 'cause' <> 'none'`)) > 100,
	'acts on cases have the code of a cause');
ok(Number(psql(`select count(*) from xz.event where kind = 'spotcheck.visit_recorded' and dims ->> 'trade' <> 'none'
	and dims ->> 'procedure' = 'visit/1'`)) > 0, 'a step in the record of a draw says what it says of its visit');
is(psql(`select count(*) from xz.event e where dims ->> 'cause' <> 'none' and not exists (select from xz.law_cause c
	where c.code = e.dims ->> 'cause')`), '0', 'causes are codes');
is(kindsWhere(`payload ? 'seq' and (occurred_at is null or not payload ? 'state')`), '',
	'each step says when it was done and to what state it led');
is(psql(`select sum(fen) from xz.event where kind in ('decide', 'summary_decide')`),
	psql(`select sum(fine_fen + confiscation_fen) from xz.caseflow_decision`), 'a decision says how much');

// Whatever it is given, at a desk and elsewhere.
const told = (who, given) => psql(`begin; set local role ${who}; insert into xz.event (y, kind, subject_kind,
	subject_ref, agency_id, actor, at, dims) select 2026, 'test.told', 'case', c.ref, c.agency_id, xz.new_ref(),
		xz.now(), '${given}'
	from xz.caseflow_case c where c.number is not null order by c.id limit 1 returning dims ->> 'procedure'`);
is(told('xz_daemon', '{}').split('/')[0], 'ordinary', 'the store says it itself');

// Before: as it was told then.
psql(`alter table xz.event disable trigger event_dimmed; update xz.event set dims = '{}' where id % 7 = 0`);
const left = Number(psql(`select count(*) from xz.event where not dims ? 'level'`));
is(psql('select xz.event_dims_infer(100)'), '100', 'filled in by parts');
is(Number(psql('select xz.event_dims_infer(1000000)')), left - 100, 'to the end');
is(psql(`select count(*) from xz.event where dims = '{}'`), '0', 'none is left');
is(psql(`select count(*) from xz.event where dims ->> 'inferred' = 'true'`), String(left), 'and they are marked');
done();
