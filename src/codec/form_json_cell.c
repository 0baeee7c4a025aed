// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codec/form_json_cell.h"

#include "base/buf.h"
#include "core/form.h"

static const struct form_json_slot head[] = {
    {"year", offsetof(struct form, year), false},
    {"title", offsetof(struct form, title), false},
    {"project", offsetof(struct form, project), false},
    {"department", offsetof(struct form, department), false},
    {"unit", offsetof(struct form, unit), false},
    {"money_unit", offsetof(struct form, money_unit), false},
    {"grade", offsetof(struct form, grade), false},
};

static const struct form_json_slot fund[] = {
    {"name", offsetof(struct fund, name), false},
    {"initial", offsetof(struct fund, initial), true},
    {"adjusted", offsetof(struct fund, adjusted), true},
    {"received", offsetof(struct fund, received), true},
    {"executed", offsetof(struct fund, executed), true},
    {"weight", offsetof(struct fund, weight), true},
    {"rate", offsetof(struct fund, rate), true},
    {"score", offsetof(struct fund, score), true},
};

static const struct form_json_slot row[] = {
    {"level1", offsetof(struct row, level1), false},
    {"level2", offsetof(struct row, level2), false},
    {"level3", offsetof(struct row, level3), false},
};

static const struct form_json_slot tail[] = {
    {"weight", offsetof(struct row, weight), true},
    {"score", offsetof(struct row, score), true},
    {"rescore", offsetof(struct row, rescore), true},
    {"coefficient", offsetof(struct row, coefficient), true},
    {"core", offsetof(struct row, core), false},
    {"unit_column", offsetof(struct row, unit_column), false},
    {"reason", offsetof(struct row, reason), false},
};

static const struct form_json_slot value[] = {
    {"op", offsetof(struct value, op), false},
    {"value", offsetof(struct value, value), true},
    {"unit", offsetof(struct value, unit), false},
    {"text", offsetof(struct value, text), false},
};

static const struct form_json_slot goals[] = {
    {"expected", offsetof(struct form, goal_expected), false},
    {"actual", offsetof(struct form, goal_actual), false},
};

static const struct form_json_slot total[] = {
    {"weight", offsetof(struct form, total_weight), true},
    {"score", offsetof(struct form, total_score), true},
};

static const struct {
    const struct form_json_slot *slots;
    size_t n;
} objects[FORM_JSON_OBJECTS] = {
    [FORM_JSON_HEAD] = {head, LENGTH_OF(head)},    [FORM_JSON_FUND] = {fund, LENGTH_OF(fund)},
    [FORM_JSON_ROW] = {row, LENGTH_OF(row)},       [FORM_JSON_TAIL] = {tail, LENGTH_OF(tail)},
    [FORM_JSON_VALUE] = {value, LENGTH_OF(value)}, [FORM_JSON_GOALS] = {goals, LENGTH_OF(goals)},
    [FORM_JSON_TOTAL] = {total, LENGTH_OF(total)},
};

const struct form_json_slot *form_json_slots(enum form_json_object object, size_t *n)
{
    *n = objects[object].n;
    return objects[object].slots;
}

struct cell *form_json_cell_in(void *base, const struct form_json_slot *slot)
{
    return (struct cell *)((char *)base + slot->offset);
}

const struct form_json_slot *form_json_slot_of(enum form_json_object object, struct str key)
{
    for (size_t i = 0; i < objects[object].n; i++)
        if (str_eq_c(key, objects[object].slots[i].key))
            return &objects[object].slots[i];
    return NULL;
}

static void each(enum form_json_object object, void *base, form_json_visit fn, void *context)
{
    for (size_t i = 0; i < objects[object].n; i++)
        fn(context, form_json_cell_in(base, &objects[object].slots[i]));
}

void form_json_each(struct form *form, form_json_visit fn, void *context)
{
    each(FORM_JSON_HEAD, form, fn, context);
    for (size_t i = 0; i < form->n_funds; i++)
        each(FORM_JSON_FUND, &form->funds[i], fn, context);
    each(FORM_JSON_GOALS, form, fn, context);
    for (size_t i = 0; i < form->n_rows; i++) {
        each(FORM_JSON_ROW, &form->rows[i], fn, context);
        each(FORM_JSON_VALUE, &form->rows[i].target, fn, context);
        each(FORM_JSON_VALUE, &form->rows[i].actual, fn, context);
        each(FORM_JSON_TAIL, &form->rows[i], fn, context);
    }
    each(FORM_JSON_TOTAL, form, fn, context);
    for (size_t i = 0; i < form->n_classes; i++)
        fn(context, &form->classes[i].weight);
}

// The steps of a path; the first lost bytes of "/a/b" are its slashes.
enum { STEPS = 4 };

struct steps {
    struct str at[STEPS];
    size_t n;
};

static bool split(struct steps *out, struct str path)
{
    out->n = 0;
    while (path.len > 0) {
        if (path.ptr[0] != '/' || out->n == STEPS)
            return false;
        struct str rest = str_slice(path, 1, path.len);
        ptrdiff_t end = str_find(rest, STR("/"));
        size_t len = end < 0 ? rest.len : (size_t)end;
        out->at[out->n++] = str_slice(rest, 0, len);
        path = str_slice(rest, len, rest.len);
    }
    return out->n > 0;
}

