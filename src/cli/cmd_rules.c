// SPDX-License-Identifier: AGPL-3.0-or-later
// heng rules: the table of rules, or one of them.
#include "cli/cmd.h"

#include "base/mem.h"
#include "base/tree.h"
#include "cli/out.h"
#include "core/check.h"

static struct str word_of(const struct cmd *cmd, const char *group, const char *name)
{
    return cmd_word(cmd, str_cstr(cmd->mem, buf_print(cmd->mem, "%s.%s", group, name)));
}

static struct str rule_word(const struct cmd *cmd, const struct rule *rule, const char *part)
{
    return cmd_word(cmd, str_cstr(cmd->mem, buf_print(cmd->mem, "rule.%s.%s", rule->id, part)));
}

static enum out_style style_of(enum severity severity)
{
    return severity == SEVERITY_ERROR     ? OUT_ERROR
           : severity == SEVERITY_WARNING ? OUT_WARNING
                                          : OUT_NOTE;
}

static struct str severities(const struct cmd *cmd, const struct rule *rule)
{
    struct str most = word_of(cmd, "severity", check_severity_name(rule->severity));
    if (rule->severity == rule->lowest)
        return most;
    struct str least = word_of(cmd, "severity", check_severity_name(rule->lowest));
    return buf_print(cmd->mem, "%.*s / %.*s", STR_FMT(most), STR_FMT(least));
}

static struct str bases(const struct cmd *cmd, const struct rule *rule)
{
    struct buf out = buf_new(cmd->mem, BUF_SMALL);
    for (unsigned bit = BASIS_RULE; bit <= BASIS_OWN; bit <<= 1) {
        if (!(rule->basis & bit))
            continue;
        buf_add(&out, out.len > 0 ? cmd_word(cmd, "rules.and") : STR_NONE);
        buf_add(&out, word_of(cmd, "basis", check_basis_name((enum rule_basis)bit)));
    }
    return buf_str(&out);
}

static void list_rules(struct cmd *cmd)
{
    int columns = 0;
    for (size_t i = 0; i < CHECK_RULES; i++) {
        int n = (int)str_width(severities(cmd, &check_rules[i]));
        columns = n > columns ? n : columns;
    }
    for (size_t i = 0; i < CHECK_RULES; i++) {
        const struct rule *rule = &check_rules[i];
        out_pad(cmd->out, OUT_BOLD, OUT_LEFT, str_of(rule->id), 5);
        out_pad(cmd->out, style_of(rule->severity), OUT_LEFT, severities(cmd, rule), columns + 2);
        out_wrap(cmd->out, OUT_PLAIN, columns + 7, columns + 7, rule_word(cmd, rule, "title"));
    }
}

static void show_part(struct cmd *cmd, const char *key, struct str text)
{
    struct str label = cmd_word(cmd, key);
    int columns = (int)str_width(label) + 2;
    out_text(cmd->out, OUT_DIM, label);
    out_blank(cmd->out, 2);
    out_wrap(cmd->out, OUT_PLAIN, columns, columns, text);
}

static void show_rule(struct cmd *cmd, const struct rule *rule)
{
    out_pad(cmd->out, style_of(rule->severity), OUT_LEFT, str_of(rule->id), 5);
    out_wrap(cmd->out, OUT_BOLD, 5, 5, rule_word(cmd, rule, "title"));
    show_part(cmd, "rules.severity", severities(cmd, rule));
    show_part(cmd, "rules.basis", rule_word(cmd, rule, "basis"));
    show_part(cmd, "rules.kind", bases(cmd, rule));
    show_part(cmd, "rules.confidence",
              word_of(cmd, "confidence", check_confidence_name(rule->confidence)));
    show_part(cmd, "rules.hint", rule_word(cmd, rule, "hint"));
}

void cmd_rules(struct cmd *cmd)
{
    if (cmd->files.n == 0) {
        list_rules(cmd);
        cmd_write(cmd);
        return;
    }
    const struct rule *rule = check_rule_find(cmd->files.at[0]);
    if (rule) {
        show_rule(cmd, rule);
        cmd_write(cmd);
        return;
    }
    const char *names[CHECK_RULES];
    for (size_t i = 0; i < CHECK_RULES; i++)
        names[i] = check_rules[i].id;
    const char *near = tree_suggest(cmd->files.at[0], names, CHECK_RULES);
    struct err err = {0};
    err_set(&err, RC_USAGE, near ? "err.cli.rule_near" : "err.cli.rule");
    err_arg(&err, "word", cmd->files.at[0]);
    if (near)
        err_arg(&err, "near", str_of(near));
    cmd_fail(cmd, &err);
}
