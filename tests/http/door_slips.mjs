// door_slips.mjs - a slip tried a thousand times, used by two, of a firm that merged, of a paper revoked later.
import { doorOf } from '../lib/door.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

const own = main(), d = doorOf(own, '127.0.11'), { sql } = d;
const firms = d.parties(`k.state in ('executed', 'track_closed') and not p.natural_person
	and exists (select from xz.caseflow_decision x where x.track_id = k.id and x.revoked_on is null
		and x.served_on is not null)`);
const [first] = firms, second = firms.find((t) => t.name !== first.name);
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
// Right by its last letter, and nobody's.
const guess = () => {
	let s = 0, c = '';
	for (let i = 0; i < 19; i++) {
		const v = Math.floor(Math.random() * 32);
		c += DIGITS[v];
		s = (s ^ v) << 1;
		if (s & 32) s ^= 37;
	}
	return c + DIGITS[s];
};

await part('tried a thousand times', async () => {
	const c = d.stranger(), seen = new Map();
	for (let k = 0; k < 1000; k += 20) {
		const all = await Promise.all(Array.from({ length: 20 }, () => c.raw('POST', '/my/', {
			body: `code=${guess()}`, headers: { 'content-type': 'application/x-www-form-urlencoded',
				origin: c.url.origin, 'sec-fetch-site': 'same-origin' } })));
		for (const r of all) seen.set(r.status, (seen.get(r.status) ?? 0) + 1);
	}
	is([...seen.keys()].sort().join(), '422,429', 'refused, and then held');
	is(seen.get(422), 5, 'five were looked at');
	is(sql(`select count(*) from xz.door_try where address = '${c.localAddress}'`), '5', 'and stand as tries');
	is(c.cookies.size, 0, 'nobody came in');
});

await part('used by two', async () => {
	const code = await d.code(first), one = await d.enter(code), name = new RegExp(first.name);
	unlike((await one.get('/my/')).text, /同时还在别处打开/, 'one is alone');
	const two = await d.enter(code);
	like((await two.get('/my/')).text, name, 'a copy opens it too');
	like((await one.get('/my/')).text, /同时还在别处打开：[^]*?1/, 'which both are told');
	like((await two.get('/my/?lang=en')).text, /Open elsewhere by the same slip/, 'in English too');
	await two.post('/my/end', { _csrf: two.csrf });
	like((await one.get('/my/')).text, name, 'one goes, the other stays');
	unlike((await one.get('/my/')).text, /同时还在别处打开/, 'alone again');
	const three = await d.enter(code), next = await d.code(first);
	ok(next !== code, 'another slip');
	for (const c of [one, three]) unlike((await c.get('/my/')).text, name, 'ends both');
});

await part('of a firm that merged', async () => {
	const subject = (t) => sql(`select p.subject_id from xz.caseflow_track k
		join xz.caseflow_party p on p.id = k.party_id where k.id = ${t.track}`);
	sql(`insert into xz.register_succession (from_subject, to_subject, kind, on_day)
		values (${subject(first)}, ${subject(second)}, 'merge', xz.today())`);
	const a = await d.slip(first), b = await d.slip(second);
	is((await a.get(`/my/cases/${first.ref}`)).status, 200, 'its slip opens what was its own');
	is((await a.get(`/my/cases/${second.ref}`)).status, 404, 'and nothing of the one it went into');
	is((await b.get(`/my/cases/${second.ref}`)).status, 200, 'the other\'s what is that one\'s');
	is((await b.get(`/my/cases/${first.ref}`)).status, 404, 'and nothing that was served on the first');
	for (const [c, other] of [[a, second], [b, first]]) {
		const home = (await c.get('/my/')).text;
		ok(!home.includes(other.name) && !home.includes(other.ref), 'nor by its name');
	}
});

await part('of a paper that was revoked', async () => {
	const c = await d.slip(second);
	unlike((await c.get(`/my/cases/${second.ref}`)).text, /已撤销/, 'before');
	sql(`update xz.caseflow_decision set revoked_on = xz.today() where track_id = ${second.track}
		and revoked_on is null`);
	const page = (await c.get(`/my/cases/${second.ref}`)).text;
	like(page, /已撤销/, 'the slip goes on, and says so');
	like(page, /决定书[^]*?已被替代或撤销/, 'with the paper');
	unlike(page, /还需缴/, 'nothing is to be paid by it');
	unlike(page, /send\/instalments/, 'nor in instalments');
});
done();
