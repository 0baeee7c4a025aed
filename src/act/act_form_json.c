// SPDX-License-Identifier: AGPL-3.0-or-later
#include "act/act_form_json.h"

#include "act/act_form.h"
#include "base/buf.h"
#include "base/mem.h"
#include "codec/form_json.h"
#include "codec/form_json_cell.h"
#include "codec/json.h"
#include "core/check.h"
#include "core/form.h"
#include "core/label.h"
#include "core/profile.h"
#include "core/round.h"
#include "core/score.h"
#include "core/sheet.h"

static void put_text(struct json *json, const char *key, struct str text)
{
    json_key(json, key);
    if (text.len > 0)
        json_text(json, text);
    else
        json_null(json);
}

static void put_both(struct json *json, const char *key, struct text2 text)
{
    json_key(json, key);
    json_open(json, '{');
    json_key(json, "zh");
    json_text(json, text.zh);
    json_key(json, "en");
    json_text(json, text.en);
    json_close(json, '}');
}

static void put_int(struct json *json, const char *key, int n)
{
    json_key(json, key);
    json_int(json, n);
}

static void put_row(struct json *json, int row)
{
    json_key(json, "row");
    if (row > 0)
        json_int(json, row);
    else
        json_null(json);
}

static struct str dec_text(struct mem *mem, const struct score_dec *value)
{
    return value->is_known ? dec_print(mem, value->dec) : STR_NONE;
}

static struct str total_text(struct mem *mem, const struct act_form *act,
                             const struct score_dec *value)
{
    return value->is_known ? score_print_total(mem, act->profile, value->dec) : STR_NONE;
}

static struct str cell_text(const struct cell *cell)
{
    return form_has(cell) ? cell->text : STR_NONE;
}

struct str act_form_grade(const struct act_form_file *file, size_t form)
{
    const struct score *score = &file->scores[form];
    return score->grade_strict.len > 0 ? score->grade_strict : score->grade_sum;
}

struct counting {
    size_t *alone, *lost;
};

static void count_cell(void *context, struct cell *cell)
{
    const struct counting *counting = context;
    *counting->alone += cell->support == SUPPORT_ALONE && form_has(cell);
    *counting->lost += cell->state == CELL_MISSING;
}

void act_form_count(const struct act_form_file *file, size_t form, size_t *alone, size_t *lost)
{
    struct counting counting = {alone, lost};
    *alone = *lost = 0;
    form_json_each(&file->json->reading->forms[form], count_cell, &counting);
}

struct str act_form_place(struct mem *mem, int line, int cell)
{
    if (line <= 0)
        return STR_NONE;
    return cell > 0 ? buf_print(mem, "line %d, cell %d", line, cell)
                    : buf_print(mem, "line %d", line);
}

// What every object over files begins with.
static void put_head(const struct act_form *act, struct json *json, const char *schema,
                     const struct act_form_files *files)
{
    size_t n = 0, only = 0;
    for (size_t i = 0; i < files->n; i++)
        if (files->at[i].json) {
            n++;
            only = i;
        }
    json_key(json, "schema");
    json_text(json, str_of(schema));
    form_json_by(json, act->by);
    if (n == 1) {
        json_key(json, "source");
        form_json_source(json, files->at[only].json);
        return;
    }
    json_key(json, "sources");
    json_open(json, '[');
    for (size_t i = 0; i < files->n; i++)
        if (files->at[i].json)
            form_json_source(json, files->at[i].json);
    json_close(json, ']');
}

// What could not be opened, or holds no form.
static void put_failed(struct mem *mem, const struct act_form *act, struct json *json,
                       const struct act_form_files *files)
{
    bool is_open = false;
    for (size_t i = 0; i < files->n; i++) {
        const struct act_form_file *file = &files->at[i];
        if (file->rc == RC_OK)
            continue;
        if (!is_open) {
            json_key(json, "failed");
            json_open(json, '[');
            is_open = true;
        }
        json_open(json, '{');
        put_text(json, "file", file->name);
        put_both(json, "message",
                 label_both(mem, act->labels, file->err.key, file->err.args, file->err.n));
        json_close(json, '}');
    }
    if (is_open)
        json_close(json, ']');
}

void act_form_json_read(struct mem *mem, const struct act_form *act, struct json *json,
                        const struct act_form_file *file)
{
    form_json_write(mem_scratch(mem), json, file->json, act->by);
}

// How many forms of the files that could be opened come before; their names and numbers.
static void put_form_head(struct json *json, const struct act_form_file *file, size_t form)
{
    put_text(json, "file", file->name);
    put_int(json, "form", (int)form + 1);
    put_text(json, "project", cell_text(&file->json->reading->forms[form].project));
}

