// SPDX-License-Identifier: AGPL-3.0-or-later
// heng score: what the forms are worth, why, and what if.
#include "cli/cmd.h"

#include "act/act_form.h"
#include "act/act_form_json.h"
#include "act/act_form_report.h"
#include "base/mem.h"
#include "cli/screen.h"
#include "codec/json.h"
#include "core/score.h"

static enum rc show_whys(struct cmd *cmd, const struct act_form_files *files, struct err *err)
{
    const struct cmd_list *places = &cmd->values[OPTION_WHY];
    for (size_t i = 0; i < places->n; i++) {
        struct act_form_file *file;
        struct score_at at;
        struct score_why why;
        enum rc rc = act_form_find(cmd->mem, &file, &at, files, places->at[i], err);
        if (rc == RC_OK)
            rc = act_form_why(cmd->mem, cmd->act, &why, file, &at, err);
        if (rc != RC_OK)
            return rc;
        screen_why(cmd, file, &at, places->at[i], &why);
    }
    return RC_OK;
}

static void show_json(struct cmd *cmd, const struct act_form_files *files,
                      const struct act_form_assumed *assumed)
{
    struct json json;
    json_init(&json, cmd->buf);
    act_form_json_score(cmd->mem, cmd->act, &json, files, assumed);
    buf_char(cmd->buf, '\n');
}

// A page of assumed figures would pass for one of printed figures.
static bool is_page(struct cmd *cmd)
{
    struct err err = {0};
    if (!str_eq_c(cmd_format(cmd), "html"))
        return false;
    if (cmd_has(cmd, OPTION_WHATIF) || cmd_has(cmd, OPTION_WHY)) {
        err_set(&err, RC_USAGE, "err.cli.page");
        cmd_fail(cmd, &err);
        return true;
    }
    struct act_form_files files;
    cmd_open_files(cmd, &files);
    act_form_report(cmd->mem, cmd->act, cmd->buf, &files, NULL, NULL);
    cmd_write(cmd);
    return true;
}

void cmd_score(struct cmd *cmd)
{
    if (is_page(cmd))
        return;
    struct act_form_files before, after;
    const struct cmd_list *assumptions = &cmd->values[OPTION_WHATIF];
    struct act_form_set *sets = MEM_ARRAY(cmd->mem, assumptions->n, struct act_form_set);
    struct err err = {0};
    cmd_open_files(cmd, &before);
    // Where no file could be opened, a place in it is no mistake of the call.
    if (!cmd_is_any_open(&before)) {
        if (str_eq_c(cmd_format(cmd), "json"))
            show_json(cmd, &before, NULL);
        cmd_write(cmd);
        return;
    }
    enum rc rc = act_form_whatif(cmd->mem, cmd->act, &after, sets, &before, assumptions->at,
                                 assumptions->n, &err);
    bool has_assumed = assumptions->n > 0, has_why = cmd_has(cmd, OPTION_WHY);
    struct act_form_assumed assumed = {sets, assumptions->n, &before};
    if (rc == RC_OK && str_eq_c(cmd_format(cmd), "json")) {
        show_json(cmd, &after, has_assumed ? &assumed : NULL);
    } else if (rc == RC_OK) {
        if (has_assumed)
            screen_whatif(cmd, &before, &after, sets, assumptions->n);
        if (has_why)
            rc = show_whys(cmd, &after, &err);
        if (!has_assumed && !has_why)
            screen_score(cmd, &before);
    }
    if (rc != RC_OK)
        cmd_fail(cmd, &err);
    else
        cmd_write(cmd);
}
