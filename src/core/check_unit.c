// SPDX-License-Identifier: AGPL-3.0-or-later
// H27, H41: units of target and actual, and shares that cannot be.
#include "core/check_rules.h"

#include "base/map.h"
#include "base/mem.h"
#include "core/calc.h"
#include "core/check.h"
#include "core/check_work.h"
#include "core/form.h"
#include "core/score.h"
#include "core/words.h"

static struct str base_of(struct check *check, const struct cell *unit)
{
    return form_has(unit) ? words_unit(check->mem, check->words, unit->text).base : STR_NONE;
}

static void say_differs(struct check *check, struct check_form *form, const struct check_row *row)
{
    const struct cell *target = &row->row->target.unit, *actual = &row->row->actual.unit;
    struct check_say say = check_begin(check, form, row, SEVERITY_ERROR);
    say.is_doubtful = target->state == CELL_DOUBTFUL || actual->state == CELL_DOUBTFUL;
    say.printed = actual->text;
    say.expected = target->text;
    check_arg(&say, "printed", actual->text);
    check_arg(&say, "expected", target->text);
    check_at_row(&say, actual, "actual/unit");
    check_end(&say);
}

static void say_unprinted(struct check *check, struct check_form *form, const struct check_row *row)
{
    struct check_say say = check_begin(check, form, row, SEVERITY_NOTE);
    say.is_doubtful = row->row->target.unit.state == CELL_DOUBTFUL;
    say.message = "unprinted";
    say.printed = row->row->actual.value.text;
    say.expected = row->row->target.unit.text;
    check_arg(&say, "printed", say.printed);
    check_arg(&say, "expected", say.expected);
    check_at_row(&say, &row->row->actual.value, "actual/value");
    check_end(&say);
}

// True if the actual is a number other than 0 beside a target with a unit, and prints none itself.
static bool lacks_unit(const struct form *form, const struct row *row)
{
    struct dec actual;
    return form_has(&row->target.unit) && !form->columns[COLUMN_UNIT] &&
           !form_has(&row->unit_column) && !form_has(&row->actual.unit) &&
           form_number(&actual, &row->actual.value) && dec_sign(actual) != 0;
}

void check_unit_differs(struct check *check, struct check_form *form)
{
    struct map printed = map_new(check->mem); // bases of targets whose actual prints a unit
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct row *row = form->rows[i].row;
        if (form_has(&row->actual.unit) && form_has(&row->target.unit))
            map_put(&printed, base_of(check, &row->target.unit), form);
    }
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct check_row *row = &form->rows[i];
        const struct row *cells = row->row;
        if (cells->target.unit.state == CELL_MISSING)
            check_open(check, form, row, "missing", ASK_TARGET);
        else if (cells->actual.unit.state == CELL_MISSING)
            check_open(check, form, row, "missing", ASK_ACTUAL);
        else if (row->score->unit_differs)
            say_differs(check, form, row);
        else if (lacks_unit(form->form, cells) &&
                 map_get(&printed, base_of(check, &cells->target.unit)))
            say_unprinted(check, form, row);
    }
}

// The unit that an actual is meant in: its own, else the target's.
static struct str actual_base(struct check *check, const struct row *row)
{
    return base_of(check, form_has(&row->actual.unit) ? &row->actual.unit : &row->target.unit);
}

static bool is_doubtful(const struct row *row)
{
    return row->actual.value.state == CELL_DOUBTFUL || row->level3.state == CELL_DOUBTFUL;
}

static void say_share(struct check *check, struct check_form *form, const struct check_row *row,
                      const char *message, struct str expected)
{
    struct check_say say = check_begin(check, form, row, SEVERITY_WARNING);
    say.is_doubtful = is_doubtful(row->row);
    say.message = message;
    say.printed = row->row->actual.value.text;
    say.expected = expected;
    check_arg(&say, "printed", say.printed);
    check_arg(&say, "expected", expected);
    check_at_row(&say, &row->row->actual.value, "actual/value");
    check_end(&say);
}

enum { GRAM = 4 };

// A row that counts people, below each run of four letters of its name.
struct people {
    struct ratio n;
    const struct people *next;
};

