// SPDX-License-Identifier: AGPL-3.0-or-later
// Files opened by several processes. Each puts what it read into memory that it shares with this
// one, where all pointers hold: what they share of the data stands at the same places in all.
#include "act/act_form.h"

#include "base/mem.h"
#include "base/os_jobs.h"

enum { TABLE_ROOM = 4096 };

struct share {
    struct act_form *act;
    const char *const *paths;
    size_t n;
    struct act_form_files *opened; // of each path; in shared memory
    struct mem *mem[OS_JOBS_MOST];
    size_t i; // the path at hand
};

static void open_one(void *context)
{
    struct share *share = context;
    act_form_add(share->mem[0], share->act, &share->opened[share->i], share->paths[share->i]);
}

// The paths of one job. 1: its memory is at an end.
static int open_share(void *context, struct os_job *job)
{
    struct share share = *(struct share *)context;
    share.mem[0] = share.mem[job->index];
    enum rc rc = RC_OK;
    for (share.i = job->index; share.i < share.n && rc == RC_OK; share.i += job->n)
        rc = mem_guard(share.mem[0], open_one, &share);
    mem_hand_over(share.mem[0]);
    return rc == RC_OK ? 0 : 1;
}

static struct mem *new_shared(struct mem *mem, size_t ceiling)
{
    struct mem *shared = mem_new_shared(ceiling);
    if (shared)
        mem_defer(mem, (void (*)(void *))mem_free, shared);
    return shared;
}

// What the jobs opened, in the order of the paths.
static void gather(struct mem *mem, struct act_form_files *files, const struct share *share)
{
    for (size_t i = 0; i < share->n; i++)
        for (size_t k = 0; k < share->opened[i].n; k++) {
            MEM_PUSH(mem, files->at, files->n, files->cap);
            files->at[files->n - 1] = share->opened[i].at[k];
        }
}

enum rc act_form_add_all(struct mem *mem, struct act_form *act, struct act_form_files *files,
                         const char *const *paths, size_t n, size_t jobs, struct err *err)
{
    struct share share = {.act = act, .paths = paths, .n = n};
    int status[OS_JOBS_MOST] = {0};
    struct mem *table = new_shared(mem, (n + 1) * sizeof(*share.opened) + TABLE_ROOM);
    bool has_memory = table != NULL;
    for (size_t i = 0; i < jobs && has_memory; i++) {
        share.mem[i] = new_shared(mem, limit_of(act->memory) / jobs);
        has_memory = share.mem[i] != NULL;
    }
    if (!has_memory)
        return limit_fail(mem, err, "err.no_memory", act->memory);
    share.opened = MEM_ARRAY(table, n, struct act_form_files);
    enum rc rc = os_jobs_run(mem, status, jobs, open_share, &share, err);
    for (size_t i = 0; i < jobs && rc == RC_OK; i++) {
        mem_take_over(share.mem[i]);
        if (status[i] != 0)
            rc = limit_fail(mem, err, "err.memory", act->memory);
    }
    if (rc == RC_OK)
        gather(mem, files, &share);
    return rc;
}
