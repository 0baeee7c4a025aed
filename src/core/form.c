// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/form.h"

#include "base/buf.h"

enum { NUMBER_BYTES = 40 };

static const char *const column_names[COLUMNS] = {
    [COLUMN_LEVEL1] = "level1",
    [COLUMN_LEVEL2] = "level2",
    [COLUMN_LEVEL3] = "level3",
    [COLUMN_TARGET] = "target",
    [COLUMN_ACTUAL] = "actual",
    [COLUMN_WEIGHT] = "weight",
    [COLUMN_SCORE] = "score",
    [COLUMN_REASON] = "reason",
    [COLUMN_RESCORE] = "rescore",
    [COLUMN_CORE] = "core",
    [COLUMN_COEFFICIENT] = "coefficient",
    [COLUMN_UNIT] = "unit",
    [COLUMN_OPERATOR] = "operator",
};

static const char *const state_names[] = {
    [CELL_ABSENT] = "absent",     [CELL_READ] = "read",         [CELL_REPAIRED] = "repaired",
    [CELL_INFERRED] = "inferred", [CELL_DOUBTFUL] = "doubtful", [CELL_MISSING] = "missing",
    [CELL_EMPTY] = "empty",       [CELL_DASH] = "dash",         [CELL_STATED] = "stated",
};

static const char *const support_names[] = {
    [SUPPORT_NONE] = "",         [SUPPORT_EXACT] = "exact", [SUPPORT_CHECKED] = "checked",
    [SUPPORT_AGREED] = "agreed", [SUPPORT_ALONE] = "alone",
};

const char *form_column_name(enum form_column column)
{
    return column_names[column];
}

const char *form_state_name(enum cell_state state)
{
    return state_names[state];
}

// The index of a name in a table of n names, or -1.
static int index_of(const char *const *names, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_c(name, names[i]))
            return (int)i;
    return -1;
}

bool form_state_of(enum cell_state *out, struct str name)
{
    int i = index_of(state_names, LENGTH_OF(state_names), name);
    if (i >= 0)
        *out = (enum cell_state)i;
    return i >= 0;
}

const char *form_support_name(enum cell_support support)
{
    return support_names[support];
}

bool form_support_of(enum cell_support *out, struct str name)
{
    int i = index_of(support_names, LENGTH_OF(support_names), name);
    if (i >= 0)
        *out = (enum cell_support)i;
    return i >= 0;
}

bool form_has(const struct cell *cell)
{
    switch (cell->state) {
    case CELL_READ:
    case CELL_REPAIRED:
    case CELL_INFERRED:
    case CELL_DOUBTFUL:
    case CELL_STATED:
        return cell->text.len > 0;
    default:
        return false;
    }
}

bool form_is_unsure(const struct cell *cell)
{
    return cell->state == CELL_MISSING || cell->state == CELL_DOUBTFUL;
}

// Copies a number without its thousands commas (1,000,000.50); false if they do not part groups of
// three digits, or if it is longer than any number can be.
static bool thousands_drop(char *out, size_t *len, struct str text)
{
    size_t group = 0, n_commas = 0;
    bool is_whole = true, is_good = text.len <= NUMBER_BYTES;
    *len = 0;
    for (size_t i = 0; i < text.len && is_good; i++) {
        char c = text.ptr[i];
        bool is_point = c == '.';
        if (is_whole && (c == ',' || is_point)) {
            is_good = n_commas ? group == 3 : is_point || (group >= 1 && group <= 3);
            n_commas += c == ',';
            group = 0;
        } else {
            is_good = c != ',';
            group += c != '-';
        }
        is_whole &= !is_point;
        if (c != ',')
            out[(*len)++] = c;
    }
    return is_good && (!is_whole || group == 3);
}

bool form_number(struct dec *out, const struct cell *cell)
{
    if (!form_has(cell))
        return false;
    if (!str_has(cell->text, STR(",")))
        return dec_read(out, cell->text) == RC_OK;
    char plain[NUMBER_BYTES];
    size_t len;
    return thousands_drop(plain, &len, cell->text) &&
           dec_read(out, (struct str){plain, len}) == RC_OK;
}

const struct fund *form_total_fund(const struct form *form)
{
    for (size_t i = 0; i < form->n_funds; i++)
        if (str_eq_c(form->funds[i].source, "total"))
            return &form->funds[i];
    return NULL;
}

struct walk {
    struct mem *mem;
    form_visit fn;
    void *context;
    int row;
};

