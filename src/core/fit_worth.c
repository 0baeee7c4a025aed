// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_worth.h"

#include "base/dec.h"
#include "core/fit_lexicon.h"
#include "core/fit_value.h"
#include "core/form.h"

static int worth_level(const struct fit_weights *w, const struct content *c, unsigned mine)
{
    if (c->flags & mine)
        return c->flags & (CONTENT_CLASS_NEAR | CONTENT_REMARK) ? w->level_near : w->level_known;
    if (c->flags & (CONTENT_NUMBER | CONTENT_QUANTITY | CONTENT_DATE | CONTENT_LADDER))
        return 2 * w->level_other;
    if (c->class_points.len || c->flags & (CONTENT_CLASS1 | CONTENT_CLASS2))
        return w->level_near; // points, or a class of the other level
    return c->flags & CONTENT_CLASS_END && c->chars <= 10 ? w->level_ending : w->level_other;
}

static int worth_name(const struct fit_weights *w, const struct content *c)
{
    if (c->flags & (CONTENT_CLASS1 | CONTENT_CLASS2) && !(c->flags & CONTENT_REMARK))
        return str_ends(c->class_name, STR("指标")) ? w->name_class : w->name_like_class;
    if (c->flags & CONTENT_LADDER)
        return w->name_ladder;
    if (!(c->flags & CONTENT_TEXT))
        return c->flags & CONTENT_NUMBER ? w->name_number : w->name_quantity;
    int worth = w->name_text;
    worth += c->flags & CONTENT_NAME_END ? w->name_ending : 0;
    worth += c->flags & CONTENT_SENTENCE ? w->name_sentence : 0;
    worth += c->flags & CONTENT_BAD_FIRST ? w->name_first : 0;
    worth += c->flags & CONTENT_BAD_LAST ? w->name_last : 0;
    worth += c->flags & CONTENT_NO_REASON ? w->name_reason : 0;
    worth += c->chars > 32 ? w->name_long : 0;
    bool is_reason = c->flags & CONTENT_REASON && !(c->flags & CONTENT_NAME_END);
    worth += is_reason && c->chars > 12 ? w->name_reason : 0;
    return worth;
}

static int worth_target(const struct fit_weights *w, const struct content *c)
{
    if (c->flags & CONTENT_ONLY_OPERATOR)
        return w->target_number;
    if (c->flags & CONTENT_OPERATOR)
        return w->target_operator;
    if (c->flags & CONTENT_QUANTITY)
        return w->target_quantity;
    if (c->flags & CONTENT_NUMBER)
        return w->target_number;
    if (c->flags & CONTENT_DATE)
        return w->target_date;
    if (c->flags & CONTENT_DASH)
        return 0;
    if (c->flags & CONTENT_LADDER)
        return w->target_ladder;
    if (c->flags & (CONTENT_CLASS1 | CONTENT_CLASS2))
        return w->target_class;
    int worth = c->chars <= 12 ? w->target_text : w->target_long_text;
    worth += c->flags & CONTENT_BAD_FIRST ? w->target_first : 0;
    worth += c->flags & CONTENT_REASON && c->chars > 12 ? w->target_reason : 0;
    return worth;
}

static int worth_actual(const struct fit_weights *w, const struct content *c)
{
    if (c->flags & CONTENT_ONLY_OPERATOR)
        return w->actual_class;
    if (c->flags & CONTENT_OPERATOR)
        return w->actual_operator;
    if (c->flags & CONTENT_QUANTITY)
        return w->actual_quantity;
    if (c->flags & CONTENT_NUMBER)
        return w->actual_number;
    if (c->flags & CONTENT_DATE)
        return w->actual_date;
    if (c->flags & CONTENT_LADDER)
        return w->actual_ladder;
    if (c->flags & CONTENT_DASH)
        return 0;
    if (c->flags & (CONTENT_CLASS1 | CONTENT_CLASS2))
        return w->actual_class;
    int worth = w->actual_text;
    worth += c->flags & CONTENT_RESULT ? 2 : 0;
    worth += c->flags & CONTENT_BAD_FIRST ? w->actual_first : 0;
    worth += c->flags & CONTENT_REASON && c->chars > 12 ? w->actual_reason : 0;
    return worth;
}

