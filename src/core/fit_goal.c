// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_goal: the expected goal and what became of it.
//
// The two labels stand one below the other, each before its text, or side by side above both texts,
// with one for an adjusted goal between them at times. Side by side, the texts are told apart by
// the place they stand at: by column where the text is in columns, by cell in a table (counted from
// the first text where merged cells left the line with fewer cells than that of the labels), else
// by a list that begins anew or behind the sentence that ends first. A label without its text is
// missing.
#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cell.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_number.h"
#include "core/fit_reader.h"
#include "core/fit_unwrap.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum { SIDES_MOST = 3, NEAR_COLUMNS = 4, LIST_HEAD_CHARS = 4, ITEMS_MOST = 9 };

// A label and the text that stands under it.
struct side {
    int which; // enum goal_label
    int cell, col;
    struct buf text;
    size_t first; // atom of its text, or SIZE_MAX
};

// Labels side by side, and how the texts below them are told apart.
struct pair {
    struct reader *r;
    const struct atoms *atoms;
    struct side sides[SIDES_MOST];
    int n;
    int cells; // of the line of the labels
    bool by_col, by_cell;
    int at;          // the side of the text that is read
    int shift;       // cells that the line lacks before its first text
    int first_cell;  // where the text of the line begins
    struct str list; // how the first text begins, if a list begins with it twice
    struct str one;  // how the first text begins, if it is a list
    bool in_turn;    // the items of two lists are printed in turn
    size_t splits;   // places where, without cells, the second text may begin
    size_t wide;     // lines of several cells
};

static void set_goal(struct reader *r, int which, struct cell read)
{
    struct cell *cell = which == GOAL_ACTUAL ? &r->form->goal_actual : &r->form->goal_expected;
    if (cell->state == CELL_ABSENT)
        *cell = read;
}

static struct cell missing(void)
{
    return (struct cell){.state = CELL_MISSING, .why = "why.not_there"};
}

// Puts the lines together that line ends inside cells made, from the labels to the table.
static void unwrap(struct reader *r, size_t label, size_t end)
{
    struct atoms *atoms = r->cut->atoms;
    size_t i = fit_cut_line_end(atoms, label, end);
    while (end > i && end < atoms->n && atoms->at[end].before < BREAK_LINE)
        end--; // before the line of the heading
    fit_unwrap(r->scratch, r->lexicon, atoms, i, end, atoms->at[label].cells);
}

// ---- which side a text is of ----

// The line of texts that begins at atom i: a line that begins left of the first label and has no
// more texts than there are labels lacks the cells of merged labels.
static void begin_line(struct pair *p, size_t i, size_t end)
{
    const struct atom *at = p->atoms->at;
    size_t stop = fit_cut_line_end(p->atoms, i, end);
    if (p->wide == 1 && at[i].cells == 1 && p->sides[p->n - 1].first != SIZE_MAX)
        return; // the last cell of the one row there is goes on
    int first = at[i].cell, last = at[stop - 1].cell, texts = 1;
    for (size_t k = i + 1; k < stop; k++)
        texts += at[k].cell != at[k - 1].cell;
    bool fits = texts <= p->n && last - first <= p->sides[p->n - 1].cell - p->sides[0].cell;
    p->at = 0;
    p->first_cell = first;
    p->shift = fits && first < p->sides[0].cell ? p->sides[0].cell - first : 0;
}

static int side_by_cell(const struct pair *p, const struct atom *a)
{
    int side = 0;
    for (int k = 1; k < p->n; k++)
        if (a->cell + p->shift >= p->sides[k].cell)
            side = k;
    // A narrow line of two cells and two texts is a pair.
    bool is_narrow = p->n == 2 && a->cells < p->sides[1].cell;
    if (is_narrow &&
        (a->cell > p->sides[0].cell || (p->first_cell == 1 && a->cell == 2 && a->cells == 2)))
        side = 1;
    return side;
}

static int side_by_col(const struct pair *p, const struct atom *a)
{
    int side = 0;
    for (int k = 1; k < p->n; k++)
        if (a->col + NEAR_COLUMNS >= p->sides[k].col)
            side = k;
    return side;
}

