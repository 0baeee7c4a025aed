// SPDX-License-Identifier: AGPL-3.0-or-later
// An audit for a person who reads forms for a living: worst first, a block a rule, then the totals.
#include "cli/screen.h"

#include "act/act_form.h"
#include "act/act_form_json.h"
#include "base/map.h"
#include "base/mem.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "codec/form_json.h"
#include "core/check.h"
#include "core/form.h"
#include "core/label.h"
#include "core/profile.h"

enum {
    COMPACT_FROM = 4,     // so many findings of one rule without an expected figure: a line each
    COMPACT_COLUMNS = 24, // if what is printed is no longer than this
    FOLD_FROM = 3,        // so many findings that say the same: once, with their places
    PLACE_COLUMNS = 8,    // a longer place takes what it needs
    LIST_PLACES = 12,     // places named before "and so many more"
};

static const enum out_style severity_styles[] = {
    [SEVERITY_NOTE] = OUT_NOTE,
    [SEVERITY_WARNING] = OUT_WARNING,
    [SEVERITY_ERROR] = OUT_ERROR,
};

static struct str word_of(const struct cmd *cmd, const char *group, const char *name)
{
    return cmd_word(cmd, str_cstr(cmd->mem, buf_print(cmd->mem, "%s.%s", group, name)));
}

static struct str told(const struct cmd *cmd, const struct text2 *text)
{
    return cmd->lang == LANG_EN ? text->en : text->zh;
}

static const struct form *form_of(const struct act_form_files *files, const struct finding *f)
{
    return &files->at[f->reading].json->reading->forms[f->form - 1];
}

// "1.13", "1.funds.total.rate", "1.total.score", "1".
static struct str place_of(const struct cmd *cmd, const struct act_form_files *files,
                           const struct finding *f)
{
    if (f->row > 0)
        return buf_print(cmd->mem, "%d.%d", f->form, f->row);
    if (f->cell)
        return form_address(cmd->mem, form_of(files, f), (size_t)f->form, f->path);
    return buf_print(cmd->mem, "%d", f->form);
}

static struct str text_of(const struct cell *cell)
{
    return form_has(cell) ? cell->text : STR_NONE;
}

// The name of the thing that a finding is about: row, funds line, else the project.
static struct str name_of(const struct act_form_files *files, const struct finding *f)
{
    const struct form *form = form_of(files, f);
    if (f->row > 0)
        return text_of(&form->rows[f->row - 1].level3);
    for (size_t i = 0; i < form->n_funds; i++) {
        char path[32];
        int n = snprintf(path, sizeof(path), "/funds/%zu/", i);
        if (str_starts(f->path, (struct str){path, (size_t)n}))
            return text_of(&form->funds[i].name);
    }
    return text_of(&form->project);
}

// The findings of one rule and severity.
struct block {
    struct cmd *cmd;
    const struct act_form_files *files;
    const struct finding **at;
    size_t n;
    int place_columns;
};

// The name of the file where it changes, if there are several.
static void show_file(const struct block *block, size_t i)
{
    struct cmd *cmd = block->cmd;
    if (screen_is_single(block->files))
        return;
    if (i > 0 && str_eq(block->at[i]->file, block->at[i - 1]->file))
        return;
    out_blank(cmd->out, 2);
    out_text(cmd->out, OUT_DIM, block->at[i]->file);
    out_end(cmd->out);
}

static struct str figures_of(const struct cmd *cmd, const struct finding *f)
{
    if (f->expected.len > 0 && f->printed.len > 0)
        return buf_print(cmd->mem, "%.*s → %.*s", STR_FMT(f->printed), STR_FMT(f->expected));
    return f->printed;
}

// Place, name, and on the right printed → expected; what is printed alone only where no message
// says it.
static void show_line(const struct block *block, const struct finding *f, enum out_style style,
                      bool is_compact)
{
    struct cmd *cmd = block->cmd;
    struct str place = place_of(cmd, block->files, f);
    struct str figures = f->expected.len > 0 || is_compact ? figures_of(cmd, f) : STR_NONE;
    int columns = (int)str_width(place);
    if (columns < block->place_columns)
        columns = block->place_columns;
    int room = cmd->out->width - 2 - columns - 2, right = (int)str_width(figures);
    if (right > room / 2)
        right = room / 2;
    struct out_cell cells[] = {
        {place, columns, OUT_LEFT, OUT_BOLD},
        {name_of(block->files, f), room - right - (right > 0 ? 2 : 0), OUT_LEFT, OUT_PLAIN},
        {figures, right, OUT_RIGHT, style},
    };
    out_row(cmd->out, 2, cells, right > 0 ? 3 : 2);
}