// The figure that decided, as a place of the file: "1.funds.total.rate".
static struct str decided_by(struct mem *mem, const struct act_form_file *file,
                             const struct round_group *group)
{
    const struct form *form = &file->json->reading->forms[group->decided_form];
    return buf_print(mem, "%zu.funds.%.*s.%s", group->decided_form + 1,
                     STR_FMT(form->funds[group->decided_fund].source),
                     group->decided_by_score ? "score" : "rate");
}

static void put_rounding(struct mem *mem, struct json *json, const struct act_form_file *file,
                         size_t form)
{
    const struct round_group *group = round_group_of(file->rounding, form);
    json_key(json, "rounding");
    if (!group->is_decided) {
        json_null(json);
        return;
    }
    json_open(json, '{');
    put_text(json, "mode", str_of(profile_mode_name(group->candidates[group->chosen].mode)));
    put_int(json, "digits", group->digits);
    put_text(json, "decided_by", decided_by(mem, file, group));
    json_close(json, '}');
}

static void put_audited(struct mem *mem, const struct act_form *act, struct json *json,
                        const struct act_form_file *file, size_t i)
{
    const struct form *form = &file->json->reading->forms[i];
    const struct score *score = &file->scores[i];
    size_t alone, lost;
    act_form_count(file, i, &alone, &lost);
    json_open(json, '{');
    put_form_head(json, file, i);
    json_key(json, "printed");
    json_open(json, '{');
    put_text(json, "total", cell_text(&form->total_score));
    put_text(json, "grade", cell_text(&form->grade));
    json_close(json, '}');
    json_key(json, "recomputed");
    json_open(json, '{');
    put_text(json, "sum", total_text(mem, act, &score->sum));
    put_text(json, "strict", total_text(mem, act, &score->strict));
    put_text(json, "grade", act_form_grade(file, i));
    json_close(json, '}');
    put_rounding(mem, json, file, i);
    put_int(json, "alone", (int)alone);
    json_close(json, '}');
}

static void put_finding(struct mem *mem, const struct act_form *act, struct json *json,
                        const struct finding *finding)
{
    json_open(json, '{');
    put_text(json, "rule", str_of(finding->rule->id));
    put_text(json, "severity", str_of(check_severity_name(finding->severity)));
    put_text(json, "file", finding->file);
    put_int(json, "form", finding->form);
    put_row(json, finding->row);
    put_text(json, "place", check_place(mem, finding));
    put_both(json, "message", finding->message);
    put_text(json, "printed", finding->printed);
    put_text(json, "expected", finding->expected);
    put_text(json, "basis", act->lang == LANG_EN ? finding->basis.en : finding->basis.zh);
    put_both(json, "hint", finding->hint);
    if (finding->n_rows > 0) {
        json_key(json, "rows");
        json_open(json, '[');
        for (size_t i = 0; i < finding->n_rows; i++) {
            json_open(json, '{');
            put_text(json, "file", finding->rows[i].file);
            put_int(json, "form", finding->rows[i].form);
            put_row(json, finding->rows[i].row);
            json_close(json, '}');
        }
        json_close(json, ']');
    }
    json_close(json, '}');
}

static void put_open(struct json *json, const struct not_evaluated *open)
{
    json_open(json, '{');
    put_text(json, "rule", str_of(open->rule->id));
    put_text(json, "file", open->file);
    put_int(json, "form", open->form);
    put_row(json, open->row);
    put_both(json, "why", open->why);
    json_close(json, '}');
}

static void put_choice(struct json *json, const char *key, const struct str *ids, size_t n)
{
    if (n == 0)
        return;
    json_key(json, key);
    json_open(json, '[');
    for (size_t i = 0; i < n; i++)
        json_text(json, ids[i]);
    json_close(json, ']');
}

void act_form_json_audit(struct mem *mem, const struct act_form *act, struct json *json,
                         const struct act_form_files *files, const struct findings *findings,
                         const struct act_form_choice *choice)
{
    json_open(json, '{');
    put_head(act, json, "heng.findings/1", files);
    put_choice(json, "only", choice->only, choice->n_only);
    put_choice(json, "not", choice->not, choice->n_not);
    json_key(json, "forms");
    json_open(json, '[');
    for (size_t f = 0; f < files->n; f++)
        for (size_t i = 0; files->at[f].rc == RC_OK && i < files->at[f].json->reading->n_forms; i++)
            put_audited(mem, act, json, &files->at[f], i);
    json_close(json, ']');
    json_key(json, "findings");
    json_open(json, '[');
    for (size_t i = 0; i < findings->n; i++)
        put_finding(mem, act, json, &findings->at[i]);
    json_close(json, ']');
    json_key(json, "not_evaluated");
    json_open(json, '[');
    for (size_t i = 0; i < findings->n_open; i++)
        put_open(json, &findings->open[i]);
    json_close(json, ']');
    put_failed(mem, act, json, files);
    json_close(json, '}');
}

