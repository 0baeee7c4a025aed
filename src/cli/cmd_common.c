// SPDX-License-Identifier: AGPL-3.0-or-later
// What the commands share: words, opening and writing.
#include "cli/cmd.h"

#include <unistd.h>

#include "act/act_form.h"
#include "base/limit.h"
#include "base/mem.h"
#include "base/os.h"
#include "base/os_jobs.h"
#include "cli/exit.h"
#include "cli/out.h"
#include "core/label.h"

struct str cmd_say(const struct cmd *cmd, const char *key, const struct err_arg *args, size_t n)
{
    return label_text(cmd->mem, cmd->act->labels, (enum lang)cmd->lang, key, args, n);
}

struct str cmd_word(const struct cmd *cmd, const char *key)
{
    return cmd_say(cmd, key, NULL, 0);
}

struct str cmd_number(const struct cmd *cmd, size_t n)
{
    return buf_print(cmd->mem, "%zu", n);
}

void cmd_fail(struct cmd *cmd, const struct err *err)
{
    struct buf line = buf_new(cmd->mem, BUF_SMALL);
    struct out out = {&line, 0, false}; // makes harmless what a file may have put into a sentence
    buf_add_c(&line, "heng: ");
    out_text(&out, OUT_PLAIN, label_err(cmd->mem, cmd->act->labels, (enum lang)cmd->lang, err));
    out_end(&out);
    if (cmd->job)
        buf_add(&cmd->held, buf_str(&line));
    else
        fwrite(line.ptr, 1, line.len, stderr);
    cmd->status = exit_worse(cmd->status, exit_of(err->rc));
}

// Takes what the buffer passes on.
static void take_output(void *to, struct str bytes)
{
    struct cmd *cmd = to;
    struct str output = cmd_value(cmd, OPTION_OUTPUT);
    enum rc rc = cmd->unwritten.rc;
    if (cmd->job)
        os_jobs_turn(cmd->job);
    if (rc == RC_OK && !cmd->destination)
        rc = os_out_open(cmd->buf->mem, &cmd->destination,
                         output.len > 0 ? str_cstr(cmd->buf->mem, output) : "-", &cmd->unwritten);
    if (rc == RC_OK)
        rc = os_out_add(cmd->destination, bytes, &cmd->unwritten);
    (void)rc; // it stands in cmd->unwritten
}

void cmd_stream(struct cmd *cmd)
{
    cmd->buf->take = take_output;
    cmd->buf->to = cmd;
}

uint64_t cmd_told(const struct cmd *cmd)
{
    return cmd->buf->passed + cmd->buf->len;
}

void cmd_untell(struct cmd *cmd, uint64_t told)
{
    struct buf *buf = cmd->buf;
    buf->is_full = false;
    if (told >= buf->passed)
        buf->len = (size_t)(told - buf->passed);
    else if (cmd->destination && os_out_back(cmd->destination, told)) {
        buf->len = 0;
        buf->ceiling += (size_t)(buf->passed - told);
        buf->passed = told;
    } else {
        buf->len = 0;
    }
}

void cmd_begin_jobs(struct cmd *cmd)
{
    cmd_stream(cmd);
    buf_pass_all(cmd->buf);
    if (!cmd->destination)
        take_output(cmd, STR_NONE);
    cmd->held = buf_new(cmd->buf->mem, limit_of(LIMIT_OUTPUT_BYTES));
}

// A full buffer is what cannot be written, too.
static void see_full(struct cmd *cmd)
{
    if (cmd->buf->is_full)
        limit_fail(cmd->buf->mem, &cmd->unwritten, "err.cli.output_large", LIMIT_OUTPUT_BYTES);
}

bool cmd_end_turn(struct cmd *cmd)
{
    os_jobs_turn(cmd->job);
    see_full(cmd);
    buf_pass_all(cmd->buf);
    bool is_written = cmd->unwritten.rc == RC_OK;
    if (!is_written)
        cmd_fail(cmd, &cmd->unwritten);
    fwrite(cmd->held.ptr, 1, cmd->held.len, stderr);
    fflush(stderr);
    buf_reset(&cmd->held);
    os_jobs_pass(cmd->job);
    return is_written;
}

void cmd_write(struct cmd *cmd)
{
    see_full(cmd);
    if (!cmd->buf->is_full) {
        cmd_stream(cmd);
        buf_pass_all(cmd->buf);
        if (!cmd->destination) // also nothing makes a file
            take_output(cmd, STR_NONE);
    }
    enum rc rc = cmd->unwritten.rc;
    if (rc == RC_OK)
        rc = os_out_end(cmd->destination, &cmd->unwritten);
    if (rc != RC_OK)
        cmd_fail(cmd, &cmd->unwritten);
    cmd->destination = NULL;
    buf_reset(cmd->buf);
}

void cmd_open_files(struct cmd *cmd, struct act_form_files *files)
{
    size_t n = cmd->files.n, jobs = (size_t)cmd->jobs < n ? (size_t)cmd->jobs : n;
    const char **paths = MEM_ARRAY(cmd->mem, n, const char *);
    struct err err = {0};
    *files = (struct act_form_files){0};
    for (size_t i = 0; i < n; i++)
        paths[i] = str_cstr(cmd->mem, cmd->files.at[i]);
    if (jobs > 1) {
        enum rc rc = act_form_ready(cmd->act, &err);
        if (rc == RC_OK)
            rc = act_form_add_all(cmd->mem, cmd->act, files, paths, n, jobs, &err);
        if (rc != RC_OK)
            cmd_fail(cmd, &err);
    }
    for (size_t i = 0; i < n && jobs < 2; i++)
        act_form_add(cmd->mem, cmd->act, files, paths[i]);
    act_form_sort(cmd->mem, files);
    for (size_t i = 0; i < files->n; i++)
        if (files->at[i].rc != RC_OK)
            cmd_fail(cmd, &files->at[i].err);
}

bool cmd_is_any_open(const struct act_form_files *files)
{
    for (size_t i = 0; i < files->n; i++)
        if (files->at[i].rc == RC_OK)
            return true;
    return false;
}
