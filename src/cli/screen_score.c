// SPDX-License-Identifier: AGPL-3.0-or-later
// Scores: totals and what stands between them, the way to one figure, what an assumption changes.
#include "cli/screen.h"

#include "act/act_form.h"
#include "act/act_form_json.h"
#include "base/mem.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "codec/form_json.h"
#include "core/form.h"
#include "core/label.h"
#include "core/profile.h"
#include "core/round.h"
#include "core/score.h"
#include "core/sheet.h"

static struct str text_of(const struct cell *cell)
{
    return form_has(cell) ? cell->text : STR_NONE;
}

bool screen_is_single(const struct act_form_files *files)
{
    size_t n = 0;
    for (size_t i = 0; i < files->n; i++)
        n += files->at[i].rc == RC_OK;
    return n == 1;
}

void screen_heading(struct cmd *cmd, const struct act_form_files *files,
                    const struct act_form_file *file, size_t i)
{
    const struct form *form = &file->json->reading->forms[i];
    struct err_arg args[] = {
        {"form", cmd_number(cmd, i + 1)},
        {"project", text_of(&form->project)},
        {"file", file->name},
    };
    out_end(cmd->out);
    out_wrap(
        cmd->out, OUT_BOLD, 0, 2,
        cmd_say(cmd, screen_is_single(files) ? "report.form" : "report.form_of_file", args, 3));
}

// One line of the table of totals.
static void total_row(struct cmd *cmd, const struct str texts[5], enum out_style style)
{
    int head = cmd->lang == LANG_EN ? 16 : 12;
    struct out_cell cells[] = {
        {texts[0], head, OUT_LEFT, OUT_PLAIN}, {texts[1], 10, OUT_RIGHT, OUT_PLAIN},
        {texts[2], 10, OUT_RIGHT, OUT_PLAIN},  {texts[3], 10, OUT_RIGHT, OUT_PLAIN},
        {texts[4], 10, OUT_RIGHT, style},
    };
    out_row(cmd->out, 2, cells, LENGTH_OF(cells));
}

static struct str dec_text(const struct cmd *cmd, const struct score_dec *d)
{
    return d->is_known ? dec_print(cmd->mem, d->dec) : STR("-");
}

static struct str total_text(const struct cmd *cmd, const struct score_dec *d)
{
    return d->is_known ? score_print_total(cmd->mem, cmd->act->profile, d->dec) : STR("-");
}

static struct str or_dash(struct str text)
{
    return text.len > 0 ? text : STR("-");
}

// "+0.25", "-1.00"; empty where the two are equal or one is not known.
static struct str gap_text(const struct cmd *cmd, const struct score_dec *from,
                           const struct score_dec *to)
{
    struct dec gap;
    if (!from->is_known || !to->is_known || dec_sub(&gap, to->dec, from->dec) != RC_OK ||
        dec_sign(gap) == 0)
        return STR_NONE;
    return buf_print(cmd->mem, "%s%.*s", dec_sign(gap) > 0 ? "+" : "",
                     STR_FMT(dec_print(cmd->mem, gap)));
}

static void line(struct cmd *cmd, const char *key, struct str text)
{
    struct str label = cmd_word(cmd, key);
    int columns = (int)str_width(label) + 3;
    out_blank(cmd->out, 2);
    out_text(cmd->out, OUT_DIM, label);
    out_blank(cmd->out, 1);
    out_wrap(cmd->out, OUT_PLAIN, columns, columns, text);
}

static struct str mode_word(const struct cmd *cmd, enum round_mode mode)
{
    return cmd_word(cmd,
                    str_cstr(cmd->mem, buf_print(cmd->mem, "round.%s", profile_mode_name(mode))));
}

static void show_rounding(struct cmd *cmd, const struct act_form_file *file, size_t i)
{
    const struct score *score = &file->scores[i];
    const struct round_group *group = round_group_of(file->rounding, i);
    struct str mode = mode_word(cmd, score->exec_mode);
    struct str digits = cmd_number(cmd, (size_t)score->exec_digits);
    if (!group->is_decided) {
        line(cmd, "report.rounding",
             CMD_SAY(cmd, "report.rounding_open", {"mode", mode}, {"digits", digits}));
        return;
    }
    const struct form *form = &file->json->reading->forms[group->decided_form];
    struct str path = buf_print(cmd->mem, "/funds/%zu/%s", group->decided_fund,
                                group->decided_by_score ? "score" : "rate");
    struct str place = form_address(cmd->mem, form, group->decided_form + 1, path);
    line(cmd, "report.rounding",
         CMD_SAY(cmd, "report.rounding_decided", {"mode", mode}, {"digits", digits},
                 {"place", place}));
}

