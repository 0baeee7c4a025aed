// SPDX-License-Identifier: AGPL-3.0-or-later
// What a form is worth and how sure that is: the totals as printed, added up and by the strict
// rule, the rows that lost points, the rounding; figures without a second witness, cells that could
// not be read, what was inferred, rules that could not be evaluated.
#include "base/buf.h"
#include "base/mem.h"
#include "core/check.h"
#include "core/doc.h"
#include "core/form.h"
#include "core/profile.h"
#include "core/report.h"
#include "core/report_job.h"
#include "core/round.h"
#include "core/score.h"

static struct str or_dash(struct str text)
{
    return text.len > 0 ? text : STR("-");
}

enum { TOTAL_COLUMNS = 5, LOST_COLUMNS = 6 };

static void put_line(struct report_job *job, const struct str *texts, size_t n, bool is_foreign)
{
    doc_open(job->doc, DOC_ROW, STR_NONE);
    for (size_t i = 0; i < n; i++) {
        doc_cell(job->doc, (int)i)->is_head = i == 0;
        doc_text(job->doc, i + 1 == n ? DOC_STRONG : DOC_PLAIN, texts[i])->is_foreign =
            is_foreign && i > 0;
        doc_close(job->doc, DOC_CELL);
    }
    doc_close(job->doc, DOC_ROW);
}

static void put_totals(struct report_job *job)
{
    const struct score *score = job->score;
    const struct form *form = job->form;
    struct doc_column *columns = MEM_ARRAY(job->mem, TOTAL_COLUMNS, struct doc_column);
    static const char *const keys[TOTAL_COLUMNS] = {"page.part", "report.printed", "report.sum",
                                                    "report.strict", "report.gap"};
    for (size_t i = 0; i < TOTAL_COLUMNS; i++)
        columns[i] = (struct doc_column){report_word(job, keys[i]),
                                         i == 0 ? DOC_COLUMN_NAME : DOC_COLUMN_NUMBER};
    doc_table(job->doc, report_word(job, "page.totals"), columns, TOTAL_COLUMNS);
    const struct str exec[] = {
        report_word(job, "report.execution"), report_dec(job, &score->exec_printed),
        report_dec(job, &score->exec_printed), report_dec(job, &score->exec_strict),
        report_gap(job, &score->exec_printed, &score->exec_strict)};
    const struct str rows[] = {
        report_word(job, "report.rows_total"), report_dec(job, &score->rows_printed),
        report_dec(job, &score->rows_printed), report_dec(job, &score->rows_strict),
        report_gap(job, &score->rows_printed, &score->rows_strict)};
    const struct str total[] = {
        report_word(job, "report.total"), or_dash(report_text(&form->total_score)),
        report_total_text(job, &score->sum), report_total_text(job, &score->strict),
        report_gap(job, &score->total_printed, &score->strict)};
    const struct str grade[] = {report_word(job, "report.grade"),
                                or_dash(report_text(&form->grade)), or_dash(score->grade_sum),
                                or_dash(score->grade_strict), STR_NONE};
    if (score->has_exec)
        put_line(job, exec, TOTAL_COLUMNS, false);
    put_line(job, rows, TOTAL_COLUMNS, false);
    put_line(job, total, TOTAL_COLUMNS, false);
    put_line(job, grade, TOTAL_COLUMNS, true);
    doc_close(job->doc, DOC_TABLE);
}

// What something lost: its weight without its strict value.
static struct str lost_of(const struct report_job *job, const struct score_dec *weight,
                          const struct score_dec *strict)
{
    struct dec lost;
    if (!weight->is_known || !strict->is_known ||
        dec_sub(&lost, weight->dec, strict->dec) != RC_OK || dec_sign(lost) == 0)
        return STR_NONE;
    return dec_print(job->mem, lost);
}

static void put_cell(struct report_job *job, int column, enum doc_tone tone, struct str text)
{
    doc_cell(job->doc, column);
    doc_text(job->doc, tone, text);
    doc_close(job->doc, DOC_CELL);
}

