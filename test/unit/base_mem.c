// SPDX-License-Identifier: AGPL-3.0-or-later
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/unit/unit.h"

enum { CEILING = 1 << 16 };

static void test_base_mem__zeroed_and_aligned(void **state)
{
    (void)state;
    struct mem *mem = mem_new(CEILING);
    for (size_t size = 1; size < 100; size++) {
        unsigned char *p = mem_alloc(mem, size);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, size);
    }
    assert_true(mem_used(mem) > 0);
    assert_int_equal(mem_ceiling(mem), CEILING);
    mem_reset(mem);
    assert_int_equal(mem_used(mem), 0);
    // What was dirty is zero again, and what lies half in the dirt too.
    for (size_t i = 0; i < 10; i++) {
        unsigned char *p = mem_alloc(mem, 1000);
        for (size_t j = 0; j < 1000; j++)
            assert_int_equal(p[j], 0);
    }
    mem_free(mem);
    mem_free(NULL);
}

static void test_base_mem__no_address_space(void **state)
{
    (void)state;
    assert_null(mem_new(SIZE_MAX / 2));
}

static void test_base_mem__array_and_grow(void **state)
{
    struct mem *mem = *state;
    int *at = NULL;
    size_t n = 0, cap = 0;
    for (int i = 0; i < 100; i++) {
        MEM_PUSH(mem, at, n, cap);
        at[n - 1] = i;
    }
    assert_int_equal(n, 100);
    assert_int_equal(cap, 128);
    for (int i = 0; i < 100; i++)
        assert_int_equal(at[i], i);
    int *copy = mem_grow(mem, at, 3, 5, sizeof(int));
    assert_int_equal(copy[2], 2);
    assert_int_equal(copy[3], 0);
    assert_ptr_not_equal(copy, at);
}

// The last thing grows where it is, and its new room is zero; anything else is copied.
static void test_base_mem__grow_in_place(void **state)
{
    (void)state;
    struct mem *mem = mem_new(CEILING);
    memset(mem_alloc(mem, 5000), 0xAA, 5000);
    mem_reset(mem);
    char *at = mem_alloc(mem, 10);
    memset(at, 'x', 10);
    char *grown = mem_grow(mem, at, 10, 100, 1);
    assert_ptr_equal(grown, at);
    for (int i = 0; i < 100; i++)
        assert_int_equal(grown[i], i < 10 ? 'x' : 0);
    assert_ptr_not_equal(mem_grow(mem, grown, 100, 100, 1), grown); // a copy is a copy
    char *moved = mem_grow(mem, grown, 100, 200, 1);
    assert_ptr_not_equal(moved, grown);
    assert_int_equal(moved[9], 'x');
    assert_int_equal(moved[199], 0);
    assert_ptr_not_equal(mem_grow(mem, "outside", 7, 9, 1), moved);
    mem_free(mem);
}

struct growth {
    struct mem *mem;
    char *at;
    size_t n;
};

static void grow_it(void *context)
{
    struct growth *g = context;
    mem_grow(g->mem, g->at, 16, g->n, 1);
}

// The ceiling, and a failure that a test wants, are met in place too.
static void test_base_mem__grow_at_the_ceiling(void **state)
{
    (void)state;
    struct mem *mem = mem_new(CEILING);
    struct growth g = {mem, mem_alloc(mem, 16), CEILING};
    size_t used = mem_used(mem);
    assert_int_equal(mem_guard(mem, grow_it, &g), RC_MEMORY);
    assert_int_equal(mem_used(mem), used);
    g.n = 32;
    mem_fail_at(mem, 1);
    assert_int_equal(mem_guard(mem, grow_it, &g), RC_MEMORY);
    assert_int_equal(mem_guard(mem, grow_it, &g), RC_OK);
    mem_free(mem);
}

// One scratch an arena, which outlives what the arena holds.
static void test_base_mem__scratch(void **state)
{
    struct mem *mem = *state;
    struct mem *scratch = mem_scratch(mem);
    assert_int_equal(mem_ceiling(scratch), mem_ceiling(mem));
    char *at = mem_alloc(scratch, 100);
    memset(at, 1, 100);
    mem_reset(mem);
    assert_ptr_equal(mem_scratch(mem), scratch);
    assert_int_equal(at[99], 1);
    assert_int_equal(mem_used(mem), 0);
}

