// signin_taken.mjs - what a program can do that is taken over, as far as sign-in goes: plain SQL as each role, with no
// session, a stranger's and the right one, starts no session, reads no hash and signs in nobody's name; a checked code
// is good for one act and once; who asks for a check is known by its system user.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, accountWith, Client, totp } from '../lib/http.mjs';
import { formOf, send, toBeVisited } from '../lib/inspection.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { storeConf } from '../lib/sql.mjs';
import { diag, done, is, like, ok } from '../lib/tap.mjs';

const own = ownInstance('taken'), { url, state } = own;
const conninfo = storeConf(state);
const tokenOf = (name) => new Client(url, state).session(name).cookies.get('xz').value;
// What the statements give, or "ERROR:  42501" and so on.
function as(role, token, text) {
	const r = spawnSync('psql', [conninfo.replace(/user=\S+/, `user=${role}`), '-qAtX', '-v', 'ON_ERROR_STOP=1',
		'-v', 'VERBOSITY=sqlstate'], { encoding: 'utf8', input: `set xz.token to '${token ?? ''}'; ${text}` });
	return r.status === 0 ? r.stdout.trim() : r.stderr.trim().replace(/^psql:[^ ]* /, '');
}
const sql = (text) => as('postgres', null, text);
const id = (name) => Number(sql(`select id from xz.people_account where username = '${name}'`));
const refused = /ERROR: +42501/;

// ---- who serves what
const routes = (p) => execFileSync(join(state, 'app/bin', p), ['--routes'], { encoding: 'utf8' }).trim().split('\n')
	.map((l) => l.split('\t').slice(0, 2).join(' '));
const ours = /^\w+ \/(healthz|metrics|desk\/(login|logout|activate|me)(\/.*)?)$/;
is(routes('xiezhi-signin').filter((r) => !ours.test(r)), [], 'xiezhi-signin serves sign-in and nothing else');
is(routes('xiezhi-desk').filter((r) => /\/desk\/(login|logout|activate|me)\b/.test(r)), [], 'which the desk does not');
if (process.getuid() === 0) {
	const owner = (f) => execFileSync('stat', ['-c', '%U %a', join(state, 'keys', f)], { encoding: 'utf8' }).trim();
	is(owner('otp.key'), 'xz-signin 600', 'the key of one-time codes is its own');
	is([owner('signin.key'), owner('form.key')], ['xz-signin 600', 'xz-desk 600'], 'a key for forms each');
	is([owner('evidence.key'), owner('seals'), owner('slow/form.key'), owner('slow/identity.key')],
		['xz-slow 600', 'xz-slow 700', 'xz-slow 600', 'xz-slow 600'], 'the pool for slow work has its own');
}

// ---- plain SQL as each program's role
const people = { nobody: null, officer: tokenOf('sj.officer1'), chief: tokenOf('sj.chief'),
	sysadmin: tokenOf(accountWith('sysadmin', state).username) };
