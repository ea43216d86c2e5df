// readings.mjs - who read what: every page that is flagged personal leaves its row or is not answered; refusals,
// searches and parts of files too; rows stand in a chain that the daemon writes behind, and what is altered in it
// shows; the auditor asks by case, firm and person, and reads words.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, accountWith, Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { addresses, refText } from '../lib/routes.mjs';
import { diag, done, is, like, ok, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = ownInstance('readings'), { url, state } = own, PERSONAL = 4;
const conninfo = readFileSync(join(state, 'etc/admin.conf'), 'utf8').match(/^database\s*=\s*(.+)$/m)[1];
const as = (role, text) => {
	const r = spawnSync('psql', [conninfo.replace(/user=\S+/, `user=${role}`), '-qAtX', '-v', 'ON_ERROR_STOP=1',
		'-v', 'VERBOSITY=sqlstate'], { encoding: 'utf8', input: text });
	return r.status === 0 ? r.stdout.trim() : r.stderr.trim().replace(/^psql:[^ ]* /, '');
};
const sql = (text) => as('postgres', text);
const id = (name) => Number(sql(`select id from xz.people_account where username = '${name}'`));
const last = () => Number(sql('select coalesce(max(id), 0) from xz.people_access'));
const since = (n, what = `route || ' ' || subject_kind`) => sql(`select ${what} from xz.people_access where id > ${n}
	order by id`).split('\n').filter((l) => l);

// ---- every route that is flagged, by somebody of each duty
const flagged = new Set(['xiezhi-desk', 'xiezhi-slow'].flatMap((p) => execFileSync(join(state, 'app/bin', p),
	['--routes'], { encoding: 'utf8' }).trim().split('\n').map((l) => l.split('\t'))
	.filter(([method, , , flags]) => method === 'GET' && Number(flags) & PERSONAL).map(([, path]) => path)));
ok(flagged.size > 20, `${flagged.size} pages show what is somebody's`);
const bits = { intake: 1, officer: 2, unit_head: 4, agency_head: 8, reviewer: 16, chair: 32, publisher: 64,
	archivist: 128, coordinator: 256, supervisor: 512 };
const readers = ['sj.officer1', 'sj.chief', 'sj.reviewer1', 'sj.intake', accountWith('publisher', state).username,
	accountWith('supervisor', state).username].map((username) => {
	const a = accounts(state).find((x) => x.username === username);
	return { username, id: id(username), agency: Number(sql(`select coalesce(agency_id, 0) from xz.people_account
		where username = '${username}'`)), duties: a.duties.reduce((m, d) => m | (bits[d] ?? 0), 0),
	client: new Client(url, state).session(username) };
});
const answered = new Map(), silent = [];
let pages = [];
for (const who of readers)
	for (const { route, path } of addresses(own, who).map((x) => ({ ...x, route: x.route.replace(/\?.*/, '') }))
		.filter((x) => flagged.has(x.route))) {
		const n = last(), page = await who.client.raw('GET', path), rows = since(n, `route || ' ' || refused`);
		const looks = /\/(register\/|search)(\?|$)/.test(path);
		if (page.status === 200 && (answered.get(route) ?? 0) < 3) {
			answered.set(route, (answered.get(route) ?? 0) + 1);
			pages.push({ who, path, route });
		}
		// a form of search before anything is looked for shows nobody
		if (page.status === 200 && looks && rows.length === 0) continue;
		// a paper's page and its file have addresses of one shape
		if (page.status === 200 && !(rows.length === 1 && rows[0].replace(':file', ':ref')
			=== `${route.replace(':file', ':ref')} false`))
			silent.push(`${who.username} ${path}: ${page.status}, rows ${rows}`);
		if (page.status === 404 && path !== route &&
			!rows.some((x) => x.replace(':file', ':ref') === `${route.replace(':file', ':ref')} true`))
			silent.push(`${who.username} ${path}: refused without a row`);
	}
// a picture read in the last hour is not noted again
is(silent.filter((l) => !/\/small: 200, rows $/.test(l)), [], 'each answer has one row, each refusal too');
diag(`answered: ${[...answered.keys()].sort().join(' ')}`);
ok(answered.size > 15, `${answered.size} of them were answered with something`);

// ---- the row cannot be written: the page is refused
sql(`create function xz.test_full() returns trigger language plpgsql as $$
	begin raise exception 'no space left on device' using errcode = '53100'; end $$;
	create trigger test_full before insert on xz.people_access for each row execute function xz.test_full()`);
{
	const shown = [];
	for (const { who, path, route } of pages) {
		if (/\/(register\/|search)(\?|$)/.test(path) || /\/small$/.test(path)) continue;
		const page = await who.client.raw('GET', path);
		if (page.status < 500 || page.bytes.length > 20000 || /folio|facts|paper-body/.test(page.text))
			shown.push(`${route}: ${page.status}, ${page.bytes.length} bytes`);
	}
	is(shown, [], `a full disk: none of ${pages.length} pages is shown`);
}
sql('drop trigger test_full on xz.people_access; drop function xz.test_full()');

// ---- refusals and searches
const chief = readers[1].client, reader = readers[0];
const theirs = sql(`select c.ref from xz.caseflow_case c join xz.people_agency g on g.id = c.agency_id
	where g.short_name = '市生态环境局' order by c.id desc limit 1`);
let n = last();
is((await chief.raw('GET', `/desk/cases/${refText(theirs)}`)).status, 404, 'a case of another agency is not there');
is(since(n, `account_id || ' ' || subject_ref || ' ' || refused`), [`${id('sj.chief')} ${theirs} true`],
	'who asked for it, and for which, is noted');
n = last();
is((await new Client(url, state).session(accountWith('sysadmin', state).username)
	.raw('GET', `/desk/cases/${refText(theirs)}`)).status, 404, 'nor for a system administrator');
is(since(n, 'refused').length, 1, 'noted too');
n = last();
await chief.get('/desk/search?q=' + encodeURIComponent('衡州'));
const hits = since(n, `query || ' ' || (rows_seen > 0) || ' ' || subject_kind`);
is(hits, ['衡州 true search'], 'a search: what was looked for and how many were shown');
n = last();
await chief.get('/desk/register/?q=' + encodeURIComponent('无此企业一二三'));
is(since(n, `query || ' ' || rows_seen`), ['无此企业一二三 0'], 'and one that found nothing');

// ---- a file from its second byte on is read all the same
const read = pages.find((x) => x.route === '/desk/files/:ref'), agencyOf = (name) => accounts(state)
	.find((a) => a.username === name).agency;
const other = accounts(state).find((a) => a.duties.includes('archivist') && a.agency === agencyOf(read.who.username));
const archivist = new Client(url, state).session(other.username);
n = last();
const part = () => archivist.raw('GET', read.path, { headers: { range: 'bytes=1-' } });
is((await part()).status, 206, 'a part of it');
is(since(n, `route || ' ' || refused`), ['/desk/files/:ref false'], 'is noted');
await part();
is(since(n).length, 1, 'its other parts are the same reading');

// ---- the chain
const chain = (most = 100000) => as('xz_daemon', `select linked || ' ' || behind from xz.people_access_chain(${most})`);
const verify = () => as('xz_daemon', 'select looked > 0, wrong from xz.people_access_verify(0, 1000000)');
const outside = () => as('xz_daemon', 'select unlinked, head_fits from xz.people_access_outside()');
chain();
is([verify(), outside()], ['t|0', '0|t'], 'all that was read stands in the chain, and fits');
is(chain(), '0 0', 'each row once');
is(sql(`select count(*) = max(n) and count(distinct access_id) = count(*) from xz.people_access_link`), 't',
	'links without gaps, in the daemon\'s own order');
const freely = (text) => sql(`begin; alter table xz.people_access disable trigger user;
	alter table xz.people_access_link disable trigger user; ${text};
	alter table xz.people_access enable trigger user;
	alter table xz.people_access_link enable trigger user; commit`);
const middle = Number(sql('select max(n) / 2 from xz.people_access_link'));
const row = `(y, id) = (select y, access_id from xz.people_access_link where n = ${middle})`;
const [was] = sql(`select account_id from xz.people_access where ${row}`).split('\n');
freely(`update xz.people_access set account_id = ${id('hj.chief')} where ${row}`);
is(verify(), 't|1', 'a row changed by whoever owns the store does not fit');
freely(`update xz.people_access set account_id = ${was} where ${row}`);
is(verify(), 't|0', 'changed back it does');
sql(`create table public.gone as select * from xz.people_access where ${row}`);
freely(`delete from xz.people_access where ${row}`);
is(verify(), 't|1', 'nor one that is gone');
freely('insert into xz.people_access overriding system value select * from public.gone');
freely(`update xz.people_access_link set digest = sha256('x') where n = ${middle}`);
is(verify(), 't|2', 'nor a link made up: it and the next');
freely(`update xz.people_access_link l set digest = sha256((select b.digest from xz.people_access_link b
	where b.n = l.n - 1) || xz.people_access_line(a)) from xz.people_access a where l.n = ${middle} and a.y = l.y
	and a.id = l.access_id`);
is(verify(), 't|0', 'mended');

// ---- nobody writes it but by reading, nobody deletes
const token = reader.client.cookies.get('xz').value;
const add = (columns, values) => `insert into xz.people_access (y, account_id, route, subject_kind${columns})
	values (2026, ${values})`;
for (const role of ['xz_desk', 'xz_slow']) {
	const by = (text) => as(role, `set xz.token to '${token}'; ${text}`);
	like(by(add('', `${id('sj.chief')}, '/x', 'case'`)), /ERROR: +42501/, `${role}: no row in another's name`);
	like(by(add(', noted_at', `${reader.id}, '/x', 'case', '2020-01-01'`)), /ERROR: +42501/,
		'none of another time');
	for (const text of ['update xz.people_access set route = \'x\'', 'delete from xz.people_access',
		'delete from xz.people_access_link', 'select xz.people_access_chain(1)',
		'select xz.people_access_retire(6, 1)', 'update xz.people_access_head set n = 0',
		'select digest from xz.people_access_link'])
		like(by(text), /ERROR: +42501/, `${role}: ${text}`);
}
for (const text of ['delete from xz.people_access', 'update xz.people_access set route = \'x\'',
	'truncate xz.people_access, xz.people_access_link', 'delete from xz.people_access_link'])
	for (const role of ['postgres', 'xz_daemon', 'xz_admin'])
		like(as(role, `begin; ${text}; rollback`), /ERROR: +42501/, `${role}: ${text}`);
like(as('xz_daemon', 'select xz.people_access_retire(5, 100)'), /ERROR: +22023/,
	'nothing is retired before six months');

// ---- the job of retention deletes the oldest of the chain, and the rest still fits; the daemon may have told its head
// before the chain is made older
sql('create table public.told as select n, digest from xz.people_access_link');
freely(`update xz.people_access a set noted_at = noted_at - interval '80 months' from xz.people_access_link l
	where l.n <= 5 and a.y = l.y and a.id = l.access_id;
	with recursive c as (select l.n, sha256(sha256('people_access') || xz.people_access_line(a)) as d
		from xz.people_access_link l join xz.people_access a on a.y = l.y and a.id = l.access_id where l.n = 1
		union all select l.n, sha256(c.d || xz.people_access_line(a)) from c join xz.people_access_link l
		on l.n = c.n + 1 join xz.people_access a on a.y = l.y and a.id = l.access_id)
	update xz.people_access_link l set digest = c.d from c where c.n = l.n;
	update xz.people_access_head h set digest = l.digest from xz.people_access_link l where l.n = h.n`);
is(verify(), 't|0', 'a chain that is as old');
is(as('xz_daemon', 'select xz.people_access_retire(72, 5000)'), '5', 'five are over');
is([sql('select min(n) from xz.people_access_link'), verify(), outside()], ['6', 't|0', '0|t'],
	'the chain begins behind them and fits');

// ---- sign-ins, too
freely(`insert into xz.people_sign_in (at, username, outcome) select clock_timestamp() - n * interval '1 month',
	'long.ago', 'unknown' from generate_series(22, 27) n`);
like(as('xz_daemon', 'select xz.people_sign_in_retire(5, 100)'), /ERROR: +22023/,
	'no sign-in is retired before six months');
like(as('xz_desk', 'select xz.people_sign_in_retire(24, 100)'), /ERROR: +42501/, 'the desk retires none');
is(as('xz_daemon', 'select xz.people_sign_in_retire(24, 2)'), '2', 'the oldest first, no more than asked for');
is([as('xz_daemon', 'select xz.people_sign_in_retire(24, 100)'),
	sql("select count(*) from xz.people_sign_in where username = 'long.ago'")], ['2', '2'], 'and the rest of them');

// ---- the daemon: it links by itself, tells the log its head, and what stood outside for long is an incident
const becomes = async (what, name) => {
	const got = await until(() => sql(what));
	ok(got, name);
	return got;
};
const late = sql(`insert into xz.people_access (y, account_id, route, subject_kind, noted_at)
	values (2026, ${reader.id}, '/desk/cases/:ref', 'case',
	clock_timestamp() - interval '3 minutes') returning id`);
await becomes(`select n from xz.people_access_link where access_id = ${late}`, 'the daemon links what it finds');
like(await becomes(`select detail from xz.tlog_incident where kind = 'access.late'`,
	'a row that was late is an incident'), new RegExp(`^1 from 2026-${late} on$`), 'with its number');
const head = await becomes(`select line from xz.tlog_leaf where kind = 'audit.head' order by idx desc limit 1`,
	'the head stands in the log');
const [, at, digest] = head.match(/"id":"access-(\d+)".*"digest":"([0-9a-f]{64})"/);
is(sql(`select count(*) > 0 from (select n, digest from xz.people_access_link
	union all select n, digest from public.told) l
	where n = ${at} and encode(digest, 'hex') = '${digest}'`), 't', 'as the link of its number');

// ---- the auditor
const auditor = new Client(url, state).session(accountWith('auditadmin', state).username);
const ours = sql(`select c.ref || ' ' || c.number from xz.caseflow_case c join xz.people_agency g on g.id = c.agency_id
	where g.short_name = '市市场监管局' and c.number is not null order by c.id desc limit 1`).split(' ');
await chief.get(`/desk/cases/${refText(ours[0])}`);
const asked = (of) => auditor.get(`/desk/admin/logs/access?of=${encodeURIComponent(of)}`);
let page = await asked(ours[1]);
like(page.text, new RegExp(`查到的对象[\\s\\S]*${ours[1]}`), 'asked by its number a case is found');
like(page.text, /<b>sj\.chief<\/b>[\s\S]*案件页/, 'who read it, on which page');
unlike(page.text.slice(page.text.indexOf('<tbody')), /desk\/|[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{8}-[0-9a-f]{4}/,
	'in words, not in codes');
const [firm, name] = sql(`select s.ref || ' ' || f.name from xz.register_subject s join xz.register_search f
	on f.subject_id = s.id where s.kind = 'company' and length(f.name) > 6 order by s.id limit 1`).split(' ');
await chief.get(`/desk/register/${refText(firm)}`);
page = await asked(name);
like(page.text, /<b>sj\.chief<\/b>[\s\S]*当事人页/, 'who read a firm');
const person = sql(`select p.name from xz.caseflow_party p join xz.caseflow_case c on c.id = p.case_id
	join xz.people_agency g on g.id = c.agency_id where p.natural_person and g.short_name = '市市场监管局'
	and exists (select from xz.query_doc d where d.ref = c.ref and position(p.name in d.card) > 0)
	order by p.id desc limit 1`);
if (person) {
	const [of] = sql(`select c.ref from xz.caseflow_party p join xz.caseflow_case c on c.id = p.case_id
		where p.name = '${person}' order by p.id desc limit 1`).split('\n');
	await chief.get(`/desk/cases/${refText(of)}`);
	like((await asked(person)).text, /<b>sj\.chief<\/b>[\s\S]*案件页/, 'who read of a person');
}
page = await auditor.get('/desk/admin/logs/access?account=sj.chief');
like(page.text, /拒绝查阅/, 'refusals are told as such');
like(page.text, /查询内容：/, 'and searches');
like((await asked('衡')).text, /至少两个字/, 'one character is too few');
is((await chief.raw('GET', '/desk/admin/logs/access')).status, 404, 'nobody else reads that log');
is(as('xz_desk', `set xz.token to '${token}'; select count(*) from xz.query_read_of('衡州', '{}', null, 50)`), '0',
	'nor asks its questions by plain SQL');
is(as('xz_desk', `set xz.token to '${token}'; select count(*) from xz.people_access`), '0', 'nor its rows');
own.stop();
done();
