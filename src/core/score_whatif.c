// SPDX-License-Identifier: AGPL-3.0-or-later
// What if another figure stood there? A copy of the form with one cell set; the form is untouched.
#include "core/score_job.h"

#include "base/mem.h"
#include "core/form.h"
#include "core/score.h"

static enum rc fail(struct err *err, const char *key, struct str word)
{
    enum rc rc = err_set(err, RC_USAGE, key);
    err_arg(err, "word", word);
    return rc;
}

enum rc score_whatif_read(struct mem *mem, struct score_at *at, struct str *value, struct str text,
                          struct err *err)
{
    ptrdiff_t equals = str_find(text, STR("="));
    if (equals < 0)
        return fail(err, "err.at.whatif", text);
    *value = str_trim(str_slice(text, (size_t)equals + 1, text.len));
    if (!value->len)
        return fail(err, "err.at.value", text);
    return score_at_read(mem, at, str_slice(text, 0, (size_t)equals), err);
}

static struct cell cell_of(struct str text)
{
    return (struct cell){.text = text, .state = CELL_READ};
}

// The operator a value begins with, taken off it; empty if there is none.
static struct str op_take(struct str *value)
{
    static const struct {
        const char *text, *op;
    } ops[] = {{">=", "≥"}, {"<=", "≤"}, {"≥", "≥"}, {"≤", "≤"},
               {">", ">"},  {"<", "<"},  {"=", "="}};
    for (size_t i = 0; i < LENGTH_OF(ops); i++) {
        struct str head = str_of(ops[i].text);
        if (!str_starts(*value, head))
            continue;
        *value = str_trim(str_slice(*value, head.len, value->len));
        return str_of(ops[i].op);
    }
    return STR_NONE;
}

// The longest beginning that may be a number.
static size_t number_length(struct str text)
{
    size_t i = 0;
    while (i < text.len && ((text.ptr[i] >= '0' && text.ptr[i] <= '9') || text.ptr[i] == '.' ||
                            text.ptr[i] == ',' || (i == 0 && text.ptr[i] == '-')))
        i++;
    return i;
}

// True if what stands behind a number makes a date or a span of it: 11月底前, 2020年5月1日, 3-4天.
static bool is_no_unit(struct str unit)
{
    bool has_digit = false;
    for (size_t i = 0; i < unit.len; i++)
        has_digit |= unit.ptr[i] >= '0' && unit.ptr[i] <= '9';
    return str_starts(unit, STR("-")) || str_starts(unit, STR("月")) || str_ends(unit, STR("前")) ||
           (has_digit && str_has(unit, STR("年")));
}

// "≤5天", "950", "达成指标": a number keeps the operator and the unit that it does not name.
static void value_set(struct value *v, struct str text)
{
    struct str rest = text, op = op_take(&rest);
    size_t length = number_length(rest);
    struct cell number = cell_of(str_slice(rest, 0, length));
    struct dec d;
    struct str unit = str_trim(str_slice(rest, length, rest.len));
    if (!form_number(&d, &number) || is_no_unit(unit)) {
        *v = (struct value){.text = cell_of(text)};
        return;
    }
    v->value = number;
    v->text = (struct cell){0};
    if (op.len)
        v->op = cell_of(op);
    if (unit.len)
        v->unit = cell_of(unit);
}

static bool is_number_slot(struct str slot)
{
    static const char *const names[] = {"weight",       "score",        "rescore", "coefficient",
                                        "target.value", "actual.value", "initial", "adjusted",
                                        "received",     "executed",     "rate",    "total",
                                        "total.score",  "total.weight"};
    for (size_t i = 0; i < LENGTH_OF(names); i++)
        if (str_eq_c(slot, names[i]))
            return true;
    return false;
}

enum rc score_whatif(struct mem *mem, struct form *out, const struct form *form,
                     const struct score_at *at, struct str value, struct err *err)
{
    *out = *form;
    out->rows = MEM_ARRAY(mem, form->n_rows + 1, struct row);
    out->funds = MEM_ARRAY(mem, form->n_funds + 1, struct fund);
    for (size_t i = 0; i < form->n_rows; i++)
        out->rows[i] = form->rows[i];
    for (size_t i = 0; i < form->n_funds; i++)
        out->funds[i] = form->funds[i];
    struct cell *cell, set = cell_of(value);
    struct dec d;
    enum rc rc = score_at_cell(&cell, out, at, err);
    if (rc != RC_OK)
        return rc;
    if (is_number_slot(at->slot) && !form_number(&d, &set))
        return fail(err, "err.at.number", value);
    if (str_eq_c(at->slot, "target"))
        value_set(&out->rows[at->row - 1].target, value);
    else if (str_eq_c(at->slot, "actual"))
        value_set(&out->rows[at->row - 1].actual, value);
    else
        *cell = set;
    return RC_OK;
}
