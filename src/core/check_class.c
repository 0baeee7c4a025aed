// SPDX-License-Identifier: AGPL-3.0-or-later
// H29, H31: classes that are missing, and classes under the wrong first level.
#include "core/check_rules.h"

#include "base/base.h"
#include "core/check.h"
#include "core/check_work.h"
#include "core/form.h"

// A second-level class: its code in JSON, its words, and the first levels it may stand under.
static const struct {
    const char *code, *label;
    enum check_level1 parent, other;
} classes[LEVELS2] = {
    [LEVEL2_QUANTITY] = {"quantity", "rule.class.quantity", LEVEL1_OUTPUT, LEVEL1_OUTPUT},
    [LEVEL2_QUALITY] = {"quality", "rule.class.quality", LEVEL1_OUTPUT, LEVEL1_OUTPUT},
    [LEVEL2_TIMELINESS] = {"timeliness", "rule.class.timeliness", LEVEL1_OUTPUT, LEVEL1_OUTPUT},
    [LEVEL2_COST] = {"cost", "rule.class.cost", LEVEL1_OUTPUT, LEVEL1_COST},
    [LEVEL2_BENEFIT] = {"benefit", "rule.class.benefit", LEVEL1_BENEFIT, LEVEL1_BENEFIT},
    [LEVEL2_SATISFACTION] = {"satisfaction", "rule.class.satisfaction", LEVEL1_SATISFACTION,
                             LEVEL1_SATISFACTION},
};

static const char *const level1_labels[] = {
    [LEVEL1_OUTPUT] = "rule.class.output",
    [LEVEL1_COST] = "rule.class.cost",
    [LEVEL1_BENEFIT] = "rule.class.benefit",
    [LEVEL1_SATISFACTION] = "rule.class.satisfaction",
};

// The first level that a row counts to: its own, else that of its second level.
static enum check_level1 level1_of(const struct check_row *row)
{
    if (row->level1 != LEVEL1_NONE)
        return row->level1;
    return row->level2 > LEVEL2_UNKNOWN ? classes[row->level2].parent : LEVEL1_NONE;
}

// What the rows of a form say of its classes.
struct seen {
    bool has[LEVELS2];
    bool has_output;          // a row of 产出, or of one of its classes
    enum check_level1 latest; // the last first level that was read
    bool is_unsure[LEVELS2];  // a row of unreadable class stands where it could be
};

static void see_row(struct seen *seen, const struct check_row *row)
{
    enum check_level1 level1 = level1_of(row);
    if (row->level2 == LEVEL2_NONE && form_is_unsure(&row->row->level2))
        for (int c = LEVEL2_QUANTITY; c < LEVELS2; c++)
            seen->is_unsure[c] |= classes[c].parent >= seen->latest;
    seen->has[row->level2] = true;
    if (level1 == LEVEL1_COST)
        seen->has[LEVEL2_COST] = true;
    if (level1 == LEVEL1_BENEFIT)
        seen->has[LEVEL2_BENEFIT] = true;
    if (level1 == LEVEL1_SATISFACTION)
        seen->has[LEVEL2_SATISFACTION] = true;
    seen->has_output |= level1 == LEVEL1_OUTPUT;
    if (level1 > seen->latest)
        seen->latest = level1;
}

void check_class_missing(struct check *check, struct check_form *form)
{
    struct seen seen = {.latest = LEVEL1_NONE};
    for (size_t i = 0; i < form->n_rows; i++)
        see_row(&seen, &form->rows[i]);
    if (form->form->head_is_missing || !seen.has_output) {
        check_open(check, form, NULL, form->form->head_is_missing ? "no_head" : "no_output", ASKS);
        return;
    }
    for (int c = LEVEL2_QUANTITY; c < LEVELS2; c++) {
        if (seen.has[c])
            continue;
        bool is_past = seen.latest > LEVEL1_COST && seen.latest > classes[c].parent;
        if ((!form->form->is_complete && !is_past) || seen.is_unsure[c]) {
            check_open(check, form, NULL, seen.is_unsure[c] ? "unread_class" : "incomplete", ASKS);
            continue;
        }
        struct check_say say = check_begin(check, form, NULL, SEVERITY_WARNING);
        say.expected = str_of(classes[c].code);
        check_arg_label(&say, "class", classes[c].label);
        check_at(&say, NULL, "/indicators");
        check_end(&say);
    }
}

void check_class_parent(struct check *check, struct check_form *form, const struct check_row *row)
{
    bool doubt = false;
    if (!check_ask(check, form, row, &row->row->level1, ASK_LEVEL1, &doubt) ||
        !check_ask(check, form, row, &row->row->level2, ASK_LEVEL2, &doubt))
        return;
    if (row->level1 == LEVEL1_UNKNOWN || row->level2 == LEVEL2_UNKNOWN) {
        check_open(check, form, row, "unknown_class", ASKS);
        return;
    }
    if (row->level1 == classes[row->level2].parent || row->level1 == classes[row->level2].other)
        return;
    struct check_say say = check_begin(check, form, row, SEVERITY_ERROR);
    // A class that was placed by its position is no witness of a wrong parent.
    say.is_doubtful =
        doubt || row->row->level1.state == CELL_INFERRED || row->row->level2.state == CELL_INFERRED;
    say.printed = row->row->level2.text;
    check_arg(&say, "printed", row->row->level2.text);
    check_arg(&say, "parent", row->row->level1.text);
    check_arg_label(&say, "expected", level1_labels[classes[row->level2].parent]);
    say.expected = say.args[0][say.n - 1].value;
    check_at_row(&say, &row->row->level2, "level2");
    check_end(&say);
}
