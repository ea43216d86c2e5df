// code_offline.mjs - the second officer's one-time code, typed at the scene without a network and sent later: good for
// the instant it was typed at and for one act; the same act sent again is one; used, old, early or of another time it
// is refused, and a clock that is off is said.
import { accounts, totpAt } from '../lib/http.mjs';
import { formOf, send, toBeVisited } from '../lib/inspection.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like } from '../lib/tap.mjs';

const own = ownInstance('codeoffline'), { url, state } = own;
const sql = sqlOf(storeConf(state));
const mate = accounts(state).find((a) => a.username === 'sj.officer2');
const codeOf = (ms) => totpAt(mate.totp_secret, Math.floor(ms / 30000));
const there = async () => {
	const i = await toBeVisited(url, state);
	await send(i.lead, await i.lead.get(i.field), '/do/arrive');
	return i;
};
// credentials of the demo are minutes old; these codes are of before
sql(`update xz.people_credential set valid_from = now() - interval '9 days' where kind = 'totp'`);
const i = await there(), j = await there();
const shows = async (at, fields) => {
	const f = formOf(await at.lead.get(at.field), '/do/show');
	return at.lead.post(f.action, { ...f.fields, username: 'sj.officer2', ...fields }, { follow: false });
};

const ago = Date.now() - 70e3, code = codeOf(ago);
is((await shows(i, { code })).status, 422, 'a code of a minute ago is not good now');
const f = formOf(await i.lead.get(i.field), '/do/show'), body = { ...f.fields, username: 'sj.officer2', code };
let r = await i.lead.post(f.action, { ...body, _age: String(Date.now() - ago), _skew: '-86400000' }, { follow: false });
is(r.status, 303, 'but for the instant it was typed at');
r = await i.lead.post(f.action, { ...body, _age: String(Date.now() - ago), _skew: '-86400000' }, { follow: false });
is(r.status, 303, 'sent again, it is the same act');
is(sql(`select count(*) from xz.inspection_officer where shown_way = 'code'`), '1', 'with one effect');
like(sql(`select convert_from(line, 'UTF8') from xz.record_step where kind = 'inspection.show' order by recorded_at desc
	limit 1`),
	/"typed_before_s":7\d,"phone_clock_off_s":-86400/,
	'the record says how old it was and how far the phone\'s clock is off');
r = await shows(j, { code, _age: String(Date.now() - ago) });
is(r.status, 422, 'for another act it is used');
like(r.text, /口令已经用过/, 'and that is said');

// ---- a code used late is used online too, and the other way round
const now = codeOf(Date.now());
is((await shows(j, { code: now, _age: '0' })).status, 303, 'one of this moment');
const k = await there();
is((await shows(k, { code: now })).status, 422, 'is not good online any more');

// ---- of another time
r = await shows(k, { code: codeOf(Date.now()), _age: '86400000', _skew: '86400000' });
is(r.status, 422, 'a clock that was changed by a day');
like(r.text, /相差 1440 分钟/, 'is said');
r = await shows(k, { code: codeOf(Date.now() - 600e3), _age: '600000' });
is(r.status, 422, 'one of before the arrival');
like(r.text, /到场以前/, 'is said');
r = await shows(k, { code: codeOf(Date.now() - 80 * 3600e3), _age: String(80 * 3600e3) });
is(r.status, 422, 'one kept for more than three days');
like(r.text, /存放太久/, 'is said');
for (let n = 0; n < 6; n++) r = await shows(k, { code: '000000', _age: '1000' });
like(r.text, /错误次数过多/, 'guessing locks, as at signing in');
is(sql(`select count(*) from xz.inspection_officer where shown_way = 'code'`), '2', 'two shown by code in all');
done();
