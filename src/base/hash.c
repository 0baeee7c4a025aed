// SPDX-License-Identifier: AGPL-3.0-or-later
// SHA256() takes memory of malloc and may fail; the three older calls do neither.
#define OPENSSL_API_COMPAT 0x10100000L
#include "base/hash.h"

#include <openssl/sha.h>

#include "base/mem.h"

struct str hash_sha256(struct mem *mem, struct str bytes)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char sum[SHA256_DIGEST_LENGTH];
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, bytes.ptr, bytes.len);
    SHA256_Final(sum, &context);
    char *hex = mem_alloc(mem, HASH_HEX + 1);
    for (size_t i = 0; i < sizeof(sum); i++) {
        hex[2 * i] = digits[sum[i] >> 4];
        hex[2 * i + 1] = digits[sum[i] & 15];
    }
    return (struct str){hex, HASH_HEX};
}
