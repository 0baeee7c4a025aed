// SPDX-License-Identifier: AGPL-3.0-or-later
// H25, H26, H39, H42: rows against rows, of one form, of sister forms, of last year's form.
//
// Rows are sorted by what they must share and compared with their neighbours, so that a thousand
// forms of one unit cost a sort, not all pairs.
#include "core/check_sister.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "core/check.h"
#include "core/check_rules.h"
#include "core/check_work.h"
#include "core/form.h"
#include "core/round.h"
#include "core/score.h"
#include "core/words.h"

static bool is_torn(const struct cell *unit)
{
    return unit->state == CELL_DOUBTFUL || unit->state == CELL_INFERRED;
}

// Numbers the set of this unit and year; `local` keeps the first form of each in the file.
static size_t set_of_key(struct check *check, struct map *sets, struct map *local,
                         struct check_form *form)
{
    struct str key = check_pair(check->mem, &form->form->unit, &form->form->year);
    if (!map_get(local, key))
        map_put(local, key, form);
    const size_t *known = map_get(sets, key);
    if (known)
        return *known;
    size_t *set = MEM_NEW(check->mem, size_t);
    *set = sets->n + 1;
    map_put(sets, key, set);
    return *set;
}

// The set of the same year in this file whose unit is nearly the same; 0 if there is none.
static size_t set_of_likeness(const struct map *local, const struct check_form *form)
{
    for (size_t i = 0; i < local->n; i++) {
        const struct check_form *other = local->at[i].value;
        if (str_eq(other->form->year.text, form->form->year.text) &&
            round_is_same_unit(other->form, form->form))
            return other->sisters;
    }
    return 0;
}

// The forms of one file: those whose unit is plain, then the torn ones.
static void number_file(struct check *check, struct map *sets, struct check_form *forms, size_t n)
{
    struct map local = map_new(check->mem);
    for (int torn = 0; torn < 2; torn++)
        for (size_t i = 0; i < n; i++) {
            struct check_form *form = &forms[i];
            const struct cell *unit = &form->form->unit;
            if (!form_has(unit) || !form_has(&form->form->year) || is_torn(unit) != torn)
                continue;
            if (torn)
                form->sisters = set_of_likeness(&local, form);
            if (!form->sisters)
                form->sisters = set_of_key(check, sets, &local, form);
        }
}

void check_sister_sets(struct check *check)
{
    struct map sets = map_new(check->mem);
    for (size_t from = 0, to; from < check->n_forms; from = to) {
        for (to = from + 1; to < check->n_forms && check->forms[to].index; to++)
            ;
        number_file(check, &sets, &check->forms[from], to - from);
    }
}

// One row among sisters.
struct sister {
    struct check_form *form;
    const struct check_row *row;
    size_t order; // in the order of forms and rows
    enum score_op op;
    struct str base;
    struct ratio target, actual, weight, share;
};

struct sisters {
    struct sister *at;
    size_t n, cap;
};

static int order_cmp(const struct sister *a, const struct sister *b)
{
    return (a->order > b->order) - (a->order < b->order);
}

static int set_cmp(const struct sister *a, const struct sister *b)
{
    return (a->form->sisters > b->form->sisters) - (a->form->sisters < b->form->sisters);
}

// H25: equal operator, target, actual, weight.
static int score_key_cmp(const struct sister *a, const struct sister *b)
{
    int cmp = set_cmp(a, b);
    cmp = cmp ? cmp : (int)a->op - (int)b->op;
    cmp = cmp ? cmp : str_cmp(a->base, b->base);
    cmp = cmp ? cmp : ratio_cmp(a->target, b->target);
    cmp = cmp ? cmp : ratio_cmp(a->actual, b->actual);
    return cmp ? cmp : ratio_cmp(a->weight, b->weight);
}

// H26: the same percentage.
static int share_key_cmp(const struct sister *a, const struct sister *b)
{
    int cmp = set_cmp(a, b);
    return cmp ? cmp : ratio_cmp(a->actual, b->actual);
}

static int score_cmp(const void *a, const void *b)
{
    int cmp = score_key_cmp(a, b);
    return cmp ? cmp : order_cmp(a, b);
}

