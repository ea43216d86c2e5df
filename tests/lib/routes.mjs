// routes.mjs - the addresses of all GET routes of an instance, from the tables its programs print, with parameters a
// reader of that duty would come with: what is newest, in their own agency.  A route whose parameters are not known
// here is an error, so that none is left out of what is measured.
//   const list = addresses(own, { username, id, agency, duties });   [{ program, route, path }]
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { storeOf } from './evidence.mjs';

const ANY = 0x80000000, SIGNED = 64;	// ROUTE_SIGNED: asked with a signature, by tests of their own
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
// A ref as addresses have it.
export function refText(uuid) {
	let n = BigInt(`0x${uuid.replaceAll('-', '')}`), text = '';
	for (let i = 0; i < 26; i++, n >>= 5n) text = SIGNS[Number(n & 31n)] + text;
	return text;
}

const newest = (table, where = 'true') => `select x.ref from xz.${table} x where ${where} order by x.id desc limit 1`;
const ours = ({ agency }, column = 'agency_id') => (agency ? `x.${column} = ${agency}` : 'true');
const caseOf = (who) => (who.duties & 2 ? `select c.ref from xz.caseflow_officer o join xz.caseflow_case c
	on c.id = o.case_id where o.account_id = ${who.id} and o.state = 'accepted' order by c.id desc limit 1`
	: newest('caseflow_case', ours(who)));
const inspectionOf = (who) => newest('inspection', ours(who));
const drawOf = (who) => `select x.draw_id from xz.spotcheck_task x where x.state <> 'draft' and ${ours(who)}
	order by x.id desc limit 1`;
const decision = `select decision_ref from xz.disclosure_public where state = 'published'
	order by published_at desc, decision_ref limit 1`;
const document = (who) => `select x.ref from xz.record_document x where x.subject_kind = 'case'
	and x.state = 'sealed' and ${ours(who)} order by x.id desc limit 1`;

