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

static const struct atoms *atoms_of(const struct reader *r)
{
    return r->cut->atoms;
}

static bool begins_line(const struct reader *r, size_t i)
{
    return i == 0 || atoms_of(r)->at[i].before >= BREAK_LINE;
}

// Does the label that ends at atom j have its line for itself?
static bool is_label_line(const struct reader *r, size_t j)
{
    size_t i = j;
    while (i > r->cut->i && !begins_line(r, i - 1))
        i--;
    const struct anchor *a = i > r->cut->i ? fit_cut_at(r->cut, i - 1) : NULL;
    return a && a->j == j;
}

// The end of the value that begins at atom j: the next label, or the end of the line. Where every
// cell is a line of its own, a value may go on over `lines` lines.
static size_t value_end(const struct reader *r, size_t j, size_t end, int lines)
{
    size_t k = j;
    bool in_one_line = atoms_of(r)->cell_break == BREAK_LINE;
    for (int line = 0; k < end; k++) {
        const struct anchor *a = fit_cut_at(r->cut, k);
        if (a && (k > j || a->kind != WORD_SOURCE))
            break;
        bool is_break = k > j && begins_line(r, k);
        // A label alone on its line has its value on the next.
        if (k == j && begins_line(r, k) && !in_one_line && !is_label_line(r, j))
            break;
        if (is_break && ++line >= (in_one_line ? lines : 1))
            break;
        if (r->cut->headings[0].i == k || (r->cut->funds.n && r->cut->funds.i == k))
            break;
    }
    return k;
}

// ---- head ----