// An index below n, in plain digits.
static bool index_of(size_t *out, struct str digits, size_t n)
{
    size_t value = 0;
    if (digits.len == 0 || digits.len > 9)
        return false;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return false;
        value = 10 * value + (size_t)(digits.ptr[i] - '0');
    }
    *out = value;
    return value < n;
}

static struct cell *leaf(void *base, enum form_json_object object, struct str key, bool *is_number)
{
    const struct form_json_slot *slot = form_json_slot_of(object, key);
    if (!slot)
        return NULL;
    *is_number = slot->is_number;
    return form_json_cell_in(base, slot);
}

static struct value *value_of(struct row *r, struct str key)
{
    return str_eq_c(key, "target") ? &r->target : str_eq_c(key, "actual") ? &r->actual : NULL;
}

static struct cell *row_cell(struct form *form, const struct steps *steps, bool *is_number)
{
    size_t i;
    if (steps->n < 3 || !index_of(&i, steps->at[1], form->n_rows))
        return NULL;
    struct row *r = &form->rows[i];
    struct value *v = value_of(r, steps->at[2]);
    if (steps->n == 4)
        return v ? leaf(v, FORM_JSON_VALUE, steps->at[3], is_number) : NULL;
    struct cell *found = leaf(r, FORM_JSON_ROW, steps->at[2], is_number);
    return found ? found : leaf(r, FORM_JSON_TAIL, steps->at[2], is_number);
}

// Appends a name to a JSON pointer.
static void escape(struct buf *out, struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '~' || name.ptr[i] == '/')
            buf_add_c(out, name.ptr[i] == '~' ? "~0" : "~1");
        else
            buf_char(out, name.ptr[i]);
    }
}

struct str form_json_class_path(struct mem *mem, struct str name)
{
    struct buf out = buf_new(mem, BUF_SMALL);
    buf_add_c(&out, "/class_weights/");
    escape(&out, name);
    return buf_str(&out);
}

// True if `step`, unescaped, is the name.
static bool is_name(struct str step, struct str name)
{
    size_t at = 0;
    for (size_t i = 0; i < step.len; i++, at++) {
        char c = step.ptr[i];
        if (c == '~') {
            if (++i == step.len || (step.ptr[i] != '0' && step.ptr[i] != '1'))
                return false;
            c = step.ptr[i] == '0' ? '~' : '/';
        }
        if (at >= name.len || name.ptr[at] != c)
            return false;
    }
    return at == name.len;
}

static struct cell *class_cell(struct form *form, struct str step)
{
    for (size_t i = 0; i < form->n_classes; i++)
        if (is_name(step, form->classes[i].name))
            return &form->classes[i].weight;
    return NULL;
}

struct cell *form_json_cell(struct form *form, struct str path, bool *is_number)
{
    struct steps steps;
    size_t i;
    *is_number = false;
    if (!split(&steps, path))
        return NULL;
    if (steps.n == 1)
        return leaf(form, FORM_JSON_HEAD, steps.at[0], is_number);
    if (str_eq_c(steps.at[0], "indicators"))
        return row_cell(form, &steps, is_number);
    if (str_eq_c(steps.at[0], "funds"))
        return steps.n == 3 && index_of(&i, steps.at[1], form->n_funds)
                   ? leaf(&form->funds[i], FORM_JSON_FUND, steps.at[2], is_number)
                   : NULL;
    if (steps.n != 2)
        return NULL;
    if (str_eq_c(steps.at[0], "goals"))
        return leaf(form, FORM_JSON_GOALS, steps.at[1], is_number);
    if (str_eq_c(steps.at[0], "total"))
        return leaf(form, FORM_JSON_TOTAL, steps.at[1], is_number);
    if (!str_eq_c(steps.at[0], "class_weights"))
        return NULL;
    *is_number = true;
    return class_cell(form, steps.at[1]);
}

bool form_json_is_object(const struct form *form, struct str path)
{
    struct steps steps;
    size_t i;
    if (!split(&steps, path))
        return false;
    struct str first = steps.at[0];
    if (steps.n == 1)
        return str_eq_c(first, "total") || str_eq_c(first, "goals") || str_eq_c(first, "funds") ||
               str_eq_c(first, "indicators");
    if (str_eq_c(first, "funds"))
        return steps.n == 2 && index_of(&i, steps.at[1], form->n_funds);
    if (!str_eq_c(first, "indicators") || !index_of(&i, steps.at[1], form->n_rows))
        return false;
    return steps.n == 2 || (steps.n == 3 && value_of(&form->rows[i], steps.at[2]));
}

struct cell *form_json_lone_value(struct form *form, struct str path)
{
    struct steps steps;
    size_t i;
    if (!split(&steps, path) || steps.n != 3 || !str_eq_c(steps.at[0], "indicators") ||
        !index_of(&i, steps.at[1], form->n_rows))
        return NULL;
    struct value *v = value_of(&form->rows[i], steps.at[2]);
    bool has_leaf = !v || v->op.state != CELL_ABSENT || v->unit.state != CELL_ABSENT ||
                    v->value.state != CELL_ABSENT || v->text.state != CELL_ABSENT;
    return has_leaf ? NULL : &v->value;
}
