// SPDX-License-Identifier: AGPL-3.0-or-later
// heng profiles: the scoring rule sets, one of them in full, or the check of a file of one.
#include "cli/cmd.h"

#include "act/act_form.h"
#include "base/mem.h"
#include "cli/out.h"
#include "core/label.h"
#include "core/profile.h"

static struct str title_of(const struct cmd *cmd, const struct profile *p)
{
    return cmd->lang == LANG_EN ? p->title_en : p->title_zh;
}

static enum rc list_profiles(struct cmd *cmd, struct err *err)
{
    int columns = 0;
    for (size_t i = 0; i < cmd->act->n_profiles; i++) {
        int n = (int)str_width(cmd->act->profiles[i].name);
        columns = n > columns ? n : columns;
    }
    for (size_t i = 0; i < cmd->act->n_profiles; i++) {
        enum rc rc = act_form_profile(cmd->act, cmd->act->profiles[i].name, err);
        if (rc != RC_OK)
            return rc;
        out_pad(cmd->out, OUT_BOLD, OUT_LEFT, cmd->act->profiles[i].name, columns + 2);
        out_wrap(cmd->out, OUT_PLAIN, columns + 2, columns + 2, title_of(cmd, cmd->act->profile));
    }
    return RC_OK;
}

// Lines of "parameter  value", aligned.
struct lines {
    struct cmd *cmd;
    int columns;
};

static void line(const struct lines *lines, const char *key, struct str value)
{
    struct cmd *cmd = lines->cmd;
    if (value.len == 0)
        return;
    const char *label = str_cstr(cmd->mem, buf_print(cmd->mem, "profiles.%s", key));
    out_pad(cmd->out, OUT_DIM, OUT_LEFT, cmd_word(cmd, label), lines->columns);
    out_wrap(cmd->out, OUT_PLAIN, lines->columns, lines->columns, value);
}

static void line_dec(const struct lines *lines, const char *key, struct dec value)
{
    line(lines, key, dec_print(lines->cmd->mem, value));
}

static struct str percent(const struct cmd *cmd, struct dec value)
{
    return buf_print(cmd->mem, "%.*s %%", STR_FMT(dec_print(cmd->mem, value)));
}

static struct str choice(const struct cmd *cmd, const char *group, const char *name)
{
    return cmd_word(cmd, str_cstr(cmd->mem, buf_print(cmd->mem, "%s.%s", group, name)));
}

static struct str round_text(const struct cmd *cmd, const struct profile_round *round)
{
    struct str mode = choice(cmd, "round", profile_mode_name(round->mode));
    struct err_arg args[] = {{"mode", mode}, {"digits", cmd_number(cmd, (size_t)round->digits)}};
    return cmd_say(cmd, round->infer ? "profiles.infer" : "profiles.fixed", args, 2);
}

static struct str split_text(const struct cmd *cmd, const struct profile *p)
{
    struct buf out = buf_new(cmd->mem, BUF_SMALL);
    for (size_t i = 0; i < p->n_split; i++) {
        struct str name = choice(cmd, "class", str_cstr(cmd->mem, p->split[i].name));
        buf_fmt(&out, "%s%.*s %.*s", i > 0 ? " + " : "", STR_FMT(name),
                STR_FMT(dec_print(cmd->mem, p->split[i].points)));
    }
    return buf_str(&out);
}

static struct str caps_text(const struct cmd *cmd, const struct profile *p)
{
    struct buf out = buf_new(cmd->mem, BUF_SMALL);
    for (size_t i = 0; i < p->n_caps; i++) {
        const struct profile_cap *cap = &p->caps[i];
        buf_add_c(&out, i > 0 ? "  " : "");
        buf_add(&out, CMD_SAY(cmd, "profiles.cap", {"from", dec_print(cmd->mem, cap->from)},
                              {"to", dec_print(cmd->mem, cap->to)},
                              {"most", dec_print(cmd->mem, cap->cap)}));
    }
    if (p->n_caps == 0 && p->caps_shown_of.len > 0)
        buf_add(&out, CMD_SAY(cmd, "profiles.caps_of", {"profile", p->caps_shown_of}));
    else if (p->n_caps == 0)
        buf_add(&out, cmd_word(cmd, "profiles.none"));
    return buf_str(&out);
}

