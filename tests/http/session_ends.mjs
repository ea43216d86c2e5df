// session_ends.mjs - a session ends after thirty minutes without a request and twelve hours after signing in, by the
// machine's own clock: the clock that can be moved moves neither.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { done, is } from '../lib/tap.mjs';

const { url, state } = main();
const conninfo = readFileSync(join(state, 'etc/admin.conf'), 'utf8').match(/^database\s*=\s*(.+)$/m)[1];
const sql = (text) => execFileSync('psql', [conninfo, '-qAtX', '-v', 'ON_ERROR_STOP=1', '-c', text], { encoding: 'utf8' }).trim();
const newest = `(select max(s.id) from xz.people_session s join xz.people_account a on a.id = s.account_id where a.username = 'sj.archivist')`;
// A session of its own, as it would stand after this long without a request, and signed in this long ago.
async function after(seen, signed) {
	const c = new Client(url, state).session('sj.archivist');
	is((await c.raw('GET', '/desk/')).status, 200, 'signed in');
	sql(`update xz.people_session set last_seen = now() - interval '${seen}', auth_time = auth_time - interval '${signed}',
		expires_at = expires_at - interval '${signed}' where id = ${newest}`);
	const page = await c.raw('GET', '/desk/');
	return `${page.status} ${page.headers.location ?? ''}`.replace(/\?.*/, '').trim();
}

is(await after('29 minutes', '1 hour'), '200', 'twenty-nine minutes without a request');
is(await after('31 minutes', '1 hour'), '303 /desk/login', 'thirty-one are too long');
is(await after('1 minute', '11 hours 58 minutes'), '200', 'nearly twelve hours of work');
is(await after('1 minute', '12 hours 1 minute'), '303 /desk/login', 'twelve hours are the end, however busy');
done();
