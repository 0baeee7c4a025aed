// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_cell.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_decode.h"
#include "core/fit_lexicon.h"
#include "core/fit_number.h"
#include "core/fit_reader.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

struct cell fit_cell_part(struct cell whole, struct str text)
{
    whole.text = text;
    return whole;
}

void fit_cell_doubt(struct cell *cell, const char *why)
{
    if (cell->state == CELL_READ) {
        cell->state = CELL_DOUBTFUL;
        cell->why = why;
    }
}

// Do digits with a point stand on both sides of a bar: a figure in two cells?
static bool is_torn_number(struct str raw)
{
    ptrdiff_t bar = str_find(raw, STR(" | ")), point = str_find(raw, STR("."));
    if (bar < 1 || point < 0 || point > bar)
        return false;
    char left = raw.ptr[bar - 1], right = raw.ptr[bar + 3];
    return ((left >= '0' && left <= '9') || left == '.') && right >= '0' && right <= '9';
}

// The number of a content into a cell; what dec cannot hold, or hidden signs make, is missing.
static struct cell number_cell(struct reader *r, struct cell whole, const struct content *c,
                               bool is_odd)
{
    struct cell cell = fit_cell_part(whole, c->number);
    struct dec d;
    bool torn = is_torn_number(whole.raw);
    if (torn || c->flags & CONTENT_DAMAGED) {
        cell.state = CELL_DOUBTFUL; // fit_repair mends it or makes it missing
        cell.why = torn ? "why.torn_number" : "why.damaged";
    } else if (is_odd || dec_read(&d, fit_number_digits(r->scratch, c->number)) != RC_OK) {
        cell.state = CELL_MISSING;
        cell.text = STR_NONE;
        cell.why = is_odd ? "why.hidden_signs" : "why.too_long";
    }
    return cell;
}

static bool has_odd(const struct atoms *atoms, const struct segment *s)
{
    for (size_t k = s->i; k < s->j; k++)
        if (atoms->at[k].is_odd)
            return true;
    return false;
}

// A sign of OCR for ≥ before a quantity, such as 工4500.00(亩) or ^88.00(%).
static bool read_stand_in(struct reader *r, struct str text, struct content *c)
{
    struct str sign = fit_lexicon_head(r->lexicon, LIST_STAND_INS, text);
    if (!sign.len || (sign.ptr[0] >= '0' && sign.ptr[0] <= '9' && sign.len == 1))
        return false;
    struct content rest =
        fit_value_read(r->scratch, r->lexicon, str_slice(text, sign.len, text.len));
    if (!rest.number.len || rest.op.len)
        return false;
    *c = rest;
    c->op = STR("≥");
    c->op_raw = sign;
    return true;
}

// A value whose number is damaged beyond reading: its operator and its unit may still be read.
static bool read_broken(struct reader *r, struct cell whole, struct value *out)
{
    const struct word *op = fit_lexicon_operator(r->lexicon, whole.text);
    struct str rest = str_slice(whole.text, op ? op->text.len : 0, whole.text.len);
    size_t n = fit_number_broken(r->lexicon, rest);
    if (!n)
        return false;
    if (op)
        out->op = fit_cell_part(whole, op->name);
    out->value = fit_cell_part(whole, STR_NONE);
    out->value.state = CELL_MISSING;
    out->value.why = "why.no_number";
    struct str unit = str_slice(rest, n, rest.len);
    if (str_starts(unit, STR("(")) && str_ends(unit, STR(")")))
        unit = str_slice(unit, 1, unit.len - 1);
    if (unit.len)
        out->unit = fit_cell_part(whole, unit);
    if (unit.len && !fit_lexicon_find(r->scratch, r->lexicon, WORD_UNIT, unit))
        fit_cell_doubt(&out->unit, "why.no_number");
    return true;
}

void fit_cell_value(struct reader *r, const struct atoms *atoms, const struct segment *s,
                    struct value *out)
{
    struct cell whole = fit_atom_cell(r->mem, r->sheet, atoms, s->i, s->j);
    struct content c = fit_value_read(r->mem, r->lexicon, whole.text);
    bool is_odd = has_odd(atoms, s);
    bool stood_in = !c.number.len && read_stand_in(r, whole.text, &c);
    if (c.flags & CONTENT_DASH) {
        out->text = fit_cell_part(whole, STR_NONE);
        out->text.state = CELL_DASH;
        return;
    }
    if (!c.number.len && read_broken(r, whole, out))
        return;
    if (!c.number.len) {
        out->text = whole;
        if (is_odd)
            fit_cell_doubt(&out->text, "why.hidden_signs");
        if (fit_number_is_strange(r->lexicon, whole.text))
            fit_cell_doubt(&out->text, "why.no_number");
        return;
    }
    out->value = number_cell(r, whole, &c, is_odd);
    if (c.op.len) {
        out->op = fit_cell_part(whole, str_copy(r->mem, c.op));
        if (stood_in) {
            out->op.state = CELL_REPAIRED;
            out->op.why = "why.stand_in";
        }
    }
    if (c.unit.len)
        out->unit = fit_cell_part(whole, c.unit);
}

