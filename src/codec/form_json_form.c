// SPDX-License-Identifier: AGPL-3.0-or-later
// One form: its cells and what stands beside them.
#include "codec/form_json_in.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/tree.h"
#include "codec/form_json.h"
#include "codec/form_json_cell.h"
#include "core/form.h"

static enum rc read_bool(struct form_json_in *in, bool *out, const struct tree *node,
                         const struct form_json_at *at)
{
    *out = str_eq_c(node->text, "true");
    return form_json_want(in, node, TREE_BOOL, at);
}

// A leaf: text, or null for a value that is not there. The year may be a plain number.
static enum rc read_cell(struct form_json_in *in, struct cell *out, const struct tree *node,
                         const struct form_json_slot *slot, const struct form_json_at *at)
{
    if (node->kind == TREE_NULL) {
        out->state = CELL_MISSING;
        return RC_OK;
    }
    if (node->kind == TREE_NUMBER && !(slot && strcmp(slot->key, "year") == 0))
        return form_json_fail(in, "err.forms.number", at);
    if (node->kind != TREE_TEXT && node->kind != TREE_NUMBER)
        return form_json_fail(in, "err.forms.want_text", at);
    struct dec number;
    out->state = CELL_READ;
    out->text = node->text;
    if ((!slot || slot->is_number) && form_number(&number, out))
        out->support = SUPPORT_EXACT;
    return RC_OK;
}

enum { KNOWN_KEYS = 32 };

// The keys of an object: its slots and the others that are handled by the caller.
static size_t known_keys(const char **out, const enum form_json_object *objects, size_t n_objects,
                         const char *const *more, size_t n_more)
{
    size_t n = 0;
    for (size_t o = 0; o < n_objects; o++) {
        size_t n_slots;
        const struct form_json_slot *slots = form_json_slots(objects[o], &n_slots);
        for (size_t i = 0; i < n_slots; i++)
            out[n++] = slots[i].key;
    }
    for (size_t i = 0; i < n_more; i++)
        out[n++] = more[i];
    return n;
}

// An object that has slots only.
static enum rc read_slots(struct form_json_in *in, enum form_json_object object, void *base,
                          const struct tree *node, const struct form_json_at *at)
{
    enum rc rc = form_json_want(in, node, TREE_MAP, at);
    for (const struct tree *c = rc == RC_OK ? node->first : NULL; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {at, c->key, 0};
        const struct form_json_slot *slot = form_json_slot_of(object, c->key);
        if (slot) {
            rc = read_cell(in, form_json_cell_in(base, slot), c, slot, &here);
        } else {
            const char *known[KNOWN_KEYS];
            rc = form_json_fail_unknown(in, &here, known, known_keys(known, &object, 1, NULL, 0));
        }
    }
    return rc;
}

static const char *const sources[] = {"total",   "appropriation", "carryover", "other",
                                      "central", "local",         "received",  "special",
                                      "unit",    "other-named"};

static enum rc read_fund(struct form_json_in *in, struct fund *fund, const struct tree *node,
                         const struct form_json_at *at)
{
    enum rc rc = form_json_want(in, node, TREE_MAP, at);
    for (const struct tree *c = rc == RC_OK ? node->first : NULL; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {at, c->key, 0};
        const struct form_json_slot *slot = form_json_slot_of(FORM_JSON_FUND, c->key);
        if (str_eq_c(c->key, "source")) {
            rc = form_json_text(in, &fund->source, c, &here);
        } else if (slot) {
            rc = read_cell(in, form_json_cell_in(fund, slot), c, slot, &here);
        } else {
            const char *known[KNOWN_KEYS], *const more[] = {"source"};
            enum form_json_object object = FORM_JSON_FUND;
            rc = form_json_fail_unknown(in, &here, known, known_keys(known, &object, 1, more, 1));
        }
    }
    if (rc != RC_OK)
        return rc;
    for (size_t i = 0; i < LENGTH_OF(sources); i++)
        if (str_eq_c(fund->source, sources[i]))
            return RC_OK;
    struct form_json_at here = {at, STR("source"), 0};
    return form_json_fail(in, "err.forms.source", &here);
}