// Calls for each run of four letters; `rest` begins as the whole name.
static bool next_gram(struct str *rest, struct str *gram)
{
    struct str end = *rest;
    for (int i = 0; i < GRAM; i++) {
        if (!end.len)
            return false;
        end = str_slice(end, str_step(end), end.len);
    }
    *gram = str_slice(*rest, 0, rest->len - end.len);
    *rest = str_slice(*rest, str_step(*rest), rest->len);
    return true;
}

// How many people the actual of a row counts, in 人: 24万人 are 240000. False if it counts none.
static bool people_of(struct check *check, const struct row *row, struct ratio *n)
{
    const struct cell *unit = form_has(&row->actual.unit) ? &row->actual.unit : &row->target.unit;
    struct ratio factor;
    struct dec actual;
    struct calc calc = {true};
    if (!form_has(unit) || !form_number(&actual, &row->actual.value) || dec_sign(actual) <= 0 ||
        !words_unit_convert(check->mem, check->words, unit->text, STR("人"), &factor))
        return false;
    *n = calc_mul(&calc, ratio_of(actual), factor);
    return calc.ok;
}

static struct map people_rows(struct check *check, const struct check_form *form)
{
    struct map grams = map_new(check->mem);
    for (size_t i = form->n_rows; i-- > 0;) {
        const struct check_row *row = &form->rows[i];
        struct ratio n;
        if (!people_of(check, row->row, &n))
            continue;
        struct str rest = row->name, gram;
        while (next_gram(&rest, &gram)) {
            struct people *people = MEM_NEW(check->mem, struct people);
            *people = (struct people){n, map_get(&grams, gram)};
            map_put(&grams, gram, people);
        }
    }
    return grams;
}

enum { SHARE_SENSIBLE = 1000 };
static const __int128 people_most = 1000000000000;

// True if k/n in per cent, cut or rounded half up, prints as `share` for some whole k. So do
// numbers that are no count of people, or no share.
static bool is_fraction_of(struct dec share, struct ratio n)
{
    struct ratio k, percent;
    struct dec whole, cut, half;
    if (n.den != 1 || n.num > people_most || dec_cmp(share, dec_int(SHARE_SENSIBLE)) > 0)
        return true;
    BUG_IF(ratio_mul(&k, ratio_of(share), n) != RC_OK);
    BUG_IF(ratio_div(&k, k, ratio_int(100)) != RC_OK);
    BUG_IF(ratio_round(&whole, k, 0, ROUND_TRUNC) != RC_OK);
    for (int i = 0; i < 2; i++, whole.n++) {
        BUG_IF(ratio_mul(&percent, ratio_of(whole), ratio_int(100)) != RC_OK);
        BUG_IF(ratio_div(&percent, percent, n) != RC_OK);
        BUG_IF(ratio_round(&cut, percent, share.scale, ROUND_TRUNC) != RC_OK);
        BUG_IF(ratio_round(&half, percent, share.scale, ROUND_HALF_UP) != RC_OK);
        if (dec_eq(cut, share) || dec_eq(half, share))
            return true;
    }
    return false;
}

// The people behind a share: 0 rows found, or one that it is a fraction of, say nothing.
static const struct people *misfit_of(const struct map *grams, struct str name, struct dec share)
{
    const struct people *first = NULL;
    struct str gram;
    while (next_gram(&name, &gram))
        for (const struct people *p = map_get(grams, gram); p; p = p->next) {
            if (is_fraction_of(share, p->n))
                return NULL;
            if (!first)
                first = p;
        }
    return first;
}

void check_unit_share(struct check *check, struct check_form *form)
{
    struct map grams = people_rows(check, form);
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct check_row *row = &form->rows[i];
        struct dec share;
        if (!str_eq(actual_base(check, row->row), STR("%")))
            continue;
        if (row->row->actual.value.state == CELL_MISSING)
            check_open(check, form, row, "missing", ASK_ACTUAL);
        if (!form_number(&share, &row->row->actual.value))
            continue;
        if (dec_cmp(share, dec_int(100)) > 0 &&
            words_in(check->words, "share_words", row->row->level3.text))
            say_share(check, form, row, "a", STR("≤ 100"));
        const struct people *people = misfit_of(&grams, row->name, share);
        if (people)
            say_share(check, form, row, "b",
                      check_join(check->mem, STR("k/"), ratio_show(check->mem, people->n, 0)));
    }
}
