// SPDX-License-Identifier: AGPL-3.0-or-later
// The audit runs through the table of rules (check_rules.c).
#include "core/check.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/check_rules.h"
#include "core/check_sister.h"
#include "core/check_work.h"
#include "core/form.h"

const char *const check_words[] = {
    "bad_count_exceptions",
    "bad_count_words",
    "cause_words",
    "checkable",
    "class_tails",
    "clause_ends",
    "common_reasons",
    "compared_with",
    "count_nouns",
    "count_nouns_not_before",
    "counted",
    "empty_reasons",
    "explaining",
    "explaining_notes",
    "final_stops",
    "gap_ends",
    "gap_verbs",
    "gap_words",
    "level1_benefit",
    "level1_cost",
    "level1_output",
    "level1_satisfaction",
    "level2_benefit",
    "level2_cost",
    "level2_quality",
    "level2_quantity",
    "level2_satisfaction",
    "level2_timeliness",
    "listing",
    "measure_leads",
    "measure_numbers",
    "measure_verbs",
    "measure_words",
    "money_units",
    "numerals",
    "only_done",
    "prompt_words",
    "rate_words",
    "refers",
    "refers_to",
    "scale_letters",
    "scoring_footnotes",
    "share_words",
    "state_words",
    "target_too_low",
    "template_names",
    "template_words",
    "unit_price_words",
    "wanted_words",
};
const size_t check_n_words = LENGTH_OF(check_words);

const struct rule *check_rule_find(struct str id)
{
    for (size_t i = 0; i < CHECK_RULES; i++)
        if (str_eq_c(id, check_rules[i].id))
            return &check_rules[i];
    return NULL;
}

const char *check_severity_name(enum severity severity)
{
    static const char *const names[] = {"note", "warning", "error"};
    return names[severity];
}

const char *check_confidence_name(enum rule_confidence confidence)
{
    static const char *const names[] = {"confirmed", "recalled", "inferred"};
    return names[confidence];
}

const char *check_basis_name(enum rule_basis basis)
{
    static const char *const names[] = {"rule", "form", "vendor", "review", "own"};
    size_t i = 0;
    while (i + 1 < LENGTH_OF(names) && !((unsigned)basis & (1U << i)))
        i++;
    return names[i];
}

static void run_form(struct check *check, struct check_form *form)
{
    form->told_absent = 0;
    if (check->rule->form)
        check->rule->form(check, form);
    for (size_t i = 0; check->rule->row && i < form->n_rows; i++)
        check->rule->row(check, form, &form->rows[i]);
}

static void run_rule(struct check *check)
{
    for (size_t i = 0; i < check->n_forms; i++)
        run_form(check, &check->forms[i]);
    if (check->rule->all)
        check->rule->all(check);
}

// Where things stand in the order of file name, form, row, rule; `seq` keeps what is equal in the
// order in which the rule said it.
struct order {
    struct str file;
    size_t reading;
    int form, row;
    const struct rule *rule;
    size_t seq;
};

static int order_cmp(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    int cmp = str_cmp(x->file, y->file);
    cmp = cmp ? cmp : (x->reading > y->reading) - (x->reading < y->reading);
    cmp = cmp ? cmp : x->form - y->form;
    cmp = cmp ? cmp : x->row - y->row;
    cmp = cmp ? cmp : (x->rule > y->rule) - (x->rule < y->rule);
    return cmp ? cmp : (x->seq > y->seq) - (x->seq < y->seq);
}

static void sort_findings(struct mem *mem, struct findings *out)
{
    struct order *order = MEM_ARRAY(mem, out->n, struct order);
    struct finding *sorted = MEM_ARRAY(mem, out->n, struct finding);
    for (size_t i = 0; i < out->n; i++) {
        const struct finding *f = &out->at[i];
        order[i] = (struct order){f->file, f->reading, f->form, f->row, f->rule, i};
    }
    qsort(order, out->n, sizeof(*order), order_cmp);
    for (size_t i = 0; i < out->n; i++)
        sorted[i] = out->at[order[i].seq];
    out->at = sorted;
}

static void sort_open(struct mem *mem, struct findings *out)
{
    struct order *order = MEM_ARRAY(mem, out->n_open, struct order);
    struct not_evaluated *sorted = MEM_ARRAY(mem, out->n_open, struct not_evaluated);
    for (size_t i = 0; i < out->n_open; i++) {
        const struct not_evaluated *f = &out->open[i];
        order[i] = (struct order){f->file, f->reading, f->form, f->row, f->rule, i};
    }
    qsort(order, out->n_open, sizeof(*order), order_cmp);
    for (size_t i = 0; i < out->n_open; i++)
        sorted[i] = out->open[order[i].seq];
    out->open = sorted;
}

void check_forms(struct mem *mem, struct findings *out, const struct check_input *input)
{
    struct check check = {
        .mem = mem, .input = input, .words = input->words, .profile = input->profile, .out = out};
    *out = (struct findings){0};
    check_look(&check);
    check_sister_sets(&check);
    for (size_t i = 0; i < CHECK_RULES; i++) {
        check.rule = &check_rules[i];
        if (!input->wanted || input->wanted[i])
            run_rule(&check);
    }
    sort_findings(mem, out);
    sort_open(mem, out);
}

// Does this one stand before those of a form?
static bool is_before(const struct not_evaluated *open, struct str file, int form)
{
    int cmp = str_cmp(open->file, file);
    return cmp < 0 || (cmp == 0 && open->form < form);
}

const struct not_evaluated *check_open_on(const struct findings *findings, struct str file,
                                          int form, size_t *n)
{
    size_t from = 0, to = findings->n_open, end;
    while (from < to) {
        size_t at = from + (to - from) / 2;
        if (is_before(&findings->open[at], file, form))
            from = at + 1;
        else
            to = at;
    }
    end = from;
    while (end < findings->n_open && is_before(&findings->open[end], file, form + 1))
        end++;
    *n = end - from;
    return *n ? findings->open + from : NULL;
}

struct str check_place(struct mem *mem, const struct finding *finding)
{
    const struct cell *cell = finding->cell;
    if (!cell || !cell->at.line)
        return finding->path;
    if (!cell->at.cell)
        return buf_print(mem, "line %d", cell->at.line);
    return buf_print(mem, "line %d, cell %d", cell->at.line, cell->at.cell);
}
