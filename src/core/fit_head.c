// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_head: what stands around the table: head, goals, total, grade and notes.
//
// A label's value is what follows it up to the next label or the end of its line. Words that are
// labels elsewhere are content when a colon and text follow inside a cell; foot labels count only
// where a line begins. The rows end at the total line (or a line of lone figures where its label
// is lost), the grade, or the first foot label.
#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_title.h"
#include "core/fit_value.h"
#include "core/fit_value_number.h"
#include "core/form.h"
#include "core/sheet.h"

// What a head value may have in the line below its own.
enum { REST_ATOMS = 3, REST_CHARS = 20 };
enum { SHORT_CHARS = 2 }; // of a label that is a word of other pages too

// Does the label that ends at atom j have its line for itself?
static bool is_label_line(const struct reader *r, size_t j)
{
    size_t i = j;
    while (i > r->cut->i && !fit_reader_begins_line(r, i - 1))
        i--;
    const struct anchor *a = i > r->cut->i ? fit_cut_at(r->cut, i - 1) : NULL;
    return a && a->j == j;
}

// Is the line that begins at atom k the rest of the head value j..k? It stands alone between that
// value and the next label, and is nothing but words.
static bool goes_on(const struct reader *r, size_t j, size_t k, size_t end)
{
    const struct atoms *atoms = r->cut->atoms;
    const int cell = atoms->cell_break;
    size_t stop = fit_cut_line_end(atoms, k, end);
    if (k == j || (cell != BREAK_CELL && cell != BREAK_BLANK) || stop - k > REST_ATOMS ||
        stop == end || atoms->at[k].before != BREAK_LINE || atoms->at[k].cells > 1)
        return false;
    bool is_label = fit_cut_at(r->cut, stop) || r->cut->headings[0].i == stop ||
                    (r->cut->funds.n && r->cut->funds.i == stop);
    struct str s = fit_atom_join(r->scratch, atoms, k, stop);
    if (!is_label || str_count(s) > REST_CHARS)
        return false;
    if (fit_title_has(&r->lexicon->lists[LIST_TITLES], s))
        return false;
    for (size_t m = k; m < stop; m++)
        if (fit_cut_at(r->cut, m))
            return false;
    for (struct str rest = s; rest.len;)
        if (!str_is_han(str_next(&rest)))
            return false;
    return !fit_lexicon_head(r->lexicon, LIST_ATTACHMENTS, s).len;
}

// Is the value j..k the only one of its line? Then the rest in the line below is surely its own; in
// a table of cells it is in any case.
static bool is_surely_own(const struct reader *r, const struct anchor *label)
{
    size_t i = label->i;
    while (i > r->cut->i && !fit_reader_begins_line(r, i))
        i--;
    return i == label->i || r->cut->atoms->cell_break == BREAK_CELL;
}

// The end of the value that begins at atom j: the next label, or the end of the line. Where every
// cell is a line of its own, a value may go on over `lines` lines.
static size_t value_end(const struct reader *r, size_t j, size_t end, int lines)
{
    size_t k = j;
    bool in_one_line = r->cut->atoms->cell_break == BREAK_LINE;
    for (int line = 0; k < end; k++) {
        const struct anchor *a = fit_cut_at(r->cut, k);
        if (a && (k > j || a->kind != WORD_SOURCE))
            break;
        bool is_break = k > j && fit_reader_begins_line(r, k);
        // A label alone on its line has its value on the next.
        if (k == j && fit_reader_begins_line(r, k) && !in_one_line && !is_label_line(r, j))
            break;
        if (is_break && line == 0 && lines > 1 && goes_on(r, j, k, end))
            return fit_cut_line_end(r->cut->atoms, k, end);
        if (is_break && ++line >= (in_one_line ? lines : 1))
            break;
        if (r->cut->headings[0].i == k || (r->cut->funds.n && r->cut->funds.i == k))
            break;
    }
    return k;
}

// ---- head ----

