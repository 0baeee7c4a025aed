// SPDX-License-Identifier: AGPL-3.0-or-later
// What the commands share: words, opening and writing.
#include "cli/cmd.h"

#include <unistd.h>

#include "act/act_form.h"
#include "base/limit.h"
#include "base/mem.h"
#include "base/os.h"
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
    fwrite(line.ptr, 1, line.len, stderr);
    cmd->status = exit_worse(cmd->status, exit_of(err->rc));
}

void cmd_write(struct cmd *cmd)
{
    struct err err = {0};
    struct str output = cmd_value(cmd, OPTION_OUTPUT);
    enum rc rc = RC_OK;
    if (cmd->buf->is_full)
        rc = limit_fail(cmd->mem, &err, "err.cli.output_large", LIMIT_OUTPUT_BYTES);
    else
        rc = os_write_file(cmd->mem, output.len > 0 ? str_cstr(cmd->mem, output) : "-",
                           buf_str(cmd->buf), &err);
    if (rc != RC_OK)
        cmd_fail(cmd, &err);
    buf_reset(cmd->buf);
}

void cmd_open_files(struct cmd *cmd, struct act_form_files *files)
{
    *files = (struct act_form_files){0};
    for (size_t i = 0; i < cmd->files.n; i++)
        act_form_add(cmd->mem, cmd->act, files, str_cstr(cmd->mem, cmd->files.at[i]));
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
