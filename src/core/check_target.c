// SPDX-License-Identifier: AGPL-3.0-or-later
// H15, H16, H32, H33: what targets, names and actuals say in words.
#include "core/check_rules.h"

#include "base/mem.h"
#include "core/check.h"
#include "core/check_text.h"
#include "core/check_work.h"
#include "core/form.h"
#include "core/score.h"
#include "core/words.h"

enum { SHORT_TARGET = 6, REFERENCE_GAP = 6, SCALE_LETTERS = 3 };

// Only letters of a scale, three of them or more: 优良中低差.
static bool is_scale(const struct words *words, struct str plain)
{
    const struct word_list *letters = words_list(words, "scale_letters");
    size_t n = 0;
    for (; plain.len; n++) {
        struct str letter = words_head(letters, plain);
        if (!letter.len)
            return false;
        plain = str_slice(plain, letter.len, plain.len);
    }
    return n >= SCALE_LETTERS;
}

// 相关 or 有关, and at most six letters later a noun such as 规定.
static bool is_reference(const struct words *words, struct str text)
{
    const struct word_list *refers = words_list(words, "refers"),
                           *to = words_list(words, "refers_to");
    for (; text.len; text = str_slice(text, str_step(text), text.len)) {
        struct str word = words_head(refers, text);
        struct str rest = str_slice(text, word.len, text.len);
        for (int i = 0; word.len && i <= REFERENCE_GAP && rest.len; i++) {
            if (words_head(to, rest).len)
                return true;
            rest = str_slice(rest, str_step(rest), rest.len);
        }
    }
    return false;
}

// Why a text target says nothing that could be checked: a name of a message, or NULL.
static const char *vague_why(struct check *check, const struct check_row *row, struct str text)
{
    const struct words *words = check->words;
    struct str plain = check_plain(check->mem, text);
    if (str_eq(plain, row->name))
        return "name";
    if (words_in(words, "listing", text))
        return NULL;
    if (is_reference(words, text))
        return "reference";
    bool is_short = str_count(plain) <= SHORT_TARGET;
    return is_short && !words_is(words_list(words, "checkable"), plain) ? "message" : NULL;
}

void check_target_vague(struct check *check, struct check_form *form, const struct check_row *row)
{
    const struct cell *cell = &row->row->target.text;
    bool doubt = false;
    if (!check_ask_value(check, form, row, ASK_TARGET, &doubt) || !form_has(cell) ||
        check_text_has_number(check->words, cell->text) || str_has(cell->text, STR("《")))
        return;
    if (cell->state == CELL_DOUBTFUL ||
        is_scale(check->words, check_plain(check->mem, cell->text))) {
        check_open(check, form, row, cell->state == CELL_DOUBTFUL ? "torn" : "scale", ASK_TARGET);
        return;
    }
    const char *why = vague_why(check, row, cell->text);
    if (!why)
        return;
    struct check_say say = check_begin(check, form, row, SEVERITY_WARNING);
    say.message = why;
    say.printed = cell->text;
    check_arg(&say, "text", cell->text);
    check_at_row(&say, cell, "target/text");
    check_end(&say);
}

static void say_unfit(struct check *check, struct check_form *form, const struct check_row *row,
                      const char *message, const struct cell *cell, const char *slot,
                      struct str printed, struct str expected)
{
    struct check_say say = check_begin(check, form, row, SEVERITY_WARNING);
    say.is_doubtful = cell->state == CELL_DOUBTFUL || row->row->level3.state == CELL_DOUBTFUL;
    say.message = message;
    say.printed = printed;
    say.expected = expected;
    check_arg(&say, "printed", printed);
    check_arg(&say, "expected", expected);
    check_arg(&say, "class", row->row->level2.text);
    check_at_row(&say, cell, slot);
    check_end(&say);
}

// (a) promptness as the target of a class that does not measure time
static void unfit_prompt(struct check *check, struct check_form *form, const struct check_row *row)
{
    const struct cell *cell = &row->row->target.text;
    bool doubt = false;
    if (!form_has(cell))
        return;
    struct str word = words_find(words_list(check->words, "prompt_words"), cell->text, NULL);
    if (!word.len || row->level2 == LEVEL2_TIMELINESS ||
        !check_ask(check, form, row, &row->row->level2, ASK_LEVEL2, &doubt))
        return;
    say_unfit(check, form, row, "a", cell, "target/text", word, STR("时效指标"));
}

static bool is_percent(struct check *check, struct str unit)
{
    return str_eq(words_unit(check->mem, check->words, unit).base, STR("%"));
}

