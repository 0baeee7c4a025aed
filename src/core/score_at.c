// SPDX-License-Identifier: AGPL-3.0-or-later
// Places as a person writes them, and the cells they name.
#include "core/score_job.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/tree.h"
#include "core/form.h"
#include "core/score.h"

struct slot {
    const char *name;
    size_t offset;
};

static const struct slot row_slots[] = {
    {"level1", offsetof(struct row, level1)},
    {"level2", offsetof(struct row, level2)},
    {"level3", offsetof(struct row, level3)},
    {"target", offsetof(struct row, target.value)}, // or its text: row_cell
    {"actual", offsetof(struct row, actual.value)},
    {"target.op", offsetof(struct row, target.op)},
    {"target.value", offsetof(struct row, target.value)},
    {"target.unit", offsetof(struct row, target.unit)},
    {"target.text", offsetof(struct row, target.text)},
    {"actual.op", offsetof(struct row, actual.op)},
    {"actual.value", offsetof(struct row, actual.value)},
    {"actual.unit", offsetof(struct row, actual.unit)},
    {"actual.text", offsetof(struct row, actual.text)},
    {"weight", offsetof(struct row, weight)},
    {"score", offsetof(struct row, score)},
    {"reason", offsetof(struct row, reason)},
    {"rescore", offsetof(struct row, rescore)},
    {"coefficient", offsetof(struct row, coefficient)},
    {"core", offsetof(struct row, core)},
};

static const struct slot fund_slots[] = {
    {"name", offsetof(struct fund, name)},         {"initial", offsetof(struct fund, initial)},
    {"adjusted", offsetof(struct fund, adjusted)}, {"received", offsetof(struct fund, received)},
    {"executed", offsetof(struct fund, executed)}, {"weight", offsetof(struct fund, weight)},
    {"rate", offsetof(struct fund, rate)},         {"score", offsetof(struct fund, score)},
};

static const struct slot form_slots[] = {
    {"year", offsetof(struct form, year)},
    {"title", offsetof(struct form, title)},
    {"project", offsetof(struct form, project)},
    {"department", offsetof(struct form, department)},
    {"unit", offsetof(struct form, unit)},
    {"money_unit", offsetof(struct form, money_unit)},
    {"goals.expected", offsetof(struct form, goal_expected)},
    {"goals.actual", offsetof(struct form, goal_actual)},
    {"total", offsetof(struct form, total_score)},
    {"total.score", offsetof(struct form, total_score)},
    {"total.weight", offsetof(struct form, total_weight)},
    {"grade", offsetof(struct form, grade)},
};

enum { SLOTS = LENGTH_OF(row_slots) };

static enum rc fail(struct err *err, const char *key, struct str word, const char *near)
{
    enum rc rc = err_set(err, RC_USAGE, key);
    err_arg(err, "word", word);
    err_arg(err, "near", str_of(near));
    return rc;
}

static const struct slot *slot_find(const struct slot *slots, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_c(name, slots[i].name))
            return &slots[i];
    return NULL;
}

// The failure of a cell that is not there: with the nearest name, or with all of them.
static enum rc fail_slot(struct mem *mem, struct err *err, const struct slot *slots, size_t n,
                         struct str name)
{
    const char *names[SLOTS];
    struct buf all = buf_new(mem, BUF_SMALL);
    for (size_t i = 0; i < n; i++) {
        names[i] = slots[i].name;
        buf_add_c(&all, i ? ", " : "");
        buf_add_c(&all, names[i]);
    }
    const char *near = tree_suggest(name, names, n);
    return near ? fail(err, "err.at.cell_near", name, near)
                : fail(err, "err.at.cell", name, str_cstr(mem, buf_str(&all)));
}

// Takes what stands before the next point off `rest`.
static struct str part_take(struct str *rest)
{
    ptrdiff_t point = str_find(*rest, STR("."));
    struct str part = point < 0 ? *rest : str_slice(*rest, 0, (size_t)point);
    *rest = point < 0 ? STR_NONE : str_slice(*rest, (size_t)point + 1, rest->len);
    return part;
}

// A count from 1 to a million; 0 if it is none.
static size_t count_of(struct str text)
{
    struct dec d;
    if (dec_read(&d, text) != RC_OK || d.scale || d.n < 1 || d.n > 1000000)
        return 0;
    return (size_t)d.n;
}

