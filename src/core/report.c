// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/report.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/check.h"
#include "core/doc.h"
#include "core/form.h"
#include "core/label.h"
#include "core/profile.h"
#include "core/report_job.h"
#include "core/score.h"

// Calls fn for every form of the report, with what is at work set to it.
static void each_form(struct report_job *job, void (*fn)(struct report_job *job))
{
    job->number = 0;
    for (size_t f = 0; f < job->input->n_files; f++) {
        const struct report_file *file = &job->input->files[f];
        for (size_t i = 0; file->reading && i < file->reading->n_forms; i++) {
            job->file = file;
            job->at_file = f;
            job->at = i;
            job->number++;
            job->form = &file->reading->forms[i];
            job->score = file->scores ? &file->scores[i] : NULL;
            fn(job);
        }
    }
}

// What a form is called: its project, else whose form it is.
static struct str name_of(const struct report_job *job)
{
    const struct cell *cells[] = {&job->form->project, &job->form->unit, &job->form->department};
    for (size_t i = 0; i < LENGTH_OF(cells); i++)
        if (form_has(cells[i]))
            return cells[i]->text;
    return REPORT_SAY(job, "page.form", {"form", report_count(job, job->at + 1)});
}

static struct str place_of(const struct report_job *job)
{
    return REPORT_SAY(job, "page.form_of_file", {"file", job->file->name},
                      {"form", report_count(job, job->at + 1)});
}

// How many findings of each severity the form at work has.
static void count_found(const struct report_job *job, size_t counts[3])
{
    const struct findings *findings = job->input->findings;
    for (size_t i = job->first_found[job->number - 1]; i < job->first_found[job->number]; i++)
        counts[findings->at[job->found[i]].severity]++;
}

static struct str joined(const struct report_job *job, const struct str *words, size_t n)
{
    struct buf out = buf_new(job->mem, BUF_SMALL);
    for (size_t i = 0; i < n; i++) {
        buf_add(&out, i > 0 ? report_word(job, "report.and") : STR_NONE);
        buf_add(&out, words[i]);
    }
    return buf_str(&out);
}

// "× 错误 2  ▲ 警告 0  ○ 提示 3", as figures.
static void put_counts(struct report_job *job, const size_t counts[3])
{
    for (int s = SEVERITY_ERROR; s >= SEVERITY_NOTE; s--) {
        const char *name = check_severity_name((enum severity)s);
        doc_open(job->doc, DOC_FIELD, report_word_of(job, "severity", name));
        if (counts[s] > 0)
            doc_mark(job->doc, report_tone(s), report_word_of(job, "page.sign", name), STR_NONE,
                     STR_NONE);
        doc_text(job->doc, counts[s] > 0 ? DOC_STRONG : DOC_QUIET, report_count(job, counts[s]));
        doc_close(job->doc, DOC_FIELD);
    }
}

static void put_header(struct report_job *job)
{
    const struct report_input *input = job->input;
    size_t counts[3] = {0};
    for (size_t i = 0; input->findings && i < input->findings->n; i++)
        counts[input->findings->at[i].severity]++;
    doc_open(job->doc, DOC_HEADER, STR_NONE);
    if (input->findings && job->n_forms != 1) { // of one form they stand with its result
        doc_open(job->doc, DOC_FIGURES, STR_NONE);
        put_counts(job, counts);
        doc_close(job->doc, DOC_FIGURES);
    }
    doc_open(job->doc, DOC_FIELDS, STR_NONE);
    doc_field(job->doc, report_word(job, "page.files"),
              job->n_files == 1
                  ? job->file->name
                  : REPORT_SAY(job, "report.files", {"n", report_count(job, job->n_files)}));
    doc_field(job->doc, report_word(job, "page.forms"), report_count(job, job->n_forms));
    if (job->has_scores) {
        const struct profile *p = input->profile;
        struct text2 title = {p->title_zh, p->title_en}, basis = {p->basis_zh, p->basis_en};
        doc_field(job->doc, report_word(job, "page.profile"),
                  REPORT_SAY(job, "page.profile_is", {"name", p->name},
                             {"title", report_told(job, &title)}));
        doc_field(job->doc, report_word(job, "report.basis"), report_told(job, &basis));
    }
    if (input->n_only > 0)
        doc_field(job->doc, report_word(job, "page.only"), joined(job, input->only, input->n_only));
    if (input->n_not > 0)
        doc_field(job->doc, report_word(job, "page.not"), joined(job, input->not, input->n_not));
    doc_close(job->doc, DOC_FIELDS);
    doc_close(job->doc, DOC_HEADER);
}

