// SPDX-License-Identifier: AGPL-3.0-or-later
// A form as on paper.
#include "cli/screen.h"

#include "act/act_form.h"
#include "act/act_form_json.h"
#include "base/mem.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "codec/form_json.h"
#include "core/form.h"

enum { GAP = 2, VALUE_COLUMNS = 20, NAME_COLUMNS_LEAST = 12 };

static const char *mark_of(enum cell_state state)
{
    switch (state) {
    case CELL_REPAIRED:
        return "*";
    case CELL_INFERRED:
        return "~";
    case CELL_DOUBTFUL:
        return "?";
    case CELL_STATED:
        return "!";
    default:
        return "";
    }
}

static const char *support_of(enum cell_support support)
{
    static const char *const signs[] = {
        [SUPPORT_NONE] = "",     [SUPPORT_EXACT] = "",  [SUPPORT_CHECKED] = "=",
        [SUPPORT_AGREED] = "\"", [SUPPORT_ALONE] = "'",
    };
    return signs[support];
}

struct str screen_cell(const struct cmd *cmd, const struct cell *cell)
{
    if (cell->state == CELL_ABSENT)
        return STR_NONE;
    if (cell->state == CELL_DASH)
        return STR("-");
    if (cell->state == CELL_EMPTY)
        return cmd_word(cmd, "form.blank");
    if (!form_has(cell))
        return cmd_word(cmd, "form.lost");
    return buf_print(cmd->mem, "%.*s%s%s", STR_FMT(cell->text), mark_of(cell->state),
                     support_of(cell->support));
}

// "≥300=天", or a text.
static struct str value_text(const struct cmd *cmd, const struct value *v)
{
    struct buf out = buf_new(cmd->mem, BUF_SMALL);
    const struct cell *parts[] = {&v->op, &v->value, &v->unit, &v->text};
    for (size_t i = 0; i < LENGTH_OF(parts); i++) {
        bool is_second = parts[i]->state == CELL_MISSING && out.len > 0;
        if (!is_second) // "[lost]" once is enough
            buf_add(&out, screen_cell(cmd, parts[i]));
    }
    return buf_str(&out);
}

static enum out_style style_of(const struct cell *cell)
{
    switch (cell->state) {
    case CELL_MISSING:
    case CELL_DOUBTFUL:
        return OUT_WARNING;
    case CELL_REPAIRED:
    case CELL_STATED:
        return OUT_NOTE;
    default:
        return OUT_PLAIN;
    }
}

static int columns_of(struct str text)
{
    return (int)str_width(text);
}

// A label and a text behind it, wrapped.
static void field(struct cmd *cmd, const char *key, struct str text, int columns)
{
    if (text.len == 0)
        return;
    out_pad(cmd->out, OUT_DIM, OUT_LEFT, cmd_word(cmd, key), columns);
    out_blank(cmd->out, GAP);
    out_wrap(cmd->out, OUT_PLAIN, columns + GAP, columns + GAP, text);
}

static int field_columns(const struct cmd *cmd, const char *const *keys, size_t n)
{
    int most = 0;
    for (size_t i = 0; i < n; i++)
        if (columns_of(cmd_word(cmd, keys[i])) > most)
            most = columns_of(cmd_word(cmd, keys[i]));
    return most;
}

static void show_head(struct cmd *cmd, const struct form *form)
{
    static const char *const keys[] = {"form.project", "form.department", "form.unit"};
    const struct cell *cells[] = {&form->project, &form->department, &form->unit};
    int columns = field_columns(cmd, keys, LENGTH_OF(keys));
    struct str title = screen_cell(cmd, &form->title), year = screen_cell(cmd, &form->year);
    if (title.len > 0 || year.len > 0) {
        out_text(cmd->out, OUT_BOLD, title);
        if (year.len > 0) {
            out_blank(cmd->out, title.len > 0 ? GAP : 0);
            out_text(cmd->out, OUT_PLAIN, CMD_SAY(cmd, "form.year", {"year", year}));
        }
        out_end(cmd->out);
    }
    for (size_t i = 0; i < LENGTH_OF(keys); i++)
        field(cmd, keys[i], screen_cell(cmd, cells[i]), columns);
}

enum { FUND_CELLS = 7 };

static const struct {
    const char *key;
    size_t offset;
} fund_cells[FUND_CELLS] = {
    {"form.initial", offsetof(struct fund, initial)},
    {"form.adjusted", offsetof(struct fund, adjusted)},
    {"form.received", offsetof(struct fund, received)},
    {"form.executed", offsetof(struct fund, executed)},
    {"form.weight", offsetof(struct fund, weight)},
    {"form.rate", offsetof(struct fund, rate)},
    {"form.score", offsetof(struct fund, score)},
};

