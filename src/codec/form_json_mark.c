// SPDX-License-Identifier: AGPL-3.0-or-later
// The lists beside the cells: what is special about single ones.
#include "codec/form_json_in.h"

#include "base/mem.h"
#include "codec/form_json_cell.h"
#include "core/form.h"

struct mark {
    struct str path, why, raw;
    enum cell_state how;
    struct place at;
};

// Digits after a word: "line 6" -> 6; moves past them. 0 if there are none.
static int number_after(struct str *s, struct str word)
{
    int n = 0;
    if (!str_starts(*s, word))
        return 0;
    *s = str_slice(*s, word.len, s->len);
    for (; s->len > 0 && s->ptr[0] >= '0' && s->ptr[0] <= '9' && n < 100000000; s->ptr++, s->len--)
        n = 10 * n + (s->ptr[0] - '0');
    return n;
}

// "line 6, cell 5"; another text says no place.
static struct place place_of(struct str text)
{
    struct place at = {0};
    at.line = number_after(&text, STR("line "));
    at.cell = number_after(&text, STR(", cell "));
    return text.len == 0 ? at : (struct place){0};
}

static enum rc read_how(struct form_json_in *in, struct mark *mark, struct str how,
                        const struct form_json_at *at)
{
    bool is_state = form_state_of(&mark->how, how);
    if (is_state && mark->how != CELL_READ && mark->how != CELL_DASH && mark->how != CELL_ABSENT)
        return RC_OK;
    return form_json_fail(in, "err.forms.how", at);
}

static enum rc read_mark(struct form_json_in *in, struct mark *mark, const struct tree *node,
                         const struct form_json_at *at)
{
    static const char *const known[] = {"path", "how", "why", "raw", "at"};
    struct str texts[LENGTH_OF(known)] = {0};
    *mark = (struct mark){0};
    enum rc rc = form_json_want(in, node, TREE_MAP, at);
    for (const struct tree *c = rc == RC_OK ? node->first : NULL; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {at, c->key, 0};
        size_t k = 0;
        while (k < LENGTH_OF(known) && !str_eq_c(c->key, known[k]))
            k++;
        rc = k < LENGTH_OF(known) ? form_json_text(in, &texts[k], c, &here)
                                  : form_json_fail_unknown(in, &here, known, LENGTH_OF(known));
    }
    if (rc != RC_OK)
        return rc;
    struct form_json_at how = {at, STR("how"), 0};
    mark->path = texts[0];
    mark->why = texts[2];
    mark->raw = texts[3];
    mark->at = place_of(texts[4]);
    return read_how(in, mark, texts[1], &how);
}

// A mark on one cell. A state without value needs a null, one with a value a value; `doubtful` has
// either.
static enum rc mark_cell(struct form_json_in *in, struct cell *cell, const struct mark *mark,
                         const struct form_json_at *at)
{
    bool is_null = cell->state == CELL_MISSING;
    bool wants_null = mark->how == CELL_MISSING || mark->how == CELL_EMPTY;
    if (is_null != wants_null && mark->how != CELL_DOUBTFUL)
        return form_json_fail(in, is_null ? "err.forms.mark_null" : "err.forms.mark_value", at);
    cell->state = mark->how;
    cell->why = mark->why.len > 0 ? str_cstr(in->mem, mark->why) : NULL;
    cell->raw = mark->raw;
    cell->at = mark->at;
    return RC_OK;
}

// A mark on an object says that all of it is missing: where it has no keys at all, its cells are
// expected and not there. (Leaves that are null are missing without it.)
static void mark_object(struct form *form, const struct mark *mark)
{
    struct cell *pair[2] = {0};
    if (str_eq_c(mark->path, "/total")) {
        pair[0] = &form->total_weight;
        pair[1] = &form->total_score;
    } else if (str_eq_c(mark->path, "/goals")) {
        pair[0] = &form->goal_expected;
        pair[1] = &form->goal_actual;
    } else {
        pair[0] = form_json_lone_value(form, mark->path);
    }
    if (mark->how != CELL_MISSING || !pair[0] || pair[0]->state != CELL_ABSENT)
        return;
    for (size_t i = 0; i < 2 && pair[i]; i++)
        if (pair[i]->state == CELL_ABSENT)
            pair[i]->state = CELL_MISSING;
}