// Files that could not be opened or hold no form, and what was noted of the others.
static void put_files(struct report_job *job)
{
    size_t n = 0;
    for (size_t i = 0; i < job->input->n_files; i++)
        n += job->input->files[i].failure.len > 0 || job->input->files[i].n_notes > 0;
    if (n == 0)
        return;
    doc_open(job->doc, DOC_SECTION, report_word(job, "page.about_files"));
    doc_open(job->doc, DOC_NOTES, STR_NONE);
    for (size_t i = 0; i < job->input->n_files; i++) {
        const struct report_file *file = &job->input->files[i];
        if (file->failure.len > 0) {
            doc_open(job->doc, DOC_NOTE, STR_NONE)->tone = DOC_ERROR;
            doc_paragraph(job->doc, DOC_PLAIN, file->failure);
            doc_close(job->doc, DOC_NOTE);
        }
        for (size_t k = 0; k < file->n_notes; k++) {
            doc_open(job->doc, DOC_NOTE, STR_NONE)->tone = DOC_WARNING;
            doc_paragraph(
                job->doc, DOC_PLAIN,
                REPORT_SAY(job, "report.note", {"file", file->name}, {"text", file->notes[k]}));
            doc_close(job->doc, DOC_NOTE);
        }
    }
    doc_close(job->doc, DOC_NOTES);
    doc_close(job->doc, DOC_SECTION);
}

enum {
    SUMMARY_NAME,
    SUMMARY_PLACE,
    SUMMARY_PRINTED,
    SUMMARY_STRICT,
    SUMMARY_GAP,
    SUMMARY_GRADE,
    SUMMARY_ERROR,
    SUMMARY_WARNING,
    SUMMARY_NOTE,
    SUMMARY_COLUMNS,
};

static const struct {
    const char *key;
    enum doc_column_kind kind;
} summary_columns[SUMMARY_COLUMNS] = {
    [SUMMARY_NAME] = {"form.project", DOC_COLUMN_NAME},
    [SUMMARY_PLACE] = {"page.file", DOC_COLUMN_PROSE},
    [SUMMARY_PRINTED] = {"report.printed", DOC_COLUMN_NUMBER},
    [SUMMARY_STRICT] = {"report.strict", DOC_COLUMN_NUMBER},
    [SUMMARY_GAP] = {"report.gap", DOC_COLUMN_NUMBER},
    [SUMMARY_GRADE] = {"report.grade", DOC_COLUMN_CLASS},
    [SUMMARY_ERROR] = {"severity.error", DOC_COLUMN_NUMBER},
    [SUMMARY_WARNING] = {"severity.warning", DOC_COLUMN_NUMBER},
    [SUMMARY_NOTE] = {"severity.note", DOC_COLUMN_NUMBER},
};

// Only what was asked for.
static bool is_summed(const struct report_job *job, int column)
{
    if (column >= SUMMARY_ERROR)
        return job->input->findings != NULL;
    return column < SUMMARY_PRINTED || job->has_scores;
}

// The place of a column that is there; -1: it is not.
static int summary_column(const struct report_job *job, int column)
{
    int at = 0;
    for (int c = 0; c < column; c++)
        at += is_summed(job, c);
    return is_summed(job, column) ? at : -1;
}

static void put_summary_cell(struct report_job *job, int column, enum doc_tone tone,
                             struct str text)
{
    int at = summary_column(job, column);
    if (at < 0)
        return;
    doc_cell(job->doc, at);
    doc_text(job->doc, tone, text)->is_foreign = column == SUMMARY_GRADE;
    doc_close(job->doc, DOC_CELL);
}

static void put_summary_row(struct report_job *job)
{
    static const struct score_dec none = {false, {0, 0}};
    const struct score *score = job->score;
    struct str gap = score ? report_gap(job, &score->total_printed, &score->strict) : STR_NONE;
    size_t counts[3] = {0};
    doc_open(job->doc, DOC_ROW, STR_NONE);
    doc_cell(job->doc, SUMMARY_NAME)->is_head = true;
    doc_link(job->doc, name_of(job), report_form_anchor(job, job->number))->is_foreign = true;
    doc_close(job->doc, DOC_CELL);
    put_summary_cell(job, SUMMARY_PLACE, DOC_PLAIN, place_of(job));
    put_summary_cell(job, SUMMARY_PRINTED, DOC_PLAIN,
                     form_has(&job->form->total_score) ? job->form->total_score.text : STR("-"));
    put_summary_cell(job, SUMMARY_STRICT, DOC_PLAIN,
                     report_total_text(job, score ? &score->strict : &none));
    put_summary_cell(job, SUMMARY_GAP, gap.len > 0 ? DOC_STRONG : DOC_QUIET,
                     gap.len > 0 ? gap : STR("-"));
    put_summary_cell(job, SUMMARY_GRADE, DOC_PLAIN,
                     form_has(&job->form->grade) ? job->form->grade.text : STR("-"));
    if (job->input->findings)
        count_found(job, counts);
    for (int s = SEVERITY_ERROR; s >= SEVERITY_NOTE; s--)
        put_summary_cell(job, SUMMARY_ERROR + (SEVERITY_ERROR - s),
                         counts[s] == 0       ? DOC_QUIET
                         : s == SEVERITY_NOTE ? DOC_PLAIN
                                              : report_tone(s),
                         report_count(job, counts[s]));
    doc_close(job->doc, DOC_ROW);
}