const account = id('sj.officer2'), step = Math.floor(Date.now() / 30000);
const attacks = {
	'a session begun': `select xz.people_session_start(${account}, sha256('x'), '\\x00', 'password+totp', '')`,
	'a session begun as a test': `select xz.people_session_start(${account}, sha256('x'), '\\x00', 'test', '')`,
	'a session written': `insert into xz.people_session (token_hash, account_id, csrf_secret, method, expires_at)
		values (sha256('x'), ${account}, '\\x00', 'job', 'infinity')`,
	'a session made longer': 'update xz.people_session set expires_at = \'infinity\', ended_at = null',
	'sessions read': 'select token_hash from xz.people_session',
	'a hash read': 'select secret_text from xz.people_credential',
	'a secret read': 'select secret_sealed from xz.people_credential',
	'a hash asked for': `select password from xz.people_sign_in_look('sj.officer2', '', null, null,
		'{1,1,1,1,1,1,1}')`,
	'a secret asked for': `select totp from xz.people_totp_of(${account})`,
	'a link made': `select xz.people_activation_make(${account}, sha256('x'), true, true)`,
	'a link used': `select xz.people_activation_use(sha256('x'), 'x', null, 0, '')`,
	'links read': 'select token_hash from xz.people_activation',
	'a link written': 'update xz.people_activation set ended_at = null',
	'a code used up': `select xz.people_totp_used(${account}, ${step + 9})`,
	'a credential made': `insert into xz.people_credential (principal, kind, secret_text)
		values (${account}, 'password', 'x')`,
	'a credential revoked': 'update xz.people_credential set revoked_at = now()',
	'another\'s sessions ended': `select xz.people_sessions_close(${account}, 'x')`,
	'a session ended': 'select xz.people_session_end(sha256(\'x\'), true, \'x\')',
	'a checked code written': `insert into xz.people_code_used (account_id, step, asked_by, act_key, body_digest,
		late) values (${account}, 1, ${account}, 'any-act-key', sha256('x'), false)`,
	'a checked code changed': 'update xz.people_code_used set used_at = null',
	'a checked code deleted': 'delete from xz.people_code_used',
	'checked codes read': 'select act_key from xz.people_code_used',
	'a code noted as checked': `select xz.people_code_note(${account}, ${step}, 'any-act-key', sha256('x'), false)`,
	'a used step deleted': 'delete from xz.people_code_step',
	'a line of a sign-in written': `insert into xz.people_sign_in (username, outcome) values ('x', 'ok')`,
	'a line of a sign-in noted': `select xz.people_sign_in_note('sj.officer2', ${account}, 'ok', '')`,
	'a failure noted': `select xz.people_sign_in_fail('sj.officer2', ${account}, 'password', '', null, null)`,
	'failures forgotten': 'delete from xz.people_failure',
	'failures read': 'select tried from xz.people_failure',
	'a device made known': `select xz.people_device_keep(${account}, null, sha256('x'), '')`,
	'devices read': 'select token_hash from xz.people_device',
	'devices forgotten': `select xz.people_devices_forget(${account})`,
	'passkeys read': 'select public_key from xz.people_passkey',
	'passkeys of an account': `select xz.people_passkeys_of(${account}, 'localhost')`,
	'a passkey written': `insert into xz.people_passkey (account_id, credential_id, kind, public_key, sign_count,
		party, name) values (${account}, 'x', -7, decode(repeat('00', 64), 'hex'), 0, 'localhost', 'x')`,
	'a passkey added': `select xz.people_passkey_add('x', -7, decode(repeat('00', 64), 'hex'), 0, 'localhost', 'x',
		'')`,
	'a passkey changed': 'update xz.people_passkey set sign_count = 0',
	'a passkey taken away': 'select xz.people_passkey_remove(1, \'\')',
	'a passkey counted': 'select xz.people_passkey_used(1, 9)',
	'a challenge used up': 'select xz.people_passkey_spend(sha256(\'x\'))',
	'challenges forgotten': 'delete from xz.people_passkey_spent',
	'a line of a sign-in deleted': 'delete from xz.people_sign_in',
	'a trigger switched off': 'alter table xz.act_cosign disable trigger all',
};
let tried = 0;
for (const role of ['xz_desk', 'xz_slow', 'xz_portal', 'xz_exchange', 'xz_daemon'])
	for (const [who, token] of Object.entries(people)) {
		const through = Object.entries(attacks).filter(([, text]) => ++tried &&
			!/ERROR: +42501/.test(as(role, token, `begin; ${text}; rollback`))).map(([name]) => name);
		is(through, [], `${role} with the session of ${who}`);
	}
diag(`${tried} statements`);
is(['caseflow_case', 'register_person', 'act_cosign', 'record_step', 'source_sealed'].filter((t) =>
	!refused.test(as('xz_signin', people.chief, `select count(*) from xz.${t}`))), [],
	'xz_signin reads nothing else');
like(as('xz_signin', people.officer, `select xz.people_sessions_close(${account}, 'x')`), refused,
	'and ends nobody else\'s sessions');
is(as('xz_signin', people.officer, 'select count(*) from xz.people_credential where principal <> xz.people_actor()'),
	'0', 'nor sees since when others have a password');

// ---- a job has a session of its account's: it starts no other
const job = (hash) => `select xz.job_add('bundle', 'case', xz.new_ref(), sha256('${hash}'), '\\x00') is not null;`;
is(as('xz_slow', people.chief, `begin; ${job('of-the-job')} rollback`), 't', 'a job is started');
like(as('xz_slow', people.chief, `begin; ${job('of-the-job')} set xz.token to 'of-the-job'; ${job('of-the-next')}`),
	refused, 'by a job none');

// ---- a second signature
const row = sql(`select id || ' ' || account_id || ' ' || asked_by from xz.act_cosign where state = 'signed'
	and subject_kind = 'case' and asked_by in (select id from xz.people_account where username like 'sj.officer%')
	order by id desc limit 1`).split(' ').map(Number);
