// query.mjs - one box: every kind, the first of each; nobody finds what they may not open, and all they may.
import { storeOf } from '../lib/evidence.mjs';
import { accounts, Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf } from '../lib/sql.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = main(), { sql, conf } = storeOf(own), all = accounts(own.state);
const asDesk = sqlOf(conf.replace(/user=\S+/, 'user=xz_desk'));
const clients = new Map();
const as = (name) => clients.get(name) || clients.set(name, new Client(own.url, own.state).session(name)).get(name);
const ask = (name, q, more = '') => as(name).get(`/desk/search?q=${encodeURIComponent(q)}${more}`);
const groups = (page) => [...page.text.matchAll(/aria-labelledby="g-([a-z]+)"/g)].map((m) => m[1]);

await part('each inspection has a card', async () => {
	ok(await until(() => sql(`select count(*) from xz.inspection i where not exists (select from xz.query_doc d
		where d.kind = 'inspection' and d.ref = i.ref)`) === '0'), 'also those of before, by the daemon');
	is(sql(`select count(*) from xz.query_doc d join xz.inspection i on i.ref = d.ref
		where d.kind = 'inspection' and (d.card::json ->> 'state', d.card::json ->> 'title')
			is distinct from (i.state, i.subject_name)`), '0', 'and says how it stands');
});

const [firm, unit] = sql(`select i.subject_name, i.unit_id from xz.inspection i
	join xz.register_subject s on s.id = i.subject_id and s.kind <> 'person'
	where i.unit_id is not null order by i.id limit 1`).split('|');
const officer = sql(`select c.username from xz.people_account c join xz.people_duty d on d.account_id = c.id
	where c.unit_id = ${unit} and d.duty = 'officer' and c.active order by c.id limit 1`);

await part('what is found', async () => {
	const page = await ask(officer, firm);
	is(page.status, 200, 'by the name of a firm');
	ok(groups(page).includes('inspection'), 'its inspection', groups(page).join());
	like(page.text, new RegExp(`<mark>${firm}</mark>`), 'what was looked for is marked');
	const bit = firm.slice(2, 5);
	like((await ask(officer, bit)).text, new RegExp(`${firm.slice(0, 2)}<mark>${bit}</mark>${firm.slice(5)}`),
		'where it stands');
	ok(groups(page).includes('party'), 'and the firm itself', groups(page).join());
	const party = page.text.match(/href="(\/desk\/register\/[0-9A-Z]{26})"/)[1];
	const card = await as(officer).get(party);
	like(card.text, /href="\/desk\/inspections\/[0-9A-Z]{26}"/, 'whose page has its inspections');
	const [no, name] = sql(`select c.no, o.name from xz.people_certificate c
		join xz.people_officer o on o.id = c.officer_id and o.active order by c.id limit 1`).split('|');
	const found = await ask(officer, no);
	ok(groups(found).includes('officer') && found.text.includes(name),
		'an officer by the number of the certificate');
	ok(groups(await ask(officer, '行政处罚法')).includes('law'), 'a law by its title');
	for (const lang of ['zh-CN', 'en']) {
		const c = new Client(own.url, own.state).session(officer);
		c.cookies.set('lang', { value: lang, path: '/desk' });
		const text = (await c.get(`/desk/search?q=${encodeURIComponent(firm)}`)).text;
		unlike(text, /query\.|inspect\.state_|>state\./, `${lang}: every word has its text`);
	}
});

await part('requests', async () => {
	const [number, name, id] = sql(`select q.number, q.subject_name, q.agency_id from xz.source_request q
		where q.subject_name <> '' and q.about_id is null order by q.id limit 1`).split('|');
	const by = (agency, duty) => sql(`select c.username from xz.people_account c
		join xz.people_duty d on d.account_id = c.id and d.revoked_at is null where c.agency_id ${agency} ${id}
			and d.duty = '${duty}' and c.active order by c.id limit 1`);
	const intake = by('=', 'intake');
	const page = await ask(intake, number);
	ok(groups(page).includes('request'), 'by their number, where they are handled', groups(page).join());
	is((await as(intake).get(page.text.match(/href="(\/desk\/source\/[0-9A-Z]{26})"/)[1])).status, 200,
		'and opened');
	ok(groups(await ask(intake, name)).includes('request'), 'by whom they name');
	ok(!groups(await ask(by('<>', 'intake'), number)).includes('request'), 'not by another agency');
	ok(!groups(await ask(by('=', 'officer'), number)).includes('request'), 'nor by who has no page of them');
});

