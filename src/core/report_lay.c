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
        job->n_forms += input->files[f].reading ? input->files[f].reading->n_forms : 0;
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

static int index_of(const char *const *names, int n, struct str word)
{
    for (int i = 0; i < n; i++)
        if (str_eq_c(word, names[i]))
            return i;
    return -1;
}

static int row_column(struct str step)
{
    static const char *const names[REPORT_ROW_COLUMNS] = {
        [REPORT_LEVEL1] = "level1", [REPORT_LEVEL2] = "level2",
        [REPORT_NAME] = "level3",   [REPORT_TARGET] = "target",
        [REPORT_ACTUAL] = "actual", [REPORT_WEIGHT] = "weight",
        [REPORT_SCORE] = "score",   [REPORT_RESCORE] = "rescore",
        [REPORT_CORE] = "core",     [REPORT_COEFFICIENT] = "coefficient",
        [REPORT_REASON] = "reason",
    };
    int column = index_of(names, REPORT_ROW_COLUMNS, step);
    return column < 0 ? REPORT_NAME : column;
}

static int fund_column(struct str step)
{
    static const char *const names[REPORT_FUND_COLUMNS] = {
        [REPORT_FUND_NAME] = "name",         [REPORT_FUND_INITIAL] = "initial",
        [REPORT_FUND_ADJUSTED] = "adjusted", [REPORT_FUND_RECEIVED] = "received",
        [REPORT_FUND_EXECUTED] = "executed", [REPORT_FUND_WEIGHT] = "weight",
        [REPORT_FUND_RATE] = "rate",         [REPORT_FUND_SCORE] = "score",
    };
    int column = index_of(names, REPORT_FUND_COLUMNS, step);
    return column < 0 ? REPORT_FUND_NAME : column;
}

static int field_of(struct str path)
{
    static const char *const paths[] = {
        [REPORT_WHOLE] = "",
        [REPORT_TITLE] = "/title",
        [REPORT_YEAR] = "/year",
        [REPORT_PROJECT] = "/project",
        [REPORT_DEPARTMENT] = "/department",
        [REPORT_UNIT] = "/unit",
        [REPORT_MONEY_UNIT] = "/money_unit",
        [REPORT_GOAL_EXPECTED] = "/goals/expected",
        [REPORT_GOAL_ACTUAL] = "/goals/actual",
        [REPORT_TOTAL_WEIGHT] = "/total/weight",
        [REPORT_TOTAL_SCORE] = "/total/score",
        [REPORT_GRADE] = "/grade",
    };
    int field = index_of(paths, LENGTH_OF(paths), path);
    return field < 0 ? REPORT_WHOLE : field;
}

static void lay(struct report_job *job, const struct finding *f, size_t number)
{
    struct report_item *item = MEM_NEW(job->mem, struct report_item);
    struct report_item **list = job->of_form;
    struct str rest = f->path;
    *item = (struct report_item){.finding = f, .number = number};
    if (f->row > 0) {
        next_step(&rest);
        next_step(&rest);
        item->column = row_column(next_step(&rest));
        list = &job->of_row[f->row - 1];
    } else if (str_starts(f->path, STR("/funds/"))) {
        size_t i = 0;
        next_step(&rest);
        struct str digits = next_step(&rest);
        for (size_t k = 0; k < digits.len; k++)
            i = 10 * i + (size_t)(digits.ptr[k] - '0');
        item->column = fund_column(next_step(&rest));
        list = &job->of_fund[i];
    } else {
        item->column = field_of(f->path);
    }
    item->next = *list;
    *list = item;
}

void report_lay(struct report_job *job)
{
    const struct findings *findings = job->input->findings;
    job->of_row = MEM_ARRAY(job->mem, job->form->n_rows, struct report_item *);
    job->of_fund = MEM_ARRAY(job->mem, job->form->n_funds, struct report_item *);
    job->of_form = MEM_NEW(job->mem, struct report_item *);
    job->told = MEM_ARRAY(job->mem, CHECK_RULES, const struct report_item *);
    if (!findings)
        return;
    // The last becomes the first of its list: errors, then warnings, then notes, as they come.
    for (int s = SEVERITY_NOTE; s <= SEVERITY_ERROR; s++)
        for (size_t i = job->first_found[job->number]; i-- > job->first_found[job->number - 1];)
            if ((int)findings->at[job->found[i]].severity == s)
                lay(job, &findings->at[job->found[i]], job->found[i] + 1);
}