const name = (n) => sql(`select username from xz.people_account where id = ${n}`);
sql(`update xz.act_cosign set state = 'waiting', method = null, signed_at = null, words = null where id = ${row[0]}`);
const [waits, second, first] = row, asker = tokenOf(name(first)), signer = tokenOf(name(second));
const put = (set) => `update xz.act_cosign set ${set} where id = ${waits}`;
const signed = (method) => put(`state = 'signed', method = '${method}', signed_at = xz.now()`);
const key = 'act-of-the-first', body = 'countersign it 1';
const claim = (k, b, by = first) => `insert into xz.db_act (principal, key, body_hash)
	values (${by}, '${k}', sha256('${b}'))`;
const sign = (k, b, method = 'code', token = asker, by = first) =>
	as('xz_desk', token, `begin; ${claim(k, b, by)}; ${signed(method)}; rollback`);
const insert = (by, of) => `insert into xz.act_cosign (subject_kind, subject_id, subject_ref, step_seq, action,
	account_id, officer_name, certificate_no, asked_by, asked_at, state, method, signed_at) select subject_kind,
	subject_id, subject_ref, step_seq, action, ${of}, officer_name, certificate_no, ${by}, asked_at`;
const from = `from xz.act_cosign where id = ${waits}`;
like(as('xz_desk', asker, `${insert(id('sj.chief'), second)}, 'waiting', null, null ${from}`), refused,
	'asked for in another\'s name');
like(as('xz_desk', asker, `${insert(first, second)}, 'signed', 'code', xz.now() ${from}`), refused,
	'signed as it is made');
like(as('xz_desk', asker, `${insert(first, first)}, 'waiting', null, null ${from}`), refused, 'asked of oneself');
like(sign(key, body), refused, 'signed without a code');
like(sign(key, body, 'account'), refused, 'by the first as if he were the second');
like(sign(key, body, 'account', signer, second), refused, 'from the second\'s own account without a code');
like(as('xz_desk', asker, put('state = \'refused\'')), refused, 'refused by the first');
like(as('xz_desk', asker, put(`account_id = ${first}`)), refused, 'given to another');
like(as('xz_desk', signer, put('officer_name = \'x\', state = \'lapsed\'')), refused, 'changed as it lapses');

const check = (n, k, b, token = asker, of = second) => as('xz_signin', token,
	`select xz.people_code_note(${of}, ${step + n}, '${k}', sha256('${b}'), false)`);
is(check(10, key, body), 't', 'a code is checked for the act');
is(check(10, 'act-of-another', body), 'f', 'it is for no other');
like(sign('another-act-key', body), refused, 'checked for another act');
like(sign(key, 'countersign another 1'), refused, 'checked for another body');
like(sign(key, body, 'code', signer, second), refused, 'asked for by another');
like(as('xz_desk', asker, `begin; ${signed('code')}; rollback`), refused, 'outside of the act');
sql(`update xz.people_code_used set checked_at = checked_at - interval '121 seconds' where step = ${step + 10}`);
like(sign(key, body), refused, 'checked more than two minutes ago');
is(check(11, key, body, asker, id('sj.chief')), 't', 'a code of the chief\'s');
like(sign(key, body), refused, 'of an account that does not sign');
is(check(12, key, body), 't', 'a code of the second\'s');
is(sign(key, body), '', 'signs, rolled back');
// It wants a step of the record beside it (db/taken_over); that is not looked at here.
sql('alter table xz.act_cosign disable trigger act_cosign_recorded');
is(as('xz_desk', asker, `begin; ${claim(key, body)}; ${signed('code')}; commit`), '', 'signs');
sql('alter table xz.act_cosign enable trigger act_cosign_recorded');
is(sql(`select count(used_at) from xz.people_code_used where step = ${step + 12}`), '1', 'and is used up');
sql(`update xz.act_cosign set state = 'waiting', method = null, signed_at = null where id = ${waits}`);
sql(`delete from xz.db_act where key = '${key}'`);
like(sign(key, body), refused, 'the same again');
is(check(12, key, body), 't', 'and noted again it stays used');
like(sign(key, body), refused, 'as before');
like(as('xz_desk', asker, put('state = \'waiting\'')), refused, 'nothing is opened again');

