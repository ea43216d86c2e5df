// site.mjs - the pages of the site itself, and the foot that says who keeps it as far as the settings do.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const { url, state } = main(), nobody = new Client(url, state);
const home = (await nobody.get('/')).text;
for (const path of ['/sitemap', '/accessibility', '/privacy']) {
	like(home, new RegExp(`<footer[^]*href="${path}"`), `the foot leads to ${path}`);
	for (const lang of ['', '?lang=en']) is((await nobody.get(path + lang)).status, 200, `${path}${lang} is there`);
}
for (const [, href] of (await nobody.get('/sitemap')).text.matchAll(/<main[^]*<\/main>/g).next().value[0]
	.matchAll(/href="([^"]+)"/g))
	is((await nobody.get(href)).status, 200, `the map leads to ${href}`);

// addresses as people write them off a paper
const at = home.match(/href="(\/decisions\/[0-9A-Z]{26})"/)[1];
for (const [asked, to] of [[at.toLowerCase(), at], [`${at}/`, at], [`${at.toLowerCase()}/?lang=en`, `${at}?lang=en`],
	['/sitemap/', '/sitemap'], ['/search/?q=a%20b', '/search?q=a%20b']]) {
	const r = await nobody.raw('GET', asked);
	is(`${r.status} ${r.headers.location}`, `303 ${to}`, `${asked} leads to the page`);
}
is((await nobody.get(`${at}?fbclid=1&from=wechat`)).status, 200, 'what is known to nobody is passed over');

// settings are asked at the start: the program as plain CGI
const folder = mkdtempSync(join(process.env.XZ_TEST, 'site.')), file = join(folder, 'portal.conf');
const conf = readFileSync(join(state, 'etc/portal.conf'), 'utf8').replace(/^(socket|site_\w+)\s*=.*$/gm, '');
const page = (settings) => {
	writeFileSync(file, `${conf}\n${settings}\n`);
	return spawnSync(join(state, 'app/bin/xiezhi-portal'), ['--conf', file], { encoding: 'utf8', env: {
		...process.env, REQUEST_METHOD: 'GET', SCRIPT_NAME: '', DOCUMENT_URI: '/sitemap', PATH_INFO: '/sitemap',
		REQUEST_URI: '/sitemap', QUERY_STRING: '', HTTP_HOST: new URL(url).host, REMOTE_ADDR: '127.0.0.1',
		SERVER_PROTOCOL: 'HTTP/1.1' } }).stdout;
};
const full = page(`site_organiser = 某市人民政府\nsite_operator = 某市司法局\nsite_contact = 某路 1 号 <b>\n` +
	'site_identifier = 4304000001\nsite_icp = 湘ICP备00000000号\nsite_police = 湘公网安备 43040000000000号');
for (const [what, re] of [['who keeps it', /主办：[^]*某市人民政府/], ['who runs it', /承办：[^]*某市司法局/],
	['where questions go', /某路 1 号 &lt;b&gt;/], ['its identifier', /网站标识码：[^]*4304000001/],
	['where faults are told', /href="https:\/\/[^"]*site_code=4304000001"/], ['its record', /湘ICP备00000000号/],
	['and that of the police', /湘公网安备 43040000000000号/]])
	like(full, re, `the foot says ${what}`);
unlike(page(''), /主办：|网站标识码|beian/, 'what is not set is not there');
ok(page('').includes('</html>'), 'and the page is whole');
done();
