// SPDX-License-Identifier: AGPL-3.0-or-later
// heng audit: what is wrong or doubtful on the forms.
#include "cli/cmd.h"

#include "act/act_form.h"
#include "act/act_form_json.h"
#include "act/act_form_report.h"
#include "base/mem.h"
#include "base/tree.h"
#include "cli/exit.h"
#include "cli/screen.h"
#include "codec/csv.h"
#include "codec/json.h"
#include "core/check.h"

// The words of --only or --not, apart at commas and blanks.
static void split_ids(struct cmd *cmd, struct cmd_list *out, enum cmd_option option)
{
    for (size_t i = 0; i < cmd->values[option].n; i++) {
        struct str rest = cmd->values[option].at[i];
        while (rest.len > 0) {
            size_t end = 0;
            while (end < rest.len && rest.ptr[end] != ',' && rest.ptr[end] != ' ')
                end++;
            if (end > 0) {
                MEM_PUSH(cmd->mem, out->at, out->n, out->cap);
                out->at[out->n - 1] = str_slice(rest, 0, end);
            }
            rest = str_slice(rest, end + 1, rest.len);
        }
    }
}

static enum rc choose(struct cmd *cmd, bool *wanted, enum cmd_option option, bool value,
                      struct cmd_list *ids, struct err *err)
{
    split_ids(cmd, ids, option);
    for (size_t i = 0; i < ids->n; i++) {
        const struct rule *rule = check_rule_find(ids->at[i]);
        if (rule) {
            wanted[rule - check_rules] = value;
            continue;
        }
        const char *names[CHECK_RULES];
        for (size_t k = 0; k < CHECK_RULES; k++)
            names[k] = check_rules[k].id;
        const char *near = tree_suggest(ids->at[i], names, CHECK_RULES);
        enum rc rc = err_set(err, RC_USAGE, near ? "err.cli.rule_near" : "err.cli.rule");
        err_arg(err, "word", ids->at[i]);
        if (near)
            err_arg(err, "near", str_of(near));
        return rc;
    }
    return RC_OK;
}

static enum rc least_of(struct cmd *cmd, int *least, struct err *err)
{
    struct str word = cmd_value(cmd, OPTION_MIN);
    *least = SEVERITY_WARNING;
    if (!cmd_has(cmd, OPTION_MIN))
        return RC_OK;
    for (int s = SEVERITY_NOTE; s <= SEVERITY_ERROR; s++)
        if (str_eq_c(word, check_severity_name((enum severity)s))) {
            *least = s;
            return RC_OK;
        }
    enum rc rc = err_set(err, RC_USAGE, "err.cli.min");
    err_arg(err, "word", word);
    return rc;
}

// The files of --last; one that cannot be opened is told and counts.
static void open_last(struct cmd *cmd, struct act_form_files *last)
{
    *last = (struct act_form_files){0};
    for (size_t i = 0; i < cmd->values[OPTION_LAST].n; i++)
        act_form_add(cmd->mem, cmd->act, last, str_cstr(cmd->mem, cmd->values[OPTION_LAST].at[i]));
    for (size_t i = 0; i < last->n; i++)
        if (last->at[i].rc != RC_OK)
            cmd_fail(cmd, &last->at[i].err);
}

static void show(struct cmd *cmd, const struct act_form_files *files,
                 const struct findings *findings, int least, const struct act_form_choice *choice)
{
    struct str format = cmd_format(cmd);
    if (str_eq_c(format, "json")) {
        struct json json;
        json_init(&json, cmd->buf);
        act_form_json_audit(cmd->mem, cmd->act, &json, files, findings, choice);
        buf_char(cmd->buf, '\n');
    } else if (str_eq_c(format, "csv")) {
        struct csv csv;
        csv_init(&csv, cmd->buf);
        csv_mark(&csv);
        act_form_csv_audit(cmd->mem, cmd->act, &csv, files, findings);
    } else if (str_eq_c(format, "html")) {
        act_form_report(cmd->mem, cmd->act, cmd->buf, files, findings, choice);
    } else if (cmd_is_any_open(files)) {
        screen_audit(cmd, files, findings, least, choice);
    }
}

void cmd_audit(struct cmd *cmd)
{
    bool wanted[CHECK_RULES];
    struct cmd_list only = {0}, not = {0};
    struct err err = {0};
    int least;
    for (size_t i = 0; i < CHECK_RULES; i++)
        wanted[i] = !cmd_has(cmd, OPTION_ONLY);
    enum rc rc = least_of(cmd, &least, &err);
    if (rc == RC_OK)
        rc = choose(cmd, wanted, OPTION_ONLY, true, &only, &err);
    if (rc == RC_OK)
        rc = choose(cmd, wanted, OPTION_NOT, false, &not, &err);
    if (rc != RC_OK) {
        cmd_fail(cmd, &err);
        return;
    }
    struct act_form_files files, last;
    struct findings findings = {0};
    struct act_form_choice choice = {only.at, not .at, only.n, not .n};
    cmd_open_files(cmd, &files);
    open_last(cmd, &last);
    act_form_audit(cmd->mem, cmd->act, &findings, &files, &last, wanted);
    show(cmd, &files, &findings, least, &choice);
    cmd_write(cmd);
    for (size_t i = 0; i < findings.n; i++)
        if ((int)findings.at[i].severity >= least)
            cmd->status = exit_worse(cmd->status, EXIT_FINDINGS);
}
