// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/check_work.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/check.h"
#include "core/form.h"
#include "core/label.h"
#include "core/score.h"

static const struct {
    const char *label;
    int column; // the slot of a row that it stands in; -1 outside the rows
} asked[ASKS] = {
    [ASK_TARGET] = {"rule.cell.target", COLUMN_TARGET},
    [ASK_ACTUAL] = {"rule.cell.actual", COLUMN_ACTUAL},
    [ASK_WEIGHT] = {"rule.cell.weight", COLUMN_WEIGHT},
    [ASK_SCORE] = {"rule.cell.score", COLUMN_SCORE},
    [ASK_REASON] = {"rule.cell.reason", COLUMN_REASON},
    [ASK_RESCORE] = {"rule.cell.rescore", COLUMN_RESCORE},
    [ASK_LEVEL1] = {"rule.cell.level1", COLUMN_LEVEL1},
    [ASK_LEVEL2] = {"rule.cell.level2", COLUMN_LEVEL2},
    [ASK_NAME] = {"rule.cell.name", COLUMN_LEVEL3},
    [ASK_INITIAL] = {"rule.cell.initial", -1},
    [ASK_ADJUSTED] = {"rule.cell.adjusted", -1},
    [ASK_EXECUTED] = {"rule.cell.executed", -1},
    [ASK_RATE] = {"rule.cell.rate", -1},
    [ASK_EXEC_SCORE] = {"rule.cell.exec_score", -1},
    [ASK_TOTAL] = {"rule.cell.total", -1},
    [ASK_GRADE] = {"rule.cell.grade", -1},
    [ASK_YEAR] = {"rule.cell.year", -1},
    [ASK_UNIT] = {"rule.cell.unit", -1},
    [ASK_PROJECT] = {"rule.cell.project", -1},
    [ASK_MONEY_UNIT] = {"rule.cell.money_unit", -1},
    [ASK_GOAL_EXPECTED] = {"rule.cell.goal_expected", -1},
    [ASK_GOAL_ACTUAL] = {"rule.cell.goal_actual", -1},
};

void check_open(struct check *check, const struct check_form *form, const struct check_row *row,
                const char *ground, enum check_cell which)
{
    struct findings *out = check->out;
    const struct labels *labels = check->input->labels;
    struct text2 cell = {STR_NONE, STR_NONE};
    if (which < ASKS)
        cell = label_both(check->mem, labels, asked[which].label, NULL, 0);
    const struct err_arg zh = {"cell", cell.zh}, en = {"cell", cell.en};
    const char *key = str_cstr(check->mem, buf_print(check->mem, "rule.why.%s", ground));
    MEM_PUSH(check->mem, out->open, out->n_open, check->open_cap);
    out->open[out->n_open - 1] = (struct not_evaluated){
        .rule = check->rule,
        .reading = form->file_index,
        .file = form->file_name,
        .form = form->number,
        .row = row ? row->number : 0,
        .why = {label_text(check->mem, labels, LANG_ZH, key, &zh, 1),
                label_text(check->mem, labels, LANG_EN, key, &en, 1)},
    };
}

// A cell that the layout does not have: said once a form and rule.
static void open_absent(struct check *check, struct check_form *form, enum check_cell which)
{
    if (form->told_absent & (1U << which))
        return;
    form->told_absent |= 1U << which;
    check_open(check, form, NULL, "absent", which);
}

bool check_ask(struct check *check, struct check_form *form, const struct check_row *row,
               const struct cell *cell, enum check_cell which, bool *doubt)
{
    if (form_has(cell)) {
        *doubt |= cell->state == CELL_DOUBTFUL;
        return true;
    }
    int column = asked[which].column;
    if (cell->state == CELL_MISSING)
        check_open(check, form, row, "missing", which);
    else if (cell->state == CELL_EMPTY)
        check_open(check, form, row, "blank", which);
    else if (column < 0 || !form->form->columns[column])
        open_absent(check, form, which);
    return false;
}

bool check_ask_value(struct check *check, struct check_form *form, const struct check_row *row,
                     enum check_cell which, bool *doubt)
{
    const struct value *value = which == ASK_TARGET ? &row->row->target : &row->row->actual;
    const struct cell *cell = form_has(&value->text) ? &value->text : &value->value;
    if (!form_has(cell) && value->text.state != CELL_ABSENT)
        cell = &value->text;
    return check_ask(check, form, row, cell, which, doubt);
}

