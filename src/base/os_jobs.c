// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/os_jobs.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

enum { STATUS_MOST = 125, STATUS_LOST = 126 };

// The jobs of a call. The turn is a byte in the pipe of the job that has it next.
struct crew {
    size_t n, running;
    pid_t pid[OS_JOBS_MOST]; // 0: none
    int pipe[OS_JOBS_MOST][2];
    size_t n_pipes;
};

static void close_pipes(struct crew *crew)
{
    for (size_t i = 0; i < crew->n_pipes; i++) {
        close(crew->pipe[i][0]);
        close(crew->pipe[i][1]);
    }
    crew->n_pipes = 0;
}

// Ends what still runs.
static void end_all(struct crew *crew)
{
    for (size_t i = 0; i < crew->n; i++)
        if (crew->pid[i] > 0) {
            kill(crew->pid[i], SIGKILL);
            while (waitpid(crew->pid[i], NULL, 0) < 0 && errno == EINTR)
                ;
            crew->pid[i] = 0;
        }
}

static enum rc fail_start(struct mem *mem, struct err *err)
{
    int code = errno;
    enum rc rc = err_set(err, RC_FAILED, "err.jobs.start");
    err_arg(err, "reason", str_copy(mem, str_of(strerror(code))));
    return rc;
}

NORETURN static void run_job(struct crew *crew, size_t i, os_job_work work, void *context)
{
    size_t next = (i + 1) % crew->n;
    struct os_job job = {
        .index = i, .n = crew->n, .in = crew->pipe[i][0], .out = crew->pipe[next][1]};
    int status = work(context, &job);
    fflush(NULL);
    exit(status >= 0 && status <= STATUS_MOST ? status : STATUS_LOST);
}

static bool start(struct crew *crew, os_job_work work, void *context)
{
    for (; crew->n_pipes < crew->n; crew->n_pipes++)
        if (pipe(crew->pipe[crew->n_pipes]) != 0)
            return false;
    if (write(crew->pipe[0][1], "", 1) != 1)
        return false;
    fflush(NULL); // what waits to be written is written once
    for (size_t i = 0; i < crew->n; i++) {
        crew->pid[i] = fork();
        if (crew->pid[i] < 0)
            return false;
        if (crew->pid[i] == 0)
            run_job(crew, i, work, context);
    }
    return true;
}

// Waits for the job that ends first; false if one was lost.
static bool wait_one(struct crew *crew, int *status)
{
    int how;
    pid_t pid = wait(&how);
    if (pid < 0)
        return errno == EINTR;
    for (size_t i = 0; i < crew->n; i++) {
        if (crew->pid[i] != pid)
            continue;
        crew->pid[i] = 0;
        crew->running--;
        if (WIFSIGNALED(how) && WTERMSIG(how) == SIGPIPE) { // nobody reads on, as for one process
            end_all(crew);
            raise(SIGPIPE);
        }
        if (!WIFEXITED(how) || WEXITSTATUS(how) > STATUS_MOST)
            return false;
        status[i] = WEXITSTATUS(how);
    }
    return true;
}

enum rc os_jobs_run(struct mem *mem, int *status, size_t n, os_job_work work, void *context,
                    struct err *err)
{
    BUG_IF(n < 1 || n > OS_JOBS_MOST);
    struct crew crew = {.n = n, .running = n};
    enum rc rc = RC_OK;
    if (!start(&crew, work, context))
        rc = fail_start(mem, err);
    while (rc == RC_OK && crew.running > 0)
        if (!wait_one(&crew, status))
            rc = err_set(err, RC_FAILED, "err.jobs.lost");
    end_all(&crew);
    close_pipes(&crew);
    return rc;
}

void os_jobs_turn(struct os_job *job)
{
    char byte;
    while (!job->has_turn) {
        ssize_t n = read(job->in, &byte, 1);
        if (n == 0 || (n < 0 && errno != EINTR))
            _exit(STATUS_LOST); // who had the turn is gone, and so is the order
        job->has_turn = n == 1;
    }
}

void os_jobs_pass(struct os_job *job)
{
    os_jobs_turn(job);
    job->has_turn = false;
    while (write(job->out, "", 1) < 0)
        if (errno != EINTR)
            _exit(STATUS_LOST);
}