static ptrdiff_t find_last(struct str text, char c)
{
    for (size_t i = text.len; i--;)
        if (text.ptr[i] == c)
            return (ptrdiff_t)i;
    return -1;
}

static enum rc row_slot_read(struct mem *mem, struct score_at *out, struct str rest,
                             struct err *err)
{
    out->slot = rest;
    if (slot_find(row_slots, LENGTH_OF(row_slots), rest))
        return RC_OK;
    return fail_slot(mem, err, row_slots, LENGTH_OF(row_slots), rest);
}

// FORM.funds.SOURCE.CELL: the cell stands after the last point, a name may hold others.
static enum rc fund_slot_read(struct mem *mem, struct score_at *out, struct str rest,
                              struct err *err)
{
    ptrdiff_t point = find_last(rest, '.');
    if (point <= 0)
        return fail(err, "err.at.fund", rest, NULL);
    out->fund = str_slice(rest, 0, (size_t)point);
    out->slot = str_slice(rest, (size_t)point + 1, rest.len);
    if (slot_find(fund_slots, LENGTH_OF(fund_slots), out->slot))
        return RC_OK;
    return fail_slot(mem, err, fund_slots, LENGTH_OF(fund_slots), out->slot);
}

enum rc score_at_read(struct mem *mem, struct score_at *out, struct str text, struct err *err)
{
    *out = (struct score_at){0};
    struct str rest = str_trim(text);
    ptrdiff_t colon = find_last(rest, ':');
    if (colon >= 0) {
        out->file = str_slice(rest, 0, (size_t)colon);
        rest = str_slice(rest, (size_t)colon + 1, rest.len);
    }
    out->form = count_of(part_take(&rest));
    if (!out->form || !rest.len)
        return fail(err, "err.at.form", text, NULL);
    struct str all = rest, part = part_take(&rest);
    out->row = (int)count_of(part);
    if (out->row)
        return row_slot_read(mem, out, rest, err);
    if (str_eq_c(part, "funds"))
        return fund_slot_read(mem, out, rest, err);
    out->slot = all;
    if (slot_find(form_slots, LENGTH_OF(form_slots), all))
        return RC_OK;
    return fail_slot(mem, err, form_slots, LENGTH_OF(form_slots), all);
}

static struct cell *cell_at(void *object, const struct slot *slots, size_t n, struct str name)
{
    const struct slot *slot = slot_find(slots, n, name);
    BUG_IF(!slot);
    return (struct cell *)((char *)object + slot->offset);
}

// The line of a source, a name, or a number from 1.
static struct fund *fund_find(struct form *form, struct str name)
{
    for (size_t i = 0; i < form->n_funds; i++)
        if (str_eq(form->funds[i].source, name))
            return &form->funds[i];
    for (size_t i = 0; i < form->n_funds; i++)
        if (str_eq(form->funds[i].name.text, name))
            return &form->funds[i];
    size_t at = count_of(name);
    return at && at <= form->n_funds ? &form->funds[at - 1] : NULL;
}

// target and actual alone mean the whole value: its number, else its text.
static bool is_value(struct str slot)
{
    return str_eq_c(slot, "target") || str_eq_c(slot, "actual");
}

static struct cell *row_cell(struct row *row, struct str slot)
{
    if (!is_value(slot))
        return cell_at(row, row_slots, LENGTH_OF(row_slots), slot);
    struct value *v = str_eq_c(slot, "target") ? &row->target : &row->actual;
    return v->value.state == CELL_ABSENT ? &v->text : &v->value;
}

enum rc score_at_cell(struct cell **out, struct form *form, const struct score_at *at,
                      struct err *err)
{
    if (at->row) {
        if ((size_t)at->row > form->n_rows)
            return fail(err, "err.at.row", at->slot, NULL);
        *out = row_cell(&form->rows[at->row - 1], at->slot);
        return RC_OK;
    }
    if (at->fund.len) {
        struct fund *fund = fund_find(form, at->fund);
        if (!fund)
            return fail(err, "err.at.fund", at->fund, NULL);
        *out = cell_at(fund, fund_slots, LENGTH_OF(fund_slots), at->slot);
        return RC_OK;
    }
    *out = cell_at(form, form_slots, LENGTH_OF(form_slots), at->slot);
    return RC_OK;
}
