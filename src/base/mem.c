// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/mem.h"

#include <setjmp.h>
#include <sys/mman.h>
#include <unistd.h>

// Under AddressSanitizer a red zone after every piece stays poisoned, so that an overrun inside an
// arena is seen as one on the heap would be.
#if defined(__SANITIZE_ADDRESS__)
#define MEM_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MEM_ASAN 1
#endif
#endif
#ifdef MEM_ASAN
#include <sanitizer/asan_interface.h>
enum { RED_ZONE = 16 };
#define POISON(at, n)   ASAN_POISON_MEMORY_REGION(at, n)
#define UNPOISON(at, n) ASAN_UNPOISON_MEMORY_REGION(at, n)
#else
enum { RED_ZONE = 0 };
#define POISON(at, n)   ((void)(at), (void)(n))
#define UNPOISON(at, n) ((void)(at), (void)(n))
#endif

enum { ALIGN = 16 };

struct deferred {
    struct deferred *next;
    void (*fn)(void *);
    void *what;
};

struct guard {
    jmp_buf out;
    struct mem *mem;
    struct guard *outer;
};

struct mem {
    char *base;
    size_t used, dirty, ceiling; // dirty: bytes ever written, those below it must be zeroed anew
    size_t fail_at;
    bool is_shared;
    struct deferred *deferred;
    struct mem *scratch; // NULL until asked for
    struct mem *owner;   // whose scratch it is, or NULL
};

static _Thread_local struct guard *guard_now;
static _Thread_local size_t allocated, fail_anywhere;

// Counts an allocation; true if it is the one that a test wants to fail.
static inline bool must_fail(void)
{
    return ++allocated == fail_anywhere;
}

struct mem *mem_new(size_t ceiling)
{
    struct mem *mem = must_fail() ? NULL : calloc(1, sizeof(*mem));
    if (!mem)
        return NULL;
    void *at = mmap(NULL, ceiling, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED) {
        free(mem);
        return NULL;
    }
    mem->base = at;
    mem->ceiling = ceiling;
    POISON(mem->base, ceiling);
    return mem;
}

// Of shared memory the arena's own words stand on the page before its first byte.
enum { SHARED_HEAD = 4096 };

struct mem *mem_new_shared(size_t ceiling)
{
    if (must_fail())
        return NULL;
    char *at = mmap(NULL, SHARED_HEAD + ceiling, PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED)
        return NULL;
    struct mem *mem = (struct mem *)(void *)at;
    *mem = (struct mem){.base = at + SHARED_HEAD, .ceiling = ceiling, .is_shared = true};
    POISON(mem->base, ceiling);
    return mem;
}

void mem_hand_over(struct mem *mem)
{
    mem_free(mem->scratch);
    mem->scratch = NULL;
}

void mem_take_over(struct mem *mem)
{
    mem->deferred = NULL;
    mem->scratch = mem->owner = NULL; // of the process that was
    UNPOISON(mem->base, mem->used);
}

// Runs what was deferred after `until`, last first.
static void run_deferred(struct mem *mem, struct deferred *until)
{
    while (mem->deferred != until) {
        struct deferred *d = mem->deferred;
        mem->deferred = d->next;
        d->fn(d->what);
    }
}

void mem_free(struct mem *mem)
{
    if (!mem)
        return;
    run_deferred(mem, NULL);
    mem_free(mem->scratch);
    UNPOISON(mem->base, mem->ceiling);
    if (mem->is_shared) {
        munmap(mem->base - SHARED_HEAD, SHARED_HEAD + mem->ceiling);
        return;
    }
    munmap(mem->base, mem->ceiling);
    free(mem);
}

// Goes back to `used` bytes.
static void shrink(struct mem *mem, size_t used)
{
    if (mem->used > mem->dirty)
        mem->dirty = mem->used;
    POISON(mem->base + used, mem->used - used); // what lies behind is poisoned already
    mem->used = used;
}

void mem_reset(struct mem *mem)
{
    run_deferred(mem, NULL);
    shrink(mem, 0);
}

NORETURN static void leave(struct mem *mem)
{
    struct guard *g = guard_now;
    while (g && g->mem != mem)
        g = g->outer;
    if (!g && mem->owner)
        leave(mem->owner);
    if (!g)
        BUG("memory ran out and no guard stands");
    guard_now = g;
    longjmp(g->out, 1);
}