static enum rc read_marks(struct form_json_in *in, struct form *form, const struct tree *list,
                          const struct form_json_at *at)
{
    enum rc rc = RC_OK;
    size_t i = 0;
    for (const struct tree *c = list ? list->first : NULL; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {at, {NULL, 0}, i++};
        struct mark mark;
        bool is_number;
        rc = read_mark(in, &mark, c, &here);
        if (rc != RC_OK)
            return rc;
        struct cell *cell = form_json_cell(form, mark.path, &is_number);
        if (cell && cell->state != CELL_ABSENT)
            rc = mark_cell(in, cell, &mark, &here);
        else if (!cell && form_json_is_object(form, mark.path))
            mark_object(form, &mark);
        else
            rc = form_json_fail(in, "err.forms.no_cell", &here);
    }
    return rc;
}

// The cell of a path that stands there as a key or as a text of a list.
static struct cell *cell_at(struct form *form, struct str path, bool wants_absent)
{
    bool is_number;
    struct cell *cell = form_json_cell(form, path, &is_number);
    return cell && (cell->state == CELL_ABSENT) == wants_absent ? cell : NULL;
}

static enum rc read_support(struct form_json_in *in, struct form *form, const struct tree *map,
                            const struct form_json_at *at)
{
    enum rc rc = RC_OK;
    for (const struct tree *c = map ? map->first : NULL; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {at, c->key, 0};
        struct cell *cell = cell_at(form, c->key, false);
        enum cell_support support;
        struct str name;
        rc = form_json_text(in, &name, c, &here);
        if (rc == RC_OK && !cell)
            rc = form_json_fail(in, "err.forms.no_cell", &here);
        else if (rc == RC_OK && (name.len == 0 || !form_support_of(&support, name)))
            rc = form_json_fail(in, "err.forms.support", &here);
        else if (rc == RC_OK)
            cell->support = support;
    }
    return rc;
}

static enum rc read_dashes(struct form_json_in *in, struct form *form, const struct tree *list,
                           const struct form_json_at *at)
{
    enum rc rc = RC_OK;
    size_t i = 0;
    for (const struct tree *c = list ? list->first : NULL; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {at, {NULL, 0}, i++};
        struct str path;
        rc = form_json_text(in, &path, c, &here);
        struct cell *cell = rc == RC_OK ? cell_at(form, path, true) : NULL;
        if (cell)
            cell->state = CELL_DASH;
        else if (rc == RC_OK)
            rc = form_json_fail(in, "err.forms.dash", &here);
    }
    return rc;
}

static enum rc read_raw(struct form_json_in *in, struct form *form, const struct tree *map,
                        const struct form_json_at *at)
{
    enum rc rc = RC_OK;
    for (const struct tree *c = map ? map->first : NULL; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {at, c->key, 0};
        struct cell *cell = cell_at(form, c->key, false);
        struct str raw;
        rc = form_json_text(in, &raw, c, &here);
        if (rc == RC_OK && !cell)
            rc = form_json_fail(in, "err.forms.no_cell", &here);
        else if (rc == RC_OK)
            cell->raw = raw;
    }
    return rc;
}

enum rc form_json_marks(struct form_json_in *in, struct form *form, const struct tree *node,
                        const struct form_json_at *at)
{
    static const struct {
        const char *key;
        enum rc (*read)(struct form_json_in *in, struct form *form, const struct tree *list,
                        const struct form_json_at *at);
    } parts[] = {
        {"dashes", read_dashes},
        {"marks", read_marks},
        {"support", read_support},
        {"raw", read_raw},
    };
    enum rc rc = RC_OK;
    for (size_t i = 0; i < LENGTH_OF(parts) && rc == RC_OK; i++) {
        struct form_json_at here = {at, str_of(parts[i].key), 0};
        rc = parts[i].read(in, form, tree_get(node, parts[i].key), &here);
    }
    return rc;
}
