// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands beside a cell: findings with their source, what group findings say of the row, marks
// of the reader, and the points that were lost.
//
// The source of a rule is told with its first finding of a form; the others lead there.
#include "base/buf.h"
#include "base/mem.h"
#include "core/check.h"
#include "core/doc.h"
#include "core/form.h"
#include "core/profile.h"
#include "core/report.h"
#include "core/report_job.h"
#include "core/score.h"

enum { PLACES = 24 }; // places of a group finding that are named

static struct str finding_anchor(const struct report_job *job, size_t number)
{
    return buf_print(job->mem, "finding-%zu", number);
}

static void labelled(struct report_job *job, const char *key, struct str text)
{
    doc_open(job->doc, DOC_PARAGRAPH, STR_NONE);
    doc_text(job->doc, DOC_QUIET, report_word(job, key));
    doc_space(job->doc);
    doc_text(job->doc, DOC_PLAIN, text);
    doc_close(job->doc, DOC_PARAGRAPH);
}

// The rows of a group finding, each a way to it.
static void put_places(struct report_job *job, const struct finding *f)
{
    struct doc *doc = job->doc;
    if (f->n_rows == 0)
        return;
    doc_open(doc, DOC_PARAGRAPH, STR_NONE);
    doc_text(doc, DOC_QUIET, report_word(job, "page.places"));
    doc_space(doc);
    for (size_t i = 0; i < f->n_rows && i < PLACES; i++) {
        const struct finding_row *row = &f->rows[i];
        const struct report_file *file = map_get(&job->files, row->file);
        size_t at = file ? (size_t)(file - job->input->files) : job->at_file;
        size_t number = job->first_form[at] + (size_t)row->form - 1;
        doc_text(doc, DOC_PLAIN, i > 0 ? report_word(job, "report.and") : STR_NONE);
        doc_link(doc, report_row_place(job, at, row->form, row->row),
                 report_row_anchor(job, number, (size_t)row->row));
    }
    if (f->n_rows > PLACES)
        doc_text(doc, DOC_PLAIN,
                 REPORT_SAY(job, "report.more", {"n", report_count(job, f->n_rows - PLACES)}));
    doc_close(doc, DOC_PARAGRAPH);
}

static void put_source(struct report_job *job, const struct report_item *item)
{
    const struct finding *f = item->finding;
    const struct report_item **told = &job->told[f->rule - check_rules];
    if (*told) {
        doc_open(job->doc, DOC_PARAGRAPH, STR_NONE)->tone = DOC_QUIET;
        doc_link(job->doc, report_word(job, "page.source_told"),
                 finding_anchor(job, (*told)->number));
        doc_close(job->doc, DOC_PARAGRAPH);
        return;
    }
    *told = item;
    doc_open(job->doc, DOC_DETAILS, report_word(job, "page.source"))->tone = DOC_QUIET;
    labelled(
        job, "report.basis",
        REPORT_SAY(job, "page.basis", {"basis", report_told(job, &f->basis)},
                   {"confidence", report_word_of(job, "confidence",
                                                 check_confidence_name(f->rule->confidence))}));
    labelled(job, "report.hint", report_told(job, &f->hint));
    doc_close(job->doc, DOC_DETAILS);
}

static void put_finding(struct report_job *job, const struct report_item *item)
{
    const struct finding *f = item->finding;
    const char *severity = check_severity_name(f->severity);
    struct doc *doc = job->doc;
    struct doc_node *note = doc_open(doc, DOC_NOTE, STR_NONE);
    note->tone = report_tone(f->severity);
    note->id = finding_anchor(job, item->number);
    doc_open(doc, DOC_PARAGRAPH, STR_NONE);
    doc_mark(doc, note->tone, report_word_of(job, "page.sign", severity),
             report_word_of(job, "page.severity", severity), STR_NONE);
    doc_space(doc);
    doc_text(doc, DOC_QUIET, str_of(f->rule->id));
    doc_space(doc);
    doc_text(
        doc, DOC_STRONG,
        report_word(job, str_cstr(job->mem, buf_print(job->mem, "rule.%s.title", f->rule->id))));
    if (f->printed.len > 0 && f->expected.len > 0) {
        doc_space(doc);
        doc_text(
            doc, DOC_FIGURE,
            REPORT_SAY(job, "page.figures", {"printed", f->printed}, {"expected", f->expected}));
    }
    doc_close(doc, DOC_PARAGRAPH);
    doc_paragraph(doc, DOC_PLAIN, report_told(job, &f->message));
    put_places(job, f);
    put_source(job, item);
    doc_close(doc, DOC_NOTE);
}

// A group finding that stands at another row.
static void put_ref(struct report_job *job, const struct report_ref *ref)
{
    const struct finding *f = ref->finding;
    struct str place = report_row_place(job, f->reading, f->form, f->row);
    doc_open(job->doc, DOC_NOTE, STR_NONE)->tone = DOC_QUIET;
    doc_open(job->doc, DOC_PARAGRAPH, STR_NONE);
    doc_link(job->doc, REPORT_SAY(job, "page.see", {"rule", str_of(f->rule->id)}, {"place", place}),
             finding_anchor(job, ref->number));
    doc_close(job->doc, DOC_PARAGRAPH);
    doc_close(job->doc, DOC_NOTE);
}

