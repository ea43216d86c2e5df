// passkey.mjs - a passkey of tests: makes a key and says what a browser and its device say, or what an attacker would.
//   const d = new Device('http://localhost:8080');
//   d.make(challenge);  d.use(challenge, { origin: 'https://evil.example' })
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from './http.mjs';
import { until } from './wait.mjs';

const UP = 1, UV = 4, AT = 64;
const b64 = (b) => Buffer.from(b).toString('base64url');
const sha = (b) => createHash('sha256').update(b).digest();

export class Device {
	constructor(origin, kind = 'es256') {
		Object.assign(this, { origin, kind, party: new URL(origin).hostname, id: randomBytes(32), count: 0 });
		const k = kind === 'es256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
			: generateKeyPairSync('rsa', { modulusLength: 2048 });
		this.key = k.privateKey;
		this.jwk = k.publicKey.export({ format: 'jwk' });
	}

	// In CBOR, as COSE has it.
	cose() {
		const part = (name) => Buffer.from(this.jwk[name], 'base64url');
		return Buffer.concat(this.kind === 'es256'
			? [Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]), part('x'),
				Buffer.from([0x22, 0x58, 32]), part('y')]
			: [Buffer.from([0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0]), part('n'),
				Buffer.from([0x21, 0x43, 1, 0, 1])]);
	}

	data({ party = this.party, flags = UP | UV, count = this.count, key = false }) {
		const n = Buffer.alloc(4), length = Buffer.alloc(2);
		n.writeUInt32BE(count);
		length.writeUInt16BE(this.id.length);
		return Buffer.concat([sha(party), Buffer.from([key ? flags | AT : flags]), n,
			...(key ? [Buffer.alloc(16), length, this.id, this.cose()] : [])]);
	}

	client(challenge, { type, origin = this.origin, more = {} }) {
		return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false, ...more }));
	}

	make(challenge, o = {}) {
		return { made_client: b64(this.client(challenge, { type: 'webauthn.create', ...o })),
			made_data: b64(this.data({ key: true, ...o })) };
	}

	use(challenge, o = {}) {
		if (o.count === undefined) this.count++;
		const client = this.client(challenge, { type: 'webauthn.get', ...o }), data = this.data(o);
		return { passkey_id: b64(o.id || this.id), passkey_client: b64(client), passkey_data: b64(data),
			passkey_signature: b64(sign('sha256', Buffer.concat([data, sha(client)]),
				(o.by || this).key)) };
	}
}

// Passkeys are bound to a name: the instance is told that its own is localhost.
export async function byName({ url, state }) {
	const at = new URL(url);
	at.hostname = 'localhost';
	appendFileSync(join(state, 'etc/xiezhi.conf'), `\npublic_url = ${at.origin}\n`);
	const starts = () => readFileSync(join(state, 'log/signin.log'), 'utf8').split('"event":"started"').length;
	const before = starts();
	execFileSync('bash', ['etc/instance/reload.sh'],
		{ env: { ...process.env, XIEZHI_STATE: state, XIEZHI_QUIET: '1' }, stdio: 'inherit' });
	await until(() => starts() !== before);
	await new Client(url, state).get('/desk/login');
	return at.origin;
}
