// SPDX-License-Identifier: AGPL-3.0-or-later
#include "test/fuzz/fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

const char *fuzz_path(struct fuzz_input *input)
{
    input->fd = memfd_create("fuzz", MFD_CLOEXEC);
    BUG_IF(input->fd < 0);
    BUG_IF(write(input->fd, input->data, input->size) != (ssize_t)input->size);
    BUG_IF(lseek(input->fd, 0, SEEK_SET) != 0);
    return str_cstr(input->mem, buf_print(input->mem, "/proc/self/fd/%d", input->fd));
}

void fuzz_close(struct fuzz_input *input)
{
    if (input->fd >= 0)
        close(input->fd);
    input->fd = -1;
}

int fuzz_run(const uint8_t *data, size_t size, void (*fn)(void *input))
{
    // The bytes are copied into a block of exactly their size, so that reading past it is seen.
    uint8_t *exact = malloc(size ? size : 1);
    struct mem *mem = mem_new(FUZZ_ARENA);
    BUG_IF(!exact || !mem);
    memcpy(exact, data, size);
    struct fuzz_input input = {mem, exact, size, -1};
    enum rc rc = mem_guard(mem, fn, &input);
    BUG_IF(rc != RC_OK && rc != RC_MEMORY);
    fuzz_close(&input); // also if memory ran out
    mem_free(mem);
    free(exact);
    return 0;
}
