// SPDX-License-Identifier: AGPL-3.0-or-later
// Reports of what transcripts seldom meet: odd cells, odd findings, narrow terminals.
#include "cli/screen.h"

#include "act/act_form.h"
#include "act/act_form_json.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "codec/form_json.h"
#include "codec/json.h"
#include "core/check.h"
#include "core/form.h"
#include "core/label.h"
#include "core/round.h"
#include "core/score.h"
#include "test/unit/unit.h"

struct desk {
    struct cmd cmd;
    struct act_form act;
    struct out out;
    struct buf buf;
};

static struct cmd *desk_open(struct mem *mem, struct desk *desk, int lang, int width)
{
    struct err err = {0};
    *desk = (struct desk){.buf = buf_new(mem, 1 << 20)};
    desk->out = (struct out){&desk->buf, width, false};
    desk->cmd = (struct cmd){.mem = mem,
                             .lang = lang,
                             .act = &desk->act,
                             .buf = &desk->buf,
                             .out = &desk->out,
                             .width = width};
    assert_int_equal(act_form_open(mem, &desk->act, NULL, lang, &err), RC_OK);
    assert_int_equal(act_form_profile(&desk->act, STR_NONE, &err), RC_OK);
    return &desk->cmd;
}

// A file of forms given as the inside of "forms": […], scored.
static struct act_form_files file_of(struct desk *desk, const char *forms)
{
    struct mem *mem = desk->cmd.mem;
    struct act_form_file *file = MEM_NEW(mem, struct act_form_file);
    struct tree *tree;
    struct str bytes = buf_print(
        mem, "{\"schema\":\"heng.forms/1\",\"source\":{\"file\":\"f.txt\"},\"forms\":[%s]}", forms);
    file->json = MEM_NEW(mem, struct form_json);
    file->name = STR("f.txt");
    assert_int_equal(json_read(mem, &tree, bytes, STR("f"), &file->err), RC_OK);
    assert_int_equal(form_json_read(mem, file->json, tree, STR("f"), STR_NONE, &file->err), RC_OK);
    const struct reading *r = file->json->reading;
    file->rounding = MEM_NEW(mem, struct rounding);
    round_infer(mem, file->rounding, r->forms, r->n_forms, desk->act.profile);
    file->scores = MEM_ARRAY(mem, r->n_forms, struct score);
    for (size_t i = 0; i < r->n_forms; i++)
        score_form(mem, &file->scores[i], r->forms, i, desk->act.profile, file->rounding,
                   desk->act.words);
    return (struct act_form_files){file, 1, 1};
}

static void has(const struct desk *desk, const char *text)
{
    if (!str_has(buf_str(&desk->buf), str_of(text)))
        fail_msg("<%s> is not in:\n%.*s", text, STR_FMT(buf_str(&desk->buf)));
}

static void has_not(const struct desk *desk, const char *text)
{
    if (str_has(buf_str(&desk->buf), str_of(text)))
        fail_msg("<%s> is in:\n%.*s", text, STR_FMT(buf_str(&desk->buf)));
}

static void test_cli_screen__cells(void **state)
{
    struct desk desk;
    struct cmd *cmd = desk_open(*state, &desk, LANG_EN, 80);
    static const struct {
        struct cell cell;
        const char *shown;
    } cells[] = {
        {{.state = CELL_ABSENT}, ""},
        {{.state = CELL_DASH}, "-"},
        {{.state = CELL_EMPTY}, "[blank]"},
        {{.state = CELL_MISSING}, "[lost]"},
        {{.state = CELL_DOUBTFUL}, "[lost]"},
        {{.state = CELL_READ, .text = {"9", 1}}, "9"},
        {{.state = CELL_READ, .text = {"9", 1}, .support = SUPPORT_EXACT}, "9"},
        {{.state = CELL_READ, .text = {"9", 1}, .support = SUPPORT_CHECKED}, "9="},
        {{.state = CELL_REPAIRED, .text = {"9", 1}, .support = SUPPORT_AGREED}, "9*\""},
        {{.state = CELL_DOUBTFUL, .text = {"9", 1}, .support = SUPPORT_ALONE}, "9?'"},
        {{.state = CELL_INFERRED, .text = {"9", 1}}, "9~"},
        {{.state = CELL_STATED, .text = {"9", 1}}, "9!"},
    };
    for (size_t i = 0; i < LENGTH_OF(cells); i++)
        assert_str(screen_cell(cmd, &cells[i].cell), cells[i].shown);
}