await part('odd words', async () => {
	for (const q of ['%_', '\\\\', '😀😀', '𠮷野家', 'a'.repeat(100), '<b>x</b>', "';--", '无此企业名称'])
		is((await ask(officer, q)).status, 200, `${q.slice(0, 12)}: answered`);
	like((await ask(officer, '<b>x</b>')).text, /&lt;b&gt;x/, 'shown as text');
	like((await ask(officer, '  ')).text, /type="search"/, 'blanks ask for nothing');
	unlike((await ask(officer, '%%')).text, /aria-labelledby="g-case"/, 'a sign of SQL stands for itself');
	is((await ask(officer, firm, '&in=case&before=2026-01-01&after=XYZ')).status, 404, 'a key that is none');
	is((await ask(officer, firm, '&in=case&before=2026-01-01')).status, 404, 'half a key');
	is((await ask(officer, firm, '&in=nonsense')).status, 200, 'a kind that is none is all of them');
});

await part('one kind by pages', async () => {
	const who = all.find((a) => a.duties.includes('supervisor')).username, term = '公司', seen = new Set();
	let page = await ask(who, term, '&in=case'), pages = 0, twice = 0;
	for (; pages < 40; pages++) {
		for (const [, ref] of page.text.matchAll(/href="\/desk\/cases\/([0-9A-Z]{26})"/g)) {
			twice += seen.has(ref);
			seen.add(ref);
		}
		const next = page.text.match(/href="([^"]*before=[^"]*)"/)?.[1];
		if (!next) break;
		page = await as(who).get(next.replace(/&amp;/g, '&'));
	}
	is(twice, 0, 'none twice');
	const want = sql(`select count(*) from xz.query_doc d
		where d.kind = 'case' and position('${term}' in d.folded) > 0
		and d.agency_id in (select t.descendant from xz.people_agency_tree t join xz.people_account a
		on a.username = '${who}' and t.ancestor = a.agency_id)`);
	is(String(seen.size), want, 'and none missing');
});

// The search asks no row security: what it gives is held against what row security would give, word by word.
await part('found is what may be read', async () => {
	const terms = sql(`select distinct substr(d.folded, 1 + (d.subject_id % 7)::int, 2) from xz.query_doc d
		where length(d.folded) > 9 limit 30`).split('\n')
		.filter((t) => [...t].length === 2 && !/[\s'\\]/.test(t));
	let pairs = 0, hits = 0;
	const wrong = [];
	for (const a of all.filter((_, i) => i % 3 === 0)) {
		const token = [...as(a.username).cookies.values()][0].value;
		for (const kind of ['case', 'inspection'])
			for (const t of terms.slice(pairs % 5, (pairs % 5) + 6)) {
				const [may, found] = asDesk(`select set_config('xz.token', '${token}', false) is null;
					select md5(coalesce(string_agg(d.ref::text, ',' order by d.ref), ''))
						|| ' ' || count(*) from xz.query_doc d
						where d.kind = '${kind}' and position('${t}' in d.folded) > 0;
					select md5(coalesce(string_agg(s.ref::text, ',' order by s.ref), ''))
						|| ' ' || count(*)
						from xz.query_search('${kind}', '{}', '${t}', null, null, 100000) s`)
					.split('\n').slice(1);
				pairs++;
				hits += Number(found.split(' ')[1]);
				if (may !== found) wrong.push(`${a.username} ${kind} ${t}: may ${may}, found ${found}`);
			}
	}
	ok(pairs > 60 && hits > 100, 'asked of people and words', `${pairs} pairs, ${hits} hits`);
	is(wrong.length, 0, 'no row too many, none missing', wrong.slice(0, 5).join('\n'));
});
done();
