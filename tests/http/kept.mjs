// kept.mjs - the page of a decision is kept by a worker, but never past what it shows: a withdrawal, a change of
// another decision of the party and the other language are seen at the next look.
import { Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, ok } from '../lib/tap.mjs';

const { url, state } = main();
const sql = sqlOf(storeConf(state));
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const refText = (uuid) => {
	let n = BigInt(`0x${uuid.replace(/-/g, '')}`), s = '';
	for (let i = 0; i < 26; i++, n >>= 5n) s = digits[Number(n & 31n)] + s;
	return s;
};

const [one, two, code] =
	sql(`select min(decision_ref::text) || '|' || max(decision_ref::text) || '|' || (select party_code
	from xz.disclosure_public where decision_ref::text = (select min(decision_ref::text) from xz.disclosure_public
	where state = 'published' and party_code <> '')) from xz.disclosure_public where state = 'published'
	and party_code <> ''`).split('|');
ok(one !== two, 'two decisions');
const c = new Client(url, state);
let n = 0;
// a parameter nobody knows goes past the cache of the front; several looks reach every worker
const look = async (more = '') => {
	const all = [];
	for (let i = 0; i < 12; i++) {
		const p = await c.get(`/decisions/${refText(one)}?kept=${Date.now()}.${n++}${more}`);
		// the time of a test clock
		all.push({ status: p.status, text: p.text.replace(/<p class="clockbar".*?<\/p>/, '') });
	}
	return all;
};
const same = (all, test) => all.every(test);

const first = await look();
ok(same(first, (p) => p.status === 200 && p.text === first[0].text), 'every look gives the same page');
ok(!first[0].text.includes(`/decisions/${refText(two)}`), 'it does not name another party\'s decision');
ok(!first[0].text.includes('kept='), 'what it was asked with is not repeated on it');
ok(same(await look('&lang=en'), (p) => p.text.includes('<html lang="en">')), 'the other language is another page');
ok(same(await look(), (p) => p.text === first[0].text), 'and the first is there again');

const before = sql(`select party_code from xz.disclosure_public where decision_ref = '${two}'`);
sql(`update xz.disclosure_public set party_code = '${code}' where decision_ref = '${two}'`);
try {
	ok(same(await look(), (p) => p.text.includes(`/decisions/${refText(two)}`)),
		'another decision of the party is seen at once');
} finally {
	sql(`update xz.disclosure_public set party_code = '${before}' where decision_ref = '${two}'`);
}
ok(same(await look(), (p) => p.text === first[0].text), 'and no longer named at once');
sql(`create table if not exists public.kept_row as select * from xz.disclosure_public where decision_ref = '${one}'`);
sql(`update xz.disclosure_public
	set state = 'withdrawn', json = null, party_name = null, ended_at = now(), end_reason = 'revoked'
	where decision_ref = '${one}'`);
try {
	ok(same(await look(), (p) => p.status === 410), 'withdrawn: gone at once');
} finally {
	sql(`update xz.disclosure_public p
		set state = k.state, json = k.json, party_name = k.party_name, ended_at = k.ended_at,
		end_reason = k.end_reason from public.kept_row k
		where k.decision_ref = p.decision_ref; drop table public.kept_row`);
}
is((await look())[0].text, first[0].text, 'shown again: the same page');
done();
