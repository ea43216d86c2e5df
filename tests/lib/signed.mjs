// signed.mjs - requests signed as another system signs them, by code that is not ours (npm http-message-signatures).
//   const k = { keyid, alg: 'ed25519' | 'hmac-sha256' | 'hmac-sm3' | 'sm2', secret | privateKey };
//   await send(url, 'POST', '/api/v1/clues', k, { body, key, ... })
// What a test spoils is an option: covered, created, nonce, digest, after (changes the headers once they are signed).
import { createHash, createHmac, randomBytes, sign } from 'node:crypto';
import { createRequire } from 'node:module';
import { Client } from './http.mjs';

const require = createRequire(import.meta.url);
const { httpbis } = require('http-message-signatures'), { sm2, sm3 } = require('sm-crypto');

const signers = {
	ed25519: (k, data) => sign(null, data, k.privateKey),
	'hmac-sha256': (k, data) => createHmac('sha256', k.secret).update(data).digest(),
	'hmac-sm3': (k, data) => Buffer.from(sm3([...data], { key: k.secret.toString('hex'), mode: 'hmac' }), 'hex'),
	sm2: (k, data) => Buffer.from(sm2.doSignature([...data], k.privateKey, { der: true, hash: true,
		publicKey: k.publicKey, userId: '1234567812345678' }), 'hex'),
};

export const digest = (body) => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

export async function signedHeaders(address, method, k, o = {}) {
	const headers = { ...o.headers };
	if (o.body !== undefined) headers['Content-Digest'] = o.digest ?? digest(o.body);
	if (o.key) headers['Idempotency-Key'] = o.key;
	const m = await httpbis.signMessage({
		key: { id: k.keyid, alg: k.alg, sign: async (data) => signers[k.alg](k, data) }, name: 'xz',
		fields: o.covered ?? ['@method', '@target-uri', ...(o.body !== undefined ? ['content-digest'] : [])],
		params: o.params ?? ['created', 'keyid', 'nonce', 'alg'],
		paramValues: { created: new Date(o.created ?? Date.now()),
			nonce: o.nonce ?? randomBytes(12).toString('base64'),
			...(o.alg ? { alg: o.alg } : {}) },
	}, { method, url: address, headers });
	o.after?.(m.headers);
	return m.headers;
}

// The answer, with its JSON.
export async function send(url, method, path, k, o = {}) {
	const base = o.signedAt ?? new URL(url).origin;
	const headers = await signedHeaders(base + path, o.signedMethod ?? method, k, o);
	const a = await new Client(url).raw(method, o.sentTo ?? path, { body: o.sent ?? o.body, headers });
	try { a.json = JSON.parse(a.text); } catch { a.json = {}; }
	return a;
}