struct mem *mem_scratch(struct mem *mem)
{
    if (!mem->scratch)
        mem->scratch = mem_new(mem->ceiling);
    if (!mem->scratch)
        leave(mem);
    mem->scratch->owner = mem;
    return mem->scratch;
}

// Gives out `size` bytes from `at`, the end of the arena, whose first `kept` are in use already.
static void take(struct mem *mem, char *at, size_t size, size_t kept)
{
    size_t offset = (size_t)(at - mem->base), room = mem->ceiling - offset;
    if (size > room || room - size < RED_ZONE + ALIGN)
        leave(mem);
    size_t step = (size + ALIGN - 1) / ALIGN * ALIGN + RED_ZONE, from = offset + kept;
    mem->used = offset + (step > room ? room : step);
    UNPOISON(at, size);
    if (from < mem->dirty) // the rest has never been written and is zero
        memset(at + kept, 0, size - kept < mem->dirty - from ? size - kept : mem->dirty - from);
}

void *mem_alloc(struct mem *mem, size_t size)
{
    if (must_fail() || (mem->fail_at && --mem->fail_at == 0))
        leave(mem);
    char *at = mem->base + mem->used;
    take(mem, at, size, 0);
    return at;
}

void *mem_array(struct mem *mem, size_t n, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes))
        leave(mem);
    return mem_alloc(mem, bytes);
}

// True if `old` of `size` bytes is the last thing of the arena.
static bool is_last(const struct mem *mem, const char *old, size_t size)
{
    size_t step = (size + ALIGN - 1) / ALIGN * ALIGN + RED_ZONE;
    return size > 0 && old >= mem->base && old + step == mem->base + mem->used;
}

void *mem_grow(struct mem *mem, const void *old, size_t old_n, size_t n, size_t size)
{
    size_t bytes;
    if (n > old_n && is_last(mem, old, old_n * size) && !__builtin_mul_overflow(n, size, &bytes)) {
        if (must_fail() || (mem->fail_at && --mem->fail_at == 0))
            leave(mem);
        char *same = mem->base + ((const char *)old - mem->base);
        take(mem, same, bytes, old_n * size);
        return same;
    }
    void *at = mem_array(mem, n, size);
    if (old_n)
        memcpy(at, old, old_n * size);
    return at;
}

void mem_defer(struct mem *mem, void (*fn)(void *what), void *what)
{
    // The thing must be released even if this very allocation leaves; so it is released here first.
    struct guard *g = guard_now;
    if (mem->fail_at == 1 || allocated + 1 == fail_anywhere ||
        mem->ceiling - mem->used < sizeof(struct deferred) + RED_ZONE + ALIGN)
        fn(what);
    struct deferred *d = MEM_NEW(mem, struct deferred);
    BUG_IF(g != guard_now);
    *d = (struct deferred){mem->deferred, fn, what};
    mem->deferred = d;
}

enum rc mem_guard(struct mem *mem, void (*fn)(void *context), void *context)
{
    struct guard g = {.mem = mem, .outer = guard_now};
    struct deferred *const deferred = mem->deferred;
    const size_t used = mem->used;
    if (setjmp(g.out)) {
        guard_now = g.outer;
        run_deferred(mem, deferred);
        shrink(mem, used);
        return RC_MEMORY;
    }
    guard_now = &g;
    fn(context);
    guard_now = g.outer;
    return RC_OK;
}

void mem_back(struct mem *mem, size_t used)
{
    BUG_IF(used > mem->used);
    shrink(mem, used);
}

void mem_forget(struct mem *mem, const void *at, size_t bytes)
{
    BUG_IF(!mem_holds(mem, at) || bytes > mem->used);
    size_t page = (size_t)sysconf(_SC_PAGESIZE), from = (size_t)((const char *)at - mem->base);
    size_t to = (from + bytes) / page * page;
    from = (from + page - 1) / page * page;
    if (from < to) // that it fails means only that the pages stay
        (void)madvise(mem->base + from, to - from, MADV_DONTNEED);
}

bool mem_holds(const struct mem *mem, const void *at)
{
    const char *byte = at;
    return byte >= mem->base && byte < mem->base + mem->used;
}

size_t mem_used(const struct mem *mem)
{
    return mem->used;
}

size_t mem_ceiling(const struct mem *mem)
{
    return mem->ceiling;
}

void mem_fail_at(struct mem *mem, size_t n)
{
    mem->fail_at = n;
}

size_t mem_fail_anywhere(size_t n)
{
    size_t before = allocated;
    allocated = 0;
    fail_anywhere = n;
    return before;
}