// The rows whose strict value is not what is printed.
static void show_differences(struct cmd *cmd, const struct act_form_file *file, size_t i)
{
    const struct score *score = &file->scores[i];
    const struct form *form = &file->json->reading->forms[i];
    struct str exec = gap_text(cmd, &score->exec_printed, &score->exec_strict);
    if (exec.len > 0)
        line(cmd, "report.between",
             CMD_SAY(cmd, "report.difference", {"gap", exec},
                     {"place", buf_print(cmd->mem, "%zu.funds.total.score", i + 1)},
                     {"name", cmd_word(cmd, "report.execution")}));
    for (size_t r = 0; r < score->n_rows; r++) {
        const struct score_row *row = &score->rows[r];
        struct str gap = gap_text(cmd, &row->printed, &row->strict);
        if (row->strict_from == SCORE_STRICT_COMPUTED && !row->printed.is_known)
            line(cmd, "report.between",
                 CMD_SAY(cmd, "report.unprinted", {"gap", dec_text(cmd, &row->strict)},
                         {"place", buf_print(cmd->mem, "%zu.%zu", i + 1, r + 1)},
                         {"name", text_of(&form->rows[r].level3)}));
        else if (gap.len > 0)
            line(cmd, "report.between",
                 CMD_SAY(cmd, "report.difference", {"gap", gap},
                         {"place", buf_print(cmd->mem, "%zu.%zu", i + 1, r + 1)},
                         {"name", text_of(&form->rows[r].level3)}));
    }
    if (score->strict_is_capped)
        line(cmd, "report.between",
             CMD_SAY(cmd, "report.capped",
                     {"cap", score_print_total(cmd->mem, cmd->act->profile, score->strict_cap)}));
}

void screen_totals(struct cmd *cmd, const struct act_form_file *file, size_t i)
{
    const struct score *score = &file->scores[i];
    const struct form *form = &file->json->reading->forms[i];
    const struct str heads[] = {STR_NONE, cmd_word(cmd, "report.printed"),
                                cmd_word(cmd, "report.sum"), cmd_word(cmd, "report.strict"),
                                cmd_word(cmd, "report.gap")};
    total_row(cmd, heads, OUT_PLAIN);
    if (score->has_exec) {
        const struct str exec[] = {
            cmd_word(cmd, "report.execution"), dec_text(cmd, &score->exec_printed),
            dec_text(cmd, &score->exec_printed), dec_text(cmd, &score->exec_strict),
            gap_text(cmd, &score->exec_printed, &score->exec_strict)};
        total_row(cmd, exec, OUT_WARNING);
    }
    const struct str rows[] = {
        cmd_word(cmd, "report.rows_total"), dec_text(cmd, &score->rows_printed),
        dec_text(cmd, &score->rows_printed), dec_text(cmd, &score->rows_strict),
        gap_text(cmd, &score->rows_printed, &score->rows_strict)};
    const struct str total[] = {cmd_word(cmd, "report.total"), or_dash(text_of(&form->total_score)),
                                total_text(cmd, &score->sum), total_text(cmd, &score->strict),
                                gap_text(cmd, &score->total_printed, &score->strict)};
    const struct str grade[] = {cmd_word(cmd, "report.grade"), or_dash(text_of(&form->grade)),
                                or_dash(score->grade_sum), or_dash(score->grade_strict), STR_NONE};
    total_row(cmd, rows, OUT_WARNING);
    total_row(cmd, total, OUT_WARNING);
    total_row(cmd, grade, OUT_PLAIN);
    if (score->strict_missing) {
        struct str row = cmd_number(cmd, score->strict_missing_row);
        line(cmd, "report.no_strict", CMD_SAY(cmd, score->strict_missing, {"row", row}));
    }
    show_differences(cmd, file, i);
    show_rounding(cmd, file, i);
}

static struct str step_text(const struct cmd *cmd, const struct score_step *step)
{
    return cmd_say(cmd, step->key, step->args, step->n);
}