static int share_cmp(const void *a, const void *b)
{
    int cmp = share_key_cmp(a, b);
    return cmp ? cmp : order_cmp(a, b);
}

// False, and said, if the form can have no sisters.
static bool ask_sisters(struct check *check, struct check_form *form)
{
    bool doubt = false;
    return check_ask(check, form, NULL, &form->form->unit, ASK_UNIT, &doubt) &&
           check_ask(check, form, NULL, &form->form->year, ASK_YEAR, &doubt);
}

static void sister_add(struct check *check, struct sisters *list, struct sister sister)
{
    MEM_PUSH(check->mem, list->at, list->n, list->cap);
    sister.order = list->n;
    list->at[list->n - 1] = sister;
}

static bool is_doubtful(const struct sister *s)
{
    return s->row->score->rests_on_doubt || s->row->score->score_is_doubtful ||
           is_torn(&s->form->form->unit);
}

static void say_sisters(struct check *check, const struct sister *group, size_t n,
                        struct str printed, struct str scores)
{
    struct check_form *form = group[0].form;
    const struct check_row *row = group[0].row;
    struct check_say say = check_begin(check, form, row, SEVERITY_WARNING);
    say.rows = MEM_ARRAY(check->mem, n, struct finding_row);
    say.n_rows = n;
    for (size_t i = 0; i < n; i++) {
        say.rows[i] = (struct finding_row){group[i].form->file_name, group[i].form->number,
                                           group[i].row->number};
        say.is_doubtful |= is_doubtful(&group[i]);
    }
    say.printed = printed;
    check_arg(&say, "printed", printed);
    check_arg(&say, "scores", scores);
    check_arg(&say, "target", check_value_text(check->mem, &row->row->target));
    check_arg(&say, "actual", check_value_text(check->mem, &row->row->actual));
    check_arg(&say, "weight",
              row->score->weight.is_known ? dec_print(check->mem, row->score->weight.dec)
                                          : STR_NONE);
    check_arg_int(&say, "n", (int64_t)n);
    if (scores.len)
        check_at_row(&say, &row->row->score, "score");
    else
        check_at_row(&say, &row->row->actual.value, "actual/value");
    check_end(&say);
}

static void add_scored(struct check *check, struct sisters *list, struct check_form *form,
                       const struct check_row *row)
{
    const struct score_row *score = row->score;
    struct str unit = row->row->target.unit.text;
    struct words_unit known = words_unit(check->mem, check->words, unit);
    struct sister sister = {.form = form, .row = row, .base = known.base};
    if (!score->has_numbers || score->unit_differs || !score->is_scored ||
        ratio_mul(&sister.target, score->target_exact, known.factor) != RC_OK ||
        ratio_mul(&sister.actual, score->actual_exact, known.factor) != RC_OK)
        return;
    sister.op = form_has(&row->row->target.op) ? score->op : SCORE_OP_NONE;
    sister.weight = score->weight_exact.ratio;
    sister.share = score->share.ratio;
    sister_add(check, list, sister);
}

static void say_if_unequal(struct check *check, const struct sister *group, size_t n)
{
    bool other_form = false, other_share = false;
    struct buf scores = buf_new(check->mem, BUF_SMALL);
    for (size_t i = 0; i < n; i++) {
        other_form |= group[i].form != group[0].form;
        other_share |= ratio_cmp(group[i].share, group[0].share) != 0;
        buf_add(&scores, i ? STR(", ") : STR_NONE);
        buf_add(&scores, group[i].row->row->score.text);
    }
    if (other_form && other_share)
        say_sisters(check, group, n, group[0].row->row->score.text, buf_str(&scores));
}

void check_sister_scores(struct check *check)
{
    struct sisters list = {0};
    for (size_t i = 0; i < check->n_forms; i++) {
        struct check_form *form = &check->forms[i];
        if (!ask_sisters(check, form))
            continue;
        for (size_t r = 0; r < form->n_rows; r++)
            add_scored(check, &list, form, &form->rows[r]);
    }
    if (list.n)
        qsort(list.at, list.n, sizeof(*list.at), score_cmp);
    for (size_t from = 0, to; from < list.n; from = to) {
        for (to = from + 1; to < list.n && !score_key_cmp(&list.at[from], &list.at[to]); to++)
            ;
        say_if_unequal(check, &list.at[from], to - from);
    }
}

