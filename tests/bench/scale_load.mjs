// scale_load.mjs - what a large store does to an instance as a whole: memory of its programs, the daemon at rest, lists
// beside a page that is kept, a changed calendar while the desk works.
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { refText, storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';

const LISTS = 6, LISTS_MS = 10000, REST_MS = 20000, KEPT_EVERY_MS = 20, TICKS_S = 100;
const at = (list, share) => list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.ceil(list.length * share) - 1)];
const figures = (ms) => ({ n: ms.length, median: at(ms, 0.5), p99: at(ms, 0.99) });

async function timed(client, path) {
	const begun = performance.now(), page = await client.raw('GET', path);
	if (page.status !== 200) throw new Error(`${path}: ${page.status}`);
	return performance.now() - begun;
}

// Its programs: [{ pid, name }].
function programs({ state }) {
	return readdirSync('/proc').filter((n) => /^\d+$/.test(n)).flatMap((pid) => {
		try {
			const exe = readlinkSync(`/proc/${pid}/exe`);
			return exe.startsWith(`${state}/app`) ? [{ pid, name: exe.split('/').pop() }] : [];
		} catch {
			return [];	// it has ended
		}
	});
}

// MiB of all programs together, each page that several have shared among them.
export function memory(own) {
	const kib = programs(own).map(({ pid }) =>
		Number(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+)/m)[1]));
	return Math.round(kib.reduce((a, b) => a + b, 0) / 102.4) / 10;
}

const ticks = (pid) => {
	const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
	return Number(after[11]) + Number(after[12]);
};

// Parts of a core that the daemon and its connection take while nothing happens.
export async function rest(own) {
	const daemon = programs(own).find((p) => p.name === 'xiezhid').pid;
	const backend = storeOf(own).sql(`select pid from pg_stat_activity where application_name = 'xiezhid'
		and datname = current_database() limit 1`);
	const before = [daemon, backend].map(ticks);
	await wait(REST_MS);
	const [program, store] = [daemon, backend]
		.map((pid, i) => (ticks(pid) - before[i]) / TICKS_S / (REST_MS / 1000));
	return { program, store };
}

// A case page of an officer, asked again and again.
function keptPage(own) {
	const [user, ref] = storeOf(own).sql(`select a.username, c.ref
		from xz.caseflow_officer o join xz.people_account a on a.id = o.account_id
		join xz.caseflow_case c on c.id = o.case_id where a.username = 'sj.officer1' and o.state = 'accepted'
		order by c.id limit 1`).split('|');
	return { client: new Client(own.url, own.state).session(user), path: `/desk/cases/${refText(ref)}` };
}

async function kept(own, until) {
	const { client, path } = keptPage(own), ms = [];
	while (performance.now() < until) {
		ms.push(await timed(client, path));
		await wait(KEPT_EVERY_MS);
	}
	return figures(ms.slice(1));
}

const lists = ['/desk/cases/?scope=agency&phase=all', '/desk/cases/?scope=agency&phase=investigation', '/desk/'];

// Six people turn lists over as fast as they come, one more reads the page of a case.
export async function beside(own) {
	const quiet = await kept(own, performance.now() + LISTS_MS / 2), until = performance.now() + LISTS_MS, ms = [];
	const reader = async (i) => {
		const client = new Client(own.url, own.state).session(i % 2 ? 'sj.chief' : 'supervisor1');
		for (let n = i; performance.now() < until; n++) ms.push(await timed(client, lists[n % lists.length]));
	};
	const [page] = await Promise.all([kept(own, until), ...Array.from({ length: LISTS }, (_, i) => reader(i))]);
	return { quiet, page, lists: figures(ms) };
}

// One more holiday: seconds until no open term stands on the calendar of before, and a list meanwhile.
export async function calendar(own) {
	const { conf, sql } = storeOf(own), client = new Client(own.url, own.state).session('sj.chief'), ms = [];
	const clocks = Number(sql("select count(*) from xz.calendar_clock where state = 'open'"));
	sql(`with was as (select * from xz.calendar_version order by id desc limit 1),
		made as (insert into xz.calendar_version (label, published_from_year, published_to_year, origin)
			select 'bench', published_from_year, published_to_year, 'site' from was returning id)
		insert into xz.calendar_day (version, day, kind, name, source, origin)
			select made.id, d.day, d.kind, d.name, d.source, d.origin from made, was join xz.calendar_day d
				on d.version = was.id where d.day <> xz.today() + 20
			union all select made.id, xz.today() + 20, 'holiday', '', '', 'site' from made`);
	const begun = performance.now(), behind = [];
	for (let left = clocks; left > 0;) {
		ms.push(await timed(client, lists[ms.length % 2]));
		await wait(200);
		left = Number(sql('select xz.calendar_clock_behind()'));
		behind.push({ s: Math.round((performance.now() - begun) / 100) / 10, left });
	}
	return { conf: conf.match(/dbname=\S+/)[0], clocks, seconds: Math.round((performance.now() - begun) / 100) / 10,
		list: figures(ms), behind: behind.filter((_, i) => i % 10 === 0) };
}
