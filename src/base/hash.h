// SPDX-License-Identifier: AGPL-3.0-or-later
// hash: digests of bytes, by OpenSSL's libcrypto.
#ifndef HENG_BASE_HASH_H
#define HENG_BASE_HASH_H

#include "base/str.h"

enum { HASH_HEX = 64 };

// SHA-256 in lower-case hexadecimal, in memory of `mem`.
struct str hash_sha256(struct mem *mem, struct str bytes);

#endif