bool fit_cell_has_value(const struct value *v)
{
    return v->op.state || v->value.state || v->text.state;
}

// Digits and a point, and nothing behind it.
static bool lost_its_end(struct str s)
{
    size_t n = 0;
    while (n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9')
        n++;
    return n && n + 1 == s.len && s.ptr[n] == '.';
}

struct cell fit_cell_points(struct reader *r, const struct atoms *atoms, const struct segment *s)
{
    struct cell whole = fit_atom_cell(r->mem, r->sheet, atoms, s->i, s->j);
    struct content c = fit_value_read(r->mem, r->lexicon, whole.text);
    if (c.flags & CONTENT_DASH) {
        whole.state = CELL_DASH;
        whole.text = STR_NONE;
        return whole;
    }
    if (!c.number.len || c.op.len || str_has(c.unit, STR("/"))) { // ≥5 is no 5, 1/3 no 1
        fit_cell_doubt(&whole, lost_its_end(whole.text) ? "why.torn_number" : "why.no_number");
        return whole; // fit_repair finds the end of a torn one, or makes it missing
    }
    struct cell points = number_cell(r, whole, &c, has_odd(atoms, s));
    if (str_starts(points.text, STR("-")))
        fit_cell_doubt(&points, "why.negative");
    return points;
}

// The name without 指标1:, ★ and the like; the print stays in raw.
static void strip_name(struct reader *r, struct cell *cell)
{
    struct str s = cell->text;
    for (;;) {
        struct str star = fit_lexicon_head(r->lexicon, LIST_STARS, s);
        struct str prefix = fit_lexicon_head(r->lexicon, LIST_PREFIXES, s);
        size_t n = prefix.len;
        while (prefix.len && n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9')
            n++;
        bool numbered =
            n > prefix.len && n < s.len &&
            (s.ptr[n] == ':' || s.ptr[n] == '.' || str_starts(str_slice(s, n, s.len), STR("、")));
        if (star.len)
            s = str_slice(s, star.len, s.len);
        else if (numbered)
            s = str_slice(s, n + str_step(str_slice(s, n, s.len)), s.len);
        else
            break;
    }
    cell->text = s;
}

// A name with characters of another script's print (対 for 对) is read with those that are meant.
static void mend_variants(struct reader *r, struct cell *cell)
{
    struct buf out = buf_new(r->mem, BUF_SMALL);
    bool found = false;
    for (struct str rest = cell->text; rest.len;) {
        size_t n = str_step(rest);
        const struct str *meant =
            n > 1 ? map_get(&r->lexicon->variants, str_slice(rest, 0, n)) : NULL;
        found |= meant != NULL;
        buf_add(&out, meant ? *meant : str_slice(rest, 0, n));
        rest = str_slice(rest, n, rest.len);
    }
    if (!found || cell->state != CELL_READ)
        return;
    cell->text = buf_str(&out);
    cell->state = CELL_REPAIRED;
    cell->why = "why.variant";
}

// Pieces without a Han character in the torn second cell of a name are specks of the print.
static void drop_specks(struct reader *r, const struct atoms *atoms, const struct segment *s,
                        struct cell *cell)
{
    size_t end = s->j;
    while (end > s->i + 1) {
        struct str rest = atoms->at[end - 1].text;
        bool has_han = false;
        while (rest.len)
            has_han |= str_is_han(str_next(&rest));
        if (has_han)
            break;
        end--;
    }
    bool is_torn = end < s->j && atoms->at[end].before >= BREAK_CELL;
    if (!is_torn || cell->state != CELL_READ)
        return;
    cell->text = fit_atom_join(r->mem, atoms, s->i, end);
    cell->state = CELL_REPAIRED;
    cell->why = "why.specks";
}

struct cell fit_cell_name(struct reader *r, const struct atoms *atoms, const struct segment *s)
{
    struct cell cell = fit_atom_cell(r->mem, r->sheet, atoms, s->i, s->j);
    drop_specks(r, atoms, s, &cell);
    strip_name(r, &cell);
    mend_variants(r, &cell);
    return cell;
}
