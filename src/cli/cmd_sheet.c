// SPDX-License-Identifier: AGPL-3.0-or-later
// heng sheet: the tokens of a text, each with its place.
#include "cli/cmd.h"

#include "act/act_form.h"
#include "act/act_form_json.h"
#include "base/mem.h"
#include "codec/json.h"

void cmd_sheet(struct cmd *cmd)
{
    struct sheet *sheet;
    struct err err = {0};
    enum rc rc =
        act_form_sheet(cmd->mem, cmd->act, &sheet, str_cstr(cmd->mem, cmd->files.at[0]), &err);
    if (rc != RC_OK) {
        cmd_fail(cmd, &err);
        return;
    }
    if (str_eq_c(cmd_format(cmd), "json")) {
        struct json json;
        json_init(&json, cmd->buf);
        act_form_json_sheet(cmd->mem, cmd->act, &json, sheet);
        buf_char(cmd->buf, '\n');
    } else {
        act_form_tsv_sheet(cmd->buf, sheet);
    }
    cmd_write(cmd);
}
