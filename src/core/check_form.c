// SPDX-License-Identifier: AGPL-3.0-or-later
// H35, H36, H44, H45: the form as a whole.
#include "core/check_rules.h"

#include "base/buf.h"
#include "core/check.h"
#include "core/check_text.h"
#include "core/check_work.h"
#include "core/form.h"
#include "core/words.h"

// True for 指标2, 指标2: alone.
static bool is_template_name(struct check *check, struct str text)
{
    struct str plain = check_plain(check->mem, text);
    struct str head = words_head(words_list(check->words, "template_names"), plain);
    if (!head.len || head.len == plain.len)
        return false;
    for (size_t i = head.len; i < plain.len; i++)
        if ((unsigned char)(plain.ptr[i] - '0') > 9)
            return false;
    return true;
}

static bool has_template(struct check *check, const struct cell *cell)
{
    return form_has(cell) && (words_in(check->words, "template_words", cell->text) ||
                              is_template_name(check, cell->text));
}

static const struct cell *template_in_rows(struct check *check, const struct check_form *form,
                                           const struct check_row **at)
{
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct row *row = form->rows[i].row;
        const struct cell *cells[] = {&row->level3, &row->target.text, &row->actual.text,
                                      &row->reason};
        *at = &form->rows[i];
        for (size_t c = 0; c < LENGTH_OF(cells); c++)
            if (has_template(check, cells[c]))
                return cells[c];
    }
    return NULL;
}

void check_form_template(struct check *check, struct check_form *form)
{
    const struct form *f = form->form;
    const struct check_row *row = NULL;
    const struct cell *cell = template_in_rows(check, form, &row);
    const char *path = "/indicators";
    if (!cell && has_template(check, &f->goal_expected)) {
        cell = &f->goal_expected;
        path = "/goals/expected";
    } else if (!cell && has_template(check, &f->goal_actual)) {
        cell = &f->goal_actual;
        path = "/goals/actual";
    }
    if (!cell && !f->n_remains)
        return;
    struct check_say say = check_begin(check, form, NULL, SEVERITY_WARNING);
    say.printed = f->n_remains ? f->remains[0] : cell->text;
    check_arg(&say, "text", say.printed);
    check_at(&say, cell, path);
    check_end(&say);
}

void check_form_goals(struct check *check, struct check_form *form)
{
    const struct cell *expected = &form->form->goal_expected, *actual = &form->form->goal_actual;
    bool doubt = false;
    if (!check_ask(check, form, NULL, expected, ASK_GOAL_EXPECTED, &doubt) ||
        !check_ask(check, form, NULL, actual, ASK_GOAL_ACTUAL, &doubt) ||
        !str_eq(check_plain(check->mem, expected->text), check_plain(check->mem, actual->text)))
        return;
    struct check_say say = check_begin(check, form, NULL, SEVERITY_WARNING);
    say.is_doubtful = doubt;
    say.printed = actual->text;
    check_at(&say, actual, "/goals/actual");
    check_end(&say);
}

enum { YEARS = 8 };

struct years {
    int at[YEARS];
    int n;
};

static struct years years_of(struct check *check, struct str text, bool bare)
{
    struct years years;
    years.n = check_text_years(check->words, text, bare, years.at, YEARS);
    return years;
}

// Years are there, and none of them is the form's.
static bool disagrees(const struct years *years, int year)
{
    for (int i = 0; i < years->n; i++)
        if (years->at[i] == year)
            return false;
    return years->n > 0;
}

static void say_year(struct check *check, struct check_form *form, const struct check_row *row,
                     const struct cell *cell, const char *slot, const struct years *years, int year)
{
    struct check_say say = check_begin(check, form, row, SEVERITY_WARNING);
    say.is_doubtful =
        form->form->year.state == CELL_DOUBTFUL || (cell && cell->state == CELL_DOUBTFUL);
    say.message = row ? "row" : cell ? "heading" : "file";
    say.printed = buf_print(check->mem, "%d", years->at[0]);
    say.expected = buf_print(check->mem, "%d", year);
    check_arg(&say, "printed", say.printed);
    check_arg(&say, "expected", say.expected);
    check_arg(&say, "file", form->file_name);
    if (row)
        check_at_row(&say, cell, slot);
    else
        check_at(&say, cell, slot);
    check_end(&say);
}

static struct str base_name(struct str path)
{
    size_t at = path.len;
    while (at && path.ptr[at - 1] != '/')
        at--;
    return str_slice(path, at, path.len);
}

// The year of the form: its own, else that of its title, else that of the file's name; 0: none.
static int year_of(struct check *check, const struct check_form *form, const struct years *title,
                   const struct years *file)
{
    struct years own = years_of(check, form->form->year.text, true);
    if (own.n)
        return own.at[0];
    return title->n ? title->at[0] : file->n ? file->at[0] : 0;
}

void check_form_years(struct check *check, struct check_form *form)
{
    struct years title = years_of(check, form->form->title.text, true);
    struct years file = years_of(check, base_name(form->file_name), true);
    int year = year_of(check, form, &title, &file);
    if (!year) {
        bool doubt = false;
        check_ask(check, form, NULL, &form->form->year, ASK_YEAR, &doubt);
        return;
    }
    if (disagrees(&title, year))
        say_year(check, form, NULL, &form->form->title, "/title", &title, year);
    if (disagrees(&file, year))
        say_year(check, form, NULL, NULL, "/year", &file, year);
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct check_row *row = &form->rows[i];
        struct years target = years_of(check, row->row->target.text.text, false);
        struct years name = years_of(check, row->row->level3.text, false);
        if (disagrees(&target, year))
            say_year(check, form, row, &row->row->target.text, "target/text", &target, year);
        else if (disagrees(&name, year))
            say_year(check, form, row, &row->row->level3, "level3", &name, year);
    }
}

void check_form_evidence(struct check *check, struct check_form *form)
{
    check_open(check, form, NULL, "evidence", ASKS);
}
