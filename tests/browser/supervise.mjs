// supervise.mjs - supervision as people see it: from an alert to a letter, its approval, the agency's report on a
// phone; the rules and a dry run; the overview that refreshes itself.
import { refText, storeOf } from '../lib/evidence.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, skipAll } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = main(), { sql } = storeOf(own), b = await open(own);
const day = (n) => new Date(Date.now() + n * 86400e3 + 8 * 3600e3).toISOString().slice(0, 10);
const found = await until(() => sql(`select a.ref, g.code from xz.monitor_alert a
		join xz.people_agency g on g.id = a.agency_id
		where a.level = 'red' and a.subject_kind in ('case', 'track') and not a.person
		and not exists (select from xz.supervise_matter m where m.alert_id = a.id)
		and not xz.supervise_in_remedy((select s.whole from xz.subject s where s.kind = a.subject_kind
			and s.ref = a.subject_ref limit 1)) order by a.id desc limit 1`));
const [alert, code] = found.split('|');
let matter = '';

await part('from the wall to the letter', async () => {
	const p = await b.person('supervisor1');
	await p.go('/desk/wall/');
	await p.check('supervise-00-wall');
	await p.go(`/desk/alerts/${refText(alert)}`);
	await p.press('登记监督事项');
	await p.fill({ act_kind: 'penalty', facts: '期限届满后一直没有办理，也没有说明。' });
	await p.check('supervise-01-register');
	await p.press('登记监督事项');
	matter = new URL(p.page.url()).pathname;
	await p.press('受理');
	await p.press('受理');
	await p.press('启动监督');
	await p.fill({ recusal_told: true });
	await p.page.locator('select[name=second]').selectOption({ index: 1 });
	await p.press('启动监督');
	await p.press('发督办函');
	await p.fill({ duty: '行政处罚法 第六十条 在期限内作出决定', demand: '作出处理决定并书面报告。', due: day(8) });
	await p.check('supervise-02-letter');
	await p.press('发督办函');
	like(await p.text(), /等待本机关负责人审批/, 'it waits for the head');
	await p.go('/desk/supervise/');
	await p.check('supervise-03-list');
	await p.close();
	const h = await b.person('sf.chief');
	await h.go('/desk/');
	await h.check('supervise-04-head-desk');
	await h.go(`${matter}/approve`);
	await h.check('supervise-05-approve');
	await h.fill({ verdict: 'agree' });
	await h.press('审批');
	await h.check('supervise-06-matter');
	await h.press('css=a[href^="/desk/documents/"]');
	await h.check('supervise-07-paper');
	await h.close();
});

await part('the agency on a phone', async () => {
	const p = await b.person(`${code}.chief`, { size: phone });
	await p.go('/desk/supervise/letters/');
	await p.check('supervise-08-letters-m');
	await p.go(matter);
	await p.check('supervise-09-matter-m');
	await p.press('提交纠正情况报告');
	await p.fill({ answer: '已经作出处理决定，决定书附卷。', done_on: day(0) });
	await p.check('supervise-10-report-m');
	await p.press('提交纠正情况报告');
	like(await p.text(), /已报告/, 'reported');
	await p.close();
	const en = await b.person('supervisor1', { size: phone, lang: 'en' });
	await en.context.addCookies([{ name: 'lang', value: 'en', domain: new URL(own.url).hostname, path: '/desk' }]);
	await en.go(matter);
	await en.check('supervise-11-matter-m-en');
	await en.go('/desk/supervise/');
	await en.check('supervise-12-list-m-en');
	await en.close();
});

await part('rules and a dry run', async () => {
	const p = await b.person('coordinator1');
	await p.go('/desk/rules/');
	await p.check('supervise-13-rules');
	await p.go('/desk/rules/visits_month');
	await p.check('supervise-14-rule');
	await p.press('试运行');
	await p.fill({ n: '1' });
	await p.press('试运行');
	like(await p.text(), /近一年会发出/, 'it says how many');
	await p.check('supervise-15-try');
	await p.go('/desk/rules/visits_month');
	await p.press('暂停');
	await p.fill({ until: day(10), reason: '正在清理历史数据' });
	await p.press('暂停');
	like(await p.text(), /已暂停/, 'muted');
	await p.press('恢复');
	await p.close();
});

await part('the wall refreshes itself', async () => {
	const p = await b.person('supervisor1');
	await p.go('/desk/wall/');
	const before = await p.page.locator('[data-live]').getAttribute('data-tag');
	sql('update xz.monitor_alert set version = version + 1 where id = (select max(id) from xz.monitor_alert'
		+ ' where level = \'red\' and not person)');
	ok(await until(async () => await p.page.locator('[data-live]').getAttribute('data-tag') !== before),
		'without being loaded again');
	is(new URL(p.page.url()).pathname, '/desk/wall/', 'where it was');
	await p.close();
});
await b.close();
done();