// A line of the table of lost points; nothing is written where nothing is lost and printed and
// strict are equal.
static void put_lost(struct report_job *job, struct str place, struct str anchor,
                     struct doc_node name, const struct score_dec *const values[3])
{
    const struct score_dec *weight = values[0], *printed = values[1], *strict = values[2];
    struct str lost = lost_of(job, weight, strict), gap = report_gap(job, printed, strict);
    if (lost.len == 0 && gap.len == 0)
        return;
    doc_open(job->doc, DOC_ROW, STR_NONE);
    doc_cell(job->doc, 0)->is_head = true;
    doc_link(job->doc, place, anchor);
    doc_space(job->doc);
    doc_text(job->doc, DOC_PLAIN, name.text)->is_foreign = name.is_foreign;
    doc_close(job->doc, DOC_CELL);
    put_cell(job, 1, DOC_PLAIN, report_dec(job, weight));
    put_cell(job, 2, DOC_PLAIN, report_dec(job, printed));
    put_cell(job, 3, DOC_PLAIN, report_dec(job, strict));
    put_cell(job, 4, DOC_PLAIN, lost);
    put_cell(job, 5, DOC_STRONG, gap);
    doc_close(job->doc, DOC_ROW);
}

static void put_losses(struct report_job *job)
{
    const struct score *score = job->score;
    static const struct {
        const char *key;
        enum doc_column_kind kind;
    } heads[LOST_COLUMNS] = {
        {"page.lost_name", DOC_COLUMN_NAME},     {"form.weight", DOC_COLUMN_NUMBER},
        {"report.printed", DOC_COLUMN_NUMBER},   {"report.strict", DOC_COLUMN_NUMBER},
        {"page.lost_points", DOC_COLUMN_NUMBER}, {"report.gap", DOC_COLUMN_NUMBER},
    };
    struct doc_column *columns = MEM_ARRAY(job->mem, LOST_COLUMNS, struct doc_column);
    for (size_t i = 0; i < LOST_COLUMNS; i++)
        columns[i] = (struct doc_column){report_word(job, heads[i].key), heads[i].kind};
    doc_table(job->doc, report_word(job, "page.losses"), columns, LOST_COLUMNS)->is_wide = true;
    struct str funds_anchor =
        job->form->n_funds > 0 ? report_funds_anchor(job, job->number) : STR_NONE;
    if (score->has_exec)
        put_lost(job, buf_print(job->mem, "%zu.funds", job->at + 1), funds_anchor,
                 (struct doc_node){.text = report_word(job, "report.execution")},
                 (const struct score_dec *const[]){&score->exec_weight, &score->exec_printed,
                                                   &score->exec_strict});
    for (size_t r = 0; r < score->n_rows; r++) {
        const struct score_row *row = &score->rows[r];
        put_lost(
            job, report_row_place(job, job->at_file, (int)job->at + 1, (int)r + 1),
            report_row_anchor(job, job->number, r + 1),
            (struct doc_node){.text = report_text(&job->form->rows[r].level3), .is_foreign = true},
            (const struct score_dec *const[]){&row->weight, &row->printed, &row->strict});
    }
    doc_close(job->doc, DOC_TABLE);
}

// By which rounding the form computes, and where that is to be seen.
static struct str rounding_of(const struct report_job *job)
{
    const struct score *score = job->score;
    const struct round_group *group = round_group_of(job->file->rounding, job->at);
    struct str mode = report_word_of(job, "round", profile_mode_name(score->exec_mode));
    struct str digits = report_count(job, (size_t)score->exec_digits);
    if (!group->is_decided)
        return REPORT_SAY(job, "report.rounding_open", {"mode", mode}, {"digits", digits});
    struct str path = buf_print(job->mem, "/funds/%zu/%s", group->decided_fund,
                                group->decided_by_score ? "score" : "rate");
    struct str place = form_address(job->mem, &job->file->reading->forms[group->decided_form],
                                    group->decided_form + 1, path);
    return REPORT_SAY(job, "report.rounding_decided", {"mode", mode}, {"digits", digits},
                      {"place", place});
}

