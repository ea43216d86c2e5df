// figures.mjs - the form of a step lists the figures of law it is about, of the agency's own field, each with its
// article; where no text sets one it says so, and no other ministry's rule is named.
import { main } from '../lib/instance.mjs';
import { Client } from '../lib/http.mjs';
import { done, like, ok, unlike } from '../lib/tap.mjs';

const { url, state } = main();
const as = (who) => new Client(url, state).session(who);
// Days of today's rules; the demo's clock stands after all of them.
const clue = [
	['sj', '线索核查期限：15 个工作日（市场监督管理行政处罚程序规定 第十八条）'],
	['hj', '线索核查期限：15 日（生态环境行政处罚办法 第十八条）'],
	['yj', '线索核查期限：5 个工作日（安全生产违法行为行政处罚办法 第三十四条）'],
	['jt', '线索核查期限：本领域规定和一般法律都没有规定'],
	['cg', '线索核查期限：本领域规定和一般法律都没有规定'],
];
for (const [office, words] of clue) {
	const page = await as(`${office}.intake`).get('/desk/clues/new');
	ok(page.text.includes(words), `${office}: ${words}`);
	if (office !== 'sj') unlike(page.text, /市场监督管理|程序规定第/, `${office}: nothing of the market's`);
}

// A clue that waits for its filing: the lists and the look-up stand beside the form.
let form = null;
for (const [office] of clue) {
	const chief = as(`${office}.chief`), desk = await chief.get('/desk/');
	for (const [path] of desk.text.matchAll(/\/desk\/cases\/[0-9A-Z]{26}/g))
		if (form === null && (await chief.get(path)).text.includes(`${path}/do/decide_filing"`))
			form = await chief.get(`${path}/do/decide_filing`);
	if (form !== null) break;
}
ok(form !== null, 'a clue waits for its filing');
like(form.text, /轻微不罚、首违不罚/, 'the lists are asked');
like(form.text, /没有查到有效的处罚决定|件有效的处罚决定/, 'and earlier penalties');
like(form.text, /只查本平台各机关登记的决定/, 'and how far that goes is said');
like(form.text, /办案期限：90 日（[^（）]+ 第[一二三四五六七八九十]+条）/, 'with the figure that begins to run');
done();
