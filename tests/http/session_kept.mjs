// session_kept.mjs - who a session belongs to is worked out once and kept with it, but never past what was written
// about people: a duty over, a change of name and of place; a duty revoked or granted and an account switched off end
// it.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, ok } from '../lib/tap.mjs';

const { url, state, stop } = ownInstance('people');
const sql = sqlOf(storeConf(state));
const who = 'sj.reviewer1', account = sql(`select id from xz.people_account where username = '${who}'`);
const c = new Client(url, state).session(who);
const at = async (path) => (await c.raw('GET', path)).status;
const ended = async (name) => {
	is(await at('/desk/reviews/'), 303, name);
	c.session(who);
};
const kept = () => sql(`select count(*) from xz.people_session s, xz.people_stamp t where s.account_id = ${account}
	and s.kept_stamp = t.n
	and s.kept_day = xz.today()`);

const command = execFileSync(join(state, 'app/bin/xiezhi'), ['--conf', join(state, 'etc/admin.conf'), 'session',
	'sj.officer2'], { encoding: 'utf8' }).trim().match(/^xz=(.+)$/)[1];
c.cookies.set('xz', { value: command, path: '/desk' });
is(await at('/desk/'), 200, 'what xiezhi session gives is a session');
c.session(who);
is(await at('/desk/reviews/'), 200, 'a reviewer sees the queue');
is(await at('/desk/reviews/'), 200, 'and again');
is(kept(), '1', 'their session is kept');
sql(`update xz.people_duty set revoked_at = xz.now() where account_id = ${account} and duty = 'reviewer'`);
is(kept(), '0', 'what is written about people ends that');
await ended('a duty revoked ends it');
is(await at('/desk/reviews/'), 404, 'and is gone with the next');
is(await at('/desk/reviews/'), 404, 'and stays gone');
sql(`update xz.people_duty set revoked_at = null where account_id = ${account} and duty = 'reviewer'`);
await ended('a duty given ends it');
is(await at('/desk/reviews/'), 200, 'and is there with the next');
sql(`update xz.people_duty set until_day = xz.today() where account_id = ${account} and duty = 'reviewer'`);
await ended('a duty given an end ends it');
is(await at('/desk/reviews/'), 200, 'on its last day it holds');
sql(`update xz.db_clock set offset_us = offset_us + 86400 * 1000000::bigint`);
is(await at('/desk/reviews/'), 404, 'the day after it does not, though nobody wrote anything');
sql(`update xz.db_clock set offset_us = offset_us - 86400 * 1000000::bigint`);
is(await at('/desk/reviews/'), 200, 'and the day before it does');
sql(`update xz.people_account set display_name = '改名后' where id = ${account}`);
ok((await c.get('/desk/me')).text.includes('改名后'), 'a name is shown as it is now');
const home = sql(`select agency_id from xz.people_account where id = ${account}`);
sql(`update xz.people_agency set short_name = '改称局' where id = ${home}`);
ok((await c.get('/desk/me')).text.includes('改称局'), 'an agency by its name of now');
sql(`update xz.people_account set active = false where id = ${account}`);
ok((await c.get('/desk/reviews/')).path.startsWith('/desk/login'), 'an account switched off is asked to sign in');
sql(`update xz.people_account set active = true where id = ${account}`);
is(await at('/desk/reviews/'), 303, 'switched on again it does not bring the session back');
stop();
done();