static void show_indented(const struct block *block, enum out_style style, struct str text)
{
    int indent = 2 + block->place_columns + 2;
    out_blank(block->cmd->out, indent);
    out_wrap(block->cmd->out, style, indent, indent, text);
}

// The rows of a group finding.
static void show_rows(const struct block *block, const struct finding *f)
{
    struct cmd *cmd = block->cmd;
    struct buf out = buf_new(cmd->mem, BUF_SMALL);
    if (f->n_rows == 0)
        return;
    for (size_t i = 0; i < f->n_rows && i < LIST_PLACES; i++) {
        buf_add(&out, i > 0 ? cmd_word(cmd, "report.and") : STR_NONE);
        if (!screen_is_single(block->files) && !str_eq(f->rows[i].file, f->file))
            buf_fmt(&out, "%.*s:", STR_FMT(f->rows[i].file));
        buf_fmt(&out, "%d.%d", f->rows[i].form, f->rows[i].row);
    }
    if (f->n_rows > LIST_PLACES)
        buf_add(&out, CMD_SAY(cmd, "report.more", {"n", cmd_number(cmd, f->n_rows - LIST_PLACES)}));
    show_indented(block, OUT_PLAIN, CMD_SAY(cmd, "report.rows", {"rows", buf_str(&out)}));
}

// True if finding i is the next row of the same form after finding k.
static bool is_next_row(const struct block *block, size_t k, size_t i)
{
    const struct finding *a = block->at[k], *b = block->at[i];
    return a->row > 0 && b->row == a->row + 1 && b->form == a->form && str_eq(a->file, b->file);
}

// Findings that say the same as the first: once, with their places, "3.1–3.14、3.17".
static void show_fold(const struct block *block, bool *shown, size_t first)
{
    struct cmd *cmd = block->cmd;
    struct buf out = buf_new(cmd->mem, BUF_SMALL);
    struct str message = told(cmd, &block->at[first]->message);
    size_t last = first, run = first; // the last place taken; where its run of rows began
    for (size_t i = first; i < block->n; i++) {
        const struct finding *f = block->at[i];
        if (!str_eq(told(cmd, &f->message), message))
            continue;
        shown[i] = true;
        if (i > first && is_next_row(block, last, i)) {
            last = i;
            continue;
        }
        if (last > run)
            buf_fmt(&out, "–%.*s", STR_FMT(place_of(cmd, block->files, block->at[last])));
        buf_add(&out, i > first ? cmd_word(cmd, "report.and") : STR_NONE);
        if (!screen_is_single(block->files) &&
            (i == first || !str_eq(f->file, block->at[last]->file)))
            buf_fmt(&out, "%.*s:", STR_FMT(f->file));
        buf_add(&out, place_of(cmd, block->files, f));
        last = run = i;
    }
    if (last > run)
        buf_fmt(&out, "–%.*s", STR_FMT(place_of(cmd, block->files, block->at[last])));
    out_blank(cmd->out, 2);
    out_wrap(cmd->out, OUT_BOLD, 2, 2, buf_str(&out));
    show_indented(block, OUT_PLAIN, message);
}

static size_t same_count(const struct block *block, size_t first)
{
    size_t n = 0;
    struct str message = told(block->cmd, &block->at[first]->message);
    for (size_t i = 0; i < block->n; i++)
        n += str_eq(told(block->cmd, &block->at[i]->message), message);
    return n;
}

// True if a line each says enough: many findings, none with an expected figure.
static bool is_compact(const struct block *block)
{
    if (block->n < COMPACT_FROM)
        return false;
    for (size_t i = 0; i < block->n; i++)
        if (block->at[i]->expected.len > 0 || block->at[i]->printed.len == 0 ||
            block->at[i]->n_rows > 0 || block->at[i]->is_doubtful ||
            str_width(block->at[i]->printed) > COMPACT_COLUMNS)
            return false;
    return true;
}

static void show_findings(const struct block *block, enum out_style style)
{
    bool compact = is_compact(block);
    bool *shown = MEM_ARRAY(block->cmd->mem, block->n, bool);
    for (size_t i = 0; i < block->n; i++) {
        if (shown[i])
            continue;
        if (block->at[i]->n_rows == 0 && same_count(block, i) >= FOLD_FROM) {
            show_fold(block, shown, i);
            continue;
        }
        show_file(block, i);
        show_line(block, block->at[i], style, compact);
        if (!compact)
            show_indented(block, OUT_PLAIN, told(block->cmd, &block->at[i]->message));
        show_rows(block, block->at[i]);
    }
}

