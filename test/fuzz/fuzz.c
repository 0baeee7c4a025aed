// SPDX-License-Identifier: AGPL-3.0-or-later
#include "test/fuzz/fuzz.h"

#include "base/mem.h"

int fuzz_run(const uint8_t *data, size_t size, void (*fn)(void *input))
{
    // The bytes are copied into a block of exactly their size, so that reading past it is seen.
    uint8_t *exact = malloc(size ? size : 1);
    struct mem *mem = mem_new(FUZZ_ARENA);
    BUG_IF(!exact || !mem);
    memcpy(exact, data, size);
    struct fuzz_input input = {mem, exact, size};
    enum rc rc = mem_guard(mem, fn, &input);
    BUG_IF(rc != RC_OK && rc != RC_MEMORY);
    mem_free(mem);
    free(exact);
    return 0;
}
