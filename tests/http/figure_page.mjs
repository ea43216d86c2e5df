// figure_page.mjs - figures on the desk: each number is its rows; who reads whose; table, chart and CSV say the same;
// counting again gives what is kept.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { refText, storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = ownInstance('figure'), { sql } = storeOf(own);
const as = (name) => new Client(own.url, own.state).session(name);
const who = (duty, more = 'true') => sql(`select c.username from xz.people_account c join xz.people_duty d
	on d.account_id = c.id left join xz.people_agency g on g.id = c.agency_id where d.duty = '${duty}' and c.active
	and ${more} order by c.id limit 1`);
await until(() => sql(`select (select count(*) from xz.event_pending) = 0 and (select max(pos) from xz.event_order)
	= (select pos from xz.event_cursor where consumer = 'figure')`) === 't');

const FROM = sql(`select to_char(min(day), 'YYYY-MM') from xz.figure_delta`);
const TO = sql(`select to_char(max(day), 'YYYY-MM') from xz.figure_delta`), RANGE = `from=${FROM}&to=${TO}`;
const supervisor = as(who('supervisor', 'exists (select from xz.people_agency x where x.parent_id = g.id)'));
const kinds = sql('select code from xz.figure_kind order by n').split('\n');
const figures = (c, query) => c.get(`/desk/figures/?${query}`);
// The table: [name, number, address of its rows].
const table = (page) => {
	const body = page.text.match(/aria-labelledby="h-table"[^]*?<tbody>([^]*?)<\/table>/)?.[1] ?? '';
	return [...body.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, tr]) => {
		const cells = [...tr.matchAll(/<td[^>]*>([^]*?)<\/td>/g)].map((m) => m[1]);
		return { name: cells[0].replace(/<[^>]*>/g, '').trim(), late: cells[2].replace(/<[^>]*>/g, '').trim(),
			n: Number(cells[1].replace(/<span class="vh">[^]*?<\/span>/, '').replace(/<[^>]*>|\s/g, '')),
			href: cells[1].match(/href="([^"]*)"/)?.[1].replaceAll('&amp;', '&'),
			narrow: cells[0].match(/href="([^"]*)"/)?.[1].replaceAll('&amp;', '&') };
	});
};
// All pages of rows behind an address: how many, and what their amounts come to.
const behind = async (c, href) => {
	let n = 0, yuan = 0, at = href;
	while (at) {
		const page = await c.get(at);
		if (page.status !== 200) return { n: `status ${page.status}` };
		const body = page.text.match(/<tbody>([^]*?)<\/tbody>/)?.[1] ?? '';
		const rows = [...body.matchAll(/<tr>([^]*?)<\/tr>/g)];
		n += rows.length;
		for (const [, tr] of rows)
			yuan += Number((tr.match(/class="right num"[^>]*>([\d. ]+)</)?.[1] ?? '0').replace(/ /g, ''));
		at = page.text.match(/rel="next" href="([^"]*)"/)?.[1].replaceAll('&amp;', '&');
	}
	return { n, yuan: Math.round(yuan * 100) / 100 };
};

await part('each kind comes to what was counted', async () => {
	for (const kind of kinds) {
		const page = await figures(supervisor, `kind=${kind}&${RANGE}`), rows = table(page);
		const total = rows.at(-1);
		const [n, fen] = sql(`select count(*), sum(fen) from xz.figure_delta where kind = '${kind}'`).split('|')
			.map(Number);
		is(page.status, 200, kind);
		is(total?.n ?? 0, kind === 'penalty_fen' ? fen / 100 : n, 'its total');
		is(Math.round(rows.slice(0, -1).reduce((s, r) => s + r.n, 0) * 100) / 100, total?.n,
			'is the sum of its parts');
	}
	ok(Number(sql('select count(distinct kind) from xz.figure_delta')) >= 9,
		'the demo has nearly all kinds');
});

await part('each number opens its rows', async () => {
	for (const by of ['month', 'agency', 'district', 'trade', 'cause']) {
		const rows = table(await figures(supervisor, `kind=case_filed&${RANGE}&by=${by}`));
		ok(rows.length > 1, `by ${by}: ${rows.length - 1}`);
		for (const row of rows.filter((r, i) => r.href && (i < 4 || i === rows.length - 1)))
			is((await behind(supervisor, row.href)).n, row.n, `${by} ${row.name}`);
	}
	const money = table(await figures(supervisor, `kind=penalty_fen&${RANGE}&by=agency`))[0];
	is((await behind(supervisor, money.href)).yuan, money.n, 'amounts too');
	const inner = table(await figures(supervisor, `kind=case_filed&${RANGE}&by=agency`))[0];
	is(table(await supervisor.get(inner.narrow)).at(-1).n, inner.n,
		'a name goes one level down, to the same number');
});

