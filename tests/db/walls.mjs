// walls.mjs - what each program's role may do with every table and function of the schema xz, by itself, whatever the
// programs do: tried as each role, with no token, a wrong one and right ones, and held against tests/db/data/walls.txt.
// A table or function without a line there fails, and so does a line without one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ownStore } from '../lib/instance.mjs';
import { diag, done, is, ok } from '../lib/tap.mjs';

const store = ownStore('walls');
const psql = (text, user = 'postgres') => execFileSync('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1',
	'-f', '-', `${store} user=${user}`], { encoding: 'utf8', input: text, maxBuffer: 1 << 28 }).trim();
const rows = (text, user) => psql(text, user).split('\n').filter((l) => l !== '').map((l) => l.split('|'));

// ---- what is meant: of a table `name | rights | anyone | open | slow | why`, of a function `name | roles | why`
const meant = { table: new Map(), function: new Map() };
for (const line of readFileSync('tests/db/data/walls.txt', 'utf8').split('\n')) {
	if (line.startsWith('#') || line.trim() === '') continue;
	const [name, ...cells] = line.split('|').map((c) => c.trim());
	(name.endsWith(')') ? meant.function : meant.table).set(name, cells);
}
const roles = rows(`select substr(rolname, 4) from pg_roles where rolname like 'xz\\_%' and rolcanlogin
	and rolname <> 'xz_admin' order by 1`).map(([r]) => r);

// ---- by the catalog: any right on the table or on a column of it
const rights = (name) => `concat_ws('', ${['select', 'insert', 'update'].map((p) =>
	`case when has_any_column_privilege('xz_${name}', c.oid, '${p}') then '${{ select: 'r' }[p] ?? p[0]}' end`)},
	case when has_table_privilege('xz_${name}', c.oid, 'delete') then 'd' end,
	case when has_table_privilege('xz_${name}', c.oid, 'truncate, references, trigger') then '!' end)`;
const tables = rows(`select c.relname, ${roles.map(rights).join()} from pg_class c
	where c.relnamespace = 'xz'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition order by 1`)
	.map(([name, ...by]) => [name, roles.flatMap((r, i) => (by[i] === '' ? [] : [`${r}:${by[i]}`])).join(' ')]);
const odd = rows(`select c.relname from pg_class c where c.relnamespace = 'xz'::regnamespace and c.relispartition
	and (${roles.map((r) => `has_any_column_privilege('xz_${r}', c.oid,
		'select, insert, update')`).join(' or ')})`);
is(odd.map(([n]) => n), [], 'a partition has no rights of its own');

// ---- tried.  In a function of the role's own session: each attempt is rolled back.  A row of the store is taken,
// given another key, and put in again; a row is changed, column by column; a row is taken out.  Refused is what ends
// with 42501 or by a trigger's word (a constraint that the catalog does not know); nothing reached is refused too.
psql(`create schema walls; grant usage on schema walls to public;
	create table walls.row as select c.relname::text as name, null::jsonb[] as images
		from pg_class c where c.relnamespace = 'xz'::regnamespace and c.relkind in ('r', 'p')
		and not c.relispartition;
	do $$
	declare t text;
	begin
		for t in select name from walls.row loop
			execute format('update walls.row set images = array(select to_jsonb(x) from (select * from
				(select y.*, row_number() over (order by y.ctid) as nth, count(*) over () as many
					from xz.%1$I y) z
				where nth in (1, (many + 1) / 2, many)) x) where name = %1$L', t);
		end loop;
	end $$;
	create table walls.col as select c.relname::text as name, a.attname::text as col, a.attidentity <> '' as own,
			format_type(a.atttypid, null) as type,
			exists (select from pg_index i where i.indrelid = c.oid and i.indisunique
				and a.attnum = any (i.indkey)) as key,
			exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'
				and a.attnum = any (f.conkey)) as ref
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
			and a.attgenerated = ''
		where c.relnamespace = 'xz'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition;
	grant select on walls.row, walls.col to public`);