static const struct cell *fund_cell(const struct fund *fund, size_t i)
{
    return (const struct cell *)((const char *)fund + fund_cells[i].offset);
}

// Which columns any line has, and how wide they are; returns what they take together.
static int fund_columns(const struct cmd *cmd, const struct form *form, int *columns)
{
    int sum = 0;
    for (size_t i = 0; i < FUND_CELLS; i++) {
        columns[i] = 0;
        for (size_t k = 0; k < form->n_funds; k++) {
            int n = columns_of(screen_cell(cmd, fund_cell(&form->funds[k], i)));
            columns[i] = n > columns[i] ? n : columns[i];
        }
        int head = columns_of(cmd_word(cmd, fund_cells[i].key));
        if (columns[i] > 0 && head > columns[i])
            columns[i] = head;
        sum += columns[i] > 0 ? columns[i] + GAP : 0;
    }
    return sum;
}

static void fund_row(struct cmd *cmd, struct str name, int name_columns, const int *columns,
                     const struct fund *fund)
{
    struct out_cell cells[FUND_CELLS + 1] = {{name, name_columns, OUT_LEFT, OUT_PLAIN}};
    size_t n = 1;
    for (size_t i = 0; i < FUND_CELLS; i++) {
        if (columns[i] == 0)
            continue;
        struct str text =
            fund ? screen_cell(cmd, fund_cell(fund, i)) : cmd_word(cmd, fund_cells[i].key);
        enum out_style style = fund ? style_of(fund_cell(fund, i)) : OUT_DIM;
        cells[n++] = (struct out_cell){text, columns[i], OUT_RIGHT, style};
    }
    out_row(cmd->out, 0, cells, n);
}

static void show_funds(struct cmd *cmd, const struct form *form)
{
    int columns[FUND_CELLS];
    if (form->n_funds == 0)
        return;
    int name = cmd->out->width - fund_columns(cmd, form, columns);
    if (name < NAME_COLUMNS_LEAST)
        name = NAME_COLUMNS_LEAST;
    if (name > 2 * VALUE_COLUMNS)
        name = 2 * VALUE_COLUMNS;
    out_rule(cmd->out, '-', OUT_DIM, STR_NONE);
    struct str unit = screen_cell(cmd, &form->money_unit);
    fund_row(cmd,
             unit.len > 0 ? CMD_SAY(cmd, "form.funds_in", {"unit", unit})
                          : cmd_word(cmd, "form.funds"),
             name, columns, NULL);
    for (size_t i = 0; i < form->n_funds; i++) {
        struct str label = screen_cell(cmd, &form->funds[i].name);
        fund_row(cmd, label.len > 0 ? label : form->funds[i].source, name, columns,
                 &form->funds[i]);
    }
}

static void show_goals(struct cmd *cmd, const struct form *form)
{
    static const char *const keys[] = {"form.goal_expected", "form.goal_actual"};
    const struct cell *cells[] = {&form->goal_expected, &form->goal_actual};
    int columns = field_columns(cmd, keys, LENGTH_OF(keys));
    if (cells[0]->state == CELL_ABSENT && cells[1]->state == CELL_ABSENT)
        return;
    out_rule(cmd->out, '-', OUT_DIM, STR_NONE);
    for (size_t i = 0; i < LENGTH_OF(keys); i++)
        field(cmd, keys[i], screen_cell(cmd, cells[i]), columns);
}

// The columns of the table of indicators.
enum {
    ROW_NUMBER,
    ROW_NAME,
    ROW_TARGET,
    ROW_ACTUAL,
    ROW_WEIGHT,
    ROW_SCORE,
    ROW_RESCORE,
    ROW_CELLS
};

static const char *const row_keys[ROW_CELLS] = {
    [ROW_NUMBER] = "form.row",      [ROW_NAME] = "form.name",     [ROW_TARGET] = "form.target",
    [ROW_ACTUAL] = "form.actual",   [ROW_WEIGHT] = "form.weight", [ROW_SCORE] = "form.score",
    [ROW_RESCORE] = "form.rescore",
};

static struct str row_text(const struct cmd *cmd, const struct row *row, int cell)
{
    switch (cell) {
    case ROW_NAME:
        return screen_cell(cmd, &row->level3);
    case ROW_TARGET:
        return value_text(cmd, &row->target);
    case ROW_ACTUAL:
        return value_text(cmd, &row->actual);
    case ROW_WEIGHT:
        return screen_cell(cmd, &row->weight);
    case ROW_SCORE:
        return screen_cell(cmd, &row->score);
    default:
        return screen_cell(cmd, &row->rescore);
    }
}

