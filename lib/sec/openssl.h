/* openssl.h - OpenSSL's headers for lib/sec, before any other header: theirs
 * have a type ERR_STATE, which they do not need us to see. */
#ifndef LIB_SEC_OPENSSL_H
#define LIB_SEC_OPENSSL_H
#define ERR_STATE OPENSSL_ERR_STATE
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#undef ERR_STATE
#endif
