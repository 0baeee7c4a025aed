// SPDX-License-Identifier: AGPL-3.0-or-later
// heng help, heng version.
#include "cli/cmd.h"

#include "act/act_form.h"
#include "base/limit.h"
#include "base/mem.h"
#include "cli/out.h"
#include "codec/form_json.h"

static struct str help_word(const struct cmd *cmd, const char *name, const char *part)
{
    return cmd_word(cmd, str_cstr(cmd->mem, buf_print(cmd->mem, "help.%s.%s", name, part)));
}

static struct str limit_word(const struct cmd *cmd, const char *name)
{
    return cmd_word(cmd, str_cstr(cmd->mem, buf_print(cmd->mem, "limit.%s", name)));
}

// A text that may hold several lines, each a paragraph.
static void paragraphs(struct cmd *cmd, int indent, struct str text)
{
    while (text.len > 0) {
        ptrdiff_t end = str_find(text, STR("\n"));
        size_t len = end < 0 ? text.len : (size_t)end;
        out_blank(cmd->out, indent);
        out_wrap(cmd->out, OUT_PLAIN, indent, indent, str_slice(text, 0, len));
        text = str_slice(text, len + 1, text.len);
    }
}

// "-o, --output FILE" and what it does.
static void show_option(struct cmd *cmd, int option)
{
    const struct cmd_option_spec *spec = &cmd_options[option];
    const char *label = spec->name + 2; // without its hyphens
    struct buf head = buf_new(cmd->mem, BUF_SMALL);
    buf_fmt(&head, "  %s%s%s", spec->letter ? spec->letter : "", spec->letter ? ", " : "",
            spec->name);
    if (spec->has_value)
        buf_fmt(&head, " %.*s", STR_FMT(help_word(cmd, label, "value")));
    enum { COLUMNS = 26 };
    out_text(cmd->out, OUT_BOLD, buf_str(&head));
    int used = (int)str_width(buf_str(&head));
    if (used + 1 > COLUMNS) {
        out_end(cmd->out);
        used = 0;
    }
    out_blank(cmd->out, COLUMNS - used);
    out_wrap(cmd->out, OUT_PLAIN, COLUMNS, COLUMNS, help_word(cmd, label, "does"));
}

static void show_options(struct cmd *cmd, unsigned options)
{
    for (int i = 0; i < CMD_OPTIONS; i++)
        if (options & 1u << i)
            show_option(cmd, i);
}

static void show_command(struct cmd *cmd, const struct cmd_spec *spec)
{
    out_wrap(cmd->out, OUT_BOLD, 0, 8, help_word(cmd, spec->name, "usage"));
    out_end(cmd->out);
    paragraphs(cmd, 0, help_word(cmd, spec->name, "does"));
    out_end(cmd->out);
    paragraphs(cmd, 0, help_word(cmd, spec->name, "more"));
    if (spec->options) {
        out_end(cmd->out);
        out_text(cmd->out, OUT_PLAIN, cmd_word(cmd, "help.options"));
        out_end(cmd->out);
        show_options(cmd, spec->options);
    }
    out_end(cmd->out);
    out_text(cmd->out, OUT_PLAIN, cmd_word(cmd, "help.everywhere"));
    out_end(cmd->out);
    show_options(cmd, CMD_EVERYWHERE);
}

static void show_all(struct cmd *cmd)
{
    paragraphs(cmd, 0, cmd_word(cmd, "help.head"));
    out_end(cmd->out);
    for (size_t i = 0; i < CMD_COMMANDS; i++) {
        enum { COLUMNS = 12 };
        out_blank(cmd->out, 2);
        out_pad(cmd->out, OUT_BOLD, OUT_LEFT, str_of(cmd_specs[i].name), COLUMNS - 2);
        out_wrap(cmd->out, OUT_PLAIN, COLUMNS, COLUMNS, help_word(cmd, cmd_specs[i].name, "does"));
    }
    out_end(cmd->out);
    paragraphs(cmd, 0, cmd_word(cmd, "help.everywhere"));
    show_options(cmd, CMD_EVERYWHERE);
    out_end(cmd->out);
    paragraphs(cmd, 0, cmd_word(cmd, "help.status"));
    out_end(cmd->out);
    paragraphs(cmd, 0, cmd_word(cmd, "help.tail"));
}

// "NAME  CEILING  AT MOST  of what", the ceilings in force.
static void show_limits(struct cmd *cmd)
{
    enum { NAME = 18, NUMBER = 12 };
    static const int columns[] = {NAME, NUMBER, NUMBER};
    static const char *const heads[] = {"name", "most", "hard", "what"};
    paragraphs(cmd, 0, cmd_word(cmd, "limit.head"));
    out_end(cmd->out);
    for (int i = -1; i < LIMITS; i++) {
        struct str words[LENGTH_OF(heads)];
        for (size_t k = 0; k < LENGTH_OF(heads); k++)
            words[k] = i < 0 ? limit_word(cmd, heads[k]) : STR_NONE;
        if (i >= 0) {
            words[0] = str_of(limit_specs[i].name);
            words[1] = limit_show(cmd->mem, (enum limit)i, (int64_t)limit_of((enum limit)i));
            words[2] = limit_show(cmd->mem, (enum limit)i, limit_specs[i].hard);
            words[3] = limit_word(cmd, limit_specs[i].name);
        }
        int used = 0;
        for (size_t k = 0; k < LENGTH_OF(columns); k++) {
            out_pad(cmd->out, i < 0 || k == 0 ? OUT_BOLD : OUT_PLAIN, k ? OUT_RIGHT : OUT_LEFT,
                    words[k], columns[k]);
            used += columns[k];
        }
        out_blank(cmd->out, 2);
        out_wrap(cmd->out, i < 0 ? OUT_BOLD : OUT_PLAIN, used + 2, used + 2, words[3]);
    }
}

void cmd_help(struct cmd *cmd)
{
    if (cmd->files.n == 0) {
        show_all(cmd);
        cmd_write(cmd);
        return;
    }
    if (str_eq_c(cmd->files.at[0], "limit")) {
        show_limits(cmd);
        cmd_write(cmd);
        return;
    }
    const struct cmd_spec *spec = cmd_find(cmd->files.at[0]);
    if (spec) {
        show_command(cmd, spec);
        cmd_write(cmd);
        return;
    }
    struct err err = {0};
    cmd_unknown(&err, cmd->files.at[0]);
    cmd_fail(cmd, &err);
}

void cmd_version(struct cmd *cmd)
{
    out_text(cmd->out, OUT_PLAIN,
             CMD_SAY(cmd, "help.version_line", {"version", cmd->act->by->heng},
                     {"data", cmd->act->by->data}));
    out_end(cmd->out);
    cmd_write(cmd);
}