// A row that loses points, or whose strict value is another than printed.
static void show_row(struct cmd *cmd, const struct form *form, const struct score *score, size_t i,
                     size_t r)
{
    const struct score_row *row = &score->rows[r];
    struct dec lost;
    bool has_lost = row->weight.is_known && row->strict.is_known &&
                    dec_sub(&lost, row->weight.dec, row->strict.dec) == RC_OK &&
                    dec_sign(lost) != 0;
    if (!has_lost && gap_text(cmd, &row->printed, &row->strict).len == 0)
        return;
    struct str place = buf_print(cmd->mem, "%zu.%zu", i + 1, r + 1);
    struct str figures = CMD_SAY(cmd, "report.row_points", {"weight", dec_text(cmd, &row->weight)},
                                 {"printed", or_dash(text_of(&form->rows[r].score))},
                                 {"strict", dec_text(cmd, &row->strict)});
    int right = (int)str_width(figures), columns = 6;
    int room = cmd->out->width - 2 - columns - 4 - right;
    struct out_cell cells[] = {
        {place, columns, OUT_LEFT, OUT_BOLD},
        {text_of(&form->rows[r].level3), room > 10 ? room : 10, OUT_LEFT, OUT_PLAIN},
        {figures, right, OUT_RIGHT, OUT_WARNING},
    };
    out_row(cmd->out, 2, cells, LENGTH_OF(cells));
    int indent = 2 + columns + 2;
    for (size_t s = 0; s < row->n_steps; s++) {
        out_blank(cmd->out, indent);
        out_wrap(cmd->out, OUT_PLAIN, indent, indent, step_text(cmd, &row->steps[s]));
    }
    if (row->clause) {
        out_blank(cmd->out, indent);
        out_wrap(cmd->out, OUT_DIM, indent, indent, cmd_word(cmd, row->clause));
    }
}

void screen_score(struct cmd *cmd, const struct act_form_files *files)
{
    out_rule(cmd->out, '=', OUT_BOLD,
             CMD_SAY(cmd, "report.score_head", {"profile", cmd->act->profile->name}));
    for (size_t f = 0; f < files->n; f++) {
        const struct act_form_file *file = &files->at[f];
        for (size_t i = 0; file->rc == RC_OK && i < file->json->reading->n_forms; i++) {
            const struct score *score = &file->scores[i];
            screen_heading(cmd, files, file, i);
            screen_totals(cmd, file, i);
            for (size_t s = 0; s < score->n_exec_steps; s++)
                line(cmd, "report.execution", step_text(cmd, &score->exec_steps[s]));
            for (size_t r = 0; r < score->n_rows; r++)
                show_row(cmd, &file->json->reading->forms[i], score, i, r);
        }
    }
}

// What stands below a cell.
static void detail(struct cmd *cmd, struct str text)
{
    out_blank(cmd->out, 6);
    out_wrap(cmd->out, OUT_DIM, 6, 6, text);
}

// The tokens that a cell was read from.
static void show_tokens(struct cmd *cmd, const struct sheet *sheet, const struct cell *cell)
{
    for (int i = 0; sheet && i < cell->n_tokens; i++) {
        const struct token *token = &sheet->tokens[cell->first_token + i];
        detail(cmd,
               CMD_SAY(cmd, "report.token", {"text", token->text},
                       {"line", cmd_number(cmd, (size_t)token->line)},
                       {"cell", cmd_number(cmd, (size_t)token->cell)},
                       {"from", cmd_number(cmd, token->from)}, {"to", cmd_number(cmd, token->to)}));
    }
}

struct finding_path {
    const struct cell *cell;
    struct str path;
};

static void match_cell(void *context, struct str path, int row, struct cell *cell)
{
    struct finding_path *found = context;
    (void)row;
    if (cell == found->cell)
        found->path = path;
}

static void show_cell(struct cmd *cmd, const struct act_form_file *file, size_t i,
                      const struct cell *cell)
{
    struct form *form = &file->json->reading->forms[i];
    struct finding_path found = {cell, STR_NONE};
    form_each_cell(cmd->mem, form, match_cell, &found);
    struct str place =
        found.path.len > 0 ? form_address(cmd->mem, form, i + 1, found.path) : STR_NONE;
    struct str state = cmd_word(
        cmd, str_cstr(cmd->mem, buf_print(cmd->mem, "state.%s", form_state_name(cell->state))));
    struct str support =
        cell->support == SUPPORT_NONE
            ? STR_NONE
            : cmd_word(cmd, str_cstr(cmd->mem, buf_print(cmd->mem, "support.%s",
                                                         form_support_name(cell->support))));
    out_blank(cmd->out, 4);
    out_wrap(cmd->out, OUT_PLAIN, 4, 6,
             CMD_SAY(cmd, support.len > 0 ? "report.cell_support" : "report.cell", {"place", place},
                     {"value", screen_cell(cmd, cell)}, {"state", state}, {"support", support}));
    if (cell->why)
        detail(cmd, str_of(cell->why));
    if (cell->n_tokens > 0 && file->sheet)
        show_tokens(cmd, file->sheet, cell);
    else if (cell->raw.len > 0)
        detail(cmd, CMD_SAY(cmd, "report.cell_raw", {"raw", cell->raw}));
}