// The head of a list's first line: 1. 目标1: 一、; none if the text begins no list.
static struct str list_head(struct str s)
{
    static const struct str ones[] = {STR("1"), STR("一")};
    static const struct str marks[] = {STR("."), STR(":"), STR("、"), STR(")"), STR(",")};
    for (size_t k = 0; k < LENGTH_OF(ones); k++) {
        ptrdiff_t at = str_find(s, ones[k]);
        if (at < 0 || str_count(str_slice(s, 0, (size_t)at)) > LIST_HEAD_CHARS)
            continue;
        size_t end = (size_t)at + ones[k].len;
        for (size_t m = 0; m < LENGTH_OF(marks); m++)
            if (str_starts(str_slice(s, end, s.len), marks[m]))
                return str_slice(s, 0, end + marks[m].len);
    }
    return STR_NONE;
}

// The head of a list's first line as that of item n: 1. as 3. for 3.
static struct str item_head(struct mem *mem, struct str one, size_t n)
{
    static const char *const han[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    struct buf out = buf_new(mem, one.len + STR("二").len);
    for (struct str s = one; s.len;) {
        struct str sign = str_slice(s, 0, str_step(s));
        if (str_eq_c(sign, "1"))
            buf_char(&out, (char)('0' + n));
        else
            buf_add(&out, str_eq_c(sign, "一") ? str_of(han[n - 1]) : sign);
        s = str_slice(s, sign.len, s.len);
    }
    return buf_str(&out);
}

// Is the text a later item of the list that the first text is?
static bool goes_on(const struct pair *p, struct str text)
{
    for (size_t n = 2; n <= ITEMS_MOST && p->one.len; n++)
        if (str_starts(text, item_head(p->r->scratch, p->one, n)))
            return true;
    return false;
}

// Whether the texts from atom i on are two lists. They are told apart where the second begins; if
// they are printed line by line in turn (1. 1. 2. 2.), they are not.
static void find_list(struct pair *p, size_t i, size_t end)
{
    const struct atom *at = p->atoms->at;
    struct str one = i < end ? list_head(at[i].text) : STR_NONE;
    struct str two = item_head(p->r->scratch, one, 2);
    p->one = one;
    size_t ones = 0, twos = 0; // and how often the second item comes after the second list's head
    for (size_t k = i; k < end; k++) {
        ones += one.len && str_starts(at[k].text, one);
        twos += ones == 2 && str_starts(at[k].text, two);
        p->splits += k > i && str_ends(at[k - 1].text, STR("。")) &&
                     at[k].before >= p->atoms->cell_break && !goes_on(p, at[k].text);
    }
    p->list = ones == 2 ? one : STR_NONE;
    p->in_turn = ones == 2 && twos > 1;
}

// Without cells or columns: does the text of the second label begin at atom a?
static bool begins_second(const struct pair *p, const struct atom *a)
{
    struct str left = buf_str(&p->sides[0].text);
    if (p->list.len)
        return left.len && str_starts(a->text, p->list);
    return left.len && str_ends(left, STR("。")) && a->before >= p->atoms->cell_break &&
           !goes_on(p, a->text);
}

static void read_atom(struct pair *p, size_t k, bool begins, size_t end)
{
    const struct atom *a = &p->atoms->at[k];
    if (p->by_col) {
        if (begins || a->before == BREAK_GAP)
            p->at = side_by_col(p, a);
    } else if (p->by_cell) {
        if (begins)
            begin_line(p, k, end);
        // The first text may be blank where the line is as wide as that of the labels.
        bool may_move = p->sides[0].text.len || a->cells == p->cells;
        int side = begins || a->before >= BREAK_CELL ? side_by_cell(p, a) : 0;
        if (may_move && side > p->at)
            p->at = side;
    } else if (p->at == 0 && begins_second(p, a)) {
        p->at = p->n - 1;
    }
    struct side *side = &p->sides[p->at];
    buf_add(&side->text, a->text);
    if (side->first == SIZE_MAX)
        side->first = k;
}

// ---- what the texts say ----

// Texts under some of the labels only. In cells an empty cell shows where the line is as wide as
// that of the labels; over several lines it is not known whose line is whose.
static struct cell blank_side(struct pair *p, const struct side *side, size_t first, size_t end)
{
    const struct atoms *atoms = p->atoms;
    bool is_line = fit_cut_line_end(atoms, first, end) == end;
    bool is_wide = p->by_cell && atoms->at[first].cells == p->cells && !p->shift;
    if (side->which == GOAL_EXPECTED || (is_line && is_wide))
        return (struct cell){.state = CELL_EMPTY};
    return missing();
}

static void set_texts(struct pair *p, size_t end)
{
    struct reader *r = p->r;
    size_t first = SIZE_MAX;
    for (int k = p->n; k-- > 0;)
        first = p->sides[k].first < first ? p->sides[k].first : first;
    for (int k = 0; k < p->n; k++) {
        const struct side *side = &p->sides[k];
        if (side->which == GOAL_ADJUSTED)
            continue;
        if (side->first == SIZE_MAX) {
            set_goal(r, side->which,
                     first == SIZE_MAX ? missing() : blank_side(p, side, first, end));
            continue;
        }
        struct cell cell = fit_atom_cell(r->mem, r->sheet, p->atoms, side->first, side->first + 1);
        cell.text = buf_str(&side->text);
        bool is_all = k == 0 && p->sides[p->n - 1].first == SIZE_MAX;
        bool by_order = p->splits > 1 && !p->list.len;
        if (p->in_turn || by_order || (is_all && fit_cut_line_end(p->atoms, first, end) != end)) {
            cell.state = CELL_DOUBTFUL;
            cell.why = "why.torn";
        }
        set_goal(r, side->which, cell);
    }
}

// The labels from anchor k on that stand side by side, the last of them that of what became of the
// goal. Their number; 0 if they are none.
static int find_sides(const struct cut *cut, size_t k, size_t end, const struct anchor **labels)
{
    int n = 0;
    for (; k < cut->n_anchors && n < SIDES_MOST; k++) {
        const struct anchor *a = &cut->anchors[k];
        bool is_next = !n || a->i == labels[n - 1]->j;
        if (a->kind != WORD_GOAL || a->i >= end || !is_next)
            return 0;
        labels[n++] = a;
        if (a->word->id == GOAL_ACTUAL)
            return n > 1 ? n : 0;
        if (n > 1 && a->word->id != GOAL_ADJUSTED)
            return 0; // the first was a heading of the block
    }
    return 0;
}

// Both labels side by side, and the texts below them up to atom `end`.
static void read_sides(struct reader *r, const struct anchor *const *labels, int n, size_t end)
{
    const struct atoms *atoms = r->cut->atoms;
    struct pair p = {.r = r, .atoms = atoms, .n = n};
    const struct anchor *last = labels[n - 1];
    for (int k = 0; k < n; k++) {
        const struct atom *a = &atoms->at[labels[k]->i];
        int which = k == n - 1 ? GOAL_ACTUAL : k ? GOAL_ADJUSTED : GOAL_EXPECTED;
        p.sides[k] = (struct side){which, a->cell, a->col, buf_new(r->mem, 1 << 20), SIZE_MAX};
    }
    p.cells = atoms->at[last->i].cells;
    p.by_col = atoms->cell_break == BREAK_GAP;
    p.by_cell = atoms->cell_break == BREAK_CELL;
    if (p.by_cell)
        unwrap(r, last->i, end);
    for (size_t k = last->j; k < end; k = fit_cut_line_end(atoms, k, end))
        p.wide += atoms->at[k].before >= BREAK_LINE && atoms->at[k].cells > 1;
    if (!p.by_col && !p.by_cell)
        find_list(&p, last->j, end);
    bool begins = true;
    for (size_t k = last->j; k < end; k++) {
        const struct anchor *label = fit_cut_at(r->cut, k);
        begins |= atoms->at[k].before >= BREAK_LINE;
        if (label && label->kind == WORD_GOAL) {
            k = label->j - 1;
            continue;
        }
        read_atom(&p, k, begins, end);
        begins = false;
    }
    set_texts(&p, end);
}

// ---- above the funds ----

// Does a label of the head or of the funds begin the line at atom i, numbered or not?
static bool begins_other(const struct reader *r, size_t i)
{
    const struct anchor *a = fit_cut_at(r->cut, i);
    if (a)
        return a->kind != WORD_GOAL;
    struct str s = r->cut->atoms->at[i].text;
    size_t n = fit_number_length(r->lexicon, s, false);
    s = str_slice(s, n, s.len);
    if (n && (str_starts(s, STR(".")) || str_starts(s, STR("、"))))
        s = str_slice(s, str_step(s), s.len);
    return fit_lexicon_find(r->scratch, r->lexicon, WORD_HEAD, s) ||
           fit_lexicon_find(r->scratch, r->lexicon, WORD_FUNDS, s);
}

// Goals in the lines above the funds: two labels side by side, the texts in the lines below.
static void read_above(struct reader *r)
{
    const struct cut *cut = r->cut;
    const struct anchor *labels[SIDES_MOST];
    for (size_t k = 0; k < cut->n_anchors && cut->anchors[k].i < cut->funds.i; k++) {
        int n = find_sides(cut, k, cut->funds.i, labels);
        if (!n)
            continue;
        size_t end = fit_cut_line_end(cut->atoms, labels[n - 1]->i, cut->funds.i);
        while (end < cut->funds.i && !begins_other(r, end))
            end = fit_cut_line_end(cut->atoms, end, cut->funds.i);
        read_sides(r, labels, n, end);
        return;
    }
}

// One label before two cells: the second is what became of the goal, if it is no part of the goal.
static size_t second_cell(const struct atoms *atoms, size_t i, size_t j)
{
    size_t at = j, n = 0;
    for (size_t k = i + 1; k < j && atoms->cell_break == BREAK_CELL; k++)
        if (atoms->at[k].before >= BREAK_CELL) {
            at = k;
            n++;
        }
    return n == 1 ? at : j;
}

static struct cell unlabelled(struct reader *r, size_t i, size_t j)
{
    struct cell cell = fit_atom_cell(r->mem, r->sheet, r->cut->atoms, i, j);
    fit_cell_doubt(&cell, "why.margin");
    return cell;
}

// In columns a label may stand beside the middle of its lines: does its text go on in further
// lines, or does the line above it begin right of it? Then which of them are whose is not sure.
static bool is_beside_lines(const struct cut *cut, const struct anchor *a, size_t stop)
{
    const struct atoms *atoms = cut->atoms;
    const size_t line = fit_cut_line_begin(atoms, a->i, cut->i);
    if (atoms->cell_break != BREAK_GAP)
        return false;
    if (fit_cut_line_end(atoms, a->j - 1, stop) < stop)
        return true;
    return line > cut->i && atoms->at[fit_cut_line_begin(atoms, line - 1, cut->i)].col >=
                                atoms->at[a->j - 1].col_end;
}

// The goals from atom `from` on: side by side, or one below the other.
static void read_goals(struct reader *r, size_t from, size_t end)
{
    const struct cut *cut = r->cut;
    const struct anchor *expected = NULL;
    bool unsure = false;
    for (size_t k = 0; k < cut->n_anchors; k++) {
        const struct anchor *a = &cut->anchors[k];
        if (a->i < from || a->i >= end || a->kind != WORD_GOAL)
            continue;
        const struct anchor *labels[SIDES_MOST];
        int n = find_sides(cut, k, end, labels);
        if (n) {
            read_sides(r, labels, n, end);
            return;
        }
        const struct anchor *next = k + 1 < cut->n_anchors ? &cut->anchors[k + 1] : NULL;
        if (next && next->kind == WORD_GOAL && next->i == a->j && next->i < end)
            continue; // a heading of the block before its first label
        size_t stop = a->j;
        while (stop < end && !(fit_cut_at(cut, stop) && fit_cut_at(cut, stop)->kind == WORD_GOAL))
            stop++;
        bool is_actual = a->word->id == GOAL_ACTUAL || expected;
        size_t second = is_actual || stop < end ? stop : second_cell(cut->atoms, a->j, stop);
        if (second < stop) {
            set_goal(r, GOAL_EXPECTED, unlabelled(r, a->j, second));
            set_goal(r, GOAL_ACTUAL, unlabelled(r, second, stop));
        } else if (stop > a->j)
            set_goal(r, is_actual ? GOAL_ACTUAL : GOAL_EXPECTED,
                     fit_atom_cell(r->mem, r->sheet, cut->atoms, a->j, stop));
        unsure |= is_beside_lines(cut, a, stop);
        if (!is_actual)
            expected = a;
    }
    for (int k = 0; k < 2 && unsure; k++)
        fit_cell_doubt(k ? &r->form->goal_actual : &r->form->goal_expected, "why.torn");
}

void fit_goal_read(struct reader *r, size_t end)
{
    const struct cut *cut = r->cut;
    struct cell *expected = &r->form->goal_expected, *actual = &r->form->goal_actual;
    const size_t from = cut->funds.n ? cut->funds.j : cut->i;
    const struct anchor *goal = fit_cut_find(cut, WORD_GOAL, from, end);
    const struct anchor *task = goal ? fit_cut_find(cut, WORD_TASK, goal->j, end) : NULL;
    if (task && fit_reader_begins_line(r, task->i))
        end = task->i;
    read_goals(r, from, end);
    if (cut->funds.n && !expected->state && !actual->state)
        read_above(r);
    // What one label lacks may stand in the text of the other.
    if (actual->state == CELL_MISSING)
        fit_cell_doubt(expected, "why.torn");
    if (expected->state == CELL_MISSING)
        fit_cell_doubt(actual, "why.torn");
}
