// remedies.mjs - what an officer sees of a decision's remedies: the end of the term and the court's window with their
// derivation, at the case and beside the forms; late ones are asked why.
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, part } from '../lib/tap.mjs';

const { url, state } = main();
const sql = sqlOf(storeConf(state));
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const refText = (uuid) => {
	let n = BigInt(`0x${uuid.replace(/-/g, '')}`), s = '';
	for (let i = 0; i < 26; i++, n >>= 5n) s = digits[Number(n & 31n)] + s;
	return s;
};
// A decision that stands and was never fought: its case, track, day of service and officer.
const found = (procedure, order) => {
	const [ref, track, served, username] = sql(`select c.ref, k.ref, d.served_on, a.username
		from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id
		join xz.caseflow_case c on c.id = k.case_id
		join xz.caseflow_officer o on o.case_id = c.id and o.role = 'lead' and o.state = 'accepted'
		join xz.people_account a on a.id = o.account_id
		where d.procedure = '${procedure}' and d.revoked_on is null and d.outcome = 'penalty'
		and d.served_on is not null
		and not exists (select from xz.caseflow_remedy x where x.decision_id = d.id)
		and not exists (select from xz.caseflow_instalment x where x.decision_id = d.id)
		order by d.served_on ${order} limit 1`).split('|');
	return { path: `/desk/cases/${refText(ref)}`, track: refText(track), served,
		who: new Client(url, state).session(username) };
};
const flat = (page) => page.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const months = (day, n) => {
	const [y, m, d] = day.split('-').map(Number), last = new Date(Date.UTC(y, m - 1 + n + 1, 0)).getUTCDate();
	return new Date(Date.UTC(y, m - 1 + n, Math.min(d, last)));
};

await part('the term of a decision', async () => {
	const c = found('ordinary', 'asc'), t = flat(await c.who.get(`${c.path}?tab=money`));
	like(t, /复议、诉讼期限 状态 期限已经届满/, 'is over');
	like(t, new RegExp(`自(签收之日 |)${c.served} 起算，当日不计入`), 'begins with its service');
	const end = t.match(/救济期限届满 (\d{4}-\d\d-\d\d)/)?.[1];
	ok(end >= months(c.served, 6).toISOString().slice(0, 10), `six months: ${c.served} ${end}`);
	like(t, /提起行政诉讼：自 \S+ 起 6 个月，至 \S+ 行政诉讼法 第四十六条/, 'with its article');
	like(t, /申请法院强制执行：自 \S+ 届满之日起 3 个月，至 \S+ 行政强制法 第五十三条/, 'and the window follows');
	is(/申请法院强制执行期间 \S+ – \S+ 已经届满，逾期须有正当理由/.test(t), !t.includes('已缴清'),
		'whose days are said where something is owed');
});

await part('on the spot', async () => {
	const c = found('summary', 'desc'), t = flat(await c.who.get(`${c.path}?tab=money`));
	like(t, /应当先申请行政复议，不能直接起诉/, 'review comes first');
	ok(!/提起行政诉讼：自/.test(t), 'and no suit is open');
	ok(!/可以起诉至/.test(t), 'nor said to be');
});

await part('beside the form', async () => {
	const c = found('ordinary', 'asc'), path = `${c.path}/do/remedy_file?track=${c.track}`;
	const page = await c.who.get(path);
	is(page.status, 200, 'the form');
	like(flat(page), /救济期限届满 \d{4}-\d\d-\d\d/, 'shows the term');
	const today = sql('select xz.today()');
	const r = await c.who.submit(page, { kind: 'litigation', body: '某人民法院', filed_on: today });
	is(r.status, 422, 'late without a reason');
	like(flat(r), /期限至 \d{4}-\d\d-\d\d 届满，逾期的填写正当理由/, 'asks for it');
	const told = await c.who.get(`${c.path}/do/remedy_told?track=${c.track}`);
	is(told.status, 200, 'what was not told has its form');
	like(flat(told), /最长一年/, 'with its articles');
});

done();