bool check_ask_scored(struct check *check, struct check_form *form, const struct check_row *row,
                      bool *doubt)
{
    const struct score_row *score = row->score;
    if (score->weight_from != SCORE_WEIGHT_PROFILE &&
        !check_ask(check, form, row, &row->row->weight, ASK_WEIGHT, doubt))
        return false;
    return check_ask(check, form, row, &row->row->score, ASK_SCORE, doubt) && score->is_scored;
}

// What the comparison of target and actual rests on. Whether a torn operator is ≥ or > matters only
// where both numbers are equal.
static bool numbers_are_doubtful(const struct check_row *row)
{
    const struct value *values[] = {&row->row->target, &row->row->actual};
    for (size_t i = 0; i < LENGTH_OF(values); i++)
        if (values[i]->value.state == CELL_DOUBTFUL || values[i]->unit.state == CELL_DOUBTFUL)
            return true;
    return values[0]->op.state == CELL_DOUBTFUL &&
           ratio_cmp(row->score->target_exact, row->score->actual_exact) == 0;
}

bool check_ask_numeric(struct check *check, struct check_form *form, const struct check_row *row,
                       bool *doubt)
{
    const struct score_row *score = row->score;
    bool ignored = false;
    if (!check_ask_value(check, form, row, ASK_TARGET, &ignored))
        return false;
    if (form_has(&row->row->target.text))
        return false;
    if (!check_ask_value(check, form, row, ASK_ACTUAL, &ignored))
        return false;
    if (score->unit_differs)
        check_open(check, form, row, "units", ASKS);
    if (!score->has_numbers || score->unit_differs)
        return false;
    *doubt |= numbers_are_doubtful(row);
    return true;
}

struct check_say check_begin(struct check *check, struct check_form *form,
                             const struct check_row *row, int severity)
{
    struct check_say say = {.check = check,
                            .form = form,
                            .row = row,
                            .severity = severity,
                            .message = "message",
                            .path = STR_NONE};
    if (row)
        check_arg(&say, "name", row->row->level3.text);
    return say;
}

static void add_arg(struct check_say *say, const char *name, struct str zh, struct str en)
{
    BUG_IF(say->n == CHECK_ARGS);
    say->args[LANG_ZH][say->n] = (struct err_arg){name, zh};
    say->args[LANG_EN][say->n++] = (struct err_arg){name, en};
}

void check_arg(struct check_say *say, const char *name, struct str value)
{
    add_arg(say, name, value, value);
}

void check_arg_int(struct check_say *say, const char *name, int64_t value)
{
    check_arg(say, name, buf_print(say->check->mem, "%lld", (long long)value));
}

void check_arg_dec(struct check_say *say, const char *name, struct dec value)
{
    check_arg(say, name, dec_print(say->check->mem, value));
}

void check_arg_label(struct check_say *say, const char *name, const char *key)
{
    struct text2 word = label_both(say->check->mem, say->check->input->labels, key, NULL, 0);
    add_arg(say, name, word.zh, word.en);
}

void check_at_row(struct check_say *say, const struct cell *cell, const char *slot)
{
    // A blank cell has no line of its own: the row's name shows where it would be.
    say->cell = cell->at.line ? cell : &say->row->row->level3;
    say->path = buf_print(say->check->mem, "/indicators/%d/%s", say->row->number - 1, slot);
}

void check_at_fund(struct check_say *say, size_t fund, const struct cell *cell, const char *slot)
{
    const struct cell *name = &say->form->form->funds[fund].name;
    say->cell = cell->at.line ? cell : name;
    say->path = buf_print(say->check->mem, "/funds/%zu/%s", fund, slot);
}

void check_at(struct check_say *say, const struct cell *cell, const char *path)
{
    say->cell = cell;
    say->path = str_of(path);
}

static struct text2 say_label(const struct check_say *say, const char *name)
{
    struct mem *mem = say->check->mem;
    const struct labels *labels = say->check->input->labels;
    const char *key = str_cstr(mem, buf_print(mem, "rule.%s.%s", say->check->rule->id, name));
    return (struct text2){label_text(mem, labels, LANG_ZH, key, say->args[LANG_ZH], say->n),
                          label_text(mem, labels, LANG_EN, key, say->args[LANG_EN], say->n)};
}

