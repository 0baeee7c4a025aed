// SPDX-License-Identifier: AGPL-3.0-or-later
// The words and profiles of the program for tests of scoring, and forms written in short.
//
// A form is text, one thing a line, cells parted by pipes:
//   F|source|initial|adjusted|executed|weight|rate|score      a funds line
//   R|level1|level2|name|target|actual|weight|score|re-score  a row; the end may be left out
//   T|weight|score|grade      the total line; the form is then complete
//   U|unit   D|department   C|class|weight
// A cell: empty = no such cell, - = a dash, ? = missing, _ = blank, ~x = doubtful, !x = repaired.
// A target or an actual is an operator, a number and a unit, or a text.
#ifndef HENG_TEST_UNIT_RULES_H
#define HENG_TEST_UNIT_RULES_H

#include "act/home.h"
#include "base/buf.h"
#include "base/tree.h"
#include "codec/yaml.h"
#include "core/form.h"
#include "core/profile.h"
#include "core/round.h"
#include "core/score.h"
#include "core/words.h"
#include "test/unit/unit.h"

struct rules {
    struct words words;
    struct profile_file files[64];
    size_t n_files;
};

static inline void rules_open(struct mem *mem, struct rules *out)
{
    struct home home;
    struct err err;
    struct words_file words[16];
    size_t n_words = 0;
    *out = (struct rules){0};
    assert_int_equal(home_open(mem, &home, NULL, &err), RC_OK);
    for (size_t i = 0; i < home.n; i++) {
        struct str path = str_of(home.files[i].path), folder = STR("form/profiles/");
        bool is_profile = str_starts(path, folder);
        if (!is_profile && !str_starts(path, STR("data/words/")))
            continue;
        struct tree *tree;
        assert_int_equal(home_tree(mem, &home, home.files[i].path, &tree, &err), RC_OK);
        struct str name = str_slice(path, folder.len, path.len - 5);
        if (is_profile)
            out->files[out->n_files++] = (struct profile_file){name, path, tree};
        else
            words[n_words++] = (struct words_file){path, tree};
    }
    assert_int_equal(words_load(mem, &out->words, words, n_words, &err), RC_OK);
    assert_int_equal(words_need(&out->words, score_words, score_n_words, &err), RC_OK);
}

static inline struct profile rules_profile(struct mem *mem, const struct rules *rules,
                                           const char *name)
{
    struct profile profile;
    struct err err;
    assert_int_equal(profile_load(mem, &profile, str_of(name), rules->files, rules->n_files, &err),
                     RC_OK);
    return profile;
}

// Takes what stands before `c`, or all, off `rest`.
static inline struct str rules_take(struct str *rest, const char *c)
{
    ptrdiff_t at = str_find(*rest, str_of(c));
    struct str part = at < 0 ? *rest : str_slice(*rest, 0, (size_t)at);
    *rest = at < 0 ? STR_NONE : str_slice(*rest, (size_t)at + 1, rest->len);
    return part;
}

static inline struct cell rules_cell(struct str text)
{
    struct cell cell = {.state = CELL_READ, .text = text};
    if (!text.len)
        cell.state = CELL_ABSENT;
    else if (str_eq_c(text, "-"))
        cell = (struct cell){.state = CELL_DASH};
    else if (str_eq_c(text, "?"))
        cell = (struct cell){.state = CELL_MISSING};
    else if (str_eq_c(text, "_"))
        cell = (struct cell){.state = CELL_EMPTY};
    if (text.len > 1 && (text.ptr[0] == '~' || text.ptr[0] == '!')) {
        cell.state = text.ptr[0] == '~' ? CELL_DOUBTFUL : CELL_REPAIRED;
        cell.text = str_slice(text, 1, text.len);
    }
    return cell;
}