// ---- the same for an inspection's officers and a visit of a draw
const i = await toBeVisited(url, state), mate = accounts(state).find((a) => a.username === 'sj.officer2');
await send(i.lead, await i.lead.get(i.field), '/do/arrive');
const lead = i.lead.cookies.get('xz').value;
const at = `inspection_id = (select max(inspection_id) from xz.inspection_officer where account_id = ${account})
	and account_id = ${account}`;
for (const way of ['account', 'code']) {
	like(as('xz_desk', lead, `update xz.inspection_officer set shown_at = xz.now(), shown_way = '${way}'
		where ${at}`), refused, `another officer's card shown, by ${way}`);
	like(as('xz_desk', lead, `update xz.inspection_officer set shown_at = xz.now(), shown_way = 'account',
		signed_at = xz.now(), sign_way = '${way}' where ${at}`), refused,
		`another officer's signature, by ${way}`);
}
const visit = sql(`select v.id from xz.spotcheck_visit v where v.signed_at is not null and v.recorded_by is not null
	and v.recorded_by <> v.second order by v.id desc limit 1`);
if (visit !== '') {
	const recorder = tokenOf(name(Number(sql(`select recorded_by from xz.spotcheck_visit where id = ${visit}`))));
	for (const way of ['account', 'code'])
		like(as('xz_desk', recorder, `update xz.spotcheck_visit set signed_at = xz.now(), sign_method = '${way}'
			where id = ${visit}`), refused, `a visit signed for another, by ${way}`);
}

// ---- the socket
const asked = (user, question) => {
	const perl = `use Socket; socket(S, AF_UNIX, SOCK_SEQPACKET, 0) or die; connect(S, sockaddr_un($ARGV[0])) or
		die "refused: $!\\n"; send(S, $ARGV[1], 0); recv(S, $b, 8192, 0); print $b`;
	const socket = join(readFileSync(join(state, 'etc/instance.conf'), 'utf8').match(/^run = (.+)$/m)[1],
		'codes/codes.sock');
	const r = spawnSync('setpriv', ['--reuid', user, '--regid', user, '--clear-groups', 'perl', '-e', perl, socket,
		question], { encoding: 'utf8' });
	return r.stdout + r.stderr;
};
if (process.getuid() === 0) {
	const question = (token) => JSON.stringify({ ask: 'code', token, username: 'nobody.at.all', code: '000000',
		remote: '', key: 'act-of-nobody', body: '0'.repeat(64), age: -1 });
	like(asked('xz-portal', question(asker)), /refused/, 'another program does not come to the socket');
	is(asked('root', question(asker)), '', 'nor is another user answered there');
	is(asked('xz-desk', question(asker)), '{"outcome":"wrong"}', 'the desk is');
	for (const [what, text] of Object.entries({ 'no session': question('no-such-token'), 'no question': '{}',
		'no JSON': '{"ask":', 'nothing': '', 'more than it takes': 'x'.repeat(9000),
		'one thing more': question(asker).replace('"age"', '"more":1,"age"'),
		'a link without the duty': JSON.stringify({ ask: 'activation', token: asker, username: 'sj.chief',
			kind: 'account.password', password: true, totp: false, key: 'link-of-nobody',
			body: '0'.repeat(64), request: '' }) }))
		ok(['', '{"outcome":"denied"}'].includes(asked('xz-desk', text)), `${what} is not answered`);
	is(asked('xz-desk', question(asker)), '{"outcome":"wrong"}', 'and the next is');
}

// ---- nobody there who checks
const master = Number(readFileSync(join(state, 'run/signin.pid'), 'utf8'));
const shown = async () => {
	const f = formOf(await i.lead.get(i.field), '/do/show');
	return i.lead.post(f.action, { ...f.fields, username: mate.username, code: await totp(mate, state) },
		{ follow: false });
};
process.kill(master, 'SIGTERM');
for (let n = 0; n < 100; n++) {
	try {
		process.kill(master, 0);
		if (readFileSync(`/proc/${master}/stat`, 'utf8').includes(') Z ')) break;
	} catch { break; }
	await new Promise((resolve) => setTimeout(resolve, 100));
}
const away = await shown();
is(away.status, 422, 'while xiezhi-signin is away nobody signs by code');
like(away.text, /暂时不能核对验证码/, 'and that is said');
is((await i.lead.get('/desk/')).status, 200, 'who is signed in works on');
ok(statSync(join(state, 'etc/signin.conf')).size > 0, 'its settings are its own');
done();
