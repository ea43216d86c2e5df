/* pair.c - see pair.h.  SM3: GB/T 32905-2016. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include "lib/sec/pair.h"

#include <stdlib.h>
#include <string.h>

static uint32_t
turned(uint32_t x, int n)
{
	return x << n | x >> (32 - n);
}

static uint32_t
p0(uint32_t x)
{
	return x ^ turned(x, 9) ^ turned(x, 17);
}

static uint32_t
p1(uint32_t x)
{
	return x ^ turned(x, 15) ^ turned(x, 23);
}

static uint32_t
word(const unsigned char *p)
{
	uint32_t v;

	memcpy(&v, p, 4);
	return __builtin_bswap32(v);	/* x86-64 and arm64 are little-endian */
}

static void
put_word(uint32_t v, unsigned char *p)
{
	v = __builtin_bswap32(v);
	memcpy(p, &v, 4);
}

#define FF0(x, y, z) ((x) ^ (y) ^ (z))
#define FF1(x, y, z) (((x) & (y)) | (((x) | (y)) & (z)))
#define GG0(x, y, z) ((x) ^ (y) ^ (z))
#define GG1(x, y, z) ((((y) ^ (z)) & (x)) ^ (z))
/* j is a number as it stands, so that all of this is known when it is compiled; registers take turns instead of
 * moving. */
#define KEY(j) ((j) == 0 ? 0x79cc4519u : (j) < 16 ? turned(0x79cc4519u, j) : (j) % 32 == 0 ? 0x7a879d8au : \
	turned(0x7a879d8au, (j) % 32))
#define WORD(j) w[(j) % 20]
#define NEXT_WORD(j) (WORD(j) = p1(WORD((j) - 16) ^ WORD((j) - 9) ^ turned(WORD((j) - 3), \
	15)) ^ turned(WORD((j) - 13), 7) ^ WORD((j) - 6))
#define ROUND(a, b, c, d, e, f, g, h, j) do { \
	uint32_t a12 = turned(a, 12), ss1 = turned(a12 + (e) + KEY(j), 7); \
	uint32_t w4 = (j) < 12 ? WORD((j) + 4) : NEXT_WORD((j) + 4); \
	(d) = ((j) < 16 ? FF0(a, b, c) : FF1(a, b, c)) + (d) + (ss1 ^ a12) + (WORD(j) ^ w4); \
	(h) = p0(((j) < 16 ? GG0(e, f, g) : GG1(e, f, g)) + (h) + ss1 + WORD(j)); \
	(b) = turned(b, 9); \
	(f) = turned(f, 19); \
} while (0)
#define FOUR(j) do { \
	ROUND(A, B, C, D, E, F, G, H, j); \
	ROUND(D, A, B, C, H, E, F, G, (j) + 1); \
	ROUND(C, D, A, B, G, H, E, F, (j) + 2); \
	ROUND(B, C, D, A, F, G, H, E, (j) + 3); \
} while (0)

/* Made twice: a sixth faster where a processor turns a word without copying it first. */
#ifdef __x86_64__
__attribute__((target_clones("bmi2", "default")))
#endif
static void
sm3_blocks(uint32_t v[8], const unsigned char *p, size_t blocks)
{
	uint32_t w[20];
	int i;

	for (; blocks > 0; blocks--, p += PAIR_BLOCK) {
		uint32_t A = v[0], B = v[1], C = v[2], D = v[3], E = v[4], F = v[5], G = v[6], H = v[7];

		for (i = 0; i < 16; i++)
			w[i] = word(p + 4 * i);
		FOUR(0);
		FOUR(4);
		FOUR(8);
		FOUR(12);
		FOUR(16);
		FOUR(20);
		FOUR(24);
		FOUR(28);
		FOUR(32);
		FOUR(36);
		FOUR(40);
		FOUR(44);
		FOUR(48);
		FOUR(52);
		FOUR(56);
		FOUR(60);
		v[0] ^= A;
		v[1] ^= B;
		v[2] ^= C;
		v[3] ^= D;
		v[4] ^= E;
		v[5] ^= F;
		v[6] ^= G;
		v[7] ^= H;
	}
}

static void
sha256_blocks(uint32_t v[8], const unsigned char *p, size_t blocks)
{
	SHA256_CTX c;

	if (SHA256_Init(&c) != 1)
		abort();
	memcpy(c.h, v, sizeof(c.h));
	if (SHA256_Update(&c, p, blocks * PAIR_BLOCK) != 1)	/* whole blocks: nothing stays behind */
		abort();
	memcpy(v, c.h, sizeof(c.h));
}

void
pair_begin(struct pair *p)
{
	static const uint32_t sha[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
	    0x1f83d9ab, 0x5be0cd19 };
	static const uint32_t three[8] = { 0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa,
	    0xe38dee4d, 0xb0fb0e4e };

	memcpy(p->sha256, sha, sizeof(sha));
	memcpy(p->sm3, three, sizeof(three));
	p->n = 0;
}

void
pair_add(struct pair *p, const void *bytes, size_t n)
{
	if (n % PAIR_BLOCK != 0)
		abort();
	sha256_blocks(p->sha256, bytes, n / PAIR_BLOCK);
	sm3_blocks(p->sm3, bytes, n / PAIR_BLOCK);
	p->n += n;
}

void
pair_end(const struct pair *p, const void *bytes, size_t n, unsigned char sha256[32], unsigned char sm3[32])
{
	unsigned char end[2 * PAIR_BLOCK] = { 0 };
	struct pair q = *p;
	size_t whole = n - n % PAIR_BLOCK, rest = n - whole, blocks = rest < PAIR_BLOCK - 8 ? 1 : 2;
	uint64_t bits = (p->n + n) * 8;
	int i;

	pair_add(&q, bytes, whole);
	if (rest > 0)
		memcpy(end, (const unsigned char *)bytes + whole, rest);
	end[rest] = 0x80;
	for (i = 0; i < 8; i++)
		end[blocks * PAIR_BLOCK - 1 - (size_t)i] = (unsigned char)(bits >> 8 * i);
	pair_add(&q, end, blocks * PAIR_BLOCK);
	for (i = 0; i < 8; i++) {
		put_word(q.sha256[i], sha256 + 4 * i);
		put_word(q.sm3[i], sm3 + 4 * i);
	}
}

void
pair_pack(const struct pair *p, unsigned char out[PAIR_SIZE])
{
	int i;

	for (i = 0; i < 8; i++) {
		put_word(p->sha256[i], out + 4 * i);
		put_word(p->sm3[i], out + 32 + 4 * i);
		out[64 + i] = (unsigned char)(p->n >> (56 - 8 * i));
	}
}

void
pair_unpack(const unsigned char in[PAIR_SIZE], struct pair *p)
{
	int i;

	p->n = 0;
	for (i = 0; i < 8; i++) {
		p->sha256[i] = word(in + 4 * i);
		p->sm3[i] = word(in + 32 + 4 * i);
		p->n = p->n << 8 | in[64 + i];
	}
}
