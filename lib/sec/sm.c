/* sm.c - see sm.h; sm3() and hmac_sm3() of sec.h. */
#include "lib/sec/sm.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <gcrypt.h>

#include "lib/sec/sec.h"

/* Once a program.  Its secure memory would be locked pages, of which a program may have none: ours are wiped after use
 * instead.  A system in FIPS mode, which knows no SM algorithms, does not take them from us. */
static void
begin(void)
{
	static bool begun;

	if (begun)
		return;
	(void)gcry_control(GCRYCTL_NO_FIPS_MODE, 0);
	if (gcry_check_version("1.10.0") == NULL || gcry_control(GCRYCTL_DISABLE_SECMEM, 0) != 0 ||
	    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0) != 0)
		abort();
	begun = true;
}

void
sm4_ctr(const unsigned char *key, const unsigned char nonce[SM4_BLOCK], const unsigned char *in, size_t n,
    unsigned char *out)
{
	gcry_cipher_hd_t c;

	begin();
	if (gcry_cipher_open(&c, GCRY_CIPHER_SM4, GCRY_CIPHER_MODE_CTR, 0) != 0 ||
	    gcry_cipher_setkey(c, key, SM4_KEY_SIZE) != 0 || gcry_cipher_setctr(c, nonce, SM4_BLOCK) != 0 ||
	    (n > 0 && gcry_cipher_encrypt(c, out, n, in, n) != 0))
		abort();
	gcry_cipher_close(c);
}

static struct sm3 *
open_sm3(unsigned flags)
{
	gcry_md_hd_t h;

	begin();
	if (gcry_md_open(&h, GCRY_MD_SM3, flags) != 0)
		abort();
	return (struct sm3 *)h;
}

struct sm3 *
sm3_new(void)
{
	return open_sm3(0);
}

struct sm3 *
sm3_new_hmac(const void *key, size_t n)
{
	struct sm3 *s = open_sm3(GCRY_MD_FLAG_HMAC);

	if (gcry_md_setkey((gcry_md_hd_t)s, n > 0 ? key : "", n) != 0)
		abort();
	return s;
}

void
sm3_add(struct sm3 *s, const void *bytes, size_t n)
{
	if (n > 0)
		gcry_md_write((gcry_md_hd_t)s, bytes, n);
}

void
sm3_end(struct sm3 *s, unsigned char out[32])
{
	const unsigned char *digest = gcry_md_read((gcry_md_hd_t)s, GCRY_MD_SM3);

	if (digest == NULL)
		abort();
	memcpy(out, digest, 32);
}

void
sm3_free(void *s)
{
	gcry_md_close(s);
}

void
sm3(const void *bytes, size_t n, unsigned char out[SM3_SIZE])
{
	begin();
	gcry_md_hash_buffer(GCRY_MD_SM3, out, n > 0 ? bytes : "", n);
}

void
hmac_sm3(const void *key, size_t key_n, const void *bytes, size_t n, unsigned char out[32])
{
	struct sm3 *s = sm3_new_hmac(key, key_n);

	sm3_add(s, bytes, n);
	sm3_end(s, out);
	sm3_free(s);
}