static void visit(struct walk *w, struct str base, const char *name, struct cell *cell)
{
    if (cell->state != CELL_ABSENT)
        w->fn(w->context, buf_print(w->mem, "%.*s/%s", STR_FMT(base), name), w->row, cell);
}

static void visit_value(struct walk *w, struct str base, const char *name, struct value *v)
{
    struct str at = buf_print(w->mem, "%.*s/%s", STR_FMT(base), name);
    visit(w, at, "op", &v->op);
    visit(w, at, "value", &v->value);
    visit(w, at, "unit", &v->unit);
    visit(w, at, "text", &v->text);
}

static void visit_row(struct walk *w, struct str base, struct row *r)
{
    visit(w, base, "level1", &r->level1);
    visit(w, base, "level2", &r->level2);
    visit(w, base, "level3", &r->level3);
    visit_value(w, base, "target", &r->target);
    visit_value(w, base, "actual", &r->actual);
    visit(w, base, "weight", &r->weight);
    visit(w, base, "score", &r->score);
    visit(w, base, "rescore", &r->rescore);
    visit(w, base, "coefficient", &r->coefficient);
    visit(w, base, "core", &r->core);
    visit(w, base, "unit_column", &r->unit_column);
    visit(w, base, "reason", &r->reason);
}

static void visit_fund(struct walk *w, struct str base, struct fund *f)
{
    visit(w, base, "name", &f->name);
    visit(w, base, "initial", &f->initial);
    visit(w, base, "adjusted", &f->adjusted);
    visit(w, base, "received", &f->received);
    visit(w, base, "executed", &f->executed);
    visit(w, base, "weight", &f->weight);
    visit(w, base, "rate", &f->rate);
    visit(w, base, "score", &f->score);
}

void form_each_cell(struct mem *mem, struct form *form, form_visit fn, void *context)
{
    struct walk w = {mem, fn, context, 0};
    visit(&w, STR_NONE, "year", &form->year);
    visit(&w, STR_NONE, "title", &form->title);
    visit(&w, STR_NONE, "project", &form->project);
    visit(&w, STR_NONE, "department", &form->department);
    visit(&w, STR_NONE, "unit", &form->unit);
    visit(&w, STR_NONE, "money_unit", &form->money_unit);
    for (size_t i = 0; i < form->n_funds; i++)
        visit_fund(&w, buf_print(mem, "/funds/%zu", i), &form->funds[i]);
    visit(&w, STR("/goals"), "expected", &form->goal_expected);
    visit(&w, STR("/goals"), "actual", &form->goal_actual);
    for (size_t i = 0; i < form->n_rows; i++) {
        w.row = (int)i + 1;
        visit_row(&w, buf_print(mem, "/indicators/%zu", i), &form->rows[i]);
    }
    w.row = 0;
    visit(&w, STR("/total"), "weight", &form->total_weight);
    visit(&w, STR("/total"), "score", &form->total_score);
    visit(&w, STR_NONE, "grade", &form->grade);
}

// The first step of a path without its slash; *rest what follows.
static struct str first_step(struct str path, struct str *rest)
{
    path = str_slice(path, 1, path.len);
    ptrdiff_t end = str_find(path, STR("/"));
    size_t len = end < 0 ? path.len : (size_t)end;
    *rest = str_slice(path, len, path.len);
    return str_slice(path, 0, len);
}

static size_t number_of(struct str digits)
{
    size_t n = 0;
    for (size_t i = 0; i < digits.len; i++)
        n = 10 * n + (size_t)(digits.ptr[i] - '0');
    return n;
}

struct str form_address(struct mem *mem, const struct form *form, size_t n, struct str path)
{
    struct buf out = buf_new(mem, BUF_SMALL);
    struct str rest;
    struct str step = first_step(path, &rest);
    buf_fmt(&out, "%zu", n);
    if (str_eq_c(step, "indicators") && rest.len > 0) {
        buf_fmt(&out, ".%zu", number_of(first_step(rest, &rest)) + 1);
    } else if (str_eq_c(step, "funds") && rest.len > 0) {
        size_t i = number_of(first_step(rest, &rest));
        size_t same = 0;
        for (size_t k = 0; k < form->n_funds; k++)
            same += str_eq(form->funds[k].source, form->funds[i].source);
        if (same == 1)
            buf_fmt(&out, ".funds.%.*s", STR_FMT(form->funds[i].source));
        else
            buf_fmt(&out, ".funds.%zu", i + 1);
    } else {
        rest = path;
    }
    while (rest.len > 0) {
        step = first_step(rest, &rest);
        buf_fmt(&out, ".%.*s", STR_FMT(step));
    }
    return buf_str(&out);
}