// Forms of which little is left, and of which there is too much for the width.
static void test_cli_screen__forms(void **state)
{
    static const char forms[] =
        "{\"year\":2024,\"funds\":[{\"source\":\"total\",\"rate\":\"99\"}],\"goals\":{\"actual\":"
        "\"done\"},\"indicators\":[{\"level3\":\"Alpha\",\"target\":{\"value\":null,\"unit\":null},"
        "\"actual\":{\"text\":\"x\"},\"weight\":\"5\",\"rescore\":\"4\"},{\"level2\":\"B\","
        "\"level3\":\"Beta\"},{\"level1\":\"A\",\"level2\":\"B\",\"level3\":\"Gamma\"},"
        "{\"level1\":\"A\",\"level2\":\"B\",\"level3\":\"Delta\",\"reason\":\"because\"}],"
        "\"total\":{\"weight\":\"100\"},\"explanation\":\"told\",\"notes\":{\"n\":\"t\"},"
        "\"marks\":[{\"path\":\"/indicators/0/weight\",\"how\":\"doubtful\",\"why\":\"w\",\"raw\":"
        "\"S\",\"at\":\"line 3, cell 2\"},{\"path\":\"/indicators/0/actual/text\",\"how\":"
        "\"repaired\"}]},"
        "{\"title\":\"T\",\"grade\":\"优\",\"funds\":[{\"source\":\"other\",\"name\":\"N\","
        "\"initial\":\"123456789012.34\",\"adjusted\":\"123456789012.34\",\"received\":"
        "\"123456789012.34\",\"executed\":\"123456789012.34\",\"weight\":\"10\",\"rate\":\"100\","
        "\"score\":\"10\"}],\"indicators\":[{\"level1\":\"A\",\"level3\":\"Alpha\",\"target\":"
        "{\"text\":\"a target that is longer than any column\"},\"actual\":{\"text\":"
        "\"an actual that is longer than any column\"},\"weight\":\"1\",\"score\":\"1\","
        "\"rescore\":\"1\"}]}";
    struct desk desk;
    struct cmd *cmd = desk_open(*state, &desk, LANG_EN, 80);
    struct act_form_files files = file_of(&desk, forms);
    screen_form(cmd, &files.at[0], 0);
    has(&desk, "year 2024");
    has(&desk, "Result  done");
    has(&desk, "[lost]");
    has(&desk, "A / B");
    has(&desk, "Reason because");
    has(&desk, "Total  (weight 100)");
    has(&desk, "Explanation: told");
    has(&desk, "n: t");
    has(&desk, "1.1.weight  doubtful: w  printed “S” (line 3, cell 2)");
    has(&desk, "1.1.actual.text  repaired");
    cmd = desk_open(*state, &desk, LANG_ZH, 40);
    files = file_of(&desk, forms);
    screen_form(cmd, &files.at[0], 1);
    has(&desk, "等级 优");
    has(&desk, "123456789012.34");
    cmd = desk_open(*state, &desk, LANG_EN, 240);
    files = file_of(&desk, forms);
    screen_form(cmd, &files.at[0], 1);
    has(&desk, "A\n");
}