static void put_steps(struct mem *mem, const struct act_form *act, struct json *json,
                      const struct score_step *steps, size_t n)
{
    json_key(json, "steps");
    json_open(json, '[');
    for (size_t i = 0; i < n; i++)
        json_text(json, label_text(mem, act->labels, (enum lang)act->lang, steps[i].key,
                                   steps[i].args, steps[i].n));
    json_close(json, ']');
}

static void put_scored_row(struct mem *mem, const struct act_form *act, struct json *json,
                           const struct form *form, const struct score *score, size_t i)
{
    const struct score_row *row = &score->rows[i];
    struct dec lost;
    bool has_lost = row->weight.is_known && row->strict.is_known &&
                    dec_sub(&lost, row->weight.dec, row->strict.dec) == RC_OK;
    json_open(json, '{');
    put_row(json, (int)i + 1);
    put_text(json, "name", cell_text(&form->rows[i].level3));
    put_text(json, "weight", dec_text(mem, &row->weight));
    put_text(json, "printed", cell_text(&form->rows[i].score));
    put_text(json, "strict", dec_text(mem, &row->strict));
    put_text(json, "lost", has_lost ? dec_print(mem, lost) : STR_NONE);
    put_text(json, "clause",
             row->clause ? label_text(mem, act->labels, (enum lang)act->lang, row->clause, NULL, 0)
                         : STR_NONE);
    put_steps(mem, act, json, row->steps, row->n_steps);
    json_close(json, '}');
}

static void put_totals(struct json *json, const char *key, struct str execution, struct str rows,
                       struct str total, struct str grade)
{
    json_key(json, key);
    json_open(json, '{');
    put_text(json, "execution", execution);
    put_text(json, "rows", rows);
    put_text(json, "total", total);
    put_text(json, "grade", grade);
    json_close(json, '}');
}

static void put_score(struct mem *mem, const struct act_form *act, struct json *json,
                      const struct form *form, const struct score *score)
{
    put_totals(json, "printed", dec_text(mem, &score->exec_printed),
               dec_text(mem, &score->rows_printed), cell_text(&form->total_score),
               cell_text(&form->grade));
    put_totals(json, "strict", dec_text(mem, &score->exec_strict),
               dec_text(mem, &score->rows_strict), total_text(mem, act, &score->strict),
               score->grade_strict);
    put_text(json, "sum", total_text(mem, act, &score->sum));
    json_key(json, "execution");
    json_open(json, '{');
    put_text(json, "weight", dec_text(mem, &score->exec_weight));
    put_steps(mem, act, json, score->exec_steps, score->n_exec_steps);
    json_close(json, '}');
    json_key(json, "rows");
    json_open(json, '[');
    for (size_t i = 0; i < score->n_rows; i++)
        put_scored_row(mem, act, json, form, score, i);
    json_close(json, ']');
}

static void put_assumed(struct mem *mem, const struct act_form *act, struct json *json,
                        const struct act_form_files *files, const struct act_form_assumed *assumed)
{
    json_key(json, "whatif");
    json_open(json, '[');
    for (size_t i = 0; i < assumed->n; i++) {
        const struct act_form_set *set = &assumed->sets[i];
        const struct score *before = &assumed->before->at[set->file].scores[set->form];
        const struct score *after = &files->at[set->file].scores[set->form];
        json_open(json, '{');
        put_text(json, "place", set->place);
        put_text(json, "before", set->before);
        put_text(json, "after", set->after);
        put_totals(json, "strict_before", dec_text(mem, &before->exec_strict),
                   dec_text(mem, &before->rows_strict), total_text(mem, act, &before->strict),
                   before->grade_strict);
        put_totals(json, "strict_after", dec_text(mem, &after->exec_strict),
                   dec_text(mem, &after->rows_strict), total_text(mem, act, &after->strict),
                   after->grade_strict);
        json_close(json, '}');
    }
    json_close(json, ']');
}

void act_form_json_score(struct mem *mem, const struct act_form *act, struct json *json,
                         const struct act_form_files *files, const struct act_form_assumed *assumed)
{
    json_open(json, '{');
    put_head(act, json, "heng.score/1", files);
    if (assumed)
        put_assumed(mem, act, json, files, assumed);
    json_key(json, "forms");
    json_open(json, '[');
    for (size_t f = 0; f < files->n; f++) {
        const struct act_form_file *file = &files->at[f];
        for (size_t i = 0; file->rc == RC_OK && i < file->json->reading->n_forms; i++) {
            json_open(json, '{');
            put_form_head(json, file, i);
            put_score(mem, act, json, &file->json->reading->forms[i], &file->scores[i]);
            json_close(json, '}');
        }
    }
    json_close(json, ']');
    put_failed(mem, act, json, files);
    json_close(json, '}');
}
