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
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum { TITLE_CHARS = 40 };
// What a head value may have in the line below its own.
enum { REST_ATOMS = 3, REST_CHARS = 20 };
enum { SHORT_CHARS = 2 }; // of a label that is a word of other pages too

static bool has_one_of(const struct words_of *words, struct str s)
{
    for (size_t k = 0; k < words->n; k++)
        if (str_has(s, words->at[k]))
            return true;
    return false;
}

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
    if (has_one_of(&r->lexicon->lists[LIST_TITLES], s))
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

static bool is_year_atom(struct str s)
{
    return fit_cut_year(s) &&
           (s.ptr[0] == '(' || str_ends(s, STR("年度")) || str_ends(s, STR("年")));
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
        if (is_year_atom(s)) {
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
    bool is_page = has_one_of(&r->lexicon->lists[LIST_TITLES], value);
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

// ---- year, title, money unit ----

// The whole token that atom i is of, in half width.
static struct str printed(struct reader *r, size_t i)
{
    return fit_lexicon_half(r->scratch, r->sheet->tokens[r->cut->atoms->at[i].token].text);
}

// Is atom i the first piece of its token, so that nobody has looked at the token yet?
static bool begins_token(const struct reader *r, size_t i)
{
    const struct atom *atoms = r->cut->atoms->at;
    return i == r->cut->i || atoms[i].token != atoms[i - 1].token;
}

static bool is_short(struct str s)
{
    return s.len <= 4 * TITLE_CHARS && str_count(s) <= TITLE_CHARS;
}

static void read_title(struct reader *r, size_t end)
{
    struct form *f = r->form;
    const struct words_of *lists = r->lexicon->lists;
    for (size_t i = r->cut->i; i < end && f->title.state == CELL_ABSENT; i++) {
        if (!begins_token(r, i))
            continue;
        struct str s = printed(r, i);
        if (!is_short(s) || !has_one_of(&lists[LIST_TITLES], s))
            continue;
        f->title = fit_atom_cell(r->mem, r->sheet, r->cut->atoms, i, i + 1);
        f->title.text = str_copy(r->mem, s);
        ptrdiff_t bracket = str_find(f->title.text, STR("(20"));
        if (bracket > 0)
            f->title.text = str_slice(f->title.text, 0, (size_t)bracket);
        f->is_department |=
            f->project.state == CELL_ABSENT && has_one_of(&lists[LIST_DEPARTMENT_TITLES], s);
    }
}

static void set_year(struct reader *r, int year, size_t i)
{
    r->form->year = fit_atom_cell(r->mem, r->sheet, r->cut->atoms, i, i + 1);
    r->form->year.text = buf_print(r->mem, "%d", year);
}

// What may hold the year at atom i: its token, or the pieces of a torn "( 2023 年度 )". Nothing if
// the token has been looked at.
static struct str year_text(struct reader *r, size_t i, size_t end)
{
    enum { PIECES = 4, PIECE_BYTES = 5, WIDE_BYTES = 3 * PIECE_BYTES };
    const struct atoms *atoms = r->cut->atoms;
    if (!begins_token(r, i) && r->sheet->tokens[atoms->at[i].token].text.len > WIDE_BYTES)
        return STR_NONE;
    struct str s = printed(r, i);
    if (s.len > PIECE_BYTES)
        return s;
    size_t j = i + 1;
    while (j < end && j < i + PIECES && atoms->at[j].before <= BREAK_GAP)
        j++;
    struct str torn = fit_atom_join(r->scratch, atoms, i, j);
    return is_year_atom(torn) ? torn : s;
}

// The year: in brackets or alone in its line, else that of a label, else in the title, else the
// first year of the head that names a year of account (年度).
static void read_year(struct reader *r, size_t end)
{
    const struct words_of *titles = &r->lexicon->lists[LIST_TITLES];
    int passes = r->form->year.text.len ? 1 : 3;
    for (int pass = 0; pass < passes; pass++)
        for (size_t i = r->cut->i; i < end; i++) {
            struct str s = year_text(r, i, end);
            int year = fit_cut_year(s);
            if (!year)
                continue;
            bool is_alone = str_starts(s, STR("2")) && s.len == strlen("2031年度") &&
                            fit_reader_begins_line(r, i) && i + 1 < end &&
                            fit_reader_begins_line(r, i + 1);
            bool is_it = pass == 0   ? (is_alone || str_has(s, STR("(2"))) && is_short(s)
                         : pass == 1 ? has_one_of(titles, s)
                                     : str_has(s, STR("年度")) && is_short(s);
            if (is_it) {
                set_year(r, year, i);
                return;
            }
        }
}

// 万元, 元 … alone, in brackets after a word, or after 单位:.
static struct str money_unit_in(struct str s)
{
#define UNIT_SHAPES(unit)                                                                          \
    {                                                                                              \
        STR(unit), STR("(" unit ")"), STR("位:" unit), STR("位:" unit ")")                         \
    }
    static const struct {
        struct str unit, in_brackets, at_end, at_end_closed;
    } units[] = {UNIT_SHAPES("亿元"), UNIT_SHAPES("万元"), UNIT_SHAPES("百万元"),
                 UNIT_SHAPES("千元"), UNIT_SHAPES("元")};
#undef UNIT_SHAPES
    enum { UNIT_CHARS = 24 };
    if (!str_has(s, STR("元")))
        return STR_NONE;
    for (size_t k = 0; k < LENGTH_OF(units); k++)
        if (str_eq(s, units[k].unit) ||
            (s.len <= 4 * UNIT_CHARS && str_has(s, units[k].in_brackets) &&
             str_count(s) <= UNIT_CHARS) ||
            str_ends(s, units[k].at_end) || str_ends(s, units[k].at_end_closed))
            return units[k].unit;
    return STR_NONE;
}

static bool is_open(struct str s)
{
    return str_has(s, STR("(")) && !str_has(s, STR(")"));
}

static void read_money_unit(struct reader *r, size_t end)
{
    struct str token = STR_NONE, token_unit = STR_NONE;
    for (size_t i = r->cut->i; i < end; i++) {
        if (begins_token(r, i)) {
            token = printed(r, i);
            token_unit = money_unit_in(token);
        }
        struct str s = token, unit = token_unit;
        bool labelled =
            i && str_ends(r->cut->atoms->at[i - 1].text, STR(":")) && i >= r->cut->i + 1;
        const struct anchor *label = i ? fit_cut_at(r->cut, i - 1) : NULL;
        bool may_be_bare =
            label && label->kind == WORD_HEAD && (labelled || label->word->id == HEAD_MONEY_UNIT);
        for (size_t j = i + 1; j < end && j < i + 3 && !unit.len && is_open(s); j++)
            unit = money_unit_in(fit_atom_join(r->scratch, r->cut->atoms, i, j + 1)); // (万 元)
        if (!unit.len || (str_eq(unit, s) && !may_be_bare)) {
            s = r->cut->atoms->at[i].text; // a piece of a text without separators
            unit = money_unit_in(s);
        }
        if (!unit.len || (str_eq(unit, s) && !may_be_bare))
            continue;
        r->form->money_unit = fit_atom_cell(r->mem, r->sheet, r->cut->atoms, i, i + 1);
        r->form->money_unit.text = unit;
        return;
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
    read_title(r, table);
    read_year(r, table);
    read_money_unit(r, table);
    fit_funds_read(r);
    fit_goal_read(r, table);
    read_notes_above(r, table);
    fit_foot_read(r);
    f->head_is_missing = f->project.state == CELL_ABSENT && !f->is_department && !cut->funds.n;
}