// (b) a state of things measured as a share
static void unfit_state(struct check *check, struct check_form *form, const struct check_row *row)
{
    const struct cell *unit = &row->row->target.unit;
    struct str name = row->row->level3.text;
    if (form_has(unit) && is_percent(check, unit->text) &&
        words_in(check->words, "state_words", name) && !words_in(check->words, "rate_words", name))
        say_unfit(check, form, row, "b", unit, "target/unit", STR("%"), STR_NONE);
}

// The unit noun of a name without its 数: 份 of 总结份数. 年份数据 has none.
static struct str noun_unit(const struct words *words, struct str name)
{
    size_t at = 0;
    struct str noun = words_find(words_list(words, "count_nouns"), name, &at);
    struct str after = str_slice(name, at + noun.len, name.len);
    if (!noun.len || words_head(words_list(words, "count_nouns_not_before"), after).len)
        return STR_NONE;
    return str_slice(noun, 0, noun.len - STR("数").len);
}

// (c) a name that counts one thing and a unit that counts another
static void unfit_noun(struct check *check, struct check_form *form, const struct check_row *row)
{
    const struct cell *unit = &row->row->target.unit;
    struct ratio factor;
    if (!form_has(unit) || words_tail(words_list(check->words, "rate_words"), row->name).len)
        return;
    struct str expected = noun_unit(check->words, row->row->level3.text);
    if (expected.len &&
        !words_unit_convert(check->mem, check->words, unit->text, expected, &factor))
        say_unfit(check, form, row, "c", unit, "target/unit", unit->text, expected);
}

void check_target_unfit(struct check *check, struct check_form *form, const struct check_row *row)
{
    bool doubt = false;
    if (!check_ask_value(check, form, row, ASK_TARGET, &doubt))
        return;
    unfit_prompt(check, form, row);
    unfit_state(check, form, row);
    unfit_noun(check, form, row);
}

static void say_inverse(struct check *check, struct check_form *form, const struct check_row *row,
                        const char *message, const char *expected)
{
    struct check_say say = check_begin(check, form, row, SEVERITY_WARNING);
    const struct cell *op = &row->row->target.op;
    say.is_doubtful = op->state == CELL_DOUBTFUL || row->row->level3.state == CELL_DOUBTFUL;
    say.message = message;
    say.printed = op->text;
    say.expected = str_of(expected);
    check_arg(&say, "printed", op->text);
    check_arg(&say, "expected", say.expected);
    check_arg(&say, "target", row->row->target.value.text);
    check_at_row(&say, op, "target/op");
    check_end(&say);
}

void check_target_inverse(struct check *check, struct check_form *form, const struct check_row *row)
{
    const struct words *words = check->words;
    struct str name = row->row->level3.text;
    bool doubt = false;
    if (!check_ask_value(check, form, row, ASK_TARGET, &doubt) || !form_has(&row->row->target.op))
        return;
    // As printed: units that differ leave the row without an operator in force.
    struct str op = row->row->target.op.text;
    bool is_bad = words_in(words, "bad_count_words", name);
    if ((str_eq_c(op, "≥") || str_eq_c(op, ">")) && is_bad &&
        !words_in(words, "bad_count_exceptions", name))
        say_inverse(check, form, row, "message", "≤");
    if ((str_eq_c(op, "≤") || str_eq_c(op, "<")) && row->level2 == LEVEL2_QUANTITY && !is_bad &&
        words_in(words, "wanted_words", name) && !words_in(words, "rate_words", name))
        say_inverse(check, form, row, "wanted", "≥");
}

void check_target_actual(struct check *check, struct check_form *form, const struct check_row *row)
{
    const struct value *actual = &row->row->actual;
    bool doubt = false;
    if (!check_ask_value(check, form, row, ASK_ACTUAL, &doubt))
        return;
    bool repeats = form_has(&actual->op);
    struct str plain = check_plain(check->mem, actual->text.text);
    bool only_done = form_has(&row->row->target.value) && form_has(&actual->text) &&
                     words_is(words_list(check->words, "only_done"), plain);
    if (!repeats && !only_done)
        return;
    struct check_say say = check_begin(check, form, row, SEVERITY_WARNING);
    say.is_doubtful = doubt;
    say.message = repeats ? "message" : "done";
    say.printed = check_value_text(check->mem, actual);
    check_arg(&say, "printed", say.printed);
    check_arg(&say, "target", check_value_text(check->mem, &row->row->target));
    if (repeats)
        check_at_row(&say, &actual->op, "actual/op");
    else
        check_at_row(&say, &actual->text, "actual/text");
    check_end(&say);
}
