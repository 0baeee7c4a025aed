// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit_make.h"

#include "form_make.h"

#include "act/home.h"
#include "core/round.h"
#include "core/score.h"

const char audit_clean[] = "title|项目支出绩效自评表\n"
                           "year|2023\n"
                           "project|甲项目\n"
                           "department|乙局\n"
                           "unit|丙中心\n"
                           "money_unit|万元\n"
                           "fund total|年度资金总额|100.00|100.00|98.76|10.00|98.76|9.88\n"
                           "fund appropriation|财政拨款|100.00|100.00|98.76|—|98.76|—\n"
                           "goals|办好十件实事|十二件实事全部办好\n"
                           "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|_\n"
                           "row 2|产出指标|质量指标|验收合格率|≥90%|95%|10|10|_\n"
                           "row 3|产出指标|时效指标|办理时限|≤10天|9天|10|10|_\n"
                           "row 4|产出指标|成本指标|总成本|≤99.00万元|98.76万元|10|10|_\n"
                           "row 5|效益指标|社会效益指标|增加就业|≥80人|85人|15|15|_\n"
                           "row 6|效益指标|可持续影响指标|台账管理|逐项登记并按季更新|"
                           "达成年度指标|15|15|_\n"
                           "row 7|满意度指标|服务对象满意度指标|群众满意度|≥90%|92%|10|10|_\n"
                           "total|100|99.88\n"
                           "grade|优\n";

static void load(struct audit *audit)
{
    enum { FILES_MOST = 64 };
    struct mem *mem = audit->mem;
    struct words_file files[FILES_MOST];
    size_t n = 0;
    struct home home;
    struct err err;
    assert_int_equal(home_open(mem, &home, NULL, &err), RC_OK);
    assert_int_equal(home_labels(mem, &home, &audit->labels, &err), RC_OK);
    audit->files = MEM_ARRAY(mem, home.n, struct profile_file);
    for (size_t i = 0; i < home.n; i++) {
        struct str path = str_of(home.files[i].path);
        bool is_words = str_starts(path, STR("data/words/"));
        bool is_profile = str_starts(path, STR("form/profiles/"));
        struct tree *tree;
        if (!is_words && !is_profile)
            continue;
        assert_int_equal(home_tree(mem, &home, home.files[i].path, &tree, &err), RC_OK);
        if (is_words)
            files[n++] = (struct words_file){path, tree};
        else
            audit->files[audit->n_files++] =
                (struct profile_file){str_slice(path, 14, path.len - 5), path, tree};
    }
    assert_int_equal(words_load(mem, &audit->words, files, n, &err), RC_OK);
    assert_int_equal(words_need(&audit->words, check_words, check_n_words, &err), RC_OK);
    assert_int_equal(words_need(&audit->words, score_words, score_n_words, &err), RC_OK);
}

int audit_begin(void **state)
{
    struct mem *mem = mem_new((size_t)256 << 20);
    if (!mem)
        return -1;
    struct audit *audit = MEM_NEW(mem, struct audit);
    *audit = (struct audit){.mem = mem, .profile = "national-2020"};
    load(audit);
    *state = audit;
    return 0;
}

int audit_end(void **state)
{
    struct audit *audit = *state;
    mem_free(audit->mem);
    return 0;
}

static struct check_file scored(struct audit *audit, const struct reading *reading,
                                const struct profile *profile)
{
    struct rounding *rounding = MEM_NEW(audit->mem, struct rounding);
    struct score *scores = MEM_ARRAY(audit->mem, reading->n_forms, struct score);
    round_infer(audit->mem, rounding, reading->forms, reading->n_forms, profile);
    for (size_t i = 0; i < reading->n_forms; i++)
        score_form(audit->mem, &scores[i], reading->forms, i, profile, rounding, &audit->words);
    return (struct check_file){reading, rounding, scores};
}

void audit_readings(struct audit *audit, struct reading *const *readings, size_t n)
{
    struct err err;
    assert_int_equal(profile_load(audit->mem, &audit->in_force, str_of(audit->profile),
                                  audit->files, audit->n_files, &err),
                     RC_OK);
    if (audit->mend)
        audit->mend(&audit->in_force);
    for (size_t i = 0; i < n; i++)
        audit->checked[i] = scored(audit, readings[i], &audit->in_force);
    audit->n_checked = n;
    struct check_input input = {.words = &audit->words,
                                .labels = &audit->labels,
                                .profile = &audit->in_force,
                                .files = audit->checked,
                                .n_files = n,
                                .last = audit->last,
                                .n_last = audit->last ? 1 : 0,
                                .wanted = audit->wanted};
    check_forms(audit->mem, &audit->said, &input);
}

void audit_run(struct audit *audit, const char *changes)
{
    struct reading *reading = form_make(audit->mem, "a.txt", audit_clean, changes);
    audit_readings(audit, &reading, 1);
}

const struct finding *audit_said(const struct audit *audit, const char *rule, size_t n)
{
    for (size_t i = 0; i < audit->said.n; i++)
        if (!strcmp(audit->said.at[i].rule->id, rule) && !n--)
            return &audit->said.at[i];
    return NULL;
}

size_t audit_count(const struct audit *audit, const char *rule)
{
    size_t n = 0;
    while (audit_said(audit, rule, n))
        n++;
    return n;
}

struct str audit_open(const struct audit *audit, const char *rule, int row)
{
    for (size_t i = 0; i < audit->said.n_open; i++) {
        const struct not_evaluated *open = &audit->said.open[i];
        if (!strcmp(open->rule->id, rule) && open->row == row)
            return open->why.en;
    }
    return STR_NONE;
}

void audit_says(const struct audit *audit, const char *rule, char severity, int row,
                const char *printed, const char *expected, const char *file, int line)
{
    static const char letters[] = {'I', 'W', 'E'};
    const struct finding *f = audit_said(audit, rule, 0);
    if (audit_count(audit, rule) != 1) {
        print_error("%s: %zu findings\n", rule, audit_count(audit, rule));
        _fail(file, line);
    }
    if (letters[f->severity] != severity || f->row != row ||
        (printed && !str_eq_c(f->printed, printed)) ||
        (expected && !str_eq_c(f->expected, expected))) {
        print_error("%s %c row %d, printed <%.*s>, expected <%.*s>: %.*s\n", rule,
                    letters[f->severity], f->row, STR_FMT(f->printed), STR_FMT(f->expected),
                    STR_FMT(f->message.en));
        _fail(file, line);
    }
    // Every finding says where, on what ground and what to do, with no argument left open.
    const struct str texts[] = {f->message.zh, f->message.en, f->hint.zh,
                                f->hint.en,    f->basis.zh,   f->basis.en};
    for (size_t i = 0; i < LENGTH_OF(texts); i++)
        if (!texts[i].len || str_has(texts[i], STR("{")) || str_starts(texts[i], STR("rule."))) {
            print_error("%s: <%.*s>\n", rule, STR_FMT(texts[i]));
            _fail(file, line);
        }
    assert_true(f->path.len > 0);
}
