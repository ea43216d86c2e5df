// taken_over.mjs - what somebody can do who speaks SQL as the desk's program or as its pool for slow work, with the
// session of an officer, of a head or of nobody: each attack by plain SQL, refused.  Where the same row is right when
// an act comes with it, that is shown too, so that no refusal is for another reason.
import { execFileSync } from 'node:child_process';
import { ownStore } from '../lib/instance.mjs';
import { done, is, like, ok } from '../lib/tap.mjs';

const store = ownStore('taken_over');
const psql = (text, user) => execFileSync('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-v',
	'VERBOSITY=verbose', '-f', '-', `${store} user=${user}`],
{ encoding: 'utf8', input: text, maxBuffer: 1 << 26, stdio: ['pipe', 'pipe', 'pipe'] }).trim();
const see = (text) => psql(text, 'postgres');
const one = (text) => see(text).split('\n')[0].split('|');
function as(token, text, role = 'xz_desk') {
	try {
		return `done ${psql(`set xz.token to '${token}'; begin; ${text}; commit`, role)}`;
	} catch (e) {
		return e.stderr;
	}
}
function signIn(account) {
	const token = `taken over ${account}`;
	see(`insert into xz.people_session (token_hash, account_id, csrf_secret, method, expires_at)
		values (sha256('${token}'), ${account}, '\\x00', 'test', clock_timestamp() + interval '1 hour')
		on conflict do nothing`);
	return token;
}
let n = 0;
function refused(token, text, name) {
	n++;
	like(as(token, text, 'xz_slow'), /ERROR: +(42501|23514)/, `${name} (the slow pool)`);
	return like(as(token, text), /ERROR: +(42501|23514)/, name);
}

// ---- a case under investigation, one that waits for a chief's approval, their people
const [caseId, chain, ref, agency] = one(`select c.id, c.chain_id, c.ref, c.agency_id
	from xz.caseflow_case c where c.state = 'investigating' and exists (select from xz.caseflow_officer o
		where o.case_id = c.id and o.role = 'lead' and o.state = 'accepted')
	and exists (select from xz.calendar_clock k where k.subject_kind = 'case' and k.subject_id = c.id
		and k.state = 'open') order by c.id desc limit 1`);
const [officer] = one(`select o.account_id from xz.caseflow_officer o where o.case_id = ${caseId} and o.role = 'lead'
	and o.state = 'accepted'`);
const [chief] = one(`select d.account_id from xz.people_duty d join xz.people_account a on a.id = d.account_id
	where a.agency_id = ${agency} and d.duty = 'agency_head' and d.revoked_at is null order by 1 limit 1`);
const [second] = one(`select o.account_id from xz.caseflow_officer o where o.case_id = ${caseId}
	and o.account_id <> ${officer} and o.state = 'accepted'`);
// What waits on it: the officer asks to stop it, and has the other one's signature asked for.
const duty = 'agency_head', asker = officer;
const [approval] = one(`insert into xz.act_approval (subject_kind, subject_id, subject_ref, action, input, chain,
	requested_by, requested_at, occurred_at) values ('case', ${caseId}, '${ref}', 'suspend', '{}', '{agency_head}',
	${officer}, xz.now(), xz.now()) returning id`);
const [cosign] = one(`insert into xz.act_cosign (subject_kind, subject_id, subject_ref, step_seq, action, account_id,
	officer_name, certificate_no, asked_by, asked_at) select 'case', ${caseId}, '${ref}', seq, 'evidence_add',
	${second}, 'x', 'x', ${officer}, xz.now() from xz.record_chain where id = ${chain} returning id`);
const [secadmin] = one(`select account_id from xz.people_duty where duty = 'sysadmin' and revoked_at is null limit 1`);
const tokens = { nobody: '', stranger: 'no such session', officer: signIn(officer), chief: signIn(chief),
	asker: signIn(asker), admin: signIn(secadmin) };
ok(caseId && officer && chief && approval && cosign, `case ${caseId}, approval ${approval}, signature ${cosign}`);

// ---- approvals
for (const who of ['nobody', 'stranger', 'officer', 'asker']) refused(tokens[who],
	`insert into xz.act_approval_step (approval_id, n, duty, account_id, verdict, words, at)
		values (${approval}, 0, '${duty}', ${chief}, 'agree', '', xz.now())`,
	`${who} does not agree in the chief's name`);