// What was handed out since is given back, and zero when it is handed out again.
static void test_base_mem__back(void **state)
{
    struct mem *mem = *state;
    char *kept = mem_alloc(mem, 100);
    size_t used = mem_used(mem);
    char *at = mem_alloc(mem, 100);
    memset(at, 1, 100);
    assert_true(mem_holds(mem, at + 99));
    mem_back(mem, used);
    assert_false(mem_holds(mem, at));
    assert_true(mem_holds(mem, kept));
    assert_false(mem_holds(mem, "elsewhere"));
    char *again = mem_alloc(mem, 50);
    assert_ptr_equal(again, at);
    for (int i = 0; i < 50; i++)
        assert_int_equal(again[i], 0);
}

static void fill_scratch(void *context)
{
    struct mem *mem = context;
    mem_alloc(mem_scratch(mem_scratch(mem)), CEILING);
}

static void ask_for_scratch(void *context)
{
    mem_scratch(context);
}

// A scratch that runs out, or cannot be had, leaves to the guard of its owner.
static void test_base_mem__scratch_guard(void **state)
{
    (void)state;
    struct mem *mem = mem_new(CEILING);
    mem_fail_anywhere(1);
    assert_int_equal(mem_guard(mem, ask_for_scratch, mem), RC_MEMORY);
    mem_fail_anywhere(0);
    assert_int_equal(mem_guard(mem, fill_scratch, mem), RC_MEMORY);
    assert_int_equal(mem_used(mem), 0);
    mem_free(mem);
}

static char order[16];

static void note(void *what)
{
    size_t n = strlen(order);
    order[n] = *(const char *)what;
    order[n + 1] = 0;
}

static void test_base_mem__defer_last_first(void **state)
{
    (void)state;
    order[0] = 0;
    struct mem *mem = mem_new(CEILING);
    mem_defer(mem, note, "a");
    mem_defer(mem, note, "b");
    mem_reset(mem);
    assert_string_equal(order, "ba");
    mem_defer(mem, note, "c");
    mem_free(mem);
    assert_string_equal(order, "bac");
}

struct job {
    struct mem *mem, *other;
    size_t size;
    bool went_on;
};

static void allocate(void *context)
{
    struct job *job = context;
    mem_defer(job->mem, note, "i");
    mem_alloc(job->mem, job->size);
    job->went_on = true;
}

static void test_base_mem__guard(void **state)
{
    (void)state;
    order[0] = 0;
    struct mem *mem = mem_new(CEILING);
    mem_defer(mem, note, "o");
    size_t used = mem_used(mem);
    struct job job = {.mem = mem, .size = CEILING};
    assert_int_equal(mem_guard(mem, allocate, &job), RC_MEMORY);
    assert_false(job.went_on);
    assert_string_equal(order, "i"); // only what was deferred inside
    assert_int_equal(mem_used(mem), used);
    job.size = 100;
    assert_int_equal(mem_guard(mem, allocate, &job), RC_OK);
    assert_true(job.went_on);
    assert_string_equal(order, "i");
    mem_free(mem);
    assert_string_equal(order, "iio");
}

static void overflow(void *context)
{
    mem_array(((struct job *)context)->mem, SIZE_MAX / 2, 8);
}

static void fail_twice(void *context)
{
    struct job *job = context;
    job->went_on = mem_guard(job->other, overflow, job) == RC_OK; // job->mem is the outer arena
}

static void test_base_mem__guards_nest(void **state)
{
    (void)state;
    struct mem *outer = mem_new(CEILING), *inner = mem_new(CEILING);
    // The arena that runs out leaves to its own guard, past the guard of another arena.
    struct job job = {.mem = outer, .other = inner, .went_on = true};
    assert_int_equal(mem_guard(outer, fail_twice, &job), RC_MEMORY);
    assert_true(job.went_on);
    job = (struct job){.mem = inner, .other = inner, .went_on = true};
    assert_int_equal(mem_guard(outer, fail_twice, &job), RC_OK);
    assert_false(job.went_on);
    assert_int_equal(mem_guard(inner, overflow, &job), RC_MEMORY);
    mem_free(inner);
    mem_free(outer);
}

static int released;

static void release(void *what)
{
    (void)what;
    released++;
}

static void acquire(void *context)
{
    struct mem *mem = context;
    for (int i = 0; i < 5; i++) {
        mem_alloc(mem, 10);
        mem_defer(mem, release, mem);
    }
}

