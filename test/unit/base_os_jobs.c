// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/os_jobs.h"

#include <unistd.h>

#include "test/unit/unit.h"

enum { TURNS = 50 };

struct work {
    int fd; // where all jobs write
    struct mem *mem[4];
    char **texts; // in shared memory
};

// Turn k is of job k % n, which writes k.
static int write_turns(void *context, struct os_job *job)
{
    const struct work *work = context;
    for (size_t k = job->index; k < TURNS; k += job->n) {
        unsigned char byte = (unsigned char)k;
        if (k % 3 == 0)
            os_jobs_turn(job); // twice is once
        os_jobs_turn(job);
        if (write(work->fd, &byte, 1) != 1)
            return 9;
        os_jobs_pass(job);
    }
    return (int)job->index;
}

static void test_base_os_jobs__turns(void **state)
{
    for (size_t n = 1; n <= 5; n++) {
        int status[OS_JOBS_MOST], ends[2];
        struct err err;
        unsigned char got[TURNS + 1];
        assert_int_equal(pipe(ends), 0);
        struct work work = {.fd = ends[1]};
        assert_int_equal(os_jobs_run(*state, status, n, write_turns, &work, &err), RC_OK);
        assert_int_equal(read(ends[0], got, sizeof(got)), TURNS);
        for (size_t k = 0; k < TURNS; k++)
            assert_int_equal(got[k], k);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(status[i], i);
        close(ends[0]);
        close(ends[1]);
    }
}

static int put_text(void *context, struct os_job *job)
{
    struct work *work = context;
    struct mem *mem = work->mem[job->index];
    char *scratch = mem_alloc(mem_scratch(mem), 100);
    memset(scratch, 'x', 100);
    work->texts[job->index] = mem_alloc(mem, 10);
    memset(work->texts[job->index], 'a' + (int)job->index, 9);
    return 0;
}

static void test_base_os_jobs__shared_memory(void **state)
{
    int status[OS_JOBS_MOST];
    struct err err;
    struct work work = {0};
    struct mem *table = mem_new_shared(1 << 16);
    work.texts = MEM_ARRAY(table, 4, char *);
    for (size_t i = 0; i < 4; i++)
        work.mem[i] = mem_new_shared(1 << 16);
    assert_int_equal(os_jobs_run(*state, status, 4, put_text, &work, &err), RC_OK);
    for (size_t i = 0; i < 4; i++) {
        mem_take_over(work.mem[i]);
        assert_int_equal(strlen(work.texts[i]), 9);
        assert_int_equal(work.texts[i][8], 'a' + (int)i);
        assert_true(mem_holds(work.mem[i], work.texts[i]));
        mem_free(work.mem[i]);
    }
    mem_free(table);
}

// One job that ends before its turn; the others wait for it.
static int one_is_lost(void *context, struct os_job *job)
{
    (void)context;
    if (job->index == 1)
        _exit(200);
    os_jobs_turn(job);
    os_jobs_pass(job);
    os_jobs_turn(job);
    return 0;
}

static int bad_status(void *context, struct os_job *job)
{
    (void)context;
    (void)job;
    return 1000;
}

static void test_base_os_jobs__lost(void **state)
{
    int status[OS_JOBS_MOST];
    struct err err;
    assert_int_equal(os_jobs_run(*state, status, 3, one_is_lost, NULL, &err), RC_FAILED);
    assert_string_equal(err.key, "err.jobs.lost");
    assert_int_equal(os_jobs_run(*state, status, 2, bad_status, NULL, &err), RC_FAILED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_base_os_jobs__turns),
        UNIT(test_base_os_jobs__shared_memory),
        UNIT(test_base_os_jobs__lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