// What stands for the parameters of a route, by the beginning of its path: SQL for the first, then words.
const known = [
	[/^\/desk\/cases\/:ref\/do\/:action$/, caseOf, 'evidence_add'],
	[/^\/desk\/cases\/:ref/, caseOf],
	[/^\/desk\/goods\/:ref/, (who) => newest('caseflow_goods', ours(who))],
	[/^\/desk\/admin\/agencies\/:ref\/units\/:unit/, () => newest('people_agency',
		'exists (select from xz.people_unit n where n.agency_id = x.id)'), () => newest('people_unit')],
	[/^\/desk\/admin\/agencies\/:ref/, () => newest('people_agency')],
	[/^\/desk\/admin\/(accounts|duties)\/:ref/, () => `select p.ref from xz.people_principal p
		where p.kind = 'person' order by id desc limit 1`],
	[/^\/desk\/admin\/officers\/:ref\/certificates\/:certificate/, () => `select o.ref from xz.people_certificate c
		join xz.people_officer o on o.id = c.officer_id order by c.id desc limit 1`,
	() => newest('people_certificate')],
	[/^\/desk\/admin\/officers\/:ref/, () => newest('people_officer')],
	[/^\/desk\/admin\/parameters\/:key/, () => 'select key from xz.calendar_parameter order by id limit 1'],
	[/^\/desk\/notes\/:ref/, () => newest('record_attachment')],
	[/^\/desk\/documents\/:(ref|file)/, document],
	[/^\/desk\/register\/:ref/, () => newest('register_subject')],
	[/^\/desk\/laws\/:ref/, () => newest('law_law')],
	[/^\/desk\/approvals\/:ref/, () => newest('act_approval', "x.state = 'pending'")],
	[/^\/desk\/cosigns\/:ref/, (who) => newest('act_cosign', `x.account_id = ${who.id}`)],
	[/^\/desk\/reviews\/:ref/, (who) => `select x.ref from xz.review_request q join xz.caseflow_case x
		on x.id = q.case_id where ${ours(who)} order by q.id desc limit 1`],
	[/^\/desk\/disclosure\/:track/, (who) => `select k.ref from xz.caseflow_track k join xz.caseflow_case x
		on x.id = k.case_id where k.publish_state = 'published' and ${ours(who)} order by k.id desc limit 1`],
	[/^\/desk\/draws\/:draw/, drawOf],
	[/^\/desk\/visits\/:ref/, (who) => `select v.ref from xz.spotcheck_visit v join xz.spotcheck_visit_officer o
		on o.visit_id = v.id where o.account_id = ${who.id} order by v.id desc limit 1`],
	[/^\/desk\/spotcheck\/items\/:ref/, () => newest('law_check_item')],
	[/^\/desk\/spotcheck\/objects\/:ref/, () => newest('spotcheck_object')],
	[/^\/desk\/spotcheck\/officers\/:ref/, (who) => newest('people_officer', ours(who))],
	[/^\/desk\/spotcheck\/plans\/:ref/, (who) => newest('spotcheck_plan', ours(who))],
	[/^\/desk\/spotcheck\/lines\/:ref/, () => newest('spotcheck_plan_line')],
	[/^\/desk\/spotcheck\/tasks\/:ref/, (who) => newest('spotcheck_task', ours(who))],
	[/^\/desk\/inspections\/:ref\/do\/:action$/, inspectionOf, 'cancel'],
	[/^\/desk\/inspections\/:ref/, inspectionOf],
	[/^\/desk\/rules\/:key/, 'two_visits'],
	[/^\/desk\/supervise\/from\/alert\/:alert/, () => newest('monitor_alert', "x.level = 'red'")],
	[/^\/desk\/supervise\/from\/request\/:request/, () => newest('source_request', "x.sort = 'enforcement'")],
	[/^\/desk\/supervise\/:ref\/do\/:action$/, (who) => newest('supervise_matter', ours(who)), 'suspend'],
	[/^\/desk\/supervise\/:ref/, (who) => newest('supervise_matter', ours(who))],
	[/^\/desk\/alerts\/:ref\/do\/:action$/, (who) => newest('monitor_alert', ours(who)), 'explain'],
	[/^\/desk\/alerts\/:ref/, (who) => newest('monitor_alert', ours(who))],
	[/^\/desk\/links\/:ref\/dead\/:pos/, () => newest('exchange_link'), '1'],
	[/^\/desk\/links\/:ref/, () => newest('exchange_link')],
	[/^\/desk\/source\/:ref\/do\/:action$/, (who) => newest('source_request', ours(who)), 'sort'],
	[/^\/desk\/source\/:ref/, (who) => newest('source_request', ours(who))],
	[/^\/desk\/joint\/programme\/:ref\/lines\/:line\/do\/:action$/, (who) => newest('joint_programme', ours(who)),
		() => newest('joint_line'), 'alter'],
	[/^\/desk\/joint\/programme\/:ref\/do\/:action$/, (who) => newest('joint_programme', ours(who)), 'submit'],
	[/^\/desk\/joint\/programme\/:ref/, (who) => newest('joint_programme', ours(who))],
	[/^\/desk\/joint\/invitations\/:ref\/do\/:action$/, (who) => newest('joint_invitation', ours(who)), 'withdraw'],
	[/^\/desk\/joint\/invitations\/:ref/, (who) => newest('joint_invitation', ours(who))],
	[/^\/desk\/joint\/refused\/:ref\/do\/:action$/, () => newest('joint_refusal'), 'decide'],
	[/^\/desk\/joint\/refused\/:ref/, () => newest('joint_refusal')],
	[/^\/desk\/joint\/invite\/:inspection/, inspectionOf],
	[/^\/desk\/joint\/firms\/:firm/, () => newest('register_subject')],
	[/^\/desk\/evidence\/inspection\/:ref/, () => newest('inspection_evidence')],
	[/^\/desk\/evidence\/:ref/, () => newest('caseflow_evidence')],
	[/^\/desk\/files\/sent\/:ref/, () => newest('door_file')],
	[/^\/desk\/(files|upload)\/:ref/, () => newest('record_attachment')],
	[/^\/desk\/bundles\/case\/:ref/, caseOf],
	[/^\/desk\/bundles\/inspection\/:ref/, inspectionOf],
	[/^\/desk\/bundles\/:ref/, () => "select '00000000-0000-0000-0000-000000000000'"],
	[/^\/desk\/slips\/case\/:ref\/:track/, caseOf, () => newest('caseflow_track')],
	[/^\/desk\/slips\/inspection\/:ref/, inspectionOf],
	[/^\/desk\/door\/:ref/, () => newest('door_message')],
	// without a slip they lead to where it is typed
	[/^\/my\/cases\/:ref\/files\/:file/, () => newest('caseflow_track'), () => newest('door_file')],
	[/^\/my\/cases\/:ref\/file\/:file/, () => newest('caseflow_track'), 'all.zip'],
	[/^\/my\/cases\/:ref\/send\/:sort/, () => newest('caseflow_track'), 'defence'],
	[/^\/my\/cases\/:ref/, () => newest('caseflow_track')],
	[/^\/my\/papers\/:file/, () => newest('record_document')],
	[/^\/my\/visits\/:ref/, () => newest('inspection')],
	[/^\/agencies\/:ref/, () => newest('people_agency')],
	[/^\/verify\/:ref/, () => newest('record_document', "x.state = 'sealed'")],
	[/^\/keys\/:file/, () => "select coalesce(max(key_id), 'none') || '.pem' from xz.sec_key"],
	[/^\/laws\/:ref/, () => newest('law_law')],
	[/^\/scales\/:ref/, () => newest('law_scale')],
	[/^\/decisions\/:ref\/versions\/:version/, () => decision, '1'],
	[/^(\/api\/v1)?\/decisions\/:ref/, () => decision],
	[/^\/log\/proof\/:index/, () => 'select max(idx) / 2 from xz.tlog_leaf'],
	[/^\/draws\/:draw/, drawOf],
	[/^\/plans\/:ref/, () => newest('spotcheck_plan', "x.state = 'published'")],
	[/^\/inspections\/:ref/, () => 'select ref from xz.inspection_public order by published_at desc, ref limit 1'],
	[/^\/rate\/:ref/, () => newest('inspection', 'x.told_at is not null')],
];

