// SPDX-License-Identifier: AGPL-3.0-or-later
// Words, anchors, and what a cell of a form shows: its text, the mark of the reader, its support.
#include "base/buf.h"
#include "base/dec.h"
#include "base/mem.h"
#include "core/check.h"
#include "core/doc.h"
#include "core/form.h"
#include "core/label.h"
#include "core/report.h"
#include "core/report_job.h"
#include "core/score.h"

struct str report_say(const struct report_job *job, const char *key, const struct err_arg *args,
                      size_t n)
{
    return label_text(job->mem, job->input->labels, (enum lang)job->input->lang, key, args, n);
}

struct str report_word(const struct report_job *job, const char *key)
{
    return report_say(job, key, NULL, 0);
}

// Said for every mark of every cell: looked up without a copy of the key.
struct str report_word_of(const struct report_job *job, const char *group, const char *name)
{
    char key[64];
    const struct map *texts = &job->input->labels->texts[job->input->lang];
    int n = snprintf(key, sizeof(key), "%s.%s", group, name);
    BUG_IF((size_t)n >= sizeof(key));
    const struct str *text = map_get(texts, (struct str){key, (size_t)n});
    return text ? *text : str_copy(job->mem, (struct str){key, (size_t)n});
}

struct str report_count(const struct report_job *job, size_t n)
{
    return buf_print(job->mem, "%zu", n);
}

struct str report_text(const struct cell *cell)
{
    return form_has(cell) ? cell->text : STR_NONE;
}

struct str report_told(const struct report_job *job, const struct text2 *text)
{
    return job->input->lang == LANG_EN ? text->en : text->zh;
}

struct str report_dec(const struct report_job *job, const struct score_dec *value)
{
    return value->is_known ? dec_print(job->mem, value->dec) : STR("-");
}

struct str report_total_text(const struct report_job *job, const struct score_dec *value)
{
    return value->is_known ? score_print_total(job->mem, job->input->profile, value->dec)
                           : STR("-");
}

struct str report_gap(const struct report_job *job, const struct score_dec *from,
                      const struct score_dec *to)
{
    struct dec gap;
    if (!from->is_known || !to->is_known || dec_sub(&gap, to->dec, from->dec) != RC_OK ||
        dec_sign(gap) == 0)
        return STR_NONE;
    return buf_print(job->mem, "%s%.*s", dec_sign(gap) > 0 ? "+" : "",
                     STR_FMT(dec_print(job->mem, gap)));
}

struct str report_form_anchor(const struct report_job *job, size_t number)
{
    return buf_print(job->mem, "form-%zu", number);
}

struct str report_funds_anchor(const struct report_job *job, size_t number)
{
    return buf_print(job->mem, "funds-%zu", number);
}

struct str report_row_anchor(const struct report_job *job, size_t number, size_t row)
{
    return buf_print(job->mem, "row-%zu-%zu", number, row);
}

struct str report_row_place(const struct report_job *job, size_t file, int form, int row)
{
    if (file == job->at_file)
        return buf_print(job->mem, "%d.%d", form, row);
    return buf_print(job->mem, "%.*s:%d.%d", STR_FMT(job->input->files[file].name), form, row);
}

bool report_is_shown(const struct cell *cell)
{
    return cell->state != CELL_ABSENT;
}

static enum doc_tone tone_of(enum cell_state state)
{
    switch (state) {
    case CELL_REPAIRED:
    case CELL_STATED:
        return DOC_REPAIR;
    case CELL_INFERRED:
        return DOC_QUIET;
    default:
        return DOC_DOUBT;
    }
}

static void put_state(struct report_job *job, const struct cell *cell)
{
    const char *name = form_state_name(cell->state);
    struct str word = report_word_of(job, "state", name), meaning = word;
    if (cell->state == CELL_READ)
        return;
    if (cell->why)
        meaning = REPORT_SAY(job, "page.state_why", {"state", word}, {"why", str_of(cell->why)});
    // What was only inferred is told by its sign alone: it is often a whole column of classes.
    doc_mark(job->doc, tone_of(cell->state), report_word_of(job, "page.sign", name),
             cell->state == CELL_INFERRED ? STR_NONE : word, meaning);
}

static void put_support(struct report_job *job, const struct cell *cell)
{
    const char *name = form_support_name(cell->support);
    if (cell->support == SUPPORT_NONE || cell->support == SUPPORT_EXACT)
        return;
    doc_mark(job->doc, DOC_QUIET, report_word_of(job, "page.sign", name), STR_NONE,
             report_word_of(job, "support", name));
}