static void test_base_mem__fail_at_every_place(void **state)
{
    (void)state;
    for (size_t n = 1;; n++) {
        struct mem *mem = mem_new(CEILING);
        released = 0;
        mem_fail_at(mem, n);
        enum rc rc = mem_guard(mem, acquire, mem);
        if (rc == RC_OK) {
            assert_int_equal(n, 11);
            assert_int_equal(released, 0);
            mem_free(mem);
            assert_int_equal(released, 5);
            break;
        }
        // What mem_defer itself could not keep is released as well: i things by the n-th failure.
        assert_int_equal(rc, RC_MEMORY);
        assert_int_equal(released, n / 2);
        assert_int_equal(mem_used(mem), 0);
        mem_free(mem);
        assert_int_equal(released, n / 2);
    }
}

struct two {
    struct mem *a, *b;
};

static void acquire_two(void *context)
{
    struct two *two = context;
    mem_alloc(two->a, 1);
    mem_alloc(two->b, 1);
    struct mem *c = mem_new(CEILING);
    if (!c)
        mem_alloc(two->a, CEILING);
    mem_free(c);
}

static void guard_b(void *context)
{
    struct two *two = context;
    if (mem_guard(two->b, acquire_two, two) != RC_OK)
        mem_alloc(two->a, CEILING);
}

// Allocations and reservations are counted over all arenas, and each can be made to fail.
static void test_base_mem__fail_anywhere(void **state)
{
    (void)state;
    struct two two = {mem_new(CEILING), mem_new(CEILING)};
    mem_fail_anywhere(0);
    assert_int_equal(mem_guard(two.a, guard_b, &two), RC_OK);
    assert_int_equal(mem_fail_anywhere(0), 3);
    for (size_t n = 1; n <= 3; n++) {
        mem_fail_anywhere(n);
        assert_int_equal(mem_guard(two.a, guard_b, &two), RC_MEMORY);
    }
    mem_fail_anywhere(4);
    assert_int_equal(mem_guard(two.a, guard_b, &two), RC_OK);
    mem_fail_anywhere(2);
    released = 0;
    assert_int_equal(mem_guard(two.a, acquire, two.a), RC_MEMORY); // inside mem_defer
    assert_int_equal(released, 1);
    mem_fail_anywhere(0);
    mem_free(two.b);
    mem_free(two.a);
}

static void defer_until_full(void *context)
{
    struct mem *mem = context;
    for (;;)
        mem_defer(mem, release, mem);
}

static void count_deferred(void *context)
{
    for (int i = 0; i < 3; i++)
        mem_defer((struct mem *)context, release, context);
}

static void test_base_mem__defer_at_the_ceiling(void **state)
{
    (void)state;
    struct mem *mem = mem_new(CEILING);
    released = 0;
    assert_int_equal(mem_guard(mem, count_deferred, mem), RC_OK);
    assert_int_equal(released, 0);
    mem_reset(mem);
    assert_int_equal(released, 3);
    released = 0;
    assert_int_equal(mem_guard(mem, defer_until_full, mem), RC_MEMORY);
    assert_true(released > 100);
    assert_int_equal(mem_used(mem), 0);
    mem_free(mem);
}

// Runs fn in a child; true if it aborted.
static bool aborts(void (*fn)(void))
{
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        signal(SIGABRT, SIG_DFL);
        if (!freopen("/dev/null", "w", stderr))
            _exit(1);
        fn();
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void run_out(void)
{
    struct mem *mem = mem_new(CEILING);
    mem_alloc(mem, 2 * CEILING);
}

static void run_out_under_another(void *context)
{
    (void)context;
    run_out();
}

static void run_out_beside_a_guard(void)
{
    struct mem *mem = mem_new(CEILING);
    if (mem_guard(mem, run_out_under_another, NULL) != RC_OK)
        _exit(0);
}

static void test_base_mem__without_a_guard_is_a_bug(void **state)
{
    (void)state;
    assert_true(aborts(run_out));
    assert_true(aborts(run_out_beside_a_guard));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_base_mem__zeroed_and_aligned),
        cmocka_unit_test(test_base_mem__no_address_space),
        UNIT(test_base_mem__array_and_grow),
        cmocka_unit_test(test_base_mem__grow_in_place),
        cmocka_unit_test(test_base_mem__grow_at_the_ceiling),
        cmocka_unit_test(test_base_mem__fail_anywhere),
        UNIT(test_base_mem__scratch),
        UNIT(test_base_mem__back),
        cmocka_unit_test(test_base_mem__scratch_guard),
        cmocka_unit_test(test_base_mem__defer_last_first),
        cmocka_unit_test(test_base_mem__guard),
        cmocka_unit_test(test_base_mem__guards_nest),
        cmocka_unit_test(test_base_mem__fail_at_every_place),
        cmocka_unit_test(test_base_mem__defer_at_the_ceiling),
        cmocka_unit_test(test_base_mem__without_a_guard_is_a_bug),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