refused(tokens.asker, `insert into xz.act_approval_step (approval_id, n, duty, account_id, verdict, words, at)
	select id, at_step, '${duty}', ${asker}, 'agree', '', xz.now() from xz.act_approval where id = ${approval}`,
'who asked does not agree');
refused(tokens.asker, `update xz.act_approval set state = 'approved', ended_at = xz.now() where id = ${approval}`,
	'nor is an approval given without a verdict');
refused(tokens.asker, `update xz.act_approval set at_step = at_step + 1 where id = ${approval}`,
	'nor moved on');
refused(tokens.asker, `update xz.act_approval set state = 'returned', ended_at = xz.now() where id = ${approval}`,
	'nor taken back without an act');
refused(tokens.officer, `insert into xz.act_approval (subject_kind, subject_id, subject_ref, action, input, chain,
		requested_by, requested_at, occurred_at)
		values ('case', ${caseId}, '${ref}', 'suspend', '{}', '{agency_head}',
		${chief}, xz.now(), xz.now())`, 'nobody asks in another\'s name');
refused(tokens.officer, `insert into xz.act_approval (subject_kind, subject_id, subject_ref, action, input, chain,
		requested_by, requested_at, occurred_at)
		values ('case', ${caseId}, '${ref}', 'suspend', '{}', '{officer}',
		${officer}, xz.now(), xz.now())`, 'nor of another chain than the procedure\'s');
refused(tokens.officer, `insert into xz.act_approval (subject_kind, subject_id, subject_ref, action, input, chain,
		requested_by, requested_at, occurred_at)
		values ('case', ${caseId}, '${ref}', 'terminate', '{}', '{agency_head}',
		${officer}, xz.now(), xz.now())`, 'nor without the step that says so');

// ---- second signatures
for (const who of ['nobody', 'chief', 'officer'])
	refused(tokens[who], `do $$ begin update xz.act_cosign set state = 'signed', method = 'account',
		signed_at = xz.now() where id = ${cosign};
		if not found then raise insufficient_privilege; end if; end $$`,
	`${who} does not sign for the second officer`);

// ---- the record: steps in another's name, of a duty one has not, past the chain
const step = (kind, actor, payload = '{}') => `do $$
	declare h record; j text; d bytea; day timestamptz := date_trunc('second', xz.now());
		at text := to_char(day, 'YYYY-MM-DD"T"HH24:MI:SS+08:00');
	begin
		select c.*, p.ref as who into h from xz.record_chain c, xz.people_principal p where c.id = ${chain}
			and p.id = ${actor};
		j := format('{"v":1,"chain":"%s","seq":%s,"occurred":"%s","recorded":"%s","actor":"%s","kind":"%s",'
			'"payload":%s,"evidence":[]}', xz.spotcheck_ref_text(h.ref), h.seq + 1,
			at, at, xz.spotcheck_ref_text(h.who), '${kind}', '${payload}');
		d := sha256(h.digest || convert_to(j, 'UTF8'));
		insert into xz.record_step (y, chain_id, seq, line, digest, salt, kind, actor, occurred_at, recorded_at)
			values (h.y, h.id, h.seq + 1, convert_to(j, 'UTF8'), d, decode(repeat('00', 16), 'hex'),
				'${kind}', h.who, day, day);
	end $$`;
like(as(tokens.officer, `${step('correct_check', officer)}; rollback; begin`), /^done/,
	'a step of an act that is theirs, in their own name, is written');
refused(tokens.officer, step('correct_check', chief), 'not in another\'s name');
refused('', step('correct_check', officer), 'not without a session');
refused(tokens.officer, step('approve_penalty', officer), 'not of a duty one has not');
refused(tokens.officer, step('suspend', officer), 'not of an act whose chain was not gone through');
refused(tokens.officer, step('suspend.agency_head', officer), 'not a verdict that was not given');
refused(tokens.officer, step('countersign', officer), 'not a signature that was not given');
refused(tokens.officer, step('whatever', officer), 'not of an act that the procedure has not');
refused(tokens.officer, `update xz.record_step set kind = 'x' where chain_id = ${chain}`, 'no step is changed');
refused(tokens.officer, `update xz.record_chain set recorded_at = '-infinity' where id = ${chain}`, 'nor its chain');