static void show_block(struct block *block, enum out_style style)
{
    struct cmd *cmd = block->cmd;
    const struct finding *first = block->at[0];
    const char *title = str_cstr(cmd->mem, buf_print(cmd->mem, "rule.%s.title", first->rule->id));
    block->place_columns = 0;
    for (size_t i = 0; i < block->n; i++) {
        int n = (int)str_width(place_of(cmd, block->files, block->at[i]));
        if (n > block->place_columns && n <= PLACE_COLUMNS)
            block->place_columns = n;
    }
    if (block->place_columns < 4)
        block->place_columns = 4;
    out_end(cmd->out);
    out_text(cmd->out, style, str_of(first->rule->id));
    out_blank(cmd->out, 1);
    struct str words = cmd_word(cmd, title);
    if (block->n > 1)
        words = CMD_SAY(cmd, "report.title_n", {"title", words}, {"n", cmd_number(cmd, block->n)});
    out_wrap(cmd->out, OUT_BOLD, 4, 4, words);
    show_findings(block, style);
    struct str basis = told(cmd, &first->basis), hint = told(cmd, &first->hint);
    struct str label = cmd_word(cmd, "report.basis");
    int indent = (int)str_width(label) + 3;
    out_blank(cmd->out, 2);
    out_text(cmd->out, OUT_DIM, label);
    out_blank(cmd->out, 1);
    out_wrap(cmd->out, OUT_DIM, indent, indent, basis);
    out_blank(cmd->out, 2);
    out_text(cmd->out, OUT_DIM, cmd_word(cmd, "report.hint"));
    out_blank(cmd->out, indent - 2 - (int)str_width(cmd_word(cmd, "report.hint")));
    out_wrap(cmd->out, OUT_PLAIN, indent, indent, hint);
}

static void show_severity(struct cmd *cmd, const struct act_form_files *files,
                          const struct findings *findings, enum severity severity)
{
    const struct finding **at = MEM_ARRAY(cmd->mem, findings->n, const struct finding *);
    bool is_open = false;
    for (size_t r = 0; r < CHECK_RULES; r++) {
        struct block block = {cmd, files, at, 0, 0};
        for (size_t i = 0; i < findings->n; i++)
            if (findings->at[i].severity == severity && findings->at[i].rule == &check_rules[r])
                at[block.n++] = &findings->at[i];
        if (block.n == 0)
            continue;
        if (!is_open) {
            out_end(cmd->out);
            out_rule(cmd->out, '-', severity_styles[severity],
                     word_of(cmd, "severity", check_severity_name(severity)));
        }
        is_open = true;
        show_block(&block, severity_styles[severity]);
    }
}

static void count(const struct findings *findings, size_t counts[3])
{
    for (size_t i = 0; i < findings->n; i++)
        counts[findings->at[i].severity]++;
}

static struct str joined(const struct cmd *cmd, const struct str *words, size_t n)
{
    struct buf out = buf_new(cmd->mem, BUF_SMALL);
    for (size_t i = 0; i < n; i++) {
        buf_add(&out, i > 0 ? cmd_word(cmd, "report.and") : STR_NONE);
        buf_add(&out, words[i]);
    }
    return buf_str(&out);
}

static void show_head(struct cmd *cmd, const struct act_form_files *files,
                      const struct findings *findings, int least,
                      const struct act_form_choice *choice)
{
    size_t counts[3] = {0}, n_files = 0, n_forms = 0;
    const struct act_form_file *only = NULL;
    for (size_t i = 0; i < files->n; i++)
        if (files->at[i].rc == RC_OK) {
            only = &files->at[i];
            n_files++;
            n_forms += files->at[i].json->reading->n_forms;
        }
    count(findings, counts);
    struct str what =
        n_files == 1 ? only->name : CMD_SAY(cmd, "report.files", {"n", cmd_number(cmd, n_files)});
    out_rule(cmd->out, '=', OUT_BOLD,
             CMD_SAY(cmd, "report.head", {"what", what}, {"forms", cmd_number(cmd, n_forms)},
                     {"profile", cmd->act->profile->name}));
    out_wrap(cmd->out, OUT_BOLD, 0, 0,
             CMD_SAY(cmd, "report.counts", {"errors", cmd_number(cmd, counts[SEVERITY_ERROR])},
                     {"warnings", cmd_number(cmd, counts[SEVERITY_WARNING])},
                     {"notes", cmd_number(cmd, counts[SEVERITY_NOTE])}));
    size_t hidden = 0;
    for (int s = 0; s < least; s++)
        hidden += counts[s];
    if (hidden > 0)
        out_wrap(cmd->out, OUT_DIM, 0, 0,
                 CMD_SAY(cmd, "report.hidden", {"n", cmd_number(cmd, hidden)}));
    if (choice->n_only > 0)
        out_wrap(cmd->out, OUT_DIM, 0, 0,
                 CMD_SAY(cmd, "report.only", {"rules", joined(cmd, choice->only, choice->n_only)}));
    if (choice->n_not > 0)
        out_wrap(cmd->out, OUT_DIM, 0, 0,
                 CMD_SAY(cmd, "report.not", {"rules", joined(cmd, choice->not, choice->n_not)}));
}

