// SPDX-License-Identifier: AGPL-3.0-or-later
// os_jobs: work that several processes share, each by itself, with one order of what they tell.
//
// A job is a child of this process: it begins with all that stands in memory and shares nothing
// that it changes but memory of mem_new_shared. What the jobs write comes in turns: whoever has the
// turn writes and hands it on to the next, so that the work is told as if one had done it. core and
// codec never include this.
#ifndef HENG_BASE_OS_JOBS_H
#define HENG_BASE_OS_JOBS_H

#include "base/err.h"

struct mem;

enum { OS_JOBS_MOST = 64 };

// One job, in its own process.
struct os_job {
    size_t index, n; // which of how many
    int in, out;     // where the turn comes from and goes to
    bool has_turn;
};

// Does the share of a job; returns its status, 0 to 125.
typedef int (*os_job_work)(void *context, struct os_job *job);

// Runs n jobs (1 to OS_JOBS_MOST) and waits for them; status[i] of each. RC_FAILED if the system
// gives no process, or one ended before its work did: then the others are ended, too.
NODISCARD enum rc os_jobs_run(struct mem *mem, int *status, size_t n, os_job_work work,
                              void *context, struct err *err);
// Waits for the turn, if this job does not have it. The first job has the first turn.
void os_jobs_turn(struct os_job *job);
// Hands the turn on, which this job waits for first.
void os_jobs_pass(struct os_job *job);

#endif
