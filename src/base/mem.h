// SPDX-License-Identifier: AGPL-3.0-or-later
// mem: memory that ends together (an arena), with a ceiling and one guard.
//
// Everything that belongs to one job lies in one `struct mem` and is freed with it; nobody frees
// pieces. An arena reserves its ceiling as address space when it is born and never moves. Inside,
// allocation does not fail in sight: at the ceiling it leaves to the guard of this thread
// (`mem_guard`), which runs what was deferred and returns RC_MEMORY. That jump is the only setjmp
// of the program, so no function between may own anything that it did not hand to `mem_defer`.
// An allocation at the ceiling without a guard is a bug.
#ifndef HENG_BASE_MEM_H
#define HENG_BASE_MEM_H

#include "base/base.h"
#include "base/err.h"

struct mem;

// A new arena that can hold `ceiling` bytes. NULL if the address space cannot be had.
NODISCARD struct mem *mem_new(size_t ceiling);
// The same, shared with the processes that this one becomes by fork: what one of them puts there,
// this one finds at the same address, once mem_take_over was told that it is done. One process at a
// time uses it.
NODISCARD struct mem *mem_new_shared(size_t ceiling);
// Before the process that filled shared memory ends: its scratch memory is freed.
void mem_hand_over(struct mem *mem);
void mem_take_over(struct mem *mem);
// Runs what was deferred, last first, and gives all memory back. NULL is allowed.
void mem_free(struct mem *mem);
// As mem_free, but the arena can be used again from empty.
void mem_reset(struct mem *mem);

// Zeroed memory, aligned for any type. Never NULL; leaves to the guard at the ceiling.
void *mem_alloc(struct mem *mem, size_t size) __attribute__((returns_nonnull, malloc));
// `n` things of `size` bytes; an overflow of the product counts as the ceiling.
void *mem_array(struct mem *mem, size_t n, size_t size) __attribute__((returns_nonnull, malloc));
// The same, grown from `old_n` to `n` things; what stood there is copied, or, where `old` is the
// last thing of the arena and n is more, the new room follows it and `old` is returned. `old` stays
// readable.
void *mem_grow(struct mem *mem, const void *old, size_t old_n, size_t n, size_t size)
    __attribute__((returns_nonnull));

// `fn(what)` runs when the arena ends, or when the guard is left by a jump. Call it in the line
// that acquires `what`.
void mem_defer(struct mem *mem, void (*fn)(void *what), void *what);

// The arena's own scratch: a second arena of the same ceiling for what nobody needs when the job is
// done. Made when first asked for, freed with `mem`; who uses it resets it. Its pages stay, so that
// the next job finds them warm. Never NULL: where the address space cannot be had, or the scratch
// meets its ceiling, the guard of `mem` is left.
struct mem *mem_scratch(struct mem *mem) __attribute__((returns_nonnull));

// Runs fn(context). RC_OK, or RC_MEMORY if an allocation of `mem` met its ceiling inside: then
// what was deferred since has run, and the arena holds what it held before.
NODISCARD enum rc mem_guard(struct mem *mem, void (*fn)(void *context), void *context);

// Gives back what was handed out since mem_used said `used`. Nothing was deferred since.
void mem_back(struct mem *mem, size_t used);
// Nobody reads `bytes` from `at` again: their pages go back to the system at once, what stood there
// is lost. They stay handed out.
void mem_forget(struct mem *mem, const void *at, size_t bytes);
// True if `at` lies in what the arena has handed out.
bool mem_holds(const struct mem *mem, const void *at);
// Bytes handed out now, and the ceiling.
size_t mem_used(const struct mem *mem);
size_t mem_ceiling(const struct mem *mem);

// Tests only: the n-th allocation from now (1 = the next) behaves as if the ceiling were met.
void mem_fail_at(struct mem *mem, size_t n);
// The same for the n-th allocation or new arena of this thread, whatever the arena; 0: none fails.
// Returns how many there were since the last call.
size_t mem_fail_anywhere(size_t n);

#define MEM_NEW(mem, type)      ((type *)mem_alloc(mem, sizeof(type)))
#define MEM_ARRAY(mem, n, type) ((type *)mem_array(mem, n, sizeof(type)))

// Appends room for one thing to the growing array `at[n]` of capacity `cap`; the place is at[n -
// 1].
#define MEM_PUSH(mem, at, n, cap)                                                                  \
    do {                                                                                           \
        if ((n) == (cap)) {                                                                        \
            size_t grown_ = (cap) ? 2 * (size_t)(cap) : 8;                                         \
            (at) = mem_grow(mem, at, n, grown_, sizeof(*(at)));                                    \
            (cap) = grown_;                                                                        \
        }                                                                                          \
        (n)++;                                                                                     \
    } while (0)

#endif
