// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/hash.h"

#include <openssl/sha.h>

#include "base/mem.h"

struct str hash_sha256(struct mem *mem, struct str bytes)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char sum[SHA256_DIGEST_LENGTH];
    SHA256((const unsigned char *)bytes.ptr, bytes.len, sum);
    char *hex = mem_alloc(mem, HASH_HEX + 1);
    for (size_t i = 0; i < sizeof(sum); i++) {
        hex[2 * i] = digits[sum[i] >> 4];
        hex[2 * i + 1] = digits[sum[i] & 15];
    }
    return (struct str){hex, HASH_HEX};
}