static inline struct value rules_value(struct str text)
{
    static const char *const ops[] = {"≥", "≤", ">", "<", "="};
    struct value v = {0};
    struct cell whole = rules_cell(text);
    if (whole.state == CELL_MISSING || whole.state == CELL_ABSENT) {
        v.value = whole;
        return v;
    }
    struct str rest = whole.text;
    for (size_t i = 0; i < LENGTH_OF(ops); i++)
        if (str_starts(rest, str_of(ops[i]))) {
            v.op = rules_cell(str_of(ops[i]));
            rest = str_slice(rest, strlen(ops[i]), rest.len);
            break;
        }
    size_t n = 0;
    while (n < rest.len && strchr("-0123456789.,", rest.ptr[n]))
        n++;
    bool is_date = str_has(rest, STR("月")) && !str_has(rest, STR("个月"));
    if (!n || is_date || whole.state == CELL_EMPTY) {
        v.op = (struct cell){0};
        v.text = whole;
        return v;
    }
    v.value = whole;
    v.value.text = str_slice(rest, 0, n);
    v.unit = rules_cell(str_slice(rest, n, rest.len));
    return v;
}

static inline void rules_line(struct form *form, struct str line)
{
    struct str rest = line, kind = rules_take(&rest, "|");
    struct str part[8];
    for (size_t i = 0; i < LENGTH_OF(part); i++)
        part[i] = rules_take(&rest, "|");
    if (str_eq_c(kind, "F")) {
        form->funds[form->n_funds++] = (struct fund){
            .source = part[0],
            .name = rules_cell(part[0]),
            .initial = rules_cell(part[1]),
            .adjusted = rules_cell(part[2]),
            .executed = rules_cell(part[3]),
            .weight = rules_cell(part[4]),
            .rate = rules_cell(part[5]),
            .score = rules_cell(part[6]),
        };
    } else if (str_eq_c(kind, "R")) {
        form->rows[form->n_rows++] = (struct row){
            .level1 = rules_cell(part[0]),
            .level2 = rules_cell(part[1]),
            .level3 = rules_cell(part[2]),
            .target = rules_value(part[3]),
            .actual = rules_value(part[4]),
            .weight = rules_cell(part[5]),
            .score = rules_cell(part[6]),
            .rescore = rules_cell(part[7]),
        };
    } else if (str_eq_c(kind, "T")) {
        form->total_weight = rules_cell(part[0]);
        form->total_score = rules_cell(part[1]);
        form->grade = rules_cell(part[2]);
        form->is_complete = true;
    } else if (str_eq_c(kind, "U")) {
        form->unit = rules_cell(part[0]);
    } else if (str_eq_c(kind, "D")) {
        form->department = rules_cell(part[0]);
        form->is_department = true;
    } else {
        assert_str(kind, "C");
        form->classes[form->n_classes++] = (struct class_weight){part[0], rules_cell(part[1])};
    }
}

static inline struct form *rules_form(struct mem *mem, const char *text)
{
    enum { MOST = 80 };
    struct form *form = MEM_NEW(mem, struct form);
    form->rows = MEM_ARRAY(mem, MOST, struct row);
    form->funds = MEM_ARRAY(mem, MOST, struct fund);
    form->classes = MEM_ARRAY(mem, MOST, struct class_weight);
    struct str rest = str_of(text);
    while (rest.len)
        rules_line(form, rules_take(&rest, "\n"));
    return form;
}

// One form scored by itself.
struct scored {
    struct profile profile;
    struct rounding rounding;
    struct score score;
    struct form *form;
};

static inline struct scored *rules_score(struct mem *mem, const struct rules *rules,
                                         const struct profile *profile, const char *text)
{
    struct scored *s = MEM_NEW(mem, struct scored);
    s->profile = *profile;
    s->form = rules_form(mem, text);
    round_infer(mem, &s->rounding, s->form, 1, &s->profile);
    score_form(mem, &s->score, s->form, 0, &s->profile, &s->rounding, &rules->words);
    return s;
}

static inline struct str rules_dec(struct mem *mem, struct score_dec d)
{
    return d.is_known ? dec_print(mem, d.dec) : STR("-");
}

static inline struct str rules_ratio(struct mem *mem, struct score_ratio r)
{
    return r.is_known ? ratio_show(mem, r.ratio, 4) : STR("-");
}

#endif