// Without a unit's code in front (901002-某站, [125]某局), which stays in raw. A code alone stays.
static struct str without_code(struct str s)
{
    size_t n = 0;
    if (s.len && s.ptr[0] == '[') {
        ptrdiff_t close = str_find(s, STR("]"));
        return close > 1 && (size_t)close + 1 < s.len ? str_slice(s, (size_t)close + 1, s.len) : s;
    }
    while (n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9')
        n++;
    if (n < 2 || n == s.len)
        return s;
    struct str rest = str_slice(s, n, s.len);
    if (rest.ptr[0] == '-' || rest.ptr[0] == '_')
        return rest.len > 1 ? str_slice(rest, 1, rest.len) : s;
    return n >= 3 && str_is_han(str_next(&(struct str){rest.ptr, rest.len})) &&
                   !str_starts(rest, STR("年"))
               ? rest
               : s;
}

// The name of an office without its code and without the remark of a seal: 某站(公章).
static struct str office_name(const struct lexicon *lexicon, struct str s)
{
    struct str seal = fit_lexicon_end(lexicon, LIST_SEALS, s);
    return without_code(str_slice(s, 0, s.len - seal.len));
}

// A value of the head. Pieces torn apart by a cell break are joined, and a mark of punctuation
// printed on both sides of a tear counts once; then the cell is `repaired`. `sure`: text over
// several lines is surely its own.
static struct cell head_value(struct reader *r, size_t i, size_t j, bool sure)
{
    struct cell cell = {.state = CELL_EMPTY};
    struct buf out = buf_new(r->mem, BUF_SMALL);
    size_t first = SIZE_MAX, last = i;
    bool overlaps = false, overprinted = false, over_lines = false;
    for (size_t k = i; k < j; k++) {
        const struct atom *a = &r->cut->atoms->at[k];
        struct str s = a->text;
        if (fit_title_is_year(s)) {
            overprinted = true;
            continue;
        }
        over_lines |= first != SIZE_MAX && a->before >= BREAK_LINE && !sure;
        if (first == SIZE_MAX)
            first = k;
        static const struct str marks[] = {STR("、"), STR(","), STR("。")};
        for (size_t m = 0; m < LENGTH_OF(marks); m++)
            if (a->before >= BREAK_CELL && str_starts(s, marks[m]) &&
                str_ends(buf_str(&out), marks[m])) {
                s = str_slice(s, marks[m].len, s.len);
                overlaps = true;
            }
        buf_add(&out, s);
        last = k;
    }
    if (first == SIZE_MAX)
        return cell;
    cell = fit_atom_cell(r->mem, r->sheet, r->cut->atoms, first, last + 1);
    cell.text = buf_str(&out);
    if (overlaps || overprinted || over_lines) {
        cell.state = overprinted || over_lines ? CELL_DOUBTFUL : CELL_REPAIRED;
        cell.why = overprinted ? "why.overprinted" : "why.torn";
    }
    return cell;
}

static void keep_first(struct cell *out, struct cell cell)
{
    if (out->state == CELL_ABSENT || (out->state == CELL_EMPTY && cell.state != CELL_EMPTY))
        *out = cell;
}

// The value of 预算年度: 2031, 2031年.
static struct cell year_value(struct cell value)
{
    char room[] = "....年";
    if (value.text.len == 4)
        memcpy(room, value.text.ptr, 4);
    int year = fit_cut_year(value.text.len == 4 ? str_of(room) : value.text);
    if (year && value.text.len <= strlen("2031年度")) {
        value.text = str_slice(value.text, 0, 4);
    } else if (value.text.len) {
        value.state = CELL_MISSING;
        value.why = "why.no_number";
        value.text = STR_NONE;
    }
    return value;
}

// The value of 自评总分: 86.76, 86.76分. What is no number belongs to another label's text.
static struct cell total_value(struct reader *r, struct cell value)
{
    struct content c = fit_value_read(r->mem, r->lexicon, value.text);
    struct dec d;
    if (dec_read(&d, fit_value_digits(r->scratch, c.number)) != RC_OK ||
        !(c.flags & CONTENT_NUMBER) || value.state != CELL_READ)
        return (struct cell){0};
    value.text = c.number;
    if (c.flags & CONTENT_DAMAGED) {
        value.state = CELL_DOUBTFUL;
        value.why = "why.damaged";
    }
    return value;
}

// Is this label of the project the name of a page: a short word (名称) where a longer one
// (项目名称) follows, or with a title for its value?
static bool names_page(const struct reader *r, const struct anchor *a, struct str value, size_t end)
{
    if (str_count(a->word->text) > SHORT_CHARS)
        return false;
    bool is_page = fit_title_has(&r->lexicon->lists[LIST_TITLES], value);
    for (size_t k = 0; k < r->cut->n_anchors && !is_page; k++) {
        const struct anchor *b = &r->cut->anchors[k];
        is_page = b->kind == WORD_HEAD && b->word->id == HEAD_PROJECT && b->i < end &&
                  str_count(b->word->text) > SHORT_CHARS;
    }
    return is_page;
}

static void read_label(struct reader *r, const struct anchor *a, size_t end)
{
    struct form *f = r->form;
    size_t j = value_end(r, a->j, end, 3);
    bool in_lines = r->cut->atoms->cell_break == BREAK_LINE;
    struct cell value = head_value(r, a->j, j, !in_lines && is_surely_own(r, a));
    switch (a->word->id) {
    case HEAD_PROJECT:
        if (!names_page(r, a, value.text, end))
            keep_first(&f->project, value);
        break;
    case HEAD_DEPARTMENT_SCOPE:
        f->is_department = true;
        keep_first(&f->department, value);
        break;
    case HEAD_DEPARTMENT:
        value.text = office_name(r->lexicon, value.text);
        keep_first(&f->department, value);
        break;
    case HEAD_UNIT:
        value.text = office_name(r->lexicon, value.text);
        keep_first(&f->unit, value);
        break;
    case HEAD_YEAR:
        if (j > a->j)
            value = fit_atom_cell(r->mem, r->sheet, r->cut->atoms, a->j, j);
        keep_first(&f->year, year_value(value));
        break;
    case HEAD_TOTAL:
        value = total_value(r, value);
        if (value.state && !r->head_total)
            *(r->head_total = MEM_NEW(r->mem, struct cell)) = value;
        break;
    case HEAD_GRADE:
        if (fit_lexicon_find(r->scratch, r->lexicon, WORD_GRADE, value.text) && !r->head_grade)
            *(r->head_grade = MEM_NEW(r->mem, struct cell)) = value;
        break;
    case HEAD_TICKS:
        if (value.text.len)
            fit_reader_note(r, NOTE_TICK, fit_reader_label(r, a), value.text, a->i);
        break;
    default:
        break;
    }
}

// Notes that stand between funds and table: 说明:, 调整说明.
static void read_notes_above(struct reader *r, size_t end)
{
    const struct cut *cut = r->cut;
    for (size_t k = 0; k < cut->n_anchors; k++) {
        const struct anchor *a = &cut->anchors[k];
        if (a->kind != WORD_NOTE || a->i >= end || !fit_reader_begins_line(r, a->i))
            continue;
        size_t stop = fit_cut_line_end(r->cut->atoms, a->j - 1, end);
        if (stop > a->j)
            r->form->explanation = fit_atom_join(r->mem, r->cut->atoms, a->j, stop);
    }
}

void fit_head_read(struct reader *r)
{
    const struct cut *cut = r->cut;
    struct form *f = r->form;
    size_t table = fit_cut_table(cut);
    for (size_t k = 0; k < cut->headings[0].n; k++)
        if (cut->headings[0].at[k].column < COLUMNS)
            f->columns[cut->headings[0].at[k].column] = true;
    for (size_t k = 0; k < cut->n_anchors; k++)
        if (cut->anchors[k].kind == WORD_HEAD && cut->anchors[k].i < table)
            read_label(r, &cut->anchors[k], table);
    fit_title_read(r, table);
    fit_funds_read(r);
    fit_goal_read(r, table);
    read_notes_above(r, table);
    fit_foot_read(r);
    f->head_is_missing = f->project.state == CELL_ABSENT && !f->is_department && !cut->funds.n;
}