// ---- states, reviews, decisions
refused(tokens.officer, `update xz.caseflow_case set state = 'reviewed' where id = ${caseId}`,
	'no state without an act');
refused(tokens.officer, `${step('correct_check', officer)};
	update xz.caseflow_case set state = 'reviewed' where id = ${caseId}`, 'nor with one that does not lead there');
refused(tokens.officer, `${step('correct_check', officer)};
	update xz.caseflow_case set review_passed_version = 99 where id = ${caseId}`,
'no review is passed by setting it');
refused(tokens.officer, `update xz.caseflow_officer set state = 'accepted' where case_id = ${caseId}`,
	'no row of a case without an act');
refused(tokens.officer, `insert into xz.review_request (case_id, report_version, kind, content_sha256, submitted_by,
		submitted_at, state, opinion, reviewer, opined_at, agency_id) values (${caseId}, 1, 'legal', sha256(''),
		${officer}, xz.now(), 'done', 'agree', ${officer}, xz.now(), ${agency})`,
'nor by a review of one\'s own');
refused(tokens.officer, `do $$ begin update xz.review_request set state = 'done', opinion = 'agree',
		reviewer = ${officer}, opined_at = xz.now() where state = 'open';
	if not found then raise insufficient_privilege; end if; end $$`, 'no opinion by who is no reviewer');
refused(tokens.officer, `insert into xz.caseflow_decision overriding system value
	select (jsonb_populate_record(d, jsonb_build_object('track_id', (select k.id from xz.caseflow_track k
		where k.case_id = ${caseId} limit 1)))).* from xz.caseflow_decision d limit 1`,
'no decision');
const drawn = one(`select k.id, k.state, a.id from xz.spotcheck_task k join xz.people_duty d on d.duty = 'coordinator'
	and d.revoked_at is null join xz.people_account a on a.id = d.account_id and a.agency_id = k.agency_id
	where k.state in ('drawn', 'published') order by k.id desc limit 1`);
refused(signIn(drawn[2]), `update xz.spotcheck_task set state = 'announced' where id = ${drawn[0]}`,
	'no draw goes back');
refused(signIn(drawn[2]), `update xz.spotcheck_selected set team = '{x}' where task_id = ${drawn[0]}`,
	'nor is what came of it changed');
const [inspection, opener] = one(`select i.id, i.opened_by from xz.inspection i where i.state not in ('closed')
	order by i.id desc limit 1`);
refused(signIn(opener), `update xz.inspection set state = 'closed' where id = ${inspection}`,
	'no inspection ends by itself');
refused(signIn(opener), `update xz.inspection set approval = 'approved' where id = ${inspection}`,
	'nor is one approved');

// ---- clocks, series, firms, keys
refused(tokens.officer, `update xz.calendar_clock set due_at = due_at + interval '90 days', next_tick = null
	where subject_kind = 'case' and subject_id = ${caseId} and state = 'open'`, 'no clock is moved');
refused(tokens.officer, `${step('correct_check', officer)}; update xz.calendar_clock set due_at = due_at
	+ interval '90 days', next_tick = null where subject_kind = 'case' and subject_id = ${caseId}
	and state = 'open'`,
'nor with an act that moves none');
refused('', `do $$ begin update xz.calendar_clock set due_at = due_at + interval '90 days' where state = 'open';
	if not found then raise insufficient_privilege; end if; end $$`, 'nor all of them, by nobody');
refused(tokens.officer, `insert into xz.calendar_extension (clock_id, n, unit, by_principal, at, reason)
	select id, 90, 'd', ${officer}, xz.now(), 'x' from xz.calendar_clock where subject_kind = 'case'
		and subject_id = ${caseId} limit 1`, 'nor extended');
refused(tokens.chief, `update xz.record_series set last = last + 7 where agency_id = ${agency}`,
	'a series does not jump');
refused(tokens.chief, `do $$ begin update xz.record_series set last = last + 1 where agency_id <> ${agency};
	if not found then raise insufficient_privilege; end if; end $$`, 'another agency\'s does not move');