await part('table, chart and CSV', async () => {
	const query = `kind=case_filed&${RANGE}&by=month`, page = await figures(supervisor, query);
	const rows = table(page);
	const csv = (await supervisor.get(`/desk/figures/table.csv?${query}`)).text.replace(/^\ufeff/, '').trim()
		.split('\r\n').map((l) => l.split(','));
	is(csv.slice(1).map((c) => [c[0], Number(c[1])]), rows.slice(0, -1).map((r) => [r.name, r.n]),
		'the same numbers');
	const svg = page.text.match(/<svg class="chart"[^]*?<\/svg>/)[0];
	is((await figures(supervisor, query)).text.match(/<svg class="chart"[^]*?<\/svg>/)[0], svg, 'the same bytes');
	is((svg.match(/<rect /g) ?? []).length >= rows.slice(0, -1).filter((r) => r.n > 0).length, true,
		'a column for each month with something');
	unlike(page.text.match(/<main[^]*<\/main>/)[0], /<script|style="/, 'no script, no style');
});

await part('whose figures', async () => {
	const head = who('agency_head', `g.kind = 'organ'`);
	const agency = sql(`select g.id || '|' || g.ref from xz.people_agency g
		join xz.people_account c on c.agency_id = g.id where c.username = '${head}'`).split('|');
	const rows = table(await figures(as(head), `kind=case_filed&${RANGE}&by=agency`));
	is(rows.at(-1)?.n ?? 0, Number(sql(`select count(*) from xz.figure_delta where kind = 'case_filed'
		and agency_id = ${agency[0]}`)), 'a head: those of the agency');
	is(rows.length, 2, 'and of no other');
	const other = sql(`select ref from xz.people_agency where id in (select agency_id from xz.figure_delta)
		and id <> ${agency[0]} limit 1`);
	const others = await figures(as(head), `kind=case_filed&${RANGE}&agency=${refText(other)}`);
	is(table(others).filter((r) => r.n > 0), [],
		'asked for, another\'s are nothing');
	is((await behind(as(head), `/desk/figures/rows?kind=case_filed&${RANGE}&agency=${refText(other)}`)).n, 0,
		'nor their rows');
	const mine = (await as(head).get(`/desk/figures/rows?kind=case_filed&${RANGE}`)).text;
	like(mine, /href="\/desk\/cases\/[0-9A-Z]{26}/, 'a head opens the cases');
	for (const duty of ['officer', 'sysadmin'])
		is((await as(who(duty)).get('/desk/figures/')).status, 404, `${duty}: none`);
	for (const bad of ['kind=none', 'by=colour', 'from=2026-13', `from=${TO}&to=${FROM}`, 'agency=Z',
		'kind=draw_published&by=cause'])
		is((await figures(supervisor, bad)).status, 404, bad);
	is((await supervisor.get('/desk/figures/rows?after=x')).status, 404, 'after: no place');
});

await part('counted again', async () => {
	const recount = (...args) => spawnSync(join(own.state, 'app/bin/xiezhi'),
		['--conf', join(own.state, 'etc/admin.conf'), 'recount', ...args], { encoding: 'utf8' });
	const first = recount();
	is([first.status, first.stderr], [0, ''], 'what is kept is what is counted');
	like(first.stdout, /^(\d+) kept, \1 counted: 0 missing, 0 wrong; 0 steps/, 'to the row');
	sql(`delete from xz.figure_delta where pos = (select max(pos) from xz.figure_delta);
		update xz.figure_delta set fen = fen + 1 where fen > 0
			and pos = (select min(pos) from xz.figure_delta where fen > 0)`);
	const other = recount();
	is(other.status, 1, 'a row gone, one other by a fen');
	like(other.stdout, /: 2 missing, 1 wrong/, 'are found');
	is(recount('--mend').status, 0, 'put right');
	is(recount().status, 0, 'and all fits');
	sql(`update xz.event set kind = 'case.other' where (y, id) = (select y, id from xz.event
		where subject_kind = 'case' and payload ? 'seq' and kind = 'onsite_record' order by id limit 1)`);
	const steps = recount();
	is(steps.status, 1, 'a step without its event');
	like(steps.stdout, /no event\t.*onsite_record[^]*2 steps of cases/, 'is named, and the event without its step');
});
done();