static enum rc read_row(struct form_json_in *in, struct row *row, const struct tree *node,
                        const struct form_json_at *at)
{
    static const enum form_json_object parts[] = {FORM_JSON_ROW, FORM_JSON_TAIL};
    const struct tree *unit_column = NULL;
    enum rc rc = form_json_want(in, node, TREE_MAP, at);
    for (const struct tree *c = rc == RC_OK ? node->first : NULL; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {at, c->key, 0};
        const struct form_json_slot *slot = form_json_slot_of(FORM_JSON_ROW, c->key);
        if (!slot)
            slot = form_json_slot_of(FORM_JSON_TAIL, c->key);
        if (str_eq_c(c->key, "target")) {
            rc = read_slots(in, FORM_JSON_VALUE, &row->target, c, &here);
        } else if (str_eq_c(c->key, "actual")) {
            rc = read_slots(in, FORM_JSON_VALUE, &row->actual, c, &here);
        } else if (slot && str_eq_c(c->key, "unit_column") && c->kind == TREE_BOOL) {
            unit_column = str_eq_c(c->text, "true") ? c : NULL;
        } else if (slot) {
            rc = read_cell(in, form_json_cell_in(row, slot), c, slot, &here);
        } else {
            const char *known[KNOWN_KEYS], *const more[] = {"target", "actual"};
            rc = form_json_fail_unknown(in, &here, known, known_keys(known, parts, 2, more, 2));
        }
    }
    if (unit_column) {
        row->unit_column.state = CELL_READ;
        row->unit_column.text = row->target.unit.text;
    }
    return rc;
}

static enum rc read_funds(struct form_json_in *in, struct form *form, const struct tree *node,
                          const struct form_json_at *at)
{
    enum rc rc = form_json_list(in, &form->n_funds, node, LIMIT_READING_ROWS, at);
    form->funds = MEM_ARRAY(in->mem, form->n_funds, struct fund);
    const struct tree *c = node->first;
    for (size_t i = 0; i < form->n_funds && rc == RC_OK; i++, c = c->next) {
        struct form_json_at here = {at, {NULL, 0}, i};
        rc = read_fund(in, &form->funds[i], c, &here);
    }
    return rc;
}

static enum rc read_rows(struct form_json_in *in, struct form *form, const struct tree *node,
                         const struct form_json_at *at)
{
    enum rc rc = form_json_list(in, &form->n_rows, node, LIMIT_READING_ROWS, at);
    form->rows = MEM_ARRAY(in->mem, form->n_rows, struct row);
    const struct tree *c = node->first;
    for (size_t i = 0; i < form->n_rows && rc == RC_OK; i++, c = c->next) {
        struct form_json_at here = {at, {NULL, 0}, i};
        rc = read_row(in, &form->rows[i], c, &here);
    }
    return rc;
}

static enum rc read_total(struct form_json_in *in, struct form *form, const struct tree *node,
                          const struct form_json_at *at)
{
    if (node->kind != TREE_NULL)
        return read_slots(in, FORM_JSON_TOTAL, form, node, at);
    form->total_weight.state = form->total_score.state = CELL_MISSING;
    return RC_OK;
}

static enum rc read_goals(struct form_json_in *in, struct form *form, const struct tree *node,
                          const struct form_json_at *at)
{
    return read_slots(in, FORM_JSON_GOALS, form, node, at);
}

static enum rc read_classes(struct form_json_in *in, struct form *form, const struct tree *node,
                            const struct form_json_at *at)
{
    enum rc rc = form_json_want(in, node, TREE_MAP, at);
    if (rc != RC_OK)
        return rc;
    if (node->n > limit_of(LIMIT_READING_CLASSES))
        return form_json_fail_many(in, at, LIMIT_READING_CLASSES);
    form->classes = MEM_ARRAY(in->mem, node->n, struct class_weight);
    for (const struct tree *c = node->first; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {at, c->key, 0};
        struct class_weight *class = &form->classes[form->n_classes++];
        class->name = c->key;
        rc = read_cell(in, &class->weight, c, NULL, &here);
    }
    return rc;
}

