// SPDX-License-Identifier: AGPL-3.0-or-later
// heng read: what stands on the forms. Files one after the other, each in memory of its own.
#include "cli/cmd.h"

#include "act/act_form.h"
#include "act/act_form_json.h"
#include "act/act_form_report.h"
#include "base/limit.h"
#include "base/mem.h"
#include "cli/screen.h"
#include "codec/csv.h"
#include "codec/form_json.h"
#include "codec/json.h"
#include "core/form.h"

struct reading_job {
    struct cmd *cmd;
    struct mem *mem; // of this file
    const char *path;
};

static void show_file(struct cmd *cmd, struct mem *mem, const struct act_form_file *file)
{
    struct str format = cmd_format(cmd);
    if (str_eq_c(format, "json")) {
        struct json json;
        json_init(&json, cmd->buf);
        act_form_json_read(mem, cmd->act, &json, file);
        buf_char(cmd->buf, '\n');
    } else if (str_eq_c(format, "csv")) {
        struct csv csv;
        csv_init(&csv, cmd->buf);
        act_form_csv_read(mem, &csv, file);
    } else {
        for (size_t i = 0; i < file->json->reading->n_forms; i++) {
            const size_t used = mem_used(mem);
            const struct form packed = file->json->reading->forms[i];
            file->json->reading->forms[i] = form_unpack(mem, &packed);
            screen_form(cmd, file, i);
            file->json->reading->forms[i] = packed;
            mem_back(mem, used);
            buf_pass(cmd->buf);
        }
    }
}

static void read_file(void *context)
{
    struct reading_job *job = context;
    struct cmd *cmd = job->cmd;
    struct act_form_files files = {0};
    struct mem *kept = cmd->mem;
    cmd->mem = job->mem;
    act_form_add(job->mem, cmd->act, &files, job->path);
    for (size_t i = 0; i < files.n; i++) {
        if (files.at[i].rc != RC_OK)
            cmd_fail(cmd, &files.at[i].err);
        if (files.at[i].json)
            show_file(cmd, job->mem, &files.at[i]);
    }
    cmd->mem = kept;
}

// All files on one page.
static void show_page(struct cmd *cmd)
{
    struct act_form_files files;
    cmd_open_files(cmd, &files);
    act_form_report(cmd->mem, cmd->act, cmd->buf, &files, NULL, NULL);
    cmd_write(cmd);
}

void cmd_read(struct cmd *cmd)
{
    struct str output = cmd_value(cmd, OPTION_OUTPUT);
    bool is_stream = output.len == 0 || str_eq_c(output, "-");
    cmd->act->only_reads = true;
    if (str_eq_c(cmd_format(cmd), "html")) {
        show_page(cmd);
        return;
    }
    struct mem *mem = mem_new(limit_of(LIMIT_FILE_MEMORY));
    cmd->act->memory = LIMIT_FILE_MEMORY;
    cmd->act->packs = true;
    struct mem *const kept = cmd->mem;
    if (!mem) {
        struct err err;
        limit_fail(cmd->mem, &err, "err.no_memory", LIMIT_FILE_MEMORY);
        cmd_fail(cmd, &err);
        return;
    }
    mem_defer(cmd->mem, (void (*)(void *))mem_free, mem);
    cmd_stream(cmd);
    if (str_eq_c(cmd_format(cmd), "csv")) {
        struct csv csv;
        csv_init(&csv, cmd->buf);
        csv_mark(&csv);
        act_form_csv_read_head(&csv);
    }
    for (size_t i = 0; i < cmd->files.n; i++) {
        struct reading_job job = {cmd, mem, str_cstr(kept, cmd->files.at[i])};
        const uint64_t before = cmd_told(cmd);
        enum rc rc = mem_guard(mem, read_file, &job);
        cmd->mem = kept;
        if (rc != RC_OK) {
            struct err err;
            cmd_untell(cmd, before); // nothing half told
            limit_fail(cmd->mem, &err, "err.memory", LIMIT_FILE_MEMORY);
            cmd_fail(cmd, &err);
        }
        mem_reset(mem);
        if (is_stream)
            buf_pass_all(cmd->buf);
    }
    cmd_write(cmd);
}