static struct str over_text(const struct cmd *cmd, const struct profile *p)
{
    static const char *const keys[] = {[OVER_NONE] = "profiles.over_none",
                                       [OVER_MINUS] = "profiles.over_minus",
                                       [OVER_SLIDE] = "profiles.over_slide"};
    return CMD_SAY(cmd, keys[p->over_kind], {"pct", dec_print(cmd->mem, p->over_pct)},
                   {"points", dec_print(cmd->mem, p->over_points)});
}

static struct str grades_text(const struct cmd *cmd, const struct profile *p)
{
    struct buf out = buf_new(cmd->mem, BUF_SMALL);
    for (size_t i = 0; i < p->n_grades; i++)
        buf_fmt(&out, "%s%.*s ≥ %.*s", i > 0 ? "  " : "", STR_FMT(p->grades[i].name),
                STR_FMT(dec_print(cmd->mem, p->grades[i].from)));
    return buf_str(&out);
}

static void show_profile(struct cmd *cmd, const struct profile *p)
{
    struct lines lines = {cmd, cmd->lang == LANG_EN ? 26 : 22};
    out_text(cmd->out, OUT_BOLD, p->name);
    out_blank(cmd->out, 2);
    out_wrap(cmd->out, OUT_PLAIN, (int)str_width(p->name) + 2, 2, title_of(cmd, p));
    line(&lines, "basis", cmd->lang == LANG_EN ? p->basis_en : p->basis_zh);
    line(&lines, "confidence", choice(cmd, "confidence", str_cstr(cmd->mem, p->confidence)));
    line(&lines, "inherits", p->inherits);
    if (p->exec_outside)
        line_dec(&lines, "exec_weight", p->exec_weight);
    else
        line(&lines, "exec_weight", cmd_word(cmd, "profiles.exec_inside"));
    line(&lines, "split", split_text(cmd, p));
    line_dec(&lines, "weight_total", p->weight_total);
    line(&lines, "row_weights",
         cmd_word(cmd, p->row_weights == WEIGHTS_EQUAL ? "profiles.weights_equal"
                                                       : "profiles.weights_printed"));
    line(&lines, "rate_base",
         cmd_word(cmd, p->rate_base == RATE_INITIAL ? "form.initial" : "form.adjusted"));
    line(&lines, "rate_cap", percent(cmd, p->rate_cap));
    line(&lines, "rate_round", round_text(cmd, &p->rate_round));
    line(&lines, "exec_round", round_text(cmd, &p->exec_round));
    line(&lines, "row_round",
         p->row_as_exec ? cmd_word(cmd, "profiles.as_exec") : round_text(cmd, &p->row_round));
    line(&lines, "unmet",
         cmd_word(cmd, p->unmet == UNMET_ZERO ? "profiles.unmet_zero" : "profiles.unmet_part"));
    line(&lines, "bands",
         CMD_SAY(cmd, "profiles.bands_text", {"reached", dec_print(cmd->mem, p->band_reached)},
                 {"partly", dec_print(cmd->mem, p->band_partly)}));
    line(&lines, "over", over_text(cmd, p));
    line(&lines, "caps", caps_text(cmd, p));
    line(&lines, "exec_explain_below", percent(cmd, p->exec_explain_below));
    line(&lines, "unspent_warn", percent(cmd, p->unspent_warn));
    line(&lines, "gap_warn", percent(cmd, p->gap_warn));
    line(&lines, "slack_warn", percent(cmd, p->slack_warn));
    line_dec(&lines, "row_weight_max", p->row_weight_max);
    line_dec(&lines, "rescore_gap", p->rescore_gap);
    line(&lines, "grades", grades_text(cmd, p));
}

void cmd_profiles(struct cmd *cmd)
{
    struct err err = {0};
    struct profile checked;
    enum rc rc;
    if (cmd_has(cmd, OPTION_CHECK)) {
        rc = act_form_check_profile(cmd->act, &checked,
                                    str_cstr(cmd->mem, cmd_value(cmd, OPTION_CHECK)), &err);
        if (rc == RC_OK) {
            out_wrap(cmd->out, OUT_GOOD, 0, 0,
                     CMD_SAY(cmd, "profiles.good", {"file", cmd_value(cmd, OPTION_CHECK)}));
            show_profile(cmd, &checked);
        }
    } else if (cmd->files.n == 0) {
        rc = list_profiles(cmd, &err);
    } else {
        rc = act_form_profile(cmd->act, cmd->files.at[0], &err);
        if (rc == RC_OK)
            show_profile(cmd, cmd->act->profile);
    }
    if (rc != RC_OK)
        cmd_fail(cmd, &err);
    else
        cmd_write(cmd);
}
