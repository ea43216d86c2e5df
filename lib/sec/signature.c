/* signature.c - Ed25519 and SM2 signatures; see sec.h. */
#include "lib/sec/sm2.h"
#include "lib/sec/sec.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/sec/keyfile.h"

/* OpenSSL's own default is the empty one; GM/T 0009 asks for this. */
#define SM2_ID "1234567812345678"
#define ED25519_PUBLIC 32

struct sign_key {
	enum sign_kind kind;
	EVP_PKEY *key;
};

static enum err
library_error(const char *what)
{
	char text[256];

	ERR_error_string_n(ERR_get_error(), text, sizeof(text));
	ERR_clear_error();
	return err_set(ERR_IO, "%s: %s", what, text);
}

enum err
sign_key_make(const char *path, enum sign_kind kind)
{
	struct arena *a;
	EVP_PKEY *key;
	BIO *pem;
	char *text;
	long n;
	enum err e;

	if (keyfile_there(path))
		return OK;
	key = EVP_PKEY_Q_keygen(NULL, NULL, kind == SIGN_SM2 ? "SM2" : "ED25519");
	pem = BIO_new(BIO_s_secmem());
	if (key == NULL || pem == NULL ||
	    PEM_write_bio_PrivateKey(pem, key, NULL, NULL, 0, NULL, NULL) != 1 ||
	    (n = BIO_get_mem_data(pem, &text)) <= 0) {
		e = library_error("key generation");
	} else {
		a = arena_new("sign_key_make");
		e = keyfile_write(a, path, text, (size_t)n);
		wipe(text, (size_t)n);
		arena_free(a);
	}
	BIO_free(pem);
	EVP_PKEY_free(key);
	return e;
}

static void
free_key(void *p)
{
	EVP_PKEY_free(p);
}

enum err
sign_key_load(struct arena *a, const char *path, struct sign_key **out)
{
	struct arena *own = arena_new("sign_key_load");	/* the PEM text is wiped at once */
	struct sign_key *k;
	EVP_PKEY *key = NULL;
	char *text;
	size_t n;
	BIO *pem;
	enum err e = keyfile_read(own, path, &text, &n);

	if (e == OK) {
		pem = BIO_new_mem_buf(text, (int)n);
		if (pem != NULL)
			key = PEM_read_bio_PrivateKey(pem, NULL, NULL, NULL);
		BIO_free(pem);
		if (key == NULL)
			e = library_error(path);
	}
	arena_free(own);
	if (e != OK)
		return e;
	k = ARENA_NEW(a, struct sign_key);
	k->key = key;
	arena_defer(a, free_key, key);
	if (EVP_PKEY_is_a(key, "SM2"))
		k->kind = SIGN_SM2;
	else if (EVP_PKEY_is_a(key, "ED25519"))
		k->kind = SIGN_ED25519;
	else
		return err_set(ERR_IO, "%s: neither an Ed25519 nor an SM2 key", path);
	*out = k;
	return OK;
}

/* A context ready for signing or verifying; *pctx is the caller's to free. */
static EVP_MD_CTX *
context(EVP_PKEY *key, enum sign_kind kind, bool verify, EVP_PKEY_CTX **pctx)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	const EVP_MD *hash = NULL;
	int ok = md != NULL;

	*pctx = NULL;
	if (ok && kind == SIGN_SM2) {
		hash = EVP_sm3();
		*pctx = EVP_PKEY_CTX_new(key, NULL);
		ok = *pctx != NULL;
		if (ok) {
			EVP_MD_CTX_set_pkey_ctx(md, *pctx);
			ok = EVP_PKEY_CTX_set1_id(*pctx, SM2_ID, (int)strlen(SM2_ID)) == 1;
		}
	}
	if (ok)
		ok = (verify ? EVP_DigestVerifyInit(md, NULL, hash, NULL, key) :
		    EVP_DigestSignInit(md, NULL, hash, NULL, key)) == 1;
	if (ok)
		return md;
	EVP_MD_CTX_free(md);
	EVP_PKEY_CTX_free(*pctx);
	*pctx = NULL;
	return NULL;
}