// What a person should know about the files themselves.
static void show_notes(struct cmd *cmd, const struct act_form_files *files)
{
    for (size_t i = 0; i < files->n; i++)
        for (size_t k = 0; files->at[i].json && k < files->at[i].json->n_notes; k++)
            out_wrap(cmd->out, OUT_WARNING, 0, 2,
                     CMD_SAY(cmd, "report.note", {"file", files->at[i].name},
                             {"text", files->at[i].json->notes[k].message}));
}

// Cells that could not be read.
struct lost {
    const struct cmd *cmd;
    const struct form *form;
    size_t number, n;
    struct buf *out;
};

static void add_lost(void *context, struct str path, int row, struct cell *cell)
{
    struct lost *lost = context;
    (void)row;
    if (cell->state != CELL_MISSING || lost->n++ >= LIST_PLACES)
        return;
    buf_add(lost->out, lost->n > 1 ? cmd_word(lost->cmd, "report.and") : STR_NONE);
    buf_add(lost->out, form_address(lost->cmd->mem, lost->form, lost->number, path));
}

// "H28、H34×3": the rules that could not be evaluated on this form.
static struct str open_rules(const struct cmd *cmd, const struct findings *findings,
                             const struct act_form_file *file, size_t form, size_t *n)
{
    struct buf out = buf_new(cmd->mem, BUF_SMALL);
    size_t counts[CHECK_RULES] = {0};
    const struct not_evaluated *open = check_open_on(findings, file->name, (int)form + 1, n);
    for (size_t i = 0; i < *n; i++)
        counts[open[i].rule - check_rules]++;
    for (size_t r = 0; r < CHECK_RULES; r++) {
        size_t here = counts[r];
        if (here == 0)
            continue;
        buf_add(&out, out.len > 0 ? cmd_word(cmd, "report.and") : STR_NONE);
        buf_add_c(&out, check_rules[r].id);
        if (here > 1)
            buf_fmt(&out, "×%zu", here);
    }
    return buf_str(&out);
}

static void labelled(struct cmd *cmd, const char *key, struct str text)
{
    struct str label = cmd_word(cmd, key);
    int columns = (int)str_width(label) + 3;
    out_blank(cmd->out, 2);
    out_text(cmd->out, OUT_DIM, label);
    out_blank(cmd->out, 1);
    out_wrap(cmd->out, OUT_PLAIN, columns, columns, text);
}

static void show_certainty(struct cmd *cmd, const struct act_form_file *file, size_t i,
                           const struct findings *findings)
{
    struct form *form = &file->json->reading->forms[i];
    size_t alone, n_lost, n_open;
    act_form_count(file, i, &alone, &n_lost);
    if (alone > 0)
        labelled(cmd, "report.alone_label",
                 CMD_SAY(cmd, "report.alone", {"n", cmd_number(cmd, alone)}));
    if (n_lost > 0) {
        struct buf out = buf_new(cmd->mem, BUF_SMALL);
        struct lost lost = {cmd, form, i + 1, 0, &out};
        form_each_cell(cmd->mem, form, add_lost, &lost);
        if (lost.n > LIST_PLACES)
            buf_add(&out,
                    CMD_SAY(cmd, "report.more", {"n", cmd_number(cmd, lost.n - LIST_PLACES)}));
        labelled(
            cmd, "report.lost_label",
            CMD_SAY(cmd, "report.lost", {"n", cmd_number(cmd, n_lost)}, {"cells", buf_str(&out)}));
    }
    struct str open = open_rules(cmd, findings, file, i, &n_open);
    if (n_open > 0)
        labelled(cmd, "report.open_label",
                 CMD_SAY(cmd, "report.open", {"n", cmd_number(cmd, n_open)}, {"rules", open}));
}

void screen_audit(struct cmd *cmd, const struct act_form_files *files,
                  const struct findings *findings, int least, const struct act_form_choice *choice)
{
    show_head(cmd, files, findings, least, choice);
    show_notes(cmd, files);
    for (int s = SEVERITY_ERROR; s >= least; s--)
        show_severity(cmd, files, findings, (enum severity)s);
    out_end(cmd->out);
    out_rule(cmd->out, '-', OUT_BOLD, cmd_word(cmd, "report.totals"));
    for (size_t f = 0; f < files->n; f++)
        for (size_t i = 0; files->at[f].rc == RC_OK && i < files->at[f].json->reading->n_forms;
             i++) {
            screen_heading(cmd, files, &files->at[f], i);
            screen_totals(cmd, &files->at[f], i);
            show_certainty(cmd, &files->at[f], i, findings);
        }
}