static void row_columns(const struct cmd *cmd, const struct form *form, int *columns)
{
    int sum = 0;
    for (int c = 0; c < ROW_CELLS; c++) {
        columns[c] = 0;
        for (size_t i = 0; i < form->n_rows && c != ROW_NUMBER && c != ROW_NAME; i++) {
            int n = columns_of(row_text(cmd, &form->rows[i], c));
            columns[c] = n > columns[c] ? n : columns[c];
        }
        int head = columns_of(cmd_word(cmd, row_keys[c]));
        if (c == ROW_NUMBER || (columns[c] > 0 && head > columns[c]))
            columns[c] = c == ROW_NUMBER && head < 3 ? 3 : head;
        if (columns[c] > VALUE_COLUMNS)
            columns[c] = VALUE_COLUMNS;
        sum += columns[c] > 0 ? columns[c] + GAP : 0;
    }
    columns[ROW_NAME] = cmd->out->width - sum;
    if (columns[ROW_NAME] < NAME_COLUMNS_LEAST)
        columns[ROW_NAME] = NAME_COLUMNS_LEAST;
    if (columns[ROW_NAME] > 3 * VALUE_COLUMNS)
        columns[ROW_NAME] = 3 * VALUE_COLUMNS;
}

static enum out_style row_style(const struct row *row, int cell)
{
    switch (cell) {
    case ROW_NUMBER:
        return OUT_PLAIN;
    case ROW_NAME:
        return style_of(&row->level3);
    case ROW_TARGET:
        return style_of(row->target.value.state != CELL_ABSENT ? &row->target.value
                                                               : &row->target.text);
    case ROW_ACTUAL:
        return style_of(row->actual.value.state != CELL_ABSENT ? &row->actual.value
                                                               : &row->actual.text);
    case ROW_WEIGHT:
        return style_of(&row->weight);
    case ROW_SCORE:
        return style_of(&row->score);
    default:
        return style_of(&row->rescore);
    }
}

static void show_row(struct cmd *cmd, const struct row *row, size_t number, const int *columns)
{
    struct out_cell cells[ROW_CELLS];
    size_t n = 0;
    for (int c = 0; c < ROW_CELLS; c++) {
        if (columns[c] == 0)
            continue;
        struct str text = !row              ? cmd_word(cmd, row_keys[c])
                          : c == ROW_NUMBER ? cmd_number(cmd, number)
                                            : row_text(cmd, row, c);
        bool is_right = c == ROW_NUMBER || c >= ROW_WEIGHT;
        cells[n++] = (struct out_cell){text, columns[c], is_right ? OUT_RIGHT : OUT_LEFT,
                                       row ? row_style(row, c) : OUT_DIM};
    }
    out_row(cmd->out, 0, cells, n);
    if (!row || row->reason.state == CELL_ABSENT || row->reason.state == CELL_EMPTY)
        return;
    int indent = columns[ROW_NUMBER] + GAP;
    struct str label = cmd_word(cmd, "form.reason");
    out_blank(cmd->out, indent);
    out_text(cmd->out, OUT_DIM, label);
    out_blank(cmd->out, 1);
    indent += columns_of(label) + 1;
    out_wrap(cmd->out, style_of(&row->reason), indent, indent, screen_cell(cmd, &row->reason));
}

// "产出指标 / 数量指标", where it changes.
static void show_class(struct cmd *cmd, const struct row *row, const struct row *before)
{
    struct str a = screen_cell(cmd, &row->level1), b = screen_cell(cmd, &row->level2);
    if (before && str_eq(row->level1.text, before->level1.text) &&
        str_eq(row->level2.text, before->level2.text))
        return;
    if (a.len == 0 && b.len == 0)
        return;
    out_text(cmd->out, OUT_BOLD,
             buf_print(cmd->mem, "%.*s%s%.*s", STR_FMT(a), a.len > 0 && b.len > 0 ? " / " : "",
                       STR_FMT(b)));
    out_end(cmd->out);
}

static void show_rows(struct cmd *cmd, const struct form *form)
{
    int columns[ROW_CELLS];
    row_columns(cmd, form, columns);
    out_rule(cmd->out, '-', OUT_DIM, STR_NONE);
    show_row(cmd, NULL, 0, columns);
    for (size_t i = 0; i < form->n_rows; i++) {
        show_class(cmd, &form->rows[i], i > 0 ? &form->rows[i - 1] : NULL);
        show_row(cmd, &form->rows[i], i + 1, columns);
    }
}