void screen_why(struct cmd *cmd, const struct act_form_file *file, const struct score_at *at,
                struct str place, const struct score_why *why)
{
    size_t i = at->form - 1;
    const struct form *form = &file->json->reading->forms[i];
    struct str name =
        at->row > 0 ? text_of(&form->rows[at->row - 1].level3) : text_of(&form->project);
    out_rule(cmd->out, '=', OUT_BOLD,
             CMD_SAY(cmd, "report.why_head", {"place", place}, {"name", name}));
    if (why->printed.len > 0)
        line(cmd, "report.printed", why->printed);
    if (why->expected.len > 0)
        line(cmd, "report.expected",
             CMD_SAY(cmd, "report.expected_under", {"value", why->expected},
                     {"profile", cmd->act->profile->name}));
    if (why->n_steps > 0)
        line(cmd, "report.steps", step_text(cmd, &why->steps[0]));
    int indent = (int)str_width(cmd_word(cmd, "report.steps")) + 3;
    for (size_t s = 1; s < why->n_steps; s++) {
        out_blank(cmd->out, indent);
        out_wrap(cmd->out, OUT_PLAIN, indent, indent, step_text(cmd, &why->steps[s]));
    }
    if (why->clause)
        line(cmd, "report.clause", cmd_word(cmd, why->clause));
    line(cmd, "report.source",
         cmd->lang == LANG_EN ? cmd->act->profile->basis_en : cmd->act->profile->basis_zh);
    line(cmd, "report.rests_on", STR_NONE);
    for (size_t c = 0; c < why->n_cells; c++)
        if (why->cells[c])
            show_cell(cmd, file, i, why->cells[c]);
}

static void show_change(struct cmd *cmd, struct str label, struct str before, struct str after)
{
    bool is_equal = str_eq(before, after);
    struct out_cell cells[] = {
        {label, cmd->lang == LANG_EN ? 24 : 16, OUT_LEFT, OUT_PLAIN},
        {before, 12, OUT_RIGHT, OUT_PLAIN},
        {is_equal ? STR("=") : STR("->"), 2, OUT_LEFT, OUT_DIM},
        {after, 12, OUT_LEFT, is_equal ? OUT_PLAIN : OUT_WARNING},
    };
    out_row(cmd->out, 2, cells, LENGTH_OF(cells));
}

static void show_changes(struct cmd *cmd, const struct act_form_file *before,
                         const struct act_form_file *after, size_t i)
{
    const struct score *a = &before->scores[i], *b = &after->scores[i];
    const struct form *form = &after->json->reading->forms[i];
    for (size_t r = 0; r < b->n_rows; r++) {
        struct str was = dec_text(cmd, &a->rows[r].strict), is = dec_text(cmd, &b->rows[r].strict);
        if (str_eq(was, is))
            continue;
        struct str place = buf_print(cmd->mem, "%zu.%zu", i + 1, r + 1);
        out_blank(cmd->out, 2);
        out_wrap(cmd->out, OUT_PLAIN, 2, 4,
                 CMD_SAY(cmd, "report.row_of", {"place", place},
                         {"name", text_of(&form->rows[r].level3)}));
        show_change(cmd, cmd_word(cmd, "report.strict_row"), was, is);
    }
    show_change(cmd, cmd_word(cmd, "report.execution"), dec_text(cmd, &a->exec_strict),
                dec_text(cmd, &b->exec_strict));
    show_change(cmd, cmd_word(cmd, "report.sum"), total_text(cmd, &a->sum),
                total_text(cmd, &b->sum));
    show_change(cmd, cmd_word(cmd, "report.strict_total"), total_text(cmd, &a->strict),
                total_text(cmd, &b->strict));
    show_change(cmd, cmd_word(cmd, "report.grade"), or_dash(a->grade_strict),
                or_dash(b->grade_strict));
}

void screen_whatif(struct cmd *cmd, const struct act_form_files *before,
                   const struct act_form_files *after, const struct act_form_set *sets, size_t n)
{
    out_rule(cmd->out, '=', OUT_BOLD,
             CMD_SAY(cmd, "report.whatif_head", {"profile", cmd->act->profile->name}));
    for (size_t f = 0; f < after->n; f++) {
        const struct act_form_file *file = &after->at[f];
        for (size_t i = 0; file->rc == RC_OK && i < file->json->reading->n_forms; i++) {
            bool is_changed = false;
            for (size_t s = 0; s < n; s++) {
                if (sets[s].file != f || sets[s].form != i)
                    continue;
                if (!is_changed)
                    screen_heading(cmd, after, file, i);
                is_changed = true;
                line(cmd, "report.assumed",
                     CMD_SAY(cmd, "report.assumption", {"place", sets[s].place},
                             {"before", or_dash(sets[s].before)}, {"after", sets[s].after}));
            }
            if (is_changed)
                show_changes(cmd, &before->at[f], file, i);
        }
    }
}