const TRY = `
create function pg_temp.other(type text, v text) returns text language sql as $$
	select case type when 'boolean' then (not coalesce(v, 'f')::boolean)::text
		when 'bigint' then (coalesce(v, '0')::bigint + 100000)::text
		when 'integer' then (coalesce(v, '0')::int + 1)::text
		when 'smallint' then (coalesce(v, '0')::int + 1)::text
		when 'date' then (coalesce(v, '2026-01-01')::date + 1)::text
		when 'timestamp with time zone' then (coalesce(v, '2026-01-01')::timestamptz + interval '1 day')::text
		when 'uuid' then gen_random_uuid()::text when 'text' then coalesce(v, '') || 'x'
		when 'bytea' then '\\x' || encode(gen_random_uuid()::text::bytea, 'hex') else v end
$$;
create function pg_temp.attempt(what text, sign text) returns text language plpgsql as $$
declare word text; n bigint;
begin
	begin
		execute what;
		get diagnostics n = row_count;
		set constraints all immediate;
		raise exception 'back' using errcode = 'WALLS';
	exception when others then
		get stacked diagnostics word = constraint_name;
		return case when sqlstate = 'WALLS' then case when n > 0 then sign else '' end
			when sqlstate = '42501' or sqlstate like '22%' then ''
			when sqlstate = '23514' and not exists (select from pg_constraint where conname = word) then ''
			else upper(sign) end;
	end;
end $$;
create function pg_temp.tried(t text, images jsonb[]) returns text language plpgsql as $$
declare out text := ''; c record; v text; fresh jsonb; cols text := ''; few text := ''; image jsonb; shown tid[];
begin
	-- looked for once: whom nothing is shown changes nothing
	if has_table_privilege('xz.' || t, 'select') then
		execute format('select array(select ctid from xz.%I limit 20)', t) into shown;
		if shown <> '{}' then out := 'r'; end if;
		few := format(' where ctid = any (%L)', shown);
	end if;
	if not has_any_column_privilege('xz.' || t, 'insert, update')
		and not has_table_privilege('xz.' || t, 'delete') then
		return out;
	end if;
	for c in select * from walls.col where name = t and not own loop
		cols := concat_ws(', ', nullif(cols, ''), quote_ident(c.col));
	end loop;
	foreach image in array images loop
		exit when not has_any_column_privilege('xz.' || t, 'insert');
		fresh := '{}';
		for c in select * from walls.col where name = t and key and not ref and not own loop
			fresh := fresh || jsonb_build_object(c.col, pg_temp.other(c.type, image ->> c.col));
		end loop;
		out := out || pg_temp.attempt(format('insert into xz.%1$I (%2$s) select %2$s
			from jsonb_populate_record(null::xz.%1$I, %3$L)', t, cols, image || fresh), 'i');
		exit when out like '%i%';
	end loop;
	for c in select * from walls.col where name = t and not own loop
		continue when shown = '{}' or not has_column_privilege('xz.' || t, c.col, 'update');
		image := images[1];
		v := case when c.col = 'done_by' then xz.people_actor()::text
			when image ->> c.col is distinct from images[2] ->> c.col then images[2] ->> c.col
			else pg_temp.other(c.type, image ->> c.col) end;
		out := out || pg_temp.attempt(format('update xz.%1$I
			set %2$I = (jsonb_populate_record(null::xz.%1$I, %3$L)).%2$I%4$s',
			t, c.col, jsonb_build_object(c.col, v), few), 'u');
		exit when out like '%u%';
	end loop;
	if shown <> '{}' and has_table_privilege('xz.' || t, 'delete') then
		out := out || pg_temp.attempt(format('delete from xz.%I%s', t, few), 'd');
	end if;
	return out;
end $$;
`;
// Who is signed in: of each duty somebody.
const people = rows(`select distinct on (d.duty) a.username from xz.people_account a
	join xz.people_duty d on d.account_id = a.id and d.revoked_at is null where a.active
	order by d.duty, a.agency_id, a.id`).map(([n]) => n);
psql(people.map((n) => `insert into xz.people_session (token_hash, account_id, csrf_secret, method, expires_at)
	select sha256('walls ${n}'), id, '\\x00', 'test', clock_timestamp() + interval '1 hour'
	from xz.people_account where username = '${n}';`).join('\n'));
