// SPDX-License-Identifier: AGPL-3.0-or-later
// Which form has which number, and where on it each finding stands.
#include "base/buf.h"
#include "base/mem.h"
#include "core/check.h"
#include "core/form.h"
#include "core/report.h"
#include "core/report_job.h"

static int compare_refs(const void *a, const void *b)
{
    const struct report_ref *x = a, *y = b;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    if (x->form != y->form)
        return x->form - y->form;
    if (x->row != y->row)
        return x->row - y->row;
    return x->number < y->number ? -1 : 1;
}

static bool is_own(const struct finding *f, const struct finding_row *row)
{
    return row->form == f->form && row->row == f->row && str_eq(row->file, f->file);
}

// What group findings say of rows beside their first.
static void collect_refs(struct report_job *job)
{
    const struct findings *findings = job->input->findings;
    job->files = map_new(job->mem);
    size_t most = 0;
    for (size_t i = 0; i < job->input->n_files; i++)
        map_put(&job->files, job->input->files[i].name, (void *)&job->input->files[i]);
    for (size_t i = 0; i < findings->n; i++)
        most += findings->at[i].n_rows;
    job->refs = MEM_ARRAY(job->mem, most, struct report_ref);
    for (size_t i = 0; i < findings->n; i++) {
        const struct finding *f = &findings->at[i];
        for (size_t k = 0; k < f->n_rows; k++) {
            const struct report_file *file = map_get(&job->files, f->rows[k].file);
            if (file && f->rows[k].row > 0 && !is_own(f, &f->rows[k]))
                job->refs[job->n_refs++] = (struct report_ref){
                    (size_t)(file - job->input->files), f->rows[k].form, f->rows[k].row, f, i + 1};
        }
    }
    if (job->n_refs > 1)
        qsort(job->refs, job->n_refs, sizeof(*job->refs), compare_refs);
    job->ref = job->refs;
}

// Sorts n things by the number of their form, which is given of each: order[] are their indexes,
// first[k] where those of form k + 1 begin, first[n_forms] the end.
static void sort_by_form(struct report_job *job, const size_t *numbers, size_t n, size_t *order,
                         size_t *first)
{
    size_t *next = MEM_ARRAY(job->mem, job->n_forms + 1, size_t);
    for (size_t i = 0; i < n; i++)
        first[numbers[i]]++;
    for (size_t k = 1; k <= job->n_forms; k++) {
        next[k] = first[k - 1];
        first[k] += next[k];
    }
    for (size_t i = 0; i < n; i++)
        order[next[numbers[i]]++] = i;
}

static void sort_findings(struct report_job *job)
{
    const struct findings *findings = job->input->findings;
    size_t most = findings->n > findings->n_open ? findings->n : findings->n_open;
    size_t *numbers = MEM_ARRAY(job->mem, most, size_t);
    job->found = MEM_ARRAY(job->mem, findings->n, size_t);
    job->open = MEM_ARRAY(job->mem, findings->n_open, size_t);
    for (size_t i = 0; i < findings->n; i++)
        numbers[i] = job->first_form[findings->at[i].reading] + (size_t)findings->at[i].form - 1;
    sort_by_form(job, numbers, findings->n, job->found, job->first_found);
    for (size_t i = 0; i < findings->n_open; i++)
        numbers[i] =
            job->first_form[findings->open[i].reading] + (size_t)findings->open[i].form - 1;
    sort_by_form(job, numbers, findings->n_open, job->open, job->first_open);
}

void report_number(struct report_job *job)
{
    const struct report_input *input = job->input;
    job->first_form = MEM_ARRAY(job->mem, input->n_files, size_t);
    for (size_t f = 0; f < input->n_files; f++) {
        job->first_form[f] = job->n_forms + 1;
        if (!input->files[f].reading)
            continue;
        job->file = &input->files[f];
        job->n_files++;
        job->n_forms += input->files[f].reading->n_forms;
        job->has_scores |= input->files[f].scores != NULL;
    }
    job->first_found = MEM_ARRAY(job->mem, job->n_forms + 1, size_t);
    job->first_open = MEM_ARRAY(job->mem, job->n_forms + 1, size_t);
    if (!input->findings)
        return;
    sort_findings(job);
    collect_refs(job);
}

// The first step of a path without its slash; *rest what follows.
static struct str next_step(struct str *rest)
{
    struct str path = str_slice(*rest, 1, rest->len);
    ptrdiff_t end = str_find(path, STR("/"));
    size_t len = end < 0 ? path.len : (size_t)end;
    *rest = str_slice(path, len, path.len);
    return str_slice(path, 0, len);
}

// A place of a form: the step or path that names it, and what it is called.
struct spot {
    const char *path, *key;
};

