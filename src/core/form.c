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

// The leaf cells of each part of a form, in the order of form-json.md.
struct leaf {
    const char *name;
    size_t offset;
    bool is_number; // the slot holds a figure
};

#define HEAD_LEAF(member)                                                                          \
    {                                                                                              \
#member, offsetof(struct form, member), false                                              \
    }
#define FUND_LEAF(member, is_number)                                                               \
    {                                                                                              \
#member, offsetof(struct fund, member), is_number                                          \
    }
#define ROW_LEAF(member, is_number)                                                                \
    {                                                                                              \
#member, offsetof(struct row, member), is_number                                           \
    }

static const struct leaf head_leaves[] = {HEAD_LEAF(year),    HEAD_LEAF(title),
                                          HEAD_LEAF(project), HEAD_LEAF(department),
                                          HEAD_LEAF(unit),    HEAD_LEAF(money_unit)};
static const struct leaf fund_leaves[] = {FUND_LEAF(name, false),    FUND_LEAF(initial, true),
                                          FUND_LEAF(adjusted, true), FUND_LEAF(received, true),
                                          FUND_LEAF(executed, true), FUND_LEAF(weight, true),
                                          FUND_LEAF(rate, true),     FUND_LEAF(score, true)};
static const struct leaf goal_leaves[] = {
    {"goals/expected", offsetof(struct form, goal_expected), false},
    {"goals/actual", offsetof(struct form, goal_actual), false}};
static const struct leaf row_leaves[] = {ROW_LEAF(level1, false),
                                         ROW_LEAF(level2, false),
                                         ROW_LEAF(level3, false),
                                         {"target/op", offsetof(struct row, target.op), false},
                                         {"target/value", offsetof(struct row, target.value), true},
                                         {"target/unit", offsetof(struct row, target.unit), false},
                                         {"target/text", offsetof(struct row, target.text), false},
                                         {"actual/op", offsetof(struct row, actual.op), false},
                                         {"actual/value", offsetof(struct row, actual.value), true},
                                         {"actual/unit", offsetof(struct row, actual.unit), false},
                                         {"actual/text", offsetof(struct row, actual.text), false},
                                         ROW_LEAF(weight, true),
                                         ROW_LEAF(score, true),
                                         ROW_LEAF(rescore, true),
                                         ROW_LEAF(coefficient, true),
                                         ROW_LEAF(core, false),
                                         ROW_LEAF(unit_column, false),
                                         ROW_LEAF(reason, false)};
static const struct leaf foot_leaves[] = {
    {"total/weight", offsetof(struct form, total_weight), true},
    {"total/score", offsetof(struct form, total_score), true},
    {"grade", offsetof(struct form, grade), false}};

// One part of a form: its cells, and where it stands ("/funds", 3).
struct part {
    const struct leaf *leaves;
    size_t n;
    void *base;
    const char *list; // NULL: the form itself
    size_t index;
    int row;
};

typedef void (*visit_part)(void *context, const struct part *part);

static void each_part(struct form *form, visit_part fn, void *context)
{
    fn(context, &(struct part){head_leaves, LENGTH_OF(head_leaves), form, NULL, 0, 0});
    for (size_t i = 0; i < form->n_funds; i++)
        fn(context,
           &(struct part){fund_leaves, LENGTH_OF(fund_leaves), &form->funds[i], "/funds", i, 0});
    fn(context, &(struct part){goal_leaves, LENGTH_OF(goal_leaves), form, NULL, 0, 0});
    for (size_t i = 0; i < form->n_rows; i++)
        fn(context, &(struct part){row_leaves, LENGTH_OF(row_leaves), &form->rows[i], "/indicators",
                                   i, (int)i + 1});
    fn(context, &(struct part){foot_leaves, LENGTH_OF(foot_leaves), form, NULL, 0, 0});
}

static struct cell *cell_of(const struct part *part, size_t k)
{
    return (struct cell *)(void *)((char *)part->base + part->leaves[k].offset);
}

struct walk {
    struct mem *mem;
    form_visit fn;
    void *context;
};

static void visit_with_path(void *context, const struct part *part)
{
    const struct walk *w = context;
    for (size_t k = 0; k < part->n; k++) {
        struct cell *cell = cell_of(part, k);
        if (cell->state == CELL_ABSENT)
            continue;
        struct str path = part->list ? buf_print(w->mem, "%s/%zu/%s", part->list, part->index,
                                                 part->leaves[k].name)
                                     : buf_print(w->mem, "/%s", part->leaves[k].name);
        w->fn(w->context, path, part->row, cell);
    }
}

void form_each_cell(struct mem *mem, struct form *form, form_visit fn, void *context)
{
    struct walk w = {mem, fn, context};
    each_part(form, visit_with_path, &w);
}

struct leaf_walk {
    form_leaf fn;
    void *context;
};

static void visit_leaves(void *context, const struct part *part)
{
    const struct leaf_walk *w = context;
    for (size_t k = 0; k < part->n; k++) {
        struct cell *cell = cell_of(part, k);
        if (cell->state != CELL_ABSENT)
            w->fn(w->context, cell, part->leaves[k].is_number);
    }
}

void form_each_leaf(struct form *form, form_leaf fn, void *context)
{
    struct leaf_walk w = {fn, context};
    each_part(form, visit_leaves, &w);
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
        for (size_t k = 0; k < form->n_funds && same < 2; k++)
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
