// law_text.mjs - the text of a law as the public and the desk read it: the version of a day, two side by side, what
// holds a word, a link for each article; the laws of a decision lead to their words, or say that they are elsewhere.
import { accountWith, Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = ownInstance('law'), sql = sqlOf(storeConf(own.state)), c = new Client(own.url, own.state);
const cli = (...args) => { try { return own.cli(...args); } catch (e) { return e.stdout; } };
const find = async (title, base = '/laws/', client = c) =>
	(await client.get(`${base}?q=${encodeURIComponent(title)}`)).text
		.match(new RegExp(`href="(${base}[0-9A-Z]{26})[^"]*">\\s*${title}<`))?.[1];

cli('import', 'laws', 'tests/db/data/laws.csv');
cli('import', 'law-versions', 'tests/db/data/law_versions.csv');
const path = await find('试验条例');
ok(path, 'an imported law is listed');

await part('one version', async () => {
	const old = (await c.get(`${path}?on=2021-01-01`)).text;
	like(old, /id="a2"[\s\S]{0,300}本条例自2020年5月1日起施行/, 'each article has its anchor');
	like(old, new RegExp(`href="${path}\\?on=2020-05-01#a2"[^>]*>第二条`),
		'and its address, which keeps the version');
	like(old, /class="now"[\s\S]*2020-01-02[\s\S]*2022-03-04/, 'the version of the day comes first');
	unlike(old, /第一条之一/, 'and no other\'s article is in it');
	const late = (await c.get(`${path}?on=2022-05-01`)).text;
	like(late, /id="a1-1"/, 'the version of another day');
	like(late, /class="now"[\s\S]*2022-03-04[\s\S]*2020-01-02/, 'which comes first there');
	like((await c.get(`${path}?on=2026-05-01`)).text, /未收录当日有效的版本/, 'after its repeal there is none');
	like((await c.get(`${path}?version=2022-03-04`)).text, /id="a1-1"/, 'a version by its own day');
	is((await c.get(`${path}?on=2022-02-30`)).status, 404, 'no day is no page');
	is((await c.get(`${path}?with=x`)).status, 404, 'nor is no version');
});

await part('two side by side', async () => {
	const page = (await c.get(`${path}?on=2022-05-01&with=2020-01-02`)).text;
	like(page, /id="a1"[\s\S]*?为了更好地试验[\s\S]*?2020-01-02[\s\S]*?为了试验/, 'the one of the day at the left');
	like(page, /id="a1-1"[\s\S]*?另有规定[\s\S]*?（无此条）/, 'an article that the other does not have');
	like((await c.get(`${path}?on=2022-05-01`)).text,
		new RegExp(`href="${path}\\?on=2022-04-01&amp;with=2020-01-02"`), 'its link is at the other one');
	like((await c.get(`${path}?on=2022-05-01&with=2020-01-02&lang=en`)).text, /\(no such article\)/, 'in English');
	unlike((await c.get(`${path}?on=2022-05-01&with=1999-01-01`)).text, /class="pair/,
		'with none that there is: one');
});

await part('words within it', async () => {
	const page = (await c.get(`${path}?on=2022-05-01&q=${encodeURIComponent('规定')}`)).text;
	like(page, /另有<mark>规定<\/mark>的/, 'are marked');
	like(page, /1 条含有“规定”/, 'and counted');
	unlike(page, /为了更好/, 'other articles are left out');
	like((await c.get(`${path}?on=2022-05-01&q=2`)).text, /id="a2"/, 'a number finds its article');
	const odd = (await c.get(`${path}?on=2022-05-01&q=${encodeURIComponent('<b>"')}`)).text;
	unlike(odd, /<b>"/, 'whatever was typed is text');
});

await part('the desk reads the same', async () => {
	const desk = new Client(own.url, own.state).session(accountWith('officer', own.state).username);
	const at = await find('试验条例', '/desk/laws/', desk);
	like((await desk.get(`${at}?on=2022-05-01&with=2020-01-02&q=${encodeURIComponent('规定')}`)).text,
		/另有<mark>规定<\/mark>的[\s\S]*?（无此条）/, 'with words and versions');
});

await part('the laws of a decision', async () => {
	const home = (await c.get('/')).text, decision = home.match(/href="(\/decisions\/[0-9A-Z]{26})/)[1];
	const page = (await c.get(decision)).text;
	const away = [...page
		.matchAll(/<a href="https:\/\/flk\.npc\.gov\.cn\/" rel="external">《([^》]+)》第([^<]+)条/g)];
	ok(away.length > 0, 'without texts they lead to the national database');
	like(page, /（本平台未收录全文，见国家法律法规数据库）/, 'and say so');
	const title = away[0][1];
	sql(`insert into xz.law_article (version_id, no, label, text)
		select v.id, n, '第' || xz.law_numeral(n) || '条', '文' || n
		from xz.law_version v join xz.law_law l on l.id = v.law_id, generate_series(1, 1300) n
		where l.bare = regexp_replace('${title}', '^中华人民共和国', '') on conflict do nothing`);
	const here = new RegExp(`<a href="(/laws/[0-9A-Z]{26}\\?on=\\d{4}-\\d\\d-\\d\\d)#(a\\d+)">《${title}》`);
	let link;
	ok(await until(async () => (link = (await c.get(decision)).text.match(here))), 'with the text they lead to it',
		away.map((m) => m[1]).join(' '));
	if (link)
		like((await c.get(link[1])).text, new RegExp(`id="${link[2]}"[\\s\\S]{0,400}文\\d`),
			'to the very article');
});
own.stop();
done();