static enum rc read_columns(struct form_json_in *in, struct form *form, const struct tree *node,
                            const struct form_json_at *at)
{
    size_t n, i = 0;
    enum rc rc = form_json_list(in, &n, node, LIMIT_READING_ROWS, at);
    for (const struct tree *c = node->first; i < n && rc == RC_OK; c = c->next, i++) {
        struct form_json_at here = {at, {NULL, 0}, i};
        struct str name;
        rc = form_json_text(in, &name, c, &here);
        int column = 0;
        while (column < COLUMNS && !str_eq_c(name, form_column_name((enum form_column)column)))
            column++;
        if (rc == RC_OK && column == COLUMNS)
            rc = form_json_fail(in, "err.forms.column", &here);
        else if (rc == RC_OK)
            form->columns[column] = true;
    }
    return rc;
}

static enum rc add_note(struct form_json_in *in, struct form *form, enum note_kind kind,
                        struct str name, const struct tree *node, const struct form_json_at *at)
{
    struct note note = {.name = name, .kind = kind};
    enum rc rc = form_json_text(in, &note.text, node, at);
    if (rc == RC_OK && form->n_notes == limit_of(LIMIT_READING_ROWS))
        return form_json_fail_many(in, at, LIMIT_READING_ROWS);
    // n_notes grows by doubling: its capacity is the next power of two from 8 on.
    size_t cap = 8;
    while (cap < form->n_notes)
        cap *= 2;
    if (form->n_notes == 0)
        form->notes = MEM_ARRAY(in->mem, cap, struct note);
    else if (form->n_notes == cap)
        form->notes = mem_grow(in->mem, form->notes, cap, 2 * cap, sizeof(struct note));
    form->notes[form->n_notes++] = note;
    return rc;
}

static enum rc read_notes(struct form_json_in *in, struct form *form, enum note_kind kind,
                          const struct tree *node, const struct form_json_at *at)
{
    enum rc rc = form_json_want(in, node, TREE_MAP, at);
    for (const struct tree *c = rc == RC_OK ? node->first : NULL; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {at, c->key, 0};
        if (c->kind != TREE_LIST) {
            rc = add_note(in, form, kind, c->key, c, &here);
            continue;
        }
        size_t i = 0;
        for (const struct tree *t = c->first; t && rc == RC_OK; t = t->next) {
            struct form_json_at inner = {&here, {NULL, 0}, i++};
            rc = add_note(in, form, kind, c->key, t, &inner);
        }
    }
    return rc;
}

static enum rc read_foot(struct form_json_in *in, struct form *form, const struct tree *node,
                         const struct form_json_at *at)
{
    return read_notes(in, form, NOTE_FOOT, node, at);
}

static enum rc read_organisations(struct form_json_in *in, struct form *form,
                                  const struct tree *node, const struct form_json_at *at)
{
    return read_notes(in, form, NOTE_ORGANISATION, node, at);
}

static enum rc read_ticks(struct form_json_in *in, struct form *form, const struct tree *node,
                          const struct form_json_at *at)
{
    return read_notes(in, form, NOTE_TICK, node, at);
}

static enum rc read_tasks(struct form_json_in *in, struct form *form, const struct tree *node,
                          const struct form_json_at *at)
{
    static const char *const known[] = {"name", "text"};
    size_t n, i = 0;
    enum rc rc = form_json_list(in, &n, node, LIMIT_READING_ROWS, at);
    for (const struct tree *c = node->first; i < n && rc == RC_OK; c = c->next, i++) {
        struct form_json_at here = {at, {NULL, 0}, i};
        rc = form_json_want(in, c, TREE_MAP, &here);
        for (const struct tree *k = c->first; k && rc == RC_OK; k = k->next) {
            struct form_json_at inner = {&here, k->key, 0};
            if (!str_eq_c(k->key, "name") && !str_eq_c(k->key, "text"))
                rc = form_json_fail_unknown(in, &inner, known, 2);
        }
        struct form_json_at inner = {&here, STR("text"), 0};
        static const struct tree blank = {.kind = TREE_TEXT};
        const struct tree *text = tree_get(c, "text");
        if (rc == RC_OK)
            rc = add_note(in, form, NOTE_TASK, tree_text(c, "name"), text ? text : &blank, &inner);
    }
    return rc;
}

static enum rc read_remains(struct form_json_in *in, struct form *form, const struct tree *node,
                            const struct form_json_at *at)
{
    enum rc rc = form_json_list(in, &form->n_remains, node, LIMIT_READING_ROWS, at);
    form->remains = MEM_ARRAY(in->mem, form->n_remains, struct str);
    const struct tree *c = node->first;
    for (size_t i = 0; i < form->n_remains && rc == RC_OK; i++, c = c->next) {
        struct form_json_at here = {at, {NULL, 0}, i};
        rc = form_json_text(in, &form->remains[i], c, &here);
    }
    return rc;
}