static const char scored[] =
    "{\"project\":\"P\",\"unit\":\"U\",\"columns\":[\"score\",\"weight\",\"reason\"],\"funds\":[{"
    "\"source\":\"total\",\"name\":\"M\",\"initial\":\"50\",\"adjusted\":\"50\",\"executed\":"
    "\"25\",\"rate\":\"50\",\"weight\":\"10\",\"score\":\"6.00\"}],\"indicators\":[{\"level2\":"
    "\"数量指标\",\"level3\":\"N\",\"target\":{\"op\":\"≥\",\"value\":\"8\"},\"actual\":{\"value\":"
    "\"8\"},\"weight\":\"80\",\"score\":\"70\"},{\"level2\":\"质量指标\",\"level3\":\"Q\","
    "\"target\":{\"op\":\"≥\",\"value\":\"4\"},\"actual\":{\"value\":\"4\"},\"weight\":\"10\","
    "\"score\":\"12\"}],\"total\":{\"weight\":\"100\",\"score\":\"88.00\"},\"grade\":\"良\"}";

static void test_cli_screen__totals(void **state)
{
    struct desk desk;
    struct cmd *cmd = desk_open(*state, &desk, LANG_EN, 80);
    struct act_form_files files = file_of(&desk, scored);
    screen_totals(cmd, &files.at[0], 0);
    has(&desk, "Gap -1.00  1.funds.total.score Execution");
    has(&desk, "Gap +10.00  1.1 N");
    has(&desk, "Gap -2.00  1.2 Q");
    struct err err;
    assert_int_equal(act_form_profile(&desk.act, STR("scheme-dmp"), &err), RC_OK);
    desk.buf.len = 0;
    files = file_of(&desk, scored);
    screen_totals(cmd, &files.at[0], 0);
    has_not(&desk, "Execution");
    has_not(&desk, "Gap -1.00");
}

static void test_cli_screen__why(void **state)
{
    struct desk desk;
    struct cmd *cmd = desk_open(*state, &desk, LANG_EN, 80);
    struct act_form_files files = file_of(&desk, scored);
    struct cell loose = {.state = CELL_READ, .text = STR("7"), .raw = STR("7 ")};
    struct score_why why = {.cells = {&loose, NULL}, .n_cells = 2};
    struct score_at at = {.form = 1, .slot = STR("project")};
    screen_why(cmd, &files.at[0], &at, STR("1.project"), &why);
    has(&desk, "1.project  P");
    has(&desk, "printed “7 ”");
    has_not(&desk, "Expected");
    has_not(&desk, "Clause");
}

// One finding of a rule at a row; more are copies with other rows.
static struct finding finding_of(const struct act_form_files *files, int rule, int row)
{
    struct finding f = {.rule = &check_rules[rule],
                        .severity = check_rules[rule].severity,
                        .file = files->at[0].name,
                        .form = 1,
                        .row = row,
                        .message = {STR("同"), STR("same")},
                        .hint = {STR("办"), STR("do")},
                        .basis = {STR("据"), STR("source")},
                        .path = STR("/indicators")};
    return f;
}

static void audit(struct desk *desk, const struct act_form_files *files, struct finding *at,
                  size_t n)
{
    struct findings findings = {.at = at, .n = n};
    struct act_form_choice choice = {0};
    desk->buf.len = 0;
    screen_audit(&desk->cmd, files, &findings, SEVERITY_NOTE, &choice);
}

// Three that say the same are told once; their rows are a range only where they follow each other.
static void test_cli_screen__fold(void **state)
{
    struct desk desk;
    desk_open(*state, &desk, LANG_EN, 80);
    struct act_form_files files = file_of(&desk, scored);
    struct finding at[6];
    const int rows[] = {1, 2, 2, 0, 1, 2};
    for (size_t i = 0; i < LENGTH_OF(at); i++)
        at[i] = finding_of(&files, 18, rows[i]);
    audit(&desk, &files, at, LENGTH_OF(at));
    has(&desk, "1.1–1.2, 1.2, 1, 1.1–1.2\n        same\n");
    has(&desk, "(6 places)");
    at[1].message.en = STR("other");
    audit(&desk, &files, at, 3);
    has(&desk, "other");
    has(&desk, "1.2   Q\n        same\n");
}

