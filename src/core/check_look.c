// SPDX-License-Identifier: AGPL-3.0-or-later
// The first look: what all rules want to know of a form and its rows, found once.
#include "core/check_work.h"

#include "base/mem.h"
#include "core/check.h"
#include "core/check_text.h"
#include "core/form.h"
#include "core/score.h"
#include "core/words.h"

static bool is_empty_reason(const struct words *words, struct str text)
{
    text = str_trim(text);
    const struct word_list *stops = words_list(words, "final_stops");
    text = str_slice(text, 0, text.len - words_tail(stops, text).len);
    return !text.len || words_is(words_list(words, "empty_reasons"), text);
}

static enum check_reason reason_of(const struct words *words, const struct form *form,
                                   const struct cell *cell)
{
    if (!form->columns[COLUMN_REASON])
        return REASON_NO_COLUMN;
    if (cell->state == CELL_MISSING)
        return REASON_LOST;
    if (!form_has(cell) || is_empty_reason(words, cell->text))
        return REASON_EMPTY;
    if (cell->state == CELL_DOUBTFUL)
        return REASON_TORN;
    return REASON_FILLED;
}

// The name of a class without 指标, blanks and marks; empty if it is not there.
static struct str class_name(struct check *check, const struct cell *cell)
{
    if (!form_has(cell))
        return STR_NONE;
    struct str name = check_plain(check->mem, cell->text);
    struct str tail = words_tail(words_list(check->words, "class_tails"), name);
    return str_slice(name, 0, name.len - tail.len);
}

static int class_of(struct check *check, const struct cell *cell, const char *const *lists, int n)
{
    struct str name = class_name(check, cell);
    if (!name.len)
        return 0;
    for (int i = 2; i < n; i++)
        if (words_is(words_list(check->words, lists[i]), name))
            return i;
    return 1;
}

static const char *const level1_lists[] = {
    [LEVEL1_OUTPUT] = "level1_output",
    [LEVEL1_COST] = "level1_cost",
    [LEVEL1_BENEFIT] = "level1_benefit",
    [LEVEL1_SATISFACTION] = "level1_satisfaction",
};

static const char *const level2_lists[LEVELS2] = {
    [LEVEL2_QUANTITY] = "level2_quantity",     [LEVEL2_QUALITY] = "level2_quality",
    [LEVEL2_TIMELINESS] = "level2_timeliness", [LEVEL2_COST] = "level2_cost",
    [LEVEL2_BENEFIT] = "level2_benefit",       [LEVEL2_SATISFACTION] = "level2_satisfaction",
};

static void look_row(struct check *check, struct check_form *form, size_t i)
{
    struct check_row *row = &form->rows[i];
    row->row = &form->form->rows[i];
    row->score = &form->score->rows[i];
    row->number = (int)i + 1;
    row->reason_cell = &row->row->reason;
    row->reason = reason_of(check->words, form->form, row->reason_cell);
    if (row->reason == REASON_EMPTY && row->score->is_follower) {
        // A merged score may have a merged reason, which stands on the first row.
        const struct check_row *first = &form->rows[row->score->group];
        row->reason = first->reason;
        row->reason_cell = first->reason_cell;
    }
    row->level1 = (enum check_level1)class_of(check, &row->row->level1, level1_lists,
                                              (int)LENGTH_OF(level1_lists));
    row->level2 = (enum check_level2)class_of(check, &row->row->level2, level2_lists, LEVELS2);
    row->name = check_plain(check->mem, row->row->level3.text);
}

// A text that speaks of money, and is no footnote on scoring.
static bool explains(const struct words *words, struct str text)
{
    return words_in(words, "explaining", text) && !words_in(words, "scoring_footnotes", text);
}

static bool note_explains(const struct words *words, const struct note *note)
{
    return (!note->name.len || words_in(words, "explaining_notes", note->name)) &&
           note->kind == NOTE_FOOT && explains(words, note->text);
}

static enum check_explained explained_of(struct check *check, const struct check_form *form)
{
    const struct words *words = check->words;
    bool is_torn = false;
    if (explains(words, form->form->explanation) ||
        (form_has(&form->form->goal_actual) && explains(words, form->form->goal_actual.text)))
        return EXPLAINED_YES;
    for (size_t i = 0; i < form->form->n_notes; i++)
        if (note_explains(words, &form->form->notes[i]))
            return EXPLAINED_YES;
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct check_row *row = &form->rows[i];
        if (row->reason == REASON_FILLED && words_in(words, "explaining", row->reason_cell->text))
            return EXPLAINED_YES;
        if (row->reason == REASON_TORN && words_in(words, "explaining", row->reason_cell->text))
            return EXPLAINED_YES;
        is_torn |= row->reason == REASON_TORN || row->reason == REASON_LOST;
    }
    if (!form->form->columns[COLUMN_REASON])
        return EXPLAINED_NO_COLUMN;
    return is_torn || form_is_unsure(&form->form->goal_actual) ? EXPLAINED_IN_DOUBT : EXPLAINED_NO;
}

// The reason that a form without reason column gives for all its rows.
static struct str common_reason_of(struct check *check, const struct form *form)
{
    if (form->explanation.len)
        return form->explanation;
    for (size_t i = 0; i < form->n_notes; i++)
        if (form->notes[i].kind == NOTE_FOOT &&
            words_in(check->words, "common_reasons", form->notes[i].name))
            return form->notes[i].text;
    return STR_NONE;
}

static void look_form(struct check *check, struct check_form *form)
{
    form->n_rows = form->form->n_rows;
    form->rows = MEM_ARRAY(check->mem, form->n_rows, struct check_row);
    for (size_t i = 0; i < form->n_rows; i++)
        look_row(check, form, i);
    form->total = form_total_fund(form->form);
    if (form->total)
        form->total_index = (size_t)(form->total - form->form->funds);
    form->common_reason = common_reason_of(check, form->form);
    form->has_common_reason = !is_empty_reason(check->words, form->common_reason);
    form->explained = explained_of(check, form);
}

struct file_order {
    struct str name;
    size_t index;
};

static int file_cmp(const void *a, const void *b)
{
    const struct file_order *x = a, *y = b;
    int cmp = str_cmp(x->name, y->name);
    return cmp ? cmp : (x->index > y->index) - (x->index < y->index);
}

// Files in byte order of their names, so that their order in the call means nothing.
static const struct file_order *files_in_order(struct check *check)
{
    const struct check_input *input = check->input;
    struct file_order *order = MEM_ARRAY(check->mem, input->n_files, struct file_order);
    for (size_t i = 0; i < input->n_files; i++)
        order[i] = (struct file_order){input->files[i].reading->file, i};
    qsort(order, input->n_files, sizeof(*order), file_cmp);
    return order;
}

void check_look(struct check *check)
{
    const struct check_input *input = check->input;
    const struct file_order *order = files_in_order(check);
    for (size_t i = 0; i < input->n_files; i++)
        check->n_forms += input->files[i].reading->n_forms;
    check->forms = MEM_ARRAY(check->mem, check->n_forms, struct check_form);
    struct check_form *form = check->forms;
    for (size_t i = 0; i < input->n_files; i++) {
        const struct check_file *file = &input->files[order[i].index];
        for (size_t f = 0; f < file->reading->n_forms; f++, form++) {
            form->file = file;
            form->file_index = order[i].index;
            form->file_name = file->reading->file;
            form->form = &file->reading->forms[f];
            form->score = &file->scores[f];
            form->index = f;
            form->number = (int)f + 1;
            look_form(check, form);
        }
    }
}