// What stands in a cell without its mark.
static void put_text(struct report_job *job, const struct cell *cell)
{
    switch (cell->state) {
    case CELL_ABSENT:
        break;
    case CELL_DASH:
        doc_text(job->doc, DOC_PLAIN, STR("—"));
        break;
    case CELL_EMPTY:
        doc_text(job->doc, DOC_QUIET, report_word(job, "form.blank"));
        break;
    default:
        if (!form_has(cell))
            break;
        doc_text(job->doc, DOC_PLAIN, cell->text)->is_foreign = true;
        put_support(job, cell);
    }
}

// True if a cell has a mark that its text does not show by itself.
static bool is_marked(const struct cell *cell)
{
    return cell->state == CELL_REPAIRED || cell->state == CELL_INFERRED ||
           cell->state == CELL_DOUBTFUL || cell->state == CELL_STATED ||
           (cell->state != CELL_ABSENT && cell->state != CELL_DASH && cell->state != CELL_EMPTY &&
            !form_has(cell));
}

void report_cell(struct report_job *job, const struct cell *cell)
{
    put_text(job, cell);
    if (is_marked(cell))
        put_state(job, cell);
}

enum { VALUE_PARTS = 4 };

static void parts_of(const struct cell *parts[VALUE_PARTS], const struct value *value)
{
    parts[0] = &value->op;
    parts[1] = &value->value;
    parts[2] = &value->unit;
    parts[3] = &value->text;
}

bool report_has_value(const struct value *value)
{
    const struct cell *parts[VALUE_PARTS];
    parts_of(parts, value);
    for (size_t i = 0; i < VALUE_PARTS; i++)
        if (report_is_shown(parts[i]))
            return true;
    return false;
}

// One mark is enough where several parts of a value carry the same for the same reason.
static bool is_said(const struct cell *const parts[VALUE_PARTS], size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (parts[k]->state == parts[i]->state &&
            str_eq(str_of(parts[k]->why), str_of(parts[i]->why)))
            return true;
    return false;
}

void report_value(struct report_job *job, const struct value *value)
{
    const struct cell *parts[VALUE_PARTS];
    bool is_blank = false;
    parts_of(parts, value);
    for (size_t i = 0; i < VALUE_PARTS; i++) {
        if (parts[i]->state != CELL_EMPTY || !is_blank) // one blank is enough
            put_text(job, parts[i]);
        is_blank |= parts[i]->state == CELL_EMPTY;
    }
    for (size_t i = 0; i < VALUE_PARTS; i++)
        if (is_marked(parts[i]) && !is_said(parts, i))
            put_state(job, parts[i]);
}

// A mark that a person must act on, and that is therefore told beside its cell.
static bool is_told(const struct cell *cell)
{
    return is_marked(cell) && cell->state != CELL_INFERRED;
}

static void count(struct report_job *job, enum report_part part, int column,
                  const struct cell *cell)
{
    struct report_certainty *certainty = &job->certainty;
    certainty->supports[cell->support] += form_has(cell);
    certainty->lost[part][column] += cell->state == CELL_MISSING;
    certainty->inferred[part][column] += cell->state == CELL_INFERRED;
}

void report_mark_cell(struct report_job *job, struct report_mark *marks, size_t *n,
                      enum report_part part, int column, const struct cell *cell)
{
    count(job, part, column, cell);
    if (is_told(cell))
        marks[(*n)++] = (struct report_mark){cell, report_key(part, column)};
}

void report_mark_value(struct report_job *job, struct report_mark *marks, size_t *n, int column,
                       const struct value *value)
{
    const struct cell *parts[VALUE_PARTS];
    parts_of(parts, value);
    for (size_t i = 0; i < VALUE_PARTS; i++)
        if (is_said(parts, i))
            count(job, REPORT_PART_ROW, column, parts[i]);
        else
            report_mark_cell(job, marks, n, REPORT_PART_ROW, column, parts[i]);
}

static const enum doc_tone severity_tones[] = {
    [SEVERITY_NOTE] = DOC_HINT,
    [SEVERITY_WARNING] = DOC_WARNING,
    [SEVERITY_ERROR] = DOC_ERROR,
};

int report_tone(int severity)
{
    return severity_tones[severity];
}

void report_badges(struct report_job *job, const struct report_item *list, int column)
{
    for (const struct report_item *item = list; item; item = item->next) {
        const struct finding *f = item->finding;
        const char *severity = check_severity_name(f->severity);
        if (item->column != column)
            continue;
        struct doc_node *mark =
            doc_mark(job->doc, report_tone(f->severity), report_word_of(job, "page.sign", severity),
                     str_of(f->rule->id), report_word_of(job, "page.severity", severity));
        mark->link = buf_print(job->mem, "finding-%zu", item->number);
    }
}