refused(tokens.chief, `insert into xz.record_number (agency_id, kind, year, n, text)
	select agency_id, kind, year, last + 5, 'x' from xz.record_series where agency_id = ${agency} limit 1`,
'nor is a number taken out of turn');
refused(tokens.officer, 'update xz.register_subject set status = \'revoked\'', 'no firm is changed');
refused(tokens.officer, `insert into xz.register_name (subject_id, name)
	select id, 'x' from xz.register_subject limit 1`, 'nor given another name');
refused(tokens.chief, `update xz.sec_key set valid_until = xz.now()`, 'no key is ended');
refused(tokens.chief, `insert into xz.sec_key (key_id, agency_id, purpose, algorithm, public, holder)
	values ('00', ${agency}, 'seal', 'sm2-sm3', '\\x00', 'file')`, 'nor made');

// ---- trails
for (const t of ['sec_audit', 'people_access', 'event', 'event_pending', 'event_order', 'tlog_leaf', 'tlog_checkpoint',
	'tlog_node', 'people_sign_in']) {
	refused(tokens.admin, `delete from xz.${t}`, `nothing is taken out of ${t}`);
	refused(tokens.admin, `update xz.${t} set ${{ people_sign_in: 'outcome', event: 'kind', sec_audit: 'kind',
		people_access: 'route', event_pending: 'id', event_order: 'pos', tlog_leaf: 'line',
		tlog_checkpoint: 'size', tlog_node: 'hash' }[t]} = null`, `nor changed`);
}
refused(tokens.officer, `insert into xz.sec_audit (actor, kind, subject) values (${chief}, 'x', 'x')`,
	'an audit row is of who acts');
refused(tokens.officer, `insert into xz.people_access (y, account_id, route, subject_kind, subject_ref)
	values (2026, ${chief}, '/x', 'case', '${ref}')`, 'a read row of who reads');
refused(tokens.officer, `insert into xz.event (y, kind, subject_kind, subject_ref, actor, at)
	select 2026, 'x', 'case', '${ref}', p.ref, xz.now() from xz.people_principal p where p.id = ${chief}`,
'an event of who acts');
refused(tokens.officer, `insert into xz.event (y, kind, subject_kind, subject_ref, actor, at, payload)
	select 2026, 'record', 'chain', '${ref}', p.ref, xz.now(), jsonb_build_object('digest', repeat('0', 64))
	from xz.people_principal p where p.id = ${officer}`, 'and none for the log that no step stands behind');

// ---- what is the pool's alone
const only = (role, text, name) => like(as(tokens.officer, text, role), /ERROR: +42501/, `${role}: ${name}`);
for (const text of ['select * from xz.record_sealing_take()', 'select * from xz.job_take()',
	`select xz.record_sealing_keep(1, '', '', 'file', 'x', 'x', '', '')`, 'select xz.record_scrub_note(1, \'ok\')',
	`select xz.job_add('bundle', 'case', '${ref}', sha256('x'), '\\x00')`,
	`select xz.sec_key_announce(${agency}, 'seal', 'sm2-sm3', '\\x00', 'file')`,
	`insert into xz.record_upload (account_id) values (${officer})`, 'update xz.job set state = \'done\''])
	only('xz_desk', text, text);
like(as(tokens.officer, `${step('correct_check', officer)}; rollback; begin`, 'xz_slow'), /ERROR: +42501/,
	'nor does the pool write a step that is right, but for files that were added');
for (const text of [`insert into xz.act_approval_step default values`, 'update xz.caseflow_case set state = \'x\'',
	'insert into xz.people_account default values', 'insert into xz.people_duty default values',
	'insert into xz.caseflow_decision default values', 'insert into xz.disclosure_public default values',
	'insert into xz.spotcheck_task default values', 'update xz.calendar_parameter set value = 1',
	'update xz.caseflow_track set state = \'x\'', 'insert into xz.record_number default values',
	'insert into xz.record_document default values', 'update xz.record_document set state = \'void\'',
	'select * from xz.people_cards()'])
	only('xz_slow', text, text);

// ---- what was not done
is(see(`select state, at_step from xz.act_approval where id = ${approval}`), 'pending|'.concat(
	see(`select at_step from xz.act_approval where id = ${approval}`)), 'the approval waits');
is(see(`select state from xz.caseflow_case where id = ${caseId}`), 'investigating', 'the case stands where it stood');
ok(n > 50, `${n} attacks`);
done();