static const struct spot row_spots[REPORT_ROW_COLUMNS] = {
    [REPORT_LEVEL1] = {"level1", "page.level1"},
    [REPORT_LEVEL2] = {"level2", "page.level2"},
    [REPORT_NAME] = {"level3", "form.name"},
    [REPORT_TARGET] = {"target", "form.target"},
    [REPORT_ACTUAL] = {"actual", "form.actual"},
    [REPORT_WEIGHT] = {"weight", "form.weight"},
    [REPORT_SCORE] = {"score", "form.score"},
    [REPORT_RESCORE] = {"rescore", "form.rescore"},
    [REPORT_COEFFICIENT] = {"coefficient", "page.coefficient"},
    [REPORT_CORE] = {"core", "page.core"},
    [REPORT_REASON] = {"reason", "form.reason"},
};

static const struct spot fund_spots[REPORT_FUND_COLUMNS] = {
    [REPORT_FUND_NAME] = {"name", "form.funds"},
    [REPORT_FUND_INITIAL] = {"initial", "form.initial"},
    [REPORT_FUND_ADJUSTED] = {"adjusted", "form.adjusted"},
    [REPORT_FUND_RECEIVED] = {"received", "form.received"},
    [REPORT_FUND_EXECUTED] = {"executed", "form.executed"},
    [REPORT_FUND_WEIGHT] = {"weight", "form.weight"},
    [REPORT_FUND_RATE] = {"rate", "form.rate"},
    [REPORT_FUND_SCORE] = {"score", "form.score"},
};

static const struct spot field_spots[REPORT_FIELDS] = {
    [REPORT_WHOLE] = {"", "page.whole"},
    [REPORT_TITLE] = {"/title", "page.name"},
    [REPORT_YEAR] = {"/year", "page.year"},
    [REPORT_PROJECT] = {"/project", "form.project"},
    [REPORT_DEPARTMENT] = {"/department", "form.department"},
    [REPORT_UNIT] = {"/unit", "form.unit"},
    [REPORT_MONEY_UNIT] = {"/money_unit", "page.money_unit"},
    [REPORT_GOAL_EXPECTED] = {"/goals/expected", "form.goal_expected"},
    [REPORT_GOAL_ACTUAL] = {"/goals/actual", "form.goal_actual"},
    [REPORT_TOTAL_WEIGHT] = {"/total/weight", "page.total_weight"},
    [REPORT_TOTAL_SCORE] = {"/total/score", "report.total"},
    [REPORT_GRADE] = {"/grade", "report.grade"},
};

const char *report_key(enum report_part part, int column)
{
    static const struct spot *const spots[REPORT_PARTS] = {field_spots, row_spots, fund_spots};
    return spots[part][column].key;
}

// The spot of this path, or the one that serves for those that have none.
static int spot_of(const struct spot *spots, int n, struct str path, int other)
{
    for (int i = 0; i < n; i++)
        if (str_eq_c(path, spots[i].path))
            return i;
    return other;
}

static struct report_spot find_spot(struct str path)
{
    struct str rest = path;
    struct report_spot spot = {.part = REPORT_PART_FIELD};
    bool is_row = str_starts(path, STR("/indicators/")), is_fund = str_starts(path, STR("/funds/"));
    if (!is_row && !is_fund) {
        spot.column = spot_of(field_spots, REPORT_FIELDS, path, REPORT_WHOLE);
        return spot;
    }
    next_step(&rest);
    struct str digits = next_step(&rest);
    for (size_t k = 0; k < digits.len; k++)
        spot.at = 10 * spot.at + (size_t)(digits.ptr[k] - '0');
    struct str step = next_step(&rest);
    spot.part = is_row ? REPORT_PART_ROW : REPORT_PART_FUND;
    spot.column = is_row ? spot_of(row_spots, REPORT_ROW_COLUMNS, step, REPORT_NAME)
                         : spot_of(fund_spots, REPORT_FUND_COLUMNS, step, REPORT_FUND_NAME);
    return spot;
}

static void lay(struct report_job *job, const struct finding *f, size_t number)
{
    struct report_item *item = MEM_NEW(job->mem, struct report_item);
    struct report_spot spot = find_spot(f->path);
    struct report_item **list = spot.part == REPORT_PART_ROW    ? &job->of_row[spot.at]
                                : spot.part == REPORT_PART_FUND ? &job->of_fund[spot.at]
                                                                : job->of_form;
    *item = (struct report_item){f, number, spot.column, *list};
    *list = item;
}

void report_lay(struct report_job *job)
{
    const struct findings *findings = job->input->findings;
    job->of_row = MEM_ARRAY(job->mem, job->form->n_rows, struct report_item *);
    job->of_fund = MEM_ARRAY(job->mem, job->form->n_funds, struct report_item *);
    job->of_form = MEM_NEW(job->mem, struct report_item *);
    job->told = MEM_ARRAY(job->mem, CHECK_RULES, const struct report_item *);
    job->certainty = (struct report_certainty){0};
    if (!findings)
        return;
    // The last becomes the first of its list: errors, then warnings, then notes, as they come.
    for (int s = SEVERITY_NOTE; s <= SEVERITY_ERROR; s++)
        for (size_t i = job->first_found[job->number]; i-- > job->first_found[job->number - 1];)
            if ((int)findings->at[job->found[i]].severity == s)
                lay(job, &findings->at[job->found[i]], job->found[i] + 1);
}