static void put_mark(struct report_job *job, const struct report_mark *mark)
{
    const struct cell *cell = mark->cell;
    const char *state = form_state_name(cell->state);
    bool is_good = cell->state == CELL_REPAIRED || cell->state == CELL_STATED;
    struct doc *doc = job->doc;
    doc_open(doc, DOC_NOTE, STR_NONE)->tone = is_good ? DOC_REPAIR : DOC_DOUBT;
    doc_open(doc, DOC_PARAGRAPH, STR_NONE);
    doc_mark(doc, is_good ? DOC_REPAIR : DOC_DOUBT, report_word_of(job, "page.sign", state),
             report_word_of(job, "state", state), STR_NONE);
    doc_space(doc);
    doc_text(doc, DOC_STRONG, report_word(job, mark->name));
    if (cell->why)
        doc_text(doc, DOC_PLAIN, REPORT_SAY(job, "form.mark_why", {"why", str_of(cell->why)}));
    if (cell->raw.len > 0)
        doc_text(doc, DOC_PLAIN, REPORT_SAY(job, "form.mark_raw", {"raw", cell->raw}));
    if (cell->at.line > 0)
        doc_text(doc, DOC_QUIET,
                 REPORT_SAY(job, "form.mark_at", {"line", report_count(job, (size_t)cell->at.line)},
                            {"cell", report_count(job, (size_t)cell->at.cell)}));
    doc_close(doc, DOC_PARAGRAPH);
    doc_close(doc, DOC_NOTE);
}

static void put_steps(struct report_job *job, const struct score_step *steps, size_t n,
                      const char *clause)
{
    const struct profile *p = job->input->profile;
    struct text2 title = {p->title_zh, p->title_en}, basis = {p->basis_zh, p->basis_en};
    doc_open(job->doc, DOC_LIST, STR_NONE);
    for (size_t i = 0; i < n; i++) {
        doc_open(job->doc, DOC_ITEM, STR_NONE);
        doc_text(job->doc, DOC_PLAIN, report_say(job, steps[i].key, steps[i].args, steps[i].n));
        doc_close(job->doc, DOC_ITEM);
    }
    doc_close(job->doc, DOC_LIST);
    struct str source = REPORT_SAY(job, "page.source_of", {"title", report_told(job, &title)},
                                   {"basis", report_told(job, &basis)});
    if (clause)
        source = REPORT_SAY(job, "page.clause", {"clause", report_word(job, clause)},
                            {"source", source});
    labelled(job, "report.source", source);
}

// The figures of something that lost points, or is worth other points than are printed; empty if
// neither is so.
static struct str lost_text(const struct report_job *job, const struct score_dec *weight,
                            const struct score_dec *printed, const struct score_dec *strict)
{
    struct dec lost;
    struct str gap = report_gap(job, printed, strict);
    bool has_lost = weight->is_known && strict->is_known &&
                    dec_sub(&lost, weight->dec, strict->dec) == RC_OK && dec_sign(lost) > 0;
    const struct err_arg args[] = {
        {"lost", has_lost ? dec_print(job->mem, lost) : STR_NONE},
        {"weight", report_dec(job, weight)},
        {"printed", report_dec(job, printed)},
        {"strict", report_dec(job, strict)},
    };
    if (has_lost)
        return report_say(job, "page.lost", args, LENGTH_OF(args));
    return gap.len > 0 ? report_say(job, "page.other", args, LENGTH_OF(args)) : STR_NONE;
}

static struct str row_lost(const struct report_job *job, size_t row)
{
    if (!job->score || row == 0)
        return STR_NONE;
    const struct score_row *r = &job->score->rows[row - 1];
    return lost_text(job, &r->weight, &r->printed, &r->strict);
}

static struct str exec_lost(const struct report_job *job)
{
    const struct score *score = job->score;
    if (!score || !score->has_exec)
        return STR_NONE;
    return lost_text(job, &score->exec_weight, &score->exec_printed, &score->exec_strict);
}

static void put_lost(struct report_job *job, struct str text, const struct score_step *steps,
                     size_t n, const char *clause)
{
    if (text.len == 0)
        return;
    doc_open(job->doc, DOC_NOTE, STR_NONE);
    doc_open(job->doc, DOC_DETAILS, text);
    put_steps(job, steps, n, clause);
    doc_close(job->doc, DOC_DETAILS);
    doc_close(job->doc, DOC_NOTE);
}

static bool is_here(const struct report_job *job, const struct report_ref *ref, size_t row)
{
    return ref && ref < job->refs + job->n_refs && ref->file == job->at_file &&
           ref->form == (int)job->at + 1 && ref->row == (int)row;
}

bool report_is_beside(const struct report_job *job, const struct report_beside *beside)
{
    for (const struct report_item *item = beside->list; item; item = item->next)
        if (beside->column < 0 || item->column == beside->column)
            return true;
    return beside->n_marks > 0 || (beside->row > 0 && is_here(job, job->ref, beside->row)) ||
           row_lost(job, beside->row).len > 0 || (beside->is_exec && exec_lost(job).len > 0);
}

void report_beside(struct report_job *job, const struct report_beside *beside)
{
    const struct score *score = job->score;
    doc_open(job->doc, DOC_NOTES, STR_NONE);
    for (const struct report_item *item = beside->list; item; item = item->next)
        if (beside->column < 0 || item->column == beside->column)
            put_finding(job, item);
    for (; beside->row > 0 && is_here(job, job->ref, beside->row); job->ref++)
        put_ref(job, job->ref);
    for (size_t i = 0; i < beside->n_marks; i++)
        put_mark(job, &beside->marks[i]);
    if (score && beside->row > 0) {
        const struct score_row *row = &score->rows[beside->row - 1];
        put_lost(job, row_lost(job, beside->row), row->steps, row->n_steps, row->clause);
    }
    if (score && beside->is_exec)
        put_lost(job, exec_lost(job), score->exec_steps, score->n_exec_steps, "score.clause.exec");
    doc_close(job->doc, DOC_NOTES);
}