// "If read right: …", at most a warning.
static void say_doubt(const struct check_say *say, struct finding *finding)
{
    const struct labels *labels = say->check->input->labels;
    const struct err_arg zh = {"message", finding->message.zh},
                         en = {"message", finding->message.en};
    finding->message =
        (struct text2){label_text(say->check->mem, labels, LANG_ZH, "rule.if_read_right", &zh, 1),
                       label_text(say->check->mem, labels, LANG_EN, "rule.if_read_right", &en, 1)};
    if (finding->severity > SEVERITY_WARNING)
        finding->severity = SEVERITY_WARNING;
}

void check_end(struct check_say *say)
{
    struct check *check = say->check;
    struct findings *out = check->out;
    MEM_PUSH(check->mem, out->at, out->n, check->cap);
    struct finding *finding = &out->at[out->n - 1];
    *finding = (struct finding){
        .rule = check->rule,
        .severity = (enum severity)say->severity,
        .reading = say->form->file_index,
        .file = say->form->file_name,
        .form = say->form->number,
        .row = say->row ? say->row->number : 0,
        .path = say->path,
        .cell = say->cell,
        .printed = say->printed,
        .expected = say->expected,
        .is_doubtful = say->is_doubtful,
        .message = say_label(say, say->message),
        .hint = say_label(say, "hint"),
        .basis = say_label(say, "basis"),
        .rows = say->rows,
        .n_rows = say->n_rows,
    };
    if (say->is_doubtful)
        say_doubt(say, finding);
}

struct str check_join(struct mem *mem, struct str a, struct str b)
{
    struct buf both = buf_new(mem, BUF_SMALL);
    buf_add(&both, a);
    buf_add(&both, b);
    return buf_str(&both);
}

static struct str percent(struct mem *mem, struct ratio ratio, int digits, enum round_mode mode)
{
    struct dec rounded;
    if (ratio_round(&rounded, ratio, digits, mode) != RC_OK)
        return ratio_show(mem, ratio, digits);
    return dec_print(mem, rounded);
}

struct str check_percent(struct check *check, const struct check_form *form, struct ratio ratio)
{
    const struct score *score = form->score;
    struct ratio times;
    if (ratio_mul(&times, ratio, ratio_int(100)) != RC_OK)
        return ratio_show(check->mem, ratio, 4);
    return percent(check->mem, times, score->rate_is_fraction ? 2 : score->rate_digits,
                   score->rate_mode);
}

struct str check_cut(struct check *check, struct ratio ratio)
{
    return percent(check->mem, ratio, 2, ROUND_TRUNC);
}

static bool is_mark(int32_t c)
{
    if (c < 0x80)
        return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    // General punctuation, CJK marks, full-width forms of ASCII marks; quotes among them.
    return (c >= 0x2000 && c <= 0x206f) || (c >= 0x3000 && c <= 0x3003) ||
           (c >= 0x3008 && c <= 0x3020) || (c >= 0xff00 && c <= 0xff0f) ||
           (c >= 0xff1a && c <= 0xff20) || (c >= 0xff3b && c <= 0xff40) ||
           (c >= 0xff5b && c <= 0xff65) || c == 0xb7 || c == 0xa0;
}

struct str check_plain(struct mem *mem, struct str text)
{
    char *plain = mem_alloc(mem, text.len + 1);
    size_t n = 0;
    while (text.len) {
        struct str rest = text;
        int32_t c = str_next(&rest);
        size_t step = text.len - rest.len;
        if (!is_mark(c)) {
            memcpy(plain + n, text.ptr, step);
            n += step;
        }
        text = rest;
    }
    return (struct str){plain, n};
}

struct str check_pair(struct mem *mem, const struct cell *a, const struct cell *b)
{
    return check_join(mem, check_plain(mem, a->text),
                      check_join(mem, STR("\n"), check_plain(mem, b->text)));
}

struct str check_value_text(struct mem *mem, const struct value *value)
{
    if (form_has(&value->text))
        return value->text.text;
    struct str number = check_join(mem, value->op.text, value->value.text);
    return check_join(mem, number, value->unit.text);
}