enum err
sign(struct arena *a, const struct sign_key *k, const void *bytes, size_t n,
    unsigned char **sig, size_t *sig_n)
{
	EVP_PKEY_CTX *pctx;
	EVP_MD_CTX *md = context(k->key, k->kind, false, &pctx);
	unsigned char *out = NULL;
	size_t len = 0;
	enum err e = OK;

	if (md == NULL || EVP_DigestSign(md, NULL, &len, bytes, n) != 1) {
		e = library_error("sign");
	} else {
		out = arena_alloc(a, len);
		if (EVP_DigestSign(md, out, &len, bytes, n) != 1)
			e = library_error("sign");
	}
	EVP_MD_CTX_free(md);
	EVP_PKEY_CTX_free(pctx);
	if (e == OK) {
		*sig = out;
		*sig_n = len;
	}
	return e;
}

static enum err
public_ed25519(const struct sign_key *k, unsigned char *out)
{
	size_t n = ED25519_PUBLIC;

	return EVP_PKEY_get_raw_public_key(k->key, out, &n) == 1 && n == ED25519_PUBLIC ? OK :
	    library_error("public key");
}

static enum err
public_sm2(const struct sign_key *k, unsigned char *out)
{
	unsigned char *point = NULL;
	size_t n = EVP_PKEY_get1_encoded_public_key(k->key, &point);
	bool ok = n == SM2_POINT && point[0] == 4;	/* a key file may ask for the short form */

	if (ok)
		memcpy(out, point, n);
	OPENSSL_free(point);
	return ok ? OK : library_error("public key");
}

enum err
sign_public(struct arena *a, const struct sign_key *k, unsigned char **pub, size_t *n)
{
	size_t len = k->kind == SIGN_SM2 ? SM2_POINT : ED25519_PUBLIC;
	unsigned char *out = arena_alloc(a, len);
	enum err e = k->kind == SIGN_SM2 ? public_sm2(k, out) : public_ed25519(k, out);

	if (e == OK) {
		*pub = out;
		*n = len;
	}
	return e;
}

enum err
sign_public_read(struct arena *a, enum sign_kind kind, const char *pem, unsigned char **pub, size_t *n)
{
	struct sign_key k = { .kind = kind };
	BIO *in = BIO_new_mem_buf(pem, -1);
	enum err e = ERR_INPUT;

	if (in != NULL)
		k.key = PEM_read_bio_PUBKEY(in, NULL, NULL, NULL);
	BIO_free(in);
	if (k.key != NULL && EVP_PKEY_is_a(k.key, kind == SIGN_SM2 ? "SM2" : "ED25519"))
		e = sign_public(a, &k, pub, n);
	EVP_PKEY_free(k.key);
	ERR_clear_error();
	return e == OK ? OK : err_set(ERR_INPUT, "not a public key of that kind");
}

EVP_PKEY *
sm2_public(const unsigned char *pub, size_t n)
{
	char group[] = "SM2";
	unsigned char point[SM2_POINT];
	OSSL_PARAM params[3];
	EVP_PKEY_CTX *ctx;
	EVP_PKEY *key = NULL;

	if (n != SM2_POINT || pub[0] != 4)
		return NULL;
	memcpy(point, pub, n);
	params[0] = OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0);
	params[1] = OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, n);
	params[2] = OSSL_PARAM_construct_end();
	ctx = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
	if (ctx != NULL && EVP_PKEY_fromdata_init(ctx) == 1 &&
	    EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
		key = NULL;
	EVP_PKEY_CTX_free(ctx);
	return key;
}

EVP_PKEY *
sm2_private(const struct sign_key *k)
{
	return k->kind == SIGN_SM2 ? k->key : NULL;
}

bool
sign_verify(enum sign_kind kind, const unsigned char *pub, size_t pub_n, const void *bytes, size_t n,
    const unsigned char *sig, size_t sig_n)
{
	EVP_PKEY *key = kind == SIGN_SM2 ? sm2_public(pub, pub_n) :
	    EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, pub, pub_n);
	EVP_PKEY_CTX *pctx = NULL;
	EVP_MD_CTX *md = key != NULL ? context(key, kind, true, &pctx) : NULL;
	bool ok = md != NULL && EVP_DigestVerify(md, sig, sig_n, bytes, n) == 1;

	EVP_MD_CTX_free(md);
	EVP_PKEY_CTX_free(pctx);
	EVP_PKEY_free(key);
	ERR_clear_error();	/* a bad signature is an answer, not an error left behind */
	return ok;
}
