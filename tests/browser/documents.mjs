// documents.mjs - a paper's page with its PDF, the page behind the QR code, the keys, and the page where a paper waits
// for a seal device: on a desktop and on a phone.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accounts, Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, skipAll } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';
import { browserMissing, open, phone, viewer } from './lib/browser.mjs';

if (browserMissing()) skipAll(browserMissing());
const { url, state } = main();
const admin = storeConf(state);
const sql = sqlOf(admin);
const xiezhi = (...args) => execFileSync(join(state, 'app/bin/xiezhi'), ['--conf', join(state, 'etc/admin.conf'),
	...args], { encoding: 'utf8' });
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const refText = (uuid) => {
	let n = BigInt(`0x${uuid.replace(/-/g, '')}`), s = '';
	for (let i = 0; i < 26; i++, n >>= 5n) s = digits[Number(n & 31n)] + s;
	return s;
};
// The agency with the fewest decisions: the other tests of papers take others.
const [[agency, code], [beside]] = sql(`select g.short_name, g.code from xz.record_document d
	join xz.people_agency g on g.id = d.agency_id where d.type = 'decision'
	group by 1, 2 order by count(*), 2`).split('\n').map((l) => l.split('|'))
	.filter(([n]) => accounts(state).some((a) => a.agency === n && a.duties.includes('agency_head')));
const headOf = (name) => accounts(state).find((a) => a.agency === name && a.duties.includes('agency_head')).username,
	head = headOf(agency);
const paper = (type, of = agency) => refText(sql(`select d.ref from xz.record_document d
	join xz.people_agency g on g.id = d.agency_id where d.type = '${type}' and d.state = 'sealed'
	and g.short_name = '${of}' and not exists (select from xz.record_rendition r where r.document_id = d.id)
		order by d.id limit 1`));
const made = paper('decision'), waiting = paper('notice'), unsealed = paper('filing_approval'),
	stuck = paper('filing_approval', beside);
{
	const c = new Client(url, state).session(head);
	let a;
	await until(async () => (a = await c.raw('GET', `/desk/documents/${made}.pdf`)).status !== 202);
	is(a.status, 200, 'a paper has its PDF');
}

const dir = mkdtempSync(join(tmpdir(), 'xz-device-'));
execFileSync('openssl', ['genpkey', '-algorithm', 'SM2', '-out', join(dir, 'k')], { stdio: 'ignore' });
execFileSync('openssl', ['pkey', '-in', join(dir, 'k'), '-pubout', '-out', join(dir, 'p')]);
const key = sql(`select k.key_id from xz.sec_key k join xz.people_agency g on g.id = k.agency_id
	where g.code = '${code}' and k.valid_until is null and k.revoked_at is null`);
xiezhi('seal', 'device', code, join(dir, 'p'));
sql(`insert into xz.record_sealing (document_id, account_id, not_before, since)
	select id, made_by, 'infinity', clock_timestamp() - interval '2 minutes'
	from xz.record_document where xz.spotcheck_ref_text(ref) = '${stuck}'`);
const b = await open({ url, state });
try {
	for (const [name, size] of [['desktop', { width: 1440, height: 900 }], ['phone', phone]]) {
		const anybody = await b.person(null, { size }), chief = await b.person(head, { size });
		await anybody.go(`/verify/${made}`);
		like(await anybody.text(), /签名有效/, `${name}: the seal is good`);
		await anybody.check(`verify-${name}`);
		await anybody.go(`/verify/${made}?lang=en`);
		await anybody.check(`verify-en-${name}`);
		await anybody.go(`/verify/${unsealed}`);
		like(await anybody.text(), /尚未盖章/, `${name}: a paper without its seal says so`);
		await anybody.check(`verify-unsealed-${name}`);
		await anybody.go('/keys/');
		like(await anybody.text(), new RegExp(key), `${name}: the key is listed`);
		await anybody.check(`keys-${name}`);
		await chief.go(`/desk/documents/${made}`);
		await chief.check(`document-${name}`);
		const other = await b.person(headOf(beside), { size });
		await other.go(`/desk/documents/${stuck}`);
		like(await other.text(), /盖章比平时久/, `${name}: a paper whose seal is long in coming`);
		await other.check(`document-late-${name}`);
		other.expect(503);
		await other.go(`/desk/documents/${stuck}.pdf`);
		like(await other.text(), /再试一次/, `${name}: and what stands in place of its file`);
		await other.check(`document-late-file-${name}`);
		await other.close();
		await chief.go(`/desk/documents/${waiting}`);
		await chief.page.click('a[href$="/seal"]');
		like(await chief.text(), /取出待签内容/, `${name}: what waits for the device`);
		await chief.check(`document-seal-${name}`);
		await anybody.close();
		await chief.close();
	}
} finally {
	sql(`delete from xz.record_sealing where document_id = (select id from xz.record_document
		where xz.spotcheck_ref_text(ref) = '${stuck}')`);
	xiezhi('seal', 'revoke', sql(`select key_id from xz.sec_key k join xz.people_agency g on g.id = k.agency_id
		where g.code = '${code}'
		and k.holder = 'device' and k.revoked_at is null and k.valid_until is null`), 'test');
	rmSync(join(state, 'keys/seals', `seal-${refText(sql(`select ref from xz.people_agency
		where code = '${code}'`))}.pem`));
	rmSync(dir, { recursive: true });
}
await b.close();

// ---- the paper in the browser's own viewer, where this one has it
{
	const v = await viewer({ url, state }, head), frames = await v.show(`/desk/documents/${made}.pdf`);
	ok(frames.length === 0 || frames.filter((f) => f.endsWith(`/desk/documents/${made}.pdf`)).length === 2,
		frames.length ? 'the viewer has the file' : 'no viewer in this browser # SKIP');
	await v.close();
}
done();