// Without a unit's code in front (318004-某站, [125]某局), which stays in raw.
static struct str without_code(struct str s)
{
    size_t n = 0;
    if (s.len && s.ptr[0] == '[') {
        ptrdiff_t close = str_find(s, STR("]"));
        return close > 1 ? str_slice(s, (size_t)close + 1, s.len) : s;
    }
    while (n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9')
        n++;
    if (n < 2 || n == s.len)
        return s;
    struct str rest = str_slice(s, n, s.len);
    if (rest.ptr[0] == '-' || rest.ptr[0] == '_')
        return str_slice(rest, 1, rest.len);
    return n >= 3 && str_is_han(str_next(&(struct str){rest.ptr, rest.len})) &&
                   !str_starts(rest, STR("年"))
               ? rest
               : s;
}

static bool is_year_atom(struct str s)
{
    return fit_cut_year(s) &&
           (s.ptr[0] == '(' || str_ends(s, STR("年度")) || str_ends(s, STR("年")));
}

// A value of the head. Pieces torn apart by a cell break are joined, and a mark of punctuation
// printed on both sides of a tear counts once; then the cell is `repaired`.
static struct cell head_value(struct reader *r, size_t i, size_t j)
{
    struct cell cell = {.state = CELL_EMPTY};
    struct buf out = buf_new(r->mem, BUF_SMALL);
    size_t first = SIZE_MAX, last = i;
    bool overlaps = false, overprinted = false;
    for (size_t k = i; k < j; k++) {
        const struct atom *a = &atoms_of(r)->at[k];
        struct str s = a->text;
        if (is_year_atom(s)) {
            overprinted = true;
            continue;
        }
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
    cell = fit_atom_cell(r->mem, r->sheet, atoms_of(r), first, last + 1);
    cell.text = buf_str(&out);
    if (overlaps || overprinted) {
        cell.state = overprinted ? CELL_DOUBTFUL : CELL_REPAIRED;
        cell.why = overprinted ? STR("why.overprinted") : STR("why.torn");
    }
    return cell;
}

static void keep_first(struct cell *out, struct cell cell)
{
    if (out->state == CELL_ABSENT || (out->state == CELL_EMPTY && cell.state != CELL_EMPTY))
        *out = cell;
}

static void add_note(struct reader *r, enum note_kind kind, struct str name, struct str text,
                     size_t at)
{
    struct form *f = r->form;
    f->notes = mem_grow(r->mem, f->notes, f->n_notes, f->n_notes + 1, sizeof(*f->notes));
    const struct atom *a = &atoms_of(r)->at[at];
    f->notes[f->n_notes++] = (struct note){
        .kind = kind, .name = name, .text = text, .at = {a->line, a->cell, a->from, a->to}};
}

static struct str label_text(struct reader *r, const struct anchor *a)
{
    struct str s = fit_atom_join(r->mem, atoms_of(r), a->i, a->j);
    while (str_ends(s, STR(":")))
        s = str_slice(s, 0, s.len - 1);
    return s;
}

static void read_label(struct reader *r, const struct anchor *a, size_t end)
{
    struct form *f = r->form;
    size_t j = value_end(r, a->j, end, 3);
    struct cell value = head_value(r, a->j, j);
    switch (a->word->id) {
    case HEAD_PROJECT:
        keep_first(&f->project, value);
        break;
    case HEAD_DEPARTMENT_SCOPE:
        f->is_department = true;
        keep_first(&f->department, value);
        break;
    case HEAD_DEPARTMENT:
        value.text = without_code(value.text);
        keep_first(&f->department, value);
        break;
    case HEAD_UNIT:
        value.text = without_code(value.text);
        keep_first(&f->unit, value);
        break;
    case HEAD_TICKS:
        if (value.text.len)
            add_note(r, NOTE_TICK, label_text(r, a), value.text, a->i);
        break;
    default:
        break;
    }
}

// ---- year, title, money unit ----

// The whole token that atom i is of, in half width.
static struct str printed(struct reader *r, size_t i)
{
    return fit_lexicon_plain(r->mem, r->sheet->tokens[atoms_of(r)->at[i].token].text);
}

static void read_title(struct reader *r, size_t end)
{
    struct form *f = r->form;
    const struct lexicon *x = r->lexicon;
    for (size_t i = r->cut->i; i < end; i++) {
        struct str s = printed(r, i);
        bool is_title = false;
        for (size_t k = 0; k < x->lists[LIST_TITLES].n; k++)
            is_title |= str_has(s, x->lists[LIST_TITLES].at[k]);
        if (is_title && f->title.state == CELL_ABSENT && str_count(s) <= 40) {
            f->title = fit_atom_cell(r->mem, r->sheet, atoms_of(r), i, i + 1);
            f->title.text = s;
            ptrdiff_t bracket = str_find(f->title.text, STR("(20"));
            if (bracket > 0)
                f->title.text = str_slice(f->title.text, 0, (size_t)bracket);
            for (size_t k = 0; k < x->lists[LIST_DEPARTMENT_TITLES].n; k++)
                if (str_has(s, x->lists[LIST_DEPARTMENT_TITLES].at[k]) &&
                    f->project.state == CELL_ABSENT)
                    f->is_department = true;
        }
    }
}

static void set_year(struct reader *r, int year, size_t i)
{
    r->form->year = fit_atom_cell(r->mem, r->sheet, atoms_of(r), i, i + 1);
    r->form->year.text = buf_print(r->mem, "%d", year);
}

// The year: in brackets alone, else in the title, else the first year of the head that names a year
// of account (年度).
static void read_year(struct reader *r, size_t end)
{
    for (int pass = 0; pass < 3; pass++)
        for (size_t i = r->cut->i; i < end; i++) {
            size_t j = i + 1; // "( 2023 年度 )" may be torn
            while (j < end && j < i + 4 && atoms_of(r)->at[j].before <= BREAK_GAP)
                j++;
            struct str s = printed(r, i), torn = fit_atom_join(r->scratch, atoms_of(r), i, j);
            if (s.len <= 5 && is_year_atom(torn))
                s = torn;
            int year = fit_cut_year(s);
            if (!year)
                continue;
            bool bracketed = str_has(s, STR("(2")) && str_has(s, STR("年"));
            bool titled = false;
            for (size_t k = 0; k < r->lexicon->lists[LIST_TITLES].n; k++)
                titled |= str_has(s, r->lexicon->lists[LIST_TITLES].at[k]);
            if ((pass == 0 && bracketed && str_count(s) <= 40) || (pass == 1 && titled) ||
                (pass == 2 && str_has(s, STR("年度")) && str_count(s) <= 40)) {
                set_year(r, year, i);
                return;
            }
        }
}

// 万元, 元 … alone, in brackets after a word, or after 单位:.
static struct str money_unit_in(struct str s)
{
    static const struct str units[] = {STR("亿元"), STR("万元"), STR("百万元"), STR("千元"),
                                       STR("元")};
    for (size_t k = 0; k < LENGTH_OF(units); k++) {
        char room[64];
        if (str_eq(s, units[k]))
            return units[k];
        static const char *const shapes[] = {"(%.*s)", "位:%.*s", "位:%.*s)"};
        for (size_t m = 0; m < LENGTH_OF(shapes); m++) {
            int n = snprintf(room, sizeof(room), shapes[m], STR_FMT(units[k]));
            struct str shape = {room, (size_t)n};
            if (m == 0 ? str_has(s, shape) && str_count(s) <= 24 : str_ends(s, shape))
                return units[k];
        }
    }
    return STR_NONE;
}

static void read_money_unit(struct reader *r, size_t end)
{
    for (size_t i = r->cut->i; i < end; i++) {
        struct str s = atoms_of(r)->at[i].text;
        bool labelled = i && str_ends(atoms_of(r)->at[i - 1].text, STR(":")) && i >= r->cut->i + 1;
        bool may_be_bare =
            labelled && fit_cut_at(r->cut, i - 1) && fit_cut_at(r->cut, i - 1)->kind == WORD_HEAD;
        struct str unit = money_unit_in(s);
        if (!unit.len || (str_eq(unit, s) && !may_be_bare))
            continue;
        r->form->money_unit = fit_atom_cell(r->mem, r->sheet, atoms_of(r), i, i + 1);
        r->form->money_unit.text = unit;
        return;
    }
}

// ---- goals ----

static void set_goal(struct reader *r, int which, size_t i, size_t j)
{
    struct cell *cell = which == GOAL_EXPECTED ? &r->form->goal_expected : &r->form->goal_actual;
    if (i >= j)
        return;
    struct cell read = fit_atom_cell(r->mem, r->sheet, atoms_of(r), i, j);
    keep_first(cell, read);
}

// Both labels side by side: the texts follow side by side. In columns they are told apart by place,
// in cells by the last cell break of a line, else after the sentence that ends first.
static void read_goal_pair(struct reader *r, const struct anchor *expected,
                           const struct anchor *actual, size_t end)
{
    const struct atoms *atoms = atoms_of(r);
    struct buf left = buf_new(r->mem, 1 << 20), right = buf_new(r->mem, 1 << 20);
    int col = atoms->at[actual->i].col, cell = atoms->at[actual->i].cell;
    int left_cell = atoms->at[expected->i].cell;
    bool by_col = atoms->cell_break == BREAK_GAP;
    bool by_cell = atoms->cell_break == BREAK_CELL;
    size_t first = SIZE_MAX, second = SIZE_MAX;
    bool in_right = false;
    for (size_t k = actual->j; k < end; k++) {
        const struct atom *a = &atoms->at[k];
        const struct anchor *label = fit_cut_at(r->cut, k);
        if (label && label->kind == WORD_GOAL) {
            k = label->j - 1;
            continue;
        }
        if (by_col) {
            if (a->before >= BREAK_LINE || a->before == BREAK_GAP)
                in_right = a->col + 4 >= col;
        } else if (by_cell) {
            if (a->before >= BREAK_LINE)
                in_right = false;
            if (a->before >= BREAK_CELL && left.len)
                in_right |= a->cells >= cell ? a->cell >= cell : a->cell > left_cell;
        } else if (left.len && !in_right && str_ends(buf_str(&left), STR("。")) &&
                   a->before >= atoms->cell_break) {
            in_right = true;
        }
        buf_add(in_right ? &right : &left, a->text);
        if (!in_right && first == SIZE_MAX)
            first = k;
        if (in_right && second == SIZE_MAX)
            second = k;
    }
    if (first != SIZE_MAX) {
        set_goal(r, GOAL_EXPECTED, first, first + 1);
        r->form->goal_expected.text = buf_str(&left);
    }
    if (second != SIZE_MAX) {
        set_goal(r, GOAL_ACTUAL, second, second + 1);
        r->form->goal_actual.text = buf_str(&right);
    }
}

static void read_goals(struct reader *r, size_t end)
{
    const struct cut *cut = r->cut;
    size_t from = cut->funds.n ? cut->funds.j : cut->i;
    const struct anchor *expected = NULL;
    for (size_t k = 0; k < cut->n_anchors; k++) {
        const struct anchor *a = &cut->anchors[k];
        if (a->i < from || a->i >= end || a->kind != WORD_GOAL)
            continue;
        const struct anchor *next = k + 1 < cut->n_anchors ? &cut->anchors[k + 1] : NULL;
        if (next && next->kind == WORD_GOAL && next->i == a->j && next->i < end) {
            if (next->word->id == GOAL_ACTUAL) {
                read_goal_pair(r, a, next, end);
                return;
            }
            continue; // a heading of the block before its first label
        }
        size_t stop = a->j;
        while (stop < end && !(fit_cut_at(cut, stop) && fit_cut_at(cut, stop)->kind == WORD_GOAL))
            stop++;
        bool is_actual = a->word->id == GOAL_ACTUAL || expected;
        set_goal(r, is_actual ? GOAL_ACTUAL : GOAL_EXPECTED, a->j, stop);
        if (!is_actual)
            expected = a;
    }
}

// ---- the end of the rows, total, grade, notes ----

static bool is_figure(struct reader *r, size_t i)
{
    struct content c = fit_value_read(r->scratch, r->lexicon, atoms_of(r)->at[i].text);
    return c.flags & (CONTENT_NUMBER | CONTENT_DASH);
}

// True if a total label at this anchor is one: a figure, the end of its line or another foot label
// follows.
static bool is_total(struct reader *r, const struct anchor *a)
{
    if (!begins_line(r, a->i) && !r->cut->atoms->at[a->i].cell)
        return false;
    if (a->j >= r->cut->j)
        return true;
    const struct anchor *next = fit_cut_at(r->cut, a->j);
    return is_figure(r, a->j) || begins_line(r, a->j) || (next && next->kind != WORD_SOURCE);
}

static size_t rows_end(struct reader *r, const struct anchor **total)
{
    const struct cut *cut = r->cut;
    size_t from = cut->headings[cut->n_headings - 1].j;
    *total = NULL;
    size_t end = cut->j;
    for (size_t k = 0; k < cut->n_anchors; k++) {
        const struct anchor *a = &cut->anchors[k];
        if (a->i < from || (a->i >= end && (a->kind != WORD_TOTAL || *total)))
            continue;
        bool is_first = begins_line(r, a->i);
        bool one_line = atoms_of(r)->at[cut->i].line == atoms_of(r)->at[cut->j - 1].line;
        if (a->kind == WORD_TOTAL && is_total(r, a) &&
            (is_first || one_line || atoms_of(r)->at[a->i].cell > 1)) {
            *total = a;
            end = a->i < end ? a->i : end; // a foot label may stand before the total
        } else if (a->kind == WORD_GRADE_LABEL || a->kind == WORD_SIGNER ||
                   a->kind == WORD_CHROME) {
            if (is_first || one_line)
                end = a->i;
        } else if (a->kind == WORD_NOTE && (is_first || one_line)) {
            bool glued = a->j < cut->j && atoms_of(r)->at[a->j].before == BREAK_NONE;
            bool may_be_cell = atoms_of(r)->cell_break == BREAK_LINE || glued;
            if (!may_be_cell || str_count(a->word->text) <= 2)
                end = a->i;
        }
    }
    return end;
}

// The total line of a table as wide as its heading, whose label is lost: 100 under the weights, a
// figure under the scores, nothing under target and name. SIZE_MAX: none among the last lines.
static size_t total_by_columns(struct reader *r, size_t end)
{
    enum { LINES_BACK = 4 };
    const struct heading *h = &r->cut->headings[0];
    size_t from = r->cut->headings[r->cut->n_headings - 1].j, i = end;
    for (int line = 0; line < LINES_BACK && i > from; line++) {
        size_t j = i;
        do
            i--;
        while (i > from && !begins_line(r, i));
        bool weight = false, score = false, other = atoms_of(r)->at[i].cells != h->cells;
        for (size_t k = i; k < j; k++)
            for (size_t c = 0; c < h->n; c++) {
                if (atoms_of(r)->at[k].cell != h->at[c].cell)
                    continue;
                struct dec d;
                bool number = dec_read(&d, atoms_of(r)->at[k].text) == RC_OK;
                int column = h->at[c].column;
                weight |= column == COLUMN_WEIGHT && number && dec_eq(d, dec_int(100));
                score |= column == COLUMN_SCORE && number;
                other |= column == COLUMN_TARGET || column == COLUMN_LEVEL3;
            }
        if (weight && score && !other)
            return i;
    }
    return SIZE_MAX;
}

// Lone figures on the last line before the foot: the total line whose label is lost.
static size_t unlabelled_total(struct reader *r, size_t end)
{
    size_t i = end;
    size_t from = r->cut->headings[r->cut->n_headings - 1].j;
    while (i > from && !begins_line(r, i - 1))
        i--;
    if (i <= from)
        return end;
    i--;
    for (size_t k = i; k < end; k++) {
        struct str s = atoms_of(r)->at[k].text;
        bool is_tail = s.len && (s.ptr[0] >= '0' && s.ptr[0] <= '9');
        if (!is_figure(r, k) && !is_tail && !str_ends(s, STR(".")))
            return end;
    }
    return end - i <= 4 ? i : end;
}

// The end of the figure that begins at atom k: the next cell break; a number torn at its point
// goes on over a blank.
static size_t figure_end(const struct reader *r, size_t k, size_t j)
{
    size_t m = k + 1;
    for (; m < j; m++) {
        const struct atom *a = &atoms_of(r)->at[m];
        bool torn =
            str_ends(atoms_of(r)->at[m - 1].text, STR(".")) || str_starts(a->text, STR("."));
        bool ends = a->before >= atoms_of(r)->cell_break || a->before >= BREAK_LINE;
        if (ends && !(torn && a->before == BREAK_BLANK))
            break;
    }
    return m;
}

// The figures of the total line i..j: weight and score where the heading has both.
void fit_head_total(struct reader *r, size_t i, size_t j)
{
    struct form *f = r->form;
    const struct heading *h = &r->cut->headings[0];
    struct cell figures[4];
    int cells[4];
    size_t n = 0;
    for (size_t k = i; k < j && n < LENGTH_OF(figures);) {
        size_t m = figure_end(r, k, j);
        struct cell cell = fit_atom_cell(r->mem, r->sheet, atoms_of(r), k, m);
        struct content c = fit_value_read(r->mem, r->lexicon, cell.text);
        if (c.flags & CONTENT_NUMBER) {
            cell.text = c.number;
            if (c.flags & CONTENT_DAMAGED) {
                cell.state = CELL_DOUBTFUL;
                cell.why = STR("why.damaged");
            }
            cells[n] = atoms_of(r)->at[k].cells == h->cells ? atoms_of(r)->at[k].cell : 0;
            figures[n++] = cell;
        } else if (fit_lexicon_find(r->scratch, r->lexicon, WORD_GRADE, cell.text)) {
            f->grade = cell;
        }
        k = m;
    }
    bool has_weight = f->columns[COLUMN_WEIGHT], has_score = f->columns[COLUMN_SCORE];
    if (n == 1) {
        bool is_weight = has_weight && !has_score;
        *(is_weight ? &f->total_weight : &f->total_score) = figures[0];
        for (size_t k = 0; k < h->n && has_weight && has_score && cells[0]; k++)
            if (h->at[k].cell == cells[0] && h->at[k].column == COLUMN_WEIGHT) {
                f->total_weight = figures[0];
                f->total_score = (struct cell){.state = CELL_EMPTY};
            }
    } else if (n >= 2) {
        f->total_weight = figures[0];
        f->total_score = figures[1];
    }
}

static void read_grade(struct reader *r, const struct anchor *a)
{
    size_t end = r->cut->j;
    for (size_t k = a->j; k < end && k < a->j + 3; k++) {
        const struct word *w =
            fit_lexicon_find(r->scratch, r->lexicon, WORD_GRADE, atoms_of(r)->at[k].text);
        if (w) {
            r->form->grade = fit_atom_cell(r->mem, r->sheet, atoms_of(r), k, k + 1);
            return;
        }
    }
}

static void read_foot(struct reader *r, size_t from)
{
    const struct cut *cut = r->cut;
    for (size_t k = 0; k < cut->n_anchors; k++) {
        const struct anchor *a = &cut->anchors[k];
        if (a->i < from)
            continue;
        if (a->kind == WORD_GRADE_LABEL && r->form->grade.state == CELL_ABSENT)
            read_grade(r, a);
        if (a->kind == WORD_SIGNER)
            r->form->is_complete = true;
        bool one_line = atoms_of(r)->at[cut->i].line == atoms_of(r)->at[cut->j - 1].line;
        if (a->kind != WORD_NOTE || !(begins_line(r, a->i) || one_line))
            continue;
        size_t stop = a->j;
        while (stop < cut->j &&
               !((begins_line(r, stop) || one_line) && fit_cut_at(cut, stop) && stop > a->j))
            stop++;
        if (stop > a->j)
            add_note(r, NOTE_FOOT, label_text(r, a), fit_atom_join(r->mem, atoms_of(r), a->j, stop),
                     a->i);
        r->form->is_complete = true;
    }
}

// Notes that stand between funds and table: 说明:, 调整说明.
static void read_notes_above(struct reader *r, size_t end)
{
    const struct cut *cut = r->cut;
    for (size_t k = 0; k < cut->n_anchors; k++) {
        const struct anchor *a = &cut->anchors[k];
        if (a->kind != WORD_NOTE || a->i >= end || !begins_line(r, a->i))
            continue;
        size_t stop = fit_cut_line_end(atoms_of(r), a->j - 1, end);
        if (stop > a->j)
            r->form->explanation = fit_atom_join(r->mem, atoms_of(r), a->j, stop);
    }
}

void fit_head_read(struct reader *r)
{
    const struct cut *cut = r->cut;
    struct form *f = r->form;
    size_t table = cut->values.n ? cut->values.i : cut->headings[0].i;
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
    read_goals(r, table);
    read_notes_above(r, table);
    const struct anchor *total;
    r->rows_i = cut->headings[0].j;
    r->rows_j = rows_end(r, &total);
    if (total) {
        size_t stop = total->j;
        bool by_line = atoms_of(r)->cell_break == BREAK_LINE;
        for (int n = 0; stop < cut->j && !fit_cut_at(cut, stop); stop++)
            if (stop > total->j && begins_line(r, stop) && (!by_line || ++n > 2))
                break;
        fit_head_total(r, total->j, stop);
        struct content c = fit_value_read(r->mem, r->lexicon,
                                          fit_atom_join(r->mem, atoms_of(r), total->i, total->j));
        if (c.class_points.len && f->total_weight.state == CELL_ABSENT) { // 总分(100分)
            f->total_weight = fit_atom_cell(r->mem, r->sheet, atoms_of(r), total->i, total->j);
            f->total_weight.text = c.class_points;
        }
    } else {
        size_t i = unlabelled_total(r, r->rows_j), columns = total_by_columns(r, r->rows_j);
        size_t stop = r->rows_j;
        if (columns < i) {
            i = columns;
            stop = fit_cut_line_end(atoms_of(r), i, stop);
        }
        if (i < r->rows_j) {
            fit_head_total(r, i, stop);
            r->rows_j = i;
        }
    }
    read_foot(r, r->rows_j);
    f->is_complete |= f->total_score.state || f->total_weight.state || f->grade.state;
    f->head_is_missing = f->project.state == CELL_ABSENT && !f->is_department && !cut->funds.n;
    r->is_cut_off = !f->is_complete;
    if (r->is_cut_off && (f->columns[COLUMN_WEIGHT] || f->columns[COLUMN_SCORE])) {
        struct cell lost = {.state = CELL_MISSING, .why = STR("why.text_ends")};
        f->total_weight = f->total_score = f->grade = lost;
    }
}
