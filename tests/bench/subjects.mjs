// subjects.mjs ROWS FILE [STEP] - a generated register: the same firms each time; with STEP every
// STEP-th of them.  Codes carry the unassigned division 430499 and a right check digit.
import { createWriteStream } from 'node:fs';

const [rows, file, step = '1'] = process.argv.slice(2);
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY', weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24,
	10, 30, 28];
const brand = [...'永和聚福云海金桥玉泉长盛华丰安泰广源德顺祥瑞恒达兴隆嘉禾新亚'];
const rare = ['麒麟', '獬豸', '貔貅', '狻猊', '饕餮'];
const trade = ['餐饮管理', '建筑材料', '药房', '食品', '物流', '装饰工程', '电子科技', '农业开发', '汽车服务',
	'医疗器械', '服饰', '文化传媒'];
const place = ['衡阳市', '衡阳', '湖南', '衡阳县', '衡南县', '耒阳市'];
const tail = ['有限公司', '有限责任公司', '经营部', '商行'];

function code(n) {
	let body = '', sum = 0;
	for (let i = 0; i < 6; i++) {
		body = alphabet[n % 31] + body;
		n = Math.floor(n / 31);
	}
	body = `91430499DEM${body}`;
	for (let i = 0; i < 17; i++) sum += alphabet.indexOf(body[i]) * weights[i];
	return body + alphabet[(31 - sum % 31) % 31];
}

let seed = 20260101;
const next = (n) => {	// the same numbers everywhere
	seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
	return Math.floor(seed / 4294967296 * n);
};
const out = createWriteStream(file);
let text = 'name,uscc,reg_date,ent_type,capital,business_scope,city,address\n';
for (let i = 0; i < Number(rows); i++) {
	const word = i % 5000 < 10 ? rare[next(rare.length)] : brand[next(brand.length)] + brand[next(brand.length)];
	const what = trade[next(trade.length)],
		name =
			`${place[next(place.length)]}${word}${brand[next(brand.length)]}${what}${i % 97}${tail[
			next(tail.length)]}`;
	const day = `20${String(5 + next(20)).padStart(2, '0')}-0${1 + next(9)}-1${next(10)}`;
	const line =
		`${name},${code(i)},${day},有限责任公司(自然人投资或控股),${10 +
		next(990)}万人民币,"${what}服务；${trade[next(trade.length)]}销售；`
		+ `${trade[
			next(
				trade.length)]}咨询(依法须经批准的项目,经相关部门批准后方可开展经营活动)",衡阳,湖南省衡阳市${brand[next(brand.length)]}${brand[next(brand.length)]}路${i}号\n`;
	if (i % Number(step) !== 0) continue;
	text += line;
	if (text.length > 1 << 20) {
		if (!out.write(text)) await new Promise((r) => out.once('drain', r));
		text = '';
	}
}
out.end(text);