static enum rc read_explanation(struct form_json_in *in, struct form *form, const struct tree *node,
                                const struct form_json_at *at)
{
    return form_json_text(in, &form->explanation, node, at);
}

static enum rc read_scope(struct form_json_in *in, struct form *form, const struct tree *node,
                          const struct form_json_at *at)
{
    form->is_department = str_eq_c(node->text, "department");
    enum rc rc = form_json_want(in, node, TREE_TEXT, at);
    if (rc == RC_OK && !form->is_department && !str_eq_c(node->text, "project"))
        return form_json_fail(in, "err.forms.scope", at);
    return rc;
}

static enum rc read_complete(struct form_json_in *in, struct form *form, const struct tree *node,
                             const struct form_json_at *at)
{
    return read_bool(in, &form->is_complete, node, at);
}

static enum rc read_headless(struct form_json_in *in, struct form *form, const struct tree *node,
                             const struct form_json_at *at)
{
    return read_bool(in, &form->head_is_missing, node, at);
}

// What heng works out anew from the form: looked at no further than its type.
static enum rc skip_object(struct form_json_in *in, struct form *form, const struct tree *node,
                           const struct form_json_at *at)
{
    (void)form;
    return form_json_want(in, node, TREE_MAP, at);
}

// Read after all cells are there.
static enum rc later_list(struct form_json_in *in, struct form *form, const struct tree *node,
                          const struct form_json_at *at)
{
    (void)form;
    size_t n;
    return form_json_list(in, &n, node, LIMIT_READING_MARKS, at);
}

static enum rc later_map(struct form_json_in *in, struct form *form, const struct tree *node,
                         const struct form_json_at *at)
{
    enum rc rc = skip_object(in, form, node, at);
    return rc == RC_OK && node->n > limit_of(LIMIT_READING_MARKS)
               ? form_json_fail_many(in, at, LIMIT_READING_MARKS)
               : rc;
}

typedef enum rc (*form_member)(struct form_json_in *in, struct form *form, const struct tree *node,
                               const struct form_json_at *at);

static const struct {
    const char *key;
    form_member read;
} members[] = {
    {"scope", read_scope},
    {"columns", read_columns},
    {"funds", read_funds},
    {"goals", read_goals},
    {"class_weights", read_classes},
    {"indicators", read_rows},
    {"total", read_total},
    {"explanation", read_explanation},
    {"notes", read_foot},
    {"organisations", read_organisations},
    {"ticks", read_ticks},
    {"tasks", read_tasks},
    {"remains", read_remains},
    {"is_complete", read_complete},
    {"head_is_missing", read_headless},
    {"rounding", skip_object},
    {"marks", later_list},
    {"support", later_map},
    {"dashes", later_list},
    {"raw", later_map},
};

// Marks and the like name cells by their paths, so they are read when all cells are there.
enum rc form_json_form(struct form_json_in *in, struct form *form, bool *says_complete,
                       const struct tree *node, const struct form_json_at *at)
{
    enum rc rc = form_json_want(in, node, TREE_MAP, at);
    for (const struct tree *c = rc == RC_OK ? node->first : NULL; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {at, c->key, 0};
        const struct form_json_slot *slot = form_json_slot_of(FORM_JSON_HEAD, c->key);
        size_t m = 0;
        while (m < LENGTH_OF(members) && !str_eq_c(c->key, members[m].key))
            m++;
        if (slot) {
            rc = read_cell(in, form_json_cell_in(form, slot), c, slot, &here);
        } else if (m < LENGTH_OF(members)) {
            rc = members[m].read(in, form, c, &here);
        } else {
            const char *known[KNOWN_KEYS], *more[LENGTH_OF(members)];
            enum form_json_object object = FORM_JSON_HEAD;
            for (size_t i = 0; i < LENGTH_OF(members); i++)
                more[i] = members[i].key;
            rc = form_json_fail_unknown(in, &here, known,
                                        known_keys(known, &object, 1, more, LENGTH_OF(members)));
        }
    }
    *says_complete = tree_get(node, "is_complete");
    return rc == RC_OK ? form_json_marks(in, form, node, at) : rc;
}