const tried = (role, token) => new Map(rows(`${TRY}
	set xz.token to '${token}'; set statement_timeout to '60s';
	select name, pg_temp.tried(name, images) from walls.row order by name`, `xz_${role}`));
// An attempt that came as far as a constraint of the table is a capital, unless another came through.
const union = (list) => [...'riud'].map((c) => (list.some((s) => s.includes(c)) ? c
	: list.some((s) => s.includes(c.toUpperCase())) ? c.toUpperCase() : '')).join('');

const none = tried('desk', ''), wrong = tried('desk', 'nobody has this'),
	right = people.map((n) => tried('desk', `walls ${n}`));
const slow = people.map((n) => tried('slow', `walls ${n}`)),
	slowNone = [tried('slow', ''), tried('slow', 'nobody has this')];
// What stopped at a constraint would have been asked for its act when the transaction ended.
const asked = new Set(rows(`select distinct tgrelid::regclass::text from pg_trigger g
	join pg_class c on c.oid = g.tgrelid
	where c.relnamespace = 'xz'::regnamespace and not g.tgisinternal and g.tgdeferrable
	and pg_get_triggerdef(g.oid) like '%at_desk%'`).map(([n]) => n.replace(/^xz\./, '')));
const open = (name, list) => union(list.map((m) => m.get(name) ?? '')).replace(/r/i, '')
	.replace(asked.has(name) ? /[A-Z]/g : /$/, '');
const found = new Map(tables.map(([name, by]) => [name, [by,
	union([none, wrong, ...slowNone].map((m) => m.get(name) ?? '')), open(name, right), open(name, slow)]]));
// To write the file anew: what is, with the reasons that stand there.
const now = (map, name, cells, n) => `${[name, ...cells, map.get(name)?.[n] ?? ''].join(' | ')}`.trimEnd();
if (process.env.XZ_WALLS) for (const [name, cells] of found) console.log(`= ${now(meant.table, name, cells, 4)}`);
// What an attempt does not reach today, another row may let it.
const beyond = (is, may) => [...is].some((c) => !may.includes(c));
let unmeant = 0;
for (const [name, cells] of found) {
	const want = meant.table.get(name);
	if (want === undefined) ok(false, `${name}: no line in walls.txt`);
	else if (cells[0] !== want[0] || beyond(cells[1], want[1]) || beyond(cells[2], want[2]) ||
		beyond(cells[3], want[3]))
		is(cells, want.slice(0, 4), `${name}: rights, anyone, open, slow`);
	else if (cells[2] + cells[3] !== '' && (want[4] ?? '') === '') ok(false, `${name}: open without a reason`);
	if (want?.[4]?.startsWith('UNMEANT')) unmeant++;
}
is(unmeant, 0, 'nothing is open that is not meant');
is([...meant.table.keys()].filter((n) => !found.has(n)), [], 'each line is of a table that is there');
ok(true, `${found.size} tables and views: rights of ${roles.length} roles; as xz_desk and xz_slow with no token, a ` +
	`wrong one and ${people.length} right ones ${found.size * 8 * (2 + people.length)} attempts`);

// ---- functions: who may call which
const functions = rows(`select p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
	concat_ws(' ', ${roles.map((r) => `case when has_function_privilege('xz_${r}', p.oid, 'execute')
		then '${r}' end`)}),
	p.prosecdef, p.prorettype = 'trigger'::regtype
	from pg_proc p where p.pronamespace = 'xz'::regnamespace order by 1`);
if (process.env.XZ_WALLS) for (const [name, by] of functions) console.log(`= ${now(meant.function, name, [by], 1)}`);
for (const [name, by] of functions) {
	const want = meant.function.get(name);
	if (want === undefined) ok(false, `${name}: no line in walls.txt`);
	else if (by !== want[0]) is(by, want[0], name);
}
is([...meant.function.keys()].filter((n) => !functions.some(([f]) => f === n)), [],
	'each line is of a function that is there');
ok(true, `${functions.length} functions, ${functions.filter(([, , definer]) => definer === 't').length} of them ` +
	'with the rights of the owner');
diag(`${functions.filter(([, by]) => by !== '').length} functions may be called by a program's role`);
done();