static int worth_number(const struct fit_weights *w, const struct content *c)
{
    if (c->flags & CONTENT_DASH)
        return w->number_dash;
    if (!(c->flags & CONTENT_NUMBER) || str_eq_c(c->unit, "%"))
        return c->flags & CONTENT_NUMBER ? w->number_dash : w->number_other;
    if (c->flags & CONTENT_DAMAGED)
        return w->number_damaged;
    struct dec n;
    bool is_large = dec_read(&n, c->number) != RC_OK || dec_cmp(n, dec_int(100)) > 0;
    return w->number_plain + (is_large ? w->number_large : 0);
}

static int worth_reason(const struct fit_weights *w, const struct content *c, int lost,
                        bool is_repeated)
{
    if (c->flags & CONTENT_NO_REASON)
        return w->reason_nothing;
    if (c->flags & CONTENT_DASH)
        return w->reason_nothing / 2;
    if (c->flags & (CONTENT_CLASS1 | CONTENT_CLASS2))
        return w->reason_class;
    if (c->flags & CONTENT_NUMBER)
        return w->reason_number;
    if (c->flags & (CONTENT_QUANTITY | CONTENT_LADDER | CONTENT_DATE))
        return w->reason_quantity;
    int worth = w->reason_text;
    worth += c->flags & CONTENT_REASON ? w->reason_opening : 0;
    worth += c->flags & CONTENT_SENTENCE ? w->reason_sentence : 0;
    worth += is_repeated ? w->reason_repeated : c->flags & CONTENT_PLAIN ? w->reason_plain : 0;
    worth += c->flags & CONTENT_BAD_FIRST ? w->name_last : 0;
    worth += lost == 0 ? w->reason_unexpected : 0;
    return worth;
}

static int worth_other(const struct fit_weights *w, const struct content *c, int column)
{
    bool right = false;
    struct dec n;
    if (column == TABLE_UNKNOWN) // takes anything
        return 0;
    if (column == COLUMN_OPERATOR)
        right = c->flags & (CONTENT_ONLY_OPERATOR | CONTENT_QUALITATIVE);
    else if (column == COLUMN_UNIT)
        right = c->flags & (CONTENT_UNIT | CONTENT_DASH);
    else if (column == COLUMN_COEFFICIENT)
        right = c->flags & CONTENT_NUMBER && dec_read(&n, c->number) == RC_OK;
    else if (column == COLUMN_CORE)
        right = c->flags & CONTENT_RESULT && c->chars == 1;
    else if (column == TABLE_OTHER) // a text, as criteria are
        return c->flags & (CONTENT_CLASS1 | CONTENT_CLASS2)     ? w->target_class
               : c->flags & CONTENT_DASH                        ? 0
               : c->flags & (CONTENT_NUMBER | CONTENT_QUANTITY) ? w->other_wrong / 2
                                                                : w->other_right;
    else // a second target
        return worth_target(w, c);
    return right ? w->other_right : w->other_wrong;
}

int fit_worth(const struct fit_weights *w, const struct content *c, int column, int lost,
              bool is_repeated)
{
    switch (column) {
    case COLUMN_LEVEL1:
        return worth_level(w, c, CONTENT_CLASS1);
    case COLUMN_LEVEL2:
        return worth_level(w, c, CONTENT_CLASS2);
    case COLUMN_LEVEL3:
        return worth_name(w, c);
    case COLUMN_TARGET:
        return worth_target(w, c);
    case COLUMN_ACTUAL:
        return worth_actual(w, c);
    case COLUMN_WEIGHT:
    case COLUMN_SCORE:
    case COLUMN_RESCORE:
        return worth_number(w, c);
    case COLUMN_REASON:
        return worth_reason(w, c, lost, is_repeated);
    default:
        return worth_other(w, c, column);
    }
}