static void put_summary(struct report_job *job)
{
    struct doc_column *columns = MEM_ARRAY(job->mem, SUMMARY_COLUMNS, struct doc_column);
    size_t n = 0;
    if (job->n_forms < 2)
        return;
    for (int c = 0; c < SUMMARY_COLUMNS; c++)
        if (is_summed(job, c))
            columns[n++] = (struct doc_column){report_word(job, summary_columns[c].key),
                                               summary_columns[c].kind};
    doc_open(job->doc, DOC_SECTION, report_word(job, "page.summary"))->id = STR("summary");
    doc_table(job->doc, report_word(job, "page.summary_caption"), columns, n)->is_wide = true;
    each_form(job, put_summary_row);
    doc_close(job->doc, DOC_TABLE);
    doc_close(job->doc, DOC_SECTION);
}

static void put_sign(struct report_job *job, enum doc_tone tone, const char *sign, const char *key)
{
    doc_open(job->doc, DOC_ITEM, STR_NONE);
    doc_mark(job->doc, tone, report_word_of(job, "page.sign", sign), report_word(job, key),
             STR_NONE);
    doc_close(job->doc, DOC_ITEM);
}

// What the signs mean, once, before the first form.
static void put_legend(struct report_job *job)
{
    doc_open(job->doc, DOC_SECTION, report_word(job, "page.legend"));
    doc_open(job->doc, DOC_LIST, STR_NONE)->tone = DOC_QUIET;
    if (job->input->findings) {
        put_sign(job, DOC_ERROR, "error", "page.severity.error");
        put_sign(job, DOC_WARNING, "warning", "page.severity.warning");
        put_sign(job, DOC_HINT, "note", "page.severity.note");
    }
    put_sign(job, DOC_REPAIR, "repaired", "state.repaired");
    put_sign(job, DOC_DOUBT, "doubtful", "state.doubtful");
    put_sign(job, DOC_DOUBT, "missing", "state.missing");
    put_sign(job, DOC_QUIET, "inferred", "state.inferred");
    put_sign(job, DOC_REPAIR, "stated", "state.stated");
    put_sign(job, DOC_QUIET, "checked", "support.checked");
    put_sign(job, DOC_QUIET, "agreed", "support.agreed");
    put_sign(job, DOC_QUIET, "alone", "support.alone");
    doc_close(job->doc, DOC_LIST);
    doc_close(job->doc, DOC_SECTION);
}

// The result of a form, to be seen first.
static void put_result(struct report_job *job)
{
    const struct score *score = job->score;
    size_t counts[3] = {0};
    if (!score)
        return;
    doc_open(job->doc, DOC_FIGURES, STR_NONE);
    const struct {
        const char *key;
        struct str total, grade;
    } totals[] = {
        {"report.printed",
         form_has(&job->form->total_score) ? job->form->total_score.text : STR("-"),
         form_has(&job->form->grade) ? job->form->grade.text : STR_NONE},
        {"report.sum", report_total_text(job, &score->sum), score->grade_sum},
        {"report.strict", report_total_text(job, &score->strict), score->grade_strict},
    };
    for (size_t i = 0; i < LENGTH_OF(totals); i++) {
        doc_open(job->doc, DOC_FIELD, report_word(job, totals[i].key));
        doc_text(job->doc, DOC_STRONG, totals[i].total);
        doc_text(job->doc, DOC_PLAIN, totals[i].grade)->is_foreign = true;
        doc_close(job->doc, DOC_FIELD);
    }
    if (job->input->findings) {
        count_found(job, counts);
        put_counts(job, counts);
    }
    doc_close(job->doc, DOC_FIGURES);
}

static void put_form(struct report_job *job)
{
    struct report_beside whole = {.column = REPORT_WHOLE};
    report_lay(job);
    whole.list = *job->of_form;
    struct doc_node *form = doc_open(job->doc, DOC_FORM, name_of(job));
    form->id = report_form_anchor(job, job->number);
    form->is_foreign = true;
    doc_paragraph(job->doc, DOC_QUIET, place_of(job));
    put_result(job);
    if (report_is_beside(job, &whole))
        report_beside(job, &whole);
    report_head(job);
    report_funds(job);
    report_goals(job);
    report_rows(job);
    report_foot(job);
    if (job->score)
        report_totals(job);
    report_certainty(job);
    doc_close(job->doc, DOC_FORM);
}

void report_make(struct mem *mem, struct doc *doc, const struct report_input *input)
{
    struct report_job job = {.mem = mem, .doc = doc, .input = input};
    report_number(&job);
    doc_init(doc, mem, input->lang,
             report_word(&job, input->findings  ? "page.title_audit"
                               : job.has_scores ? "page.title_score"
                                                : "page.title_read"));
    put_header(&job);
    put_files(&job);
    put_summary(&job);
    if (job.n_forms > 0)
        put_legend(&job);
    each_form(&job, put_form);
    doc_open(doc, DOC_FOOTER, STR_NONE);
    doc_paragraph(doc, DOC_QUIET,
                  REPORT_SAY(&job, "page.by", {"version", input->version}, {"data", input->data}));
    doc_close(doc, DOC_FOOTER);
}