// Questions of lists besides the plain one.
const asked = {
	'/desk/': ['?sign=1'],
	'/desk/cases/': ['?scope=agency&phase=all', '?scope=agency', '?scope=unit&phase=investigation',
		'?scope=agency&phase=decision', '?scope=agency&phase=hearing', '?scope=mine&phase=all',
		'?scope=agency&phase=end'],
	'/desk/cases/:ref': ['?tab=documents', '?tab=record', '?tab=terms', '?tab=evidence', '?tab=process'],
	'/desk/reviews/': ['?state=done'],
	'/desk/disclosure/': ['?list=done'],
	'/desk/register/': ['?q=%E8%A1%A1', '?q=%E5%8C%BB%E8%8D%AF', '?for=clue&q=%E8%A1%A1'],
	'/desk/search': ['?q=%E8%A1%A1%E5%B7%9E', '?q=%E5%8C%BB%E8%8D%AF', '?q=%E6%97%A0%E6%AD%A4%E4%BC%81'],
	'/desk/admin/logs/audit': ['?account=sj.chief', '?account=nobody', '?day=2025-03-03'],
	'/desk/admin/logs/access': ['?account=sj.chief', '?day=2025-03-03'],
	'/desk/admin/logs/sign-ins': ['?account=sj.chief', '?day=2025-03-03'],
	'/desk/admin/accounts/': ['?q=sj'],
	'/search': ['?q=%E8%A1%A1%E5%B7%9E', '?q=%E5%8C%BB%E8%8D%AF', '?from=2025-01-01', '?outcome=penalty'],
	'/inspections/': ['?q=%E8%A1%A1'],
	'/officers/': ['?q=ZF-4304-003'],
};

const PROGRAMS = ['xiezhi-signin', 'xiezhi-desk', 'xiezhi-slow', 'xiezhi-portal', 'xiezhi-exchange'];
// Asked of the programs themselves, not by readers; files are made when they are asked for.
const LEFT_OUT = /^\/(healthz|metrics)$|^\/desk\/bundles\/(case|inspection)\//;

export function getRoutes(own) {
	return PROGRAMS.flatMap((program) => execFileSync(join(own.state, 'app/bin', program), ['--routes'],
		{ encoding: 'utf8' }).trim().split('\n').map((l) => l.split('\t'))
		.filter(([method, path, , flags]) => method === 'GET' && !LEFT_OUT.test(path) &&
			(Number(flags) & SIGNED) === 0)
		.map(([, route, duties]) => ({ program, route, duties: Number(duties) })));
}

// who: { username, id, agency, duties (bits) }, or nobody (the public).
export function addresses(own, who = null) {
	const { sql } = storeOf(own), found = new Map(), nobody = { id: 0, agency: 0, duties: 0 };
	const value = (query) => {
		if (!found.has(query)) found.set(query, sql(query).split('\n')[0]);
		const text = found.get(query);
		return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text) ? refText(text) : text;
	};
	return getRoutes(own)
		.filter(({ route, duties }) => (who ? route.startsWith('/desk/') &&
			(duties >= ANY || (duties & who.duties) !== 0) : !route.startsWith('/desk/')))
		.flatMap(({ program, route }) => {
			let path = route;
			if (route.includes(':')) {
				const [, ...fill] = known.find(([re]) => re.test(route)) ?? [];
				if (fill.length < route.split(':').length - 1)
					throw new Error(`tests/lib/routes.mjs knows no parameters of ${route}`);
				for (const f of fill)
					path = path.replace(/:\w+/,
						() => (typeof f === 'function' ? value(f(who ?? nobody)) : f));
				// none of their own
				if (/\/\/|\/$/.test(path) && !route.endsWith('/')) return [];
			}
			return ['', ...(asked[route] ?? [])]
				.map((q) => ({ program, route: route + q, path: path + q }));
		});
}