static void show_tail(struct cmd *cmd, const struct form *form)
{
    struct str weight = screen_cell(cmd, &form->total_weight);
    struct str score = screen_cell(cmd, &form->total_score);
    struct str grade = screen_cell(cmd, &form->grade);
    out_rule(cmd->out, '-', OUT_DIM, STR_NONE);
    struct buf line = buf_new(cmd->mem, BUF_SMALL);
    if (score.len > 0 || weight.len > 0)
        buf_add(&line, CMD_SAY(cmd, "form.total", {"score", score}, {"weight", weight}));
    if (grade.len > 0) {
        buf_add_c(&line, line.len > 0 ? "    " : "");
        buf_add(&line, CMD_SAY(cmd, "form.grade", {"grade", grade}));
    }
    if (line.len > 0)
        out_wrap(cmd->out, OUT_BOLD, 0, 0, buf_str(&line));
    if (form->explanation.len > 0)
        out_wrap(cmd->out, OUT_PLAIN, 0, 2,
                 CMD_SAY(cmd, "form.explanation", {"text", form->explanation}));
    for (size_t i = 0; i < form->n_notes; i++)
        out_wrap(cmd->out, OUT_PLAIN, 0, 2,
                 CMD_SAY(cmd, "form.note", {"name", form->notes[i].name},
                         {"text", form->notes[i].text}));
}

// Marks, one a line, and the count of figures by their support.
struct marks {
    struct cmd *cmd;
    const struct form *form;
    size_t number; // of the form
    size_t n, supports[SUPPORT_ALONE + 1];
};

static void show_mark(void *context, struct str path, int row, struct cell *cell)
{
    struct marks *marks = context;
    struct cmd *cmd = marks->cmd;
    (void)row;
    marks->supports[cell->support] += form_has(cell);
    if (cell->state == CELL_READ || cell->state == CELL_DASH)
        return;
    if (cell->state == CELL_EMPTY && !cell->why)
        return; // a blank cell shows itself
    if (marks->n++ == 0)
        out_rule(cmd->out, '-', OUT_DIM, cmd_word(cmd, "form.marks"));
    struct str address = form_address(cmd->mem, marks->form, marks->number, path);
    struct str state = cmd_word(
        cmd, str_cstr(cmd->mem, buf_print(cmd->mem, "state.%s", form_state_name(cell->state))));
    struct buf line = buf_new(cmd->mem, BUF_SMALL);
    buf_fmt(&line, "%.*s  %.*s", STR_FMT(address), STR_FMT(state));
    if (cell->why)
        buf_add(&line, CMD_SAY(cmd, "form.mark_why", {"why", str_of(cell->why)}));
    if (cell->raw.len > 0)
        buf_add(&line, CMD_SAY(cmd, "form.mark_raw", {"raw", cell->raw}));
    if (cell->at.line > 0)
        buf_add(&line, CMD_SAY(cmd, "form.mark_at", {"line", cmd_number(cmd, cell->at.line)},
                               {"cell", cmd_number(cmd, cell->at.cell)}));
    out_wrap(cmd->out, style_of(cell), 0, 2, buf_str(&line));
}

static void show_marks(struct cmd *cmd, struct form *form, size_t number)
{
    struct marks marks = {.cmd = cmd, .form = form, .number = number};
    form_each_cell(cmd->mem, form, show_mark, &marks);
    size_t checked = marks.supports[SUPPORT_CHECKED], alone = marks.supports[SUPPORT_ALONE];
    size_t exact = marks.supports[SUPPORT_EXACT], agreed = marks.supports[SUPPORT_AGREED];
    out_rule(cmd->out, '-', OUT_DIM, STR_NONE);
    out_wrap(cmd->out, OUT_DIM, 0, 2,
             CMD_SAY(cmd, "form.support",
                     {"all", cmd_number(cmd, checked + alone + exact + agreed)},
                     {"checked", cmd_number(cmd, checked)}, {"agreed", cmd_number(cmd, agreed)},
                     {"alone", cmd_number(cmd, alone)}, {"exact", cmd_number(cmd, exact)}));
    out_wrap(cmd->out, OUT_DIM, 0, 2, cmd_word(cmd, "form.legend"));
}

void screen_form(struct cmd *cmd, const struct act_form_file *file, size_t i)
{
    struct form *form = &file->json->reading->forms[i];
    out_rule(cmd->out, '=', OUT_BOLD,
             CMD_SAY(cmd, "form.heading", {"file", file->name}, {"form", cmd_number(cmd, i + 1)}));
    show_head(cmd, form);
    show_funds(cmd, form);
    show_goals(cmd, form);
    if (form->n_rows > 0)
        show_rows(cmd, form);
    show_tail(cmd, form);
    show_marks(cmd, form, i + 1);
}