void report_totals(struct report_job *job)
{
    const struct score *score = job->score;
    doc_open(job->doc, DOC_SECTION, report_word(job, "report.totals"));
    put_totals(job);
    doc_open(job->doc, DOC_FIELDS, STR_NONE)->is_wide = true;
    if (score->strict_missing)
        doc_field(job->doc, report_word(job, "report.no_strict"),
                  REPORT_SAY(job, score->strict_missing,
                             {"row", report_count(job, score->strict_missing_row)}));
    if (score->strict_is_capped)
        doc_field(job->doc, report_word(job, "page.cap"),
                  REPORT_SAY(job, "report.capped",
                             {"cap", score_print_total(job->mem, job->input->profile,
                                                       score->strict_cap)}));
    doc_field(job->doc, report_word(job, "report.rounding"), rounding_of(job));
    doc_close(job->doc, DOC_FIELDS);
    put_losses(job);
    // Where no funds line is the total, the lost points of the execution rate stand here.
    struct report_beside exec = {.column = REPORT_WHOLE, .is_exec = true};
    if (!score->funds.has_total_line && report_is_beside(job, &exec))
        report_beside(job, &exec);
    doc_close(job->doc, DOC_SECTION);
}

// "一级指标 12、二级指标 12".
static void put_spots(struct report_job *job, const char *key,
                      size_t counts[REPORT_PARTS][REPORT_SPOTS])
{
    static const int n[REPORT_PARTS] = {REPORT_FIELDS, REPORT_ROW_COLUMNS, REPORT_FUND_COLUMNS};
    struct buf out = buf_new(job->mem, BUF_SMALL);
    for (int part = 0; part < REPORT_PARTS; part++)
        for (int c = 0; c < n[part]; c++)
            if (counts[part][c] > 0) {
                buf_add(&out, out.len > 0 ? report_word(job, "report.and") : STR_NONE);
                buf_add(&out, REPORT_SAY(
                                  job, "page.cells",
                                  {"name", report_word(job, report_key((enum report_part)part, c))},
                                  {"n", report_count(job, counts[part][c])}));
            }
    doc_field(job->doc, report_word(job, key), buf_str(&out));
}

// The rules that could not be evaluated on this form, with the reason of each.
static void put_open(struct report_job *job)
{
    const struct findings *findings = job->input->findings;
    size_t from = job->first_open[job->number - 1], to = job->first_open[job->number];
    if (!findings || from == to)
        return;
    doc_open(job->doc, DOC_DETAILS,
             REPORT_SAY(job, "page.open", {"n", report_count(job, to - from)}));
    doc_open(job->doc, DOC_LIST, STR_NONE);
    for (size_t i = from; i < to; i++) {
        const struct not_evaluated *open = &findings->open[job->open[i]];
        struct str place = open->row > 0
                               ? report_row_place(job, job->at_file, open->form, open->row)
                               : report_word(job, "page.whole");
        doc_open(job->doc, DOC_ITEM, STR_NONE);
        doc_text(job->doc, DOC_PLAIN,
                 REPORT_SAY(job, "page.open_rule", {"rule", str_of(open->rule->id)},
                            {"place", place}, {"why", report_told(job, &open->why)}));
        doc_close(job->doc, DOC_ITEM);
    }
    doc_close(job->doc, DOC_LIST);
    doc_close(job->doc, DOC_DETAILS);
}

void report_certainty(struct report_job *job)
{
    struct report_certainty *certainty = &job->certainty;
    size_t checked = certainty->supports[SUPPORT_CHECKED];
    size_t agreed = certainty->supports[SUPPORT_AGREED];
    size_t alone = certainty->supports[SUPPORT_ALONE], exact = certainty->supports[SUPPORT_EXACT];
    doc_open(job->doc, DOC_SECTION, report_word(job, "page.certainty"));
    doc_paragraph(
        job->doc, DOC_PLAIN,
        REPORT_SAY(job, "form.support",
                   {"all", report_count(job, checked + agreed + alone + exact)},
                   {"checked", report_count(job, checked)}, {"agreed", report_count(job, agreed)},
                   {"alone", report_count(job, alone)}, {"exact", report_count(job, exact)}));
    doc_open(job->doc, DOC_FIELDS, STR_NONE)->is_wide = true;
    put_spots(job, "report.lost_label", certainty->lost);
    put_spots(job, "page.inferred", certainty->inferred);
    doc_close(job->doc, DOC_FIELDS);
    put_open(job);
    doc_close(job->doc, DOC_SECTION);
}
