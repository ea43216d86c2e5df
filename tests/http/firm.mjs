// firm.mjs - all of one party on a page (一企一档): visits and published decisions of every agency, cases of those who
// may see them, what it was called and where, licences, whom it followed, who else is there.
import { Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const { url, state } = main();
const sql = sqlOf(storeConf(state));
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const refText = (uuid) => {
	let n = BigInt(`0x${uuid.replace(/-/g, '')}`), s = '';
	for (let i = 0; i < 26; i++, n >>= 5n) s = digits[Number(n & 31n)] + s;
	return s;
};
const desk = (name) => new Client(url, state).session(name);
const text = (html, id) => html.match(new RegExp(`aria-labelledby="h-${id}"[^]*?</section>`))?.[0] ?? '';

// a firm that another agency than the reader's penalised and published
const [firm, id, number, decision] = sql(`select s.ref, s.id, d.number, d.decision_ref from xz.disclosure_public d
	join xz.register_search f on f.code = d.party_code join xz.register_subject s on s.id = f.subject_id
	where d.state = 'published' and s.kind = 'company' and d.agency_name like '%生态环境局'
	order by d.decided_on desc, d.decision_ref limit 1`).split('|');
const path = `/desk/register/${refText(firm)}`;
const other = sql(`select ref from xz.register_subject where kind = 'company' and id <> ${id} order by id limit 1`);
sql(`insert into xz.register_name (subject_id, name, valid_from, valid_to) values (${id}, '衡州旧字号商行',
	'2019-03-05', '2021-01-04');
	insert into xz.register_licence (subject_id, kind, number, authority, valid_from, valid_to)
	values (${id}, 'food_business', 'XK-8841', '某局', '2020-01-01', '2021-01-01');
	insert into xz.register_succession (from_subject, to_subject, kind, on_day)
	select x.id, ${id}, 'merge', '2021-01-05' from xz.register_subject x where x.ref = '${other}';
	insert into xz.register_subject (kind, origin) values ('company', 'demo'), ('person', 'demo')`);
const two = sql("select id from xz.register_subject where origin = 'demo' order by id desc limit 2").split('\n');
for (const [n, name] of [['0', '衡州同址某人'], ['1', '衡州同址商行']])
	sql(`insert into xz.register_name (subject_id, name) values (${two[n]}, '${name}');
		insert into xz.register_search (subject_id, name, folded, bigrams)
			values (${two[n]}, '${name}', '${name}', '{}');
		insert into xz.register_address (subject_id, address) select ${two[n]}, address from xz.register_address
			where subject_id = ${id} and kind = 'registered' and valid_to is null`);

const officer = desk('sj.officer1');
const page = (await officer.get(path)).text;
like(text(page, 'decisions'), new RegExp(`/decisions/${refText(decision)}"[^>]*>${number}<`),
	"another agency's published decision is there");
is((await new Client(url, state).get(`/decisions/${refText(decision)}`)).status, 200, 'and its address leads to it');
unlike(text(page, 'cases'), /desk\/cases\//, "that agency's case is not");
like(page, /衡州旧字号商行[^]*?2019-03-05 至 2021-01-04/, 'what it was called, from when to when');
like(page, /食品经营许可证[^]*?已到期[^]*?XK-8841/, 'a licence that is over says so');
like(page, new RegExp(`${refText(other)}"[^]*?合并而来 2021-01-05`), 'whom it followed');
like(page, /衡州同址商行/, 'who else is registered at its address');
unlike(page, /衡州同址某人/, 'but no natural person');
const person = refText(sql(`select ref from xz.register_subject where id = ${two[0]}`));
unlike((await officer.get(`/desk/register/${person}`)).text, /同址商行|h-decisions|h-visits/,
	'and a person has none of this');

// its own agency sees the case too
const own = desk('hj.chief');
like(text((await own.get(path)).text, 'cases'), /desk\/cases\//, 'the agency of the case sees it');

// pages of a list: all of them, each once
const many = sql(`select s.ref from xz.register_subject s join xz.caseflow_party p on p.subject_id = s.id
	group by s.ref order by count(*) desc, s.ref limit 1`);
const supervisor = desk('supervisor1');
const seen = [];
let next = `/desk/register/${refText(many)}`;
for (let i = 0; next && i < 50; i++) {
	const part = text((await supervisor.get(next)).text, 'cases');
	seen.push(...[...part.matchAll(/desk\/cases\/([0-9A-Z]{26})/g)].map((m) => m[1]));
	next = part.match(/rel="next" href="([^"#]+)/)?.[1].replace(/&amp;/g, '&');
}
is(new Set(seen).size, seen.length, `${seen.length} cases of the firm with the most, by pages, each once`);
for (const list of ['cases', 'inspections', 'decisions'])
	is((await officer.get(`${path}?${list}=x`)).status, 404, `a key of ${list} that is none`);
ok(Number(sql(`select count(*) from xz.people_access where subject_ref = '${firm}'`)) > 0, 'who looked is noted');
done();