// A percentage with a fraction: 12.5, not 0, 100 or another whole number.
static void add_share(struct check *check, struct sisters *list, struct check_form *form,
                      const struct check_row *row)
{
    const struct value *actual = &row->row->actual;
    const struct cell *unit = form_has(&actual->unit) ? &actual->unit : &row->row->target.unit;
    struct dec share;
    if (!form_number(&share, &actual->value) || ratio_of(share).den == 1 ||
        !str_eq(words_unit(check->mem, check->words, unit->text).base, STR("%")))
        return;
    struct sister sister = {.form = form, .row = row, .actual = ratio_of(share)};
    sister_add(check, list, sister);
}

static void say_if_named_apart(struct check *check, const struct sister *group, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (!str_eq(group[i].row->name, group[0].row->name)) {
            say_sisters(check, group, n, group[0].row->row->actual.value.text, STR_NONE);
            return;
        }
}

void check_sister_shares(struct check *check)
{
    struct sisters list = {0};
    for (size_t i = 0; i < check->n_forms; i++) {
        struct check_form *form = &check->forms[i];
        if (!ask_sisters(check, form))
            continue;
        for (size_t r = 0; r < form->n_rows; r++)
            add_share(check, &list, form, &form->rows[r]);
    }
    if (list.n)
        qsort(list.at, list.n, sizeof(*list.at), share_cmp);
    for (size_t from = 0, to; from < list.n; from = to) {
        for (to = from + 1; to < list.n && !share_key_cmp(&list.at[from], &list.at[to]); to++)
            ;
        say_if_named_apart(check, &list.at[from], to - from);
    }
}

// H42: rows of one name in one form.
static void say_names(struct check *check, struct check_form *form, const size_t *rows, size_t n)
{
    const struct check_row *row = &form->rows[rows[0]];
    struct map seen = map_new(check->mem);
    bool same_class = false;
    struct check_say say = check_begin(check, form, row, SEVERITY_WARNING);
    say.rows = MEM_ARRAY(check->mem, n, struct finding_row);
    say.n_rows = n;
    for (size_t i = 0; i < n; i++) {
        const struct row *other = form->rows[rows[i]].row;
        say.rows[i] = (struct finding_row){form->file_name, form->number, (int)rows[i] + 1};
        say.is_doubtful |= other->level3.state == CELL_DOUBTFUL;
        if (form_has(&other->level2))
            same_class |= map_put(&seen, check_plain(check->mem, other->level2.text), form) != NULL;
    }
    say.severity = same_class ? SEVERITY_ERROR : SEVERITY_WARNING;
    say.message = same_class ? "message" : "classes";
    say.printed = row->row->level3.text;
    check_arg_int(&say, "n", (int64_t)n);
    check_at_row(&say, &row->row->level3, "level3");
    check_end(&say);
}

void check_sister_names(struct check *check, struct check_form *form)
{
    struct map names = map_new(check->mem);
    size_t *next = MEM_ARRAY(check->mem, form->n_rows + 1, size_t); // index + 1; 0 ends
    bool doubt = false;
    for (size_t i = form->n_rows; i-- > 0;) {
        const struct check_row *row = &form->rows[i];
        if (!check_ask(check, form, row, &row->row->level3, ASK_NAME, &doubt))
            continue;
        size_t *head = MEM_NEW(check->mem, size_t);
        *head = i + 1;
        const size_t *before = map_put(&names, row->name, head);
        next[i] = before ? *before : 0;
    }
    size_t *rows = MEM_ARRAY(check->mem, form->n_rows + 1, size_t);
    for (size_t s = 0; s < names.n; s++) {
        size_t n = 0;
        for (size_t at = *(size_t *)names.at[s].value; at; at = next[at - 1])
            rows[n++] = at - 1;
        if (n > 1)
            say_names(check, form, rows, n);
    }
}