// Findings that say enough in one line each, and what keeps them from it.
static void test_cli_screen__compact(void **state)
{
    struct desk desk;
    desk_open(*state, &desk, LANG_EN, 80);
    struct act_form_files files = file_of(&desk, scored);
    struct finding at[4];
    static const char *const words[] = {"a", "b", "c", "d"};
    struct finding_row rows[14];
    for (size_t i = 0; i < LENGTH_OF(rows); i++)
        rows[i] = (struct finding_row){files.at[0].name, 1, (int)i + 1};
    for (size_t i = 0; i < LENGTH_OF(at); i++) {
        at[i] = finding_of(&files, 14, 1);
        at[i].printed = str_of(words[i]);
        at[i].message.en = buf_print(*state, "says %s", words[i]);
    }
    audit(&desk, &files, at, 4);
    has_not(&desk, "says a");
    at[0].expected = STR("z");
    audit(&desk, &files, at, 4);
    has(&desk, "a → z");
    has(&desk, "says b");
    at[0].expected = STR_NONE;
    at[0].printed = STR_NONE;
    audit(&desk, &files, at, 4);
    has(&desk, "says b");
    at[0].printed = STR("a word that is far too long for a line");
    audit(&desk, &files, at, 4);
    has(&desk, "says b");
    at[0].printed = STR("a");
    at[0].is_doubtful = true;
    audit(&desk, &files, at, 4);
    has(&desk, "says b");
    at[0].is_doubtful = false;
    at[0].rows = rows;
    at[0].n_rows = LENGTH_OF(rows);
    audit(&desk, &files, at, 4);
    has(&desk,
        "Rows: 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.10, 1.11, 1.12 and\n        2 more");
}

// Long figures share the line with the name; a cell is named by its address.
static void test_cli_screen__lines(void **state)
{
    struct desk desk;
    desk_open(*state, &desk, LANG_EN, 60);
    struct act_form_files files = file_of(&desk, scored);
    const struct form *form = &files.at[0].json->reading->forms[0];
    struct finding at[] = {finding_of(&files, 0, 0), finding_of(&files, 1, 0)};
    at[0].cell = &form->funds[0].rate;
    at[0].path = STR("/funds/0/rate");
    at[0].printed = STR("a printed figure that is longer than half of the line");
    at[0].expected = STR("9");
    at[1].cell = &form->total_score;
    at[1].path = STR("/total/score");
    audit(&desk, &files, at, LENGTH_OF(at));
    has(&desk, "1.funds.total.rate  M");
    has(&desk, "1.total.score  P");
    has(&desk, "Errors 2");
}

// More cells were lost than are worth a list.
static void test_cli_screen__lost(void **state)
{
    struct mem *mem = *state;
    struct desk desk;
    desk_open(mem, &desk, LANG_EN, 80);
    struct buf rows = buf_new(mem, BUF_SMALL);
    buf_add_c(&rows, "{\"indicators\":[");
    for (int i = 0; i < 14; i++)
        buf_fmt(&rows, "%s{\"level3\":null}", i ? "," : "");
    buf_add_c(&rows, "]}");
    struct act_form_files files = file_of(&desk, str_cstr(mem, buf_str(&rows)));
    audit(&desk, &files, NULL, 0);
    has(&desk, "Unreadable 14: 1.1.level3, ");
    has(&desk, "1.12.level3 and 2 more");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_cli_screen__cells), UNIT(test_cli_screen__forms), UNIT(test_cli_screen__totals),
        UNIT(test_cli_screen__why),   UNIT(test_cli_screen__fold),  UNIT(test_cli_screen__compact),
        UNIT(test_cli_screen__lines), UNIT(test_cli_screen__lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
