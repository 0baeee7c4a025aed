// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands where on a report, told as a line of brackets: {note error #finding-1 …}. Runs are
// their text, marks <sign words>, links [text>anchor].
#include "core/report.h"

#include "audit_make.h"
#include "base/buf.h"
#include "core/doc.h"
#include "form_make.h"

static const char *const kinds[] = {
    [DOC_REPORT] = "report", [DOC_HEADER] = "header",   [DOC_SECTION] = "section",
    [DOC_FORM] = "form",     [DOC_FOOTER] = "footer",   [DOC_PARAGRAPH] = "p",
    [DOC_LIST] = "list",     [DOC_ITEM] = "item",       [DOC_FIELDS] = "fields",
    [DOC_FIELD] = "field",   [DOC_FIGURES] = "figures", [DOC_TABLE] = "table",
    [DOC_ROW] = "row",       [DOC_CELL] = "cell",       [DOC_NOTES] = "notes",
    [DOC_NOTE] = "note",     [DOC_DETAILS] = "details",
};
static const char *const tones[] = {
    [DOC_PLAIN] = "",     [DOC_STRONG] = "",      [DOC_QUIET] = "",
    [DOC_FIGURE] = "",    [DOC_ERROR] = " error", [DOC_WARNING] = " warning",
    [DOC_HINT] = " hint", [DOC_DOUBT] = " doubt", [DOC_REPAIR] = " repair",
};

static void dump(struct buf *out, const struct doc_node *node)
{
    if (node->kind == DOC_TEXT && node->link.len > 0) {
        buf_fmt(out, "[%.*s>%.*s]", STR_FMT(node->text), STR_FMT(node->link));
    } else if (node->kind == DOC_TEXT) {
        buf_add(out, node->text);
    } else if (node->kind == DOC_MARK) {
        buf_fmt(out, "<%.*s%s%.*s>", STR_FMT(node->sign), node->text.len > 0 ? " " : "",
                STR_FMT(node->text));
    } else {
        buf_fmt(out, "{%s%s", kinds[node->kind], tones[node->tone]);
        if (node->is_aside || node->is_total)
            buf_add_c(out, node->is_aside ? " aside" : " total");
        if (node->id.len > 0)
            buf_fmt(out, " #%.*s", STR_FMT(node->id));
        if (node->kind == DOC_CELL)
            buf_fmt(out, " %d", node->column);
        if (node->kind == DOC_CELL && node->down > 1)
            buf_fmt(out, " v%d", node->down);
        if (node->kind == DOC_CELL && node->across > 1)
            buf_fmt(out, " h%d", node->across);
        if (node->text.len > 0)
            buf_fmt(out, " %.*s", STR_FMT(node->text));
        buf_char(out, '|');
        for (const struct doc_node *child = node->first; child; child = child->next)
            dump(out, child);
        buf_char(out, '}');
    }
}

enum report_of { OF_AUDIT, OF_SCORE, OF_READING };

static struct str report(struct audit *audit, enum report_of of, int lang)
{
    struct report_file *files = MEM_ARRAY(audit->mem, audit->n_checked, struct report_file);
    struct doc *doc = MEM_NEW(audit->mem, struct doc);
    struct buf out = buf_new(audit->mem, 16 << 20);
    for (size_t i = 0; i < audit->n_checked; i++)
        files[i] = (struct report_file){
            .name = audit->checked[i].reading->file,
            .reading = audit->checked[i].reading,
            .rounding = audit->checked[i].rounding,
            .scores = of == OF_READING ? NULL : audit->checked[i].scores,
        };
    struct report_input input = {
        .labels = &audit->labels,
        .lang = lang,
        .profile = &audit->in_force,
        .files = files,
        .n_files = audit->n_checked,
        .findings = of == OF_AUDIT ? &audit->said : NULL,
        .version = STR("9.9"),
        .data = STR("digest"),
    };
    report_make(audit->mem, doc, &input);
    assert_int_equal(doc->depth, 1);
    dump(&out, doc->root);
    return buf_str(&out);
}

static struct str audit_report(struct audit *audit, const char *changes)
{
    audit_run(audit, changes);
    return report(audit, OF_AUDIT, LANG_EN);
}

static void check_has(struct str text, const char *part, bool wanted, const char *file, int line)
{
    if (str_has(text, str_of(part)) == wanted)
        return;
    fprintf(stderr, "<%s> %s in\n%.*s\n", part, wanted ? "is not" : "is", STR_FMT(text));
    _fail(file, line);
}
#define assert_has(text, part)   check_has(text, part, true, __FILE__, __LINE__)
#define assert_lacks(text, part) check_has(text, part, false, __FILE__, __LINE__)

#define ROW2(rest) "row 2|产出指标|质量指标|验收合格率|" rest

static void test_core_report__clean(void **state)
{
    struct audit *audit = *state;
    struct str said = audit_report(audit, "");
    assert_has(said, "{report Audit of self-evaluation forms|{header|{fields|{field Files|a.txt}"
                     "{field Forms|1}{field Profile|");
    assert_has(said, "{form #form-1 甲项目|{p|a.txt · form 1}{figures|{field Printed|99.88优}"
                     "{field Added up|99.88优}{field Strict|99.88优}{field Errors|0}");
    assert_has(said, "{field Title|项目支出绩效自评表}{field Year|2023}{field Project|甲项目}");
    assert_has(said, "{table #funds-1 Funds (万元)|{row|{cell 0|年度资金总额}{cell 1|100.00}");
    assert_has(said, "{row|{cell 0|财政拨款}{cell 1|100.00}{cell 2|100.00}{cell 3|98.76}"
                     "{cell 4|—}{cell 5|98.76}{cell 6|—}}");
    assert_has(said, "{field Goal|办好十件实事}{field Result|十二件实事全部办好}");
    assert_has(said, "{row #row-1-1|{cell 0 v4|产出指标}{cell 1|数量指标}{cell 2|1.1 办理事项}"
                     "{cell 3|≥10件}{cell 4|12件}{cell 5|20}{cell 6|20}{cell 7|[blank]}}");
    assert_has(said, "{row total|{cell 0 h5|Total}{cell 5|100}{cell 6|99.88}{cell 7|}}"
                     "{row total|{cell 0 h6|Grade}{cell 6 h2|优}}}");
    assert_has(said, "{footer|{p|heng 9.9 · data digest}}");
    assert_lacks(said, "{section #summary");
    // The only points lost are those of the execution rate: with the total line, and in the table.
    assert_has(said, "{row aside|{cell 0 h7|{notes|{note|{details 0.12 lost: weight 10.00, strict "
                     "9.88, printed 9.88|{list|{item|98.76 ÷ 100.00 = 98.76 %}");
    assert_has(said, "{table Points lost, and differences|{row|{cell 0|[1.funds>funds-1] Execution}"
                     "{cell 1|10.00}{cell 2|9.88}{cell 3|9.88}{cell 4|0.12}{cell 5|}}}");
}

// A finding is told once below its row; its sign stands in its cell, errors before warnings.
static void test_core_report__row(void **state)
{
    struct audit *audit = *state;
    struct str said = audit_report(audit, ROW2("≥90%|80%|10|9|_"));
    assert_has(said, "{cell 6|9<× H11>}{cell 7|[blank]<× H17>}}{row aside|{cell 2 h6|{notes|"
                     "{note error #finding-");
    assert_has(said, "{p|<× Error> H11 ");
    assert_has(said, " 9 → 8.89}");
    assert_has(said, "{details Source and what to do|{p|Basis ");
    assert_has(said, "{note|{details 1.11 lost: weight 10, strict 8.89, printed 9|{list|"
                     "{item|80 ÷ 90 × 10 = 8.8888…}");
    assert_has(said, "{row #row-1-2|{cell 1 v2|质量指标}{cell 2|1.2 验收合格率}");
    assert_has(said, "{cell 0 v5|产出指标}"); // four rows and one aside
    assert_has(said, "{cell 0|[1.2>row-1-2] 验收合格率}{cell 1|10}{cell 2|9}{cell 3|8.89}{cell 4|"
                     "1.11}{cell 5|-0.11}}");
}

// The source of a rule stands with its first finding of a form; the second leads there.
static void test_core_report__source(void **state)
{
    struct audit *audit = *state;
    struct str said = audit_report(
        audit, ROW2("≥90%|80%|10|9|_\n") "row 3|产出指标|时效指标|办理时限|≤10天|20天|10|9|_\n"
                                         "total|100|97.88");
    ptrdiff_t at = str_find(said, STR("[Source and what to do as above>finding-"));
    assert_true(at > 0);
    assert_has(str_slice(said, 0, (size_t)at), "{details Source and what to do|");
}

static void test_core_report__fields(void **state)
{
    struct audit *audit = *state;
    struct str said =
        audit_report(audit, "goals|办好十件实事|办好十件实事\ngrade|良\n"
                            "total|100|98.00\n"
                            "fund total|年度资金总额|100.00|100.00|98.76|10.00|90.00|9.88");
    assert_has(said, "{field Result|办好十件实事<▲ H36>{notes|{note warning #finding-");
    assert_has(said, "{cell 6 h2|良<× H09>}}{row aside|{cell 0 h8|{notes|{note error #finding-");
    assert_has(said, "{cell 6|98.00<× H07>}");
    assert_has(said, "{cell 5|90.00<× H01>}");
    // A field that is not there is shown where something is said of it; what is said of no cell
    // stands before the form.
    said = audit_report(audit, "project|~\ndrop|row 7\ndrop|row 4\ntotal|~|~\ngrade|~");
    assert_has(said, "{form #form-1 丙中心|");
    assert_has(said, "{figures|{field Printed|-}");
    assert_has(said, "{notes|{note warning #finding-1|{p|<▲ Warning> H29");
    said = audit_report(audit, "project|~\nunit|~\ndepartment|~");
    assert_has(said, "{form #form-1 Form 1|");
}

// Marks that a person must act on are told beside their cell; what was only inferred is counted.
static void test_core_report__marks(void **state)
{
    struct audit *audit = *state;
    struct reading *reading =
        form_make(audit->mem, "a.txt", audit_clean,
                  ROW2("≥90%|?|10?|10|_\n") "unit|丙中心!\nproject|甲项目?\n"
                                            "row 1|产出指标!|数量指标|办理事项|≥10件|12件|20|20|_");
    struct cell *repaired = &reading->forms[0].rows[2].score, *stated = &reading->forms[0].grade;
    struct cell *name = &reading->forms[0].rows[0].level3;
    repaired->state = CELL_REPAIRED;
    repaired->why = "a stain";
    repaired->raw = STR("1O");
    repaired->at = (struct place){.line = 7, .cell = 3};
    stated->state = CELL_STATED;
    name->support = SUPPORT_ALONE;
    reading->forms[0].rows[3].score.support = SUPPORT_CHECKED;
    reading->forms[0].rows[4].score.support = SUPPORT_EXACT;
    audit_readings(audit, &reading, 1);
    struct str said = report(audit, OF_AUDIT, LANG_EN);
    assert_has(said,
               "{field Project|甲项目<? doubtful>{notes|{note doubt|{p|<? doubtful> Project}}");
    assert_has(said, "{field Unit|丙中心<~>}");
    assert_has(said, "{cell 6|10<* repaired>}");
    assert_has(said,
               "{note repair|{p|<* repaired> Score: a stain  printed “1O” (line 7, cell 3)}}");
    assert_has(said, "{cell 4|<… missing>}{cell 5|10<? doubtful>}");
    assert_has(said, "{note doubt|{p|<… missing> Actual}}");
    assert_has(said, "{cell 6 h2|优<! stated by a person>}}{row aside|{cell 0 h8|{notes|");
    assert_has(said, "{cell 2|1.1 办理事项<'>}");
    assert_has(said, "{cell 6|10<=>}");
    assert_has(said, "{field Unreadable|Actual 1}{field Inferred|Unit 1, Class 1}");
}

// One mark and one blank are enough for a value of several parts.
static void test_core_report__value(void **state)
{
    struct audit *audit = *state;
    struct reading *reading = form_make(audit->mem, "a.txt", audit_clean, "");
    struct row *row = &reading->forms[0].rows[0];
    row->target.op.state = row->target.value.state = CELL_DOUBTFUL;
    row->target.unit.state = CELL_REPAIRED;
    row->actual.value.state = row->actual.unit.state = CELL_EMPTY;
    audit_readings(audit, &reading, 1);
    struct str said = report(audit, OF_READING, LANG_EN);
    assert_has(said, "{cell 3|≥10件<? doubtful><* repaired>}{cell 4|[blank]}");
    assert_has(said, "{note doubt|{p|<? doubtful> Target}}{note repair|{p|<* repaired> Target}}}");
    assert_has(said, "{report Reading of self-evaluation forms|");
    assert_lacks(said, "lost: weight");
    assert_lacks(said, "{section Scores|");
}

// A group finding stands at its first row; the others, also in other files, lead to it.
static void test_core_report__group(void **state)
{
    struct audit *audit = *state;
    struct reading *readings[] = {
        form_make(audit->mem, "a.txt", audit_clean, ""),
        form_make(audit->mem, "b.txt", audit_clean,
                  "row 7|满意度指标|服务对象满意度指标|企业满意度|≥90%|92%|10|9|_")};
    audit_readings(audit, readings, 2);
    struct str said = report(audit, OF_AUDIT, LANG_EN);
    assert_has(said, "{p|Rows: [1.7>row-1-7], [b.txt:1.7>row-2-7]}");
    assert_has(said, "{note|{p|[see H25 (at a.txt:1.7)>finding-");
    assert_has(said, "{section #summary Summary|{table ");
    assert_has(said,
               "{row|{cell 0|[甲项目>form-1]}{cell 1|a.txt · form 1}{cell 2|99.88}{cell 3|99.88}"
               "{cell 4|-}{cell 5|优}");
    assert_has(said, "{field Files|2 files}{field Forms|2}");
    said = report(audit, OF_SCORE, LANG_EN);
    assert_has(said, "{report Scores of self-evaluation forms|");
    assert_has(said, "{cell 4|-}{cell 5|优}}{row|{cell 0|[甲项目>form-2]}");
    said = report(audit, OF_READING, LANG_ZH);
    assert_has(said, "{row|{cell 0|[甲项目>form-1]}{cell 1|a.txt · 表 1}}{row|");
}

// More rows than are named.
static void test_core_report__many_rows(void **state)
{
    struct audit *audit = *state;
    struct buf rows = buf_new(audit->mem, BUF_SMALL);
    for (int i = 8; i < 40; i++)
        buf_fmt(&rows, "row %d|满意度指标|服务对象满意度指标|第%d项满意度|≥90%%|93.33%%|0|0|_\n", i,
                i);
    struct str said = audit_report(audit, str_cstr(audit->mem, buf_str(&rows)));
    assert_has(said, " and 8 more}");
}

// Findings at a class that began before, or in a column that is not shown, stand at the name.
static void test_core_report__elsewhere(void **state)
{
    struct audit *audit = *state;
    struct str said =
        audit_report(audit, "row 1|产出指标|社会效益指标|办理事项|≥10件|12件|20|20|_\n"
                            "row 2|产出指标|社会效益指标|验收合格率|≥90%|95%|10|10|_");
    assert_has(said, "{cell 1 v4|社会效益指标<× H31>}");
    assert_has(said, "{cell 2|1.2 验收合格率<× H31>}");
    said =
        audit_report(audit, "columns|level1 level2 level3 target actual weight score\n"
                            "row 1|~|~|办理事项|≥10件|8件|20|16|~\nrow 2|~|~|甲|≥1件|1件|80|80|~\n"
                            "drop|row 3\ndrop|row 4\ndrop|row 5\ndrop|row 6\ndrop|row 7");
    assert_has(said, "{row #row-1-1|{cell 0|1.1 办理事项");
}

static void test_core_report__merged(void **state)
{
    struct audit *audit = *state;
    struct str said = audit_report(
        audit, ROW2("≥90%|95%|~|~|_\n") "row 1|产出指标|质量指标|办理事项|≥10件|12件|30|30|_\n"
                                        "class 产出指标|50\nclass 效益指标|~");
    assert_has(said, "{cell 5|[with 1.1>row-1-1]}{cell 6|[with 1.1>row-1-1]}");
    assert_has(said, "{cell 0 v4|产出指标 (50 points)}{cell 1 v2|质量指标}");
}

// Funds without a total line, none at all, a line without a name; no rows.
static void test_core_report__parts(void **state)
{
    struct audit *audit = *state;
    struct str said =
        audit_report(audit, "drop|fund total\nmoney_unit|~\n"
                            "fund appropriation|~|100.00|100.00|98.76|10.00|98.76|9.00");
    assert_has(said, "{table #funds-1 Funds|{row|{cell 0|");
    said = audit_report(audit, "drop|fund total\ndrop|fund appropriation\ngoals|~|~");
    assert_lacks(said, "{table #funds-1");
    assert_has(said, "{fields|}{table Indicators|");
    said = audit_report(audit, "drop|row 1\ndrop|row 2\ndrop|row 3\ndrop|row 4\ndrop|row 5\n"
                               "drop|row 6\ndrop|row 7\ntotal|~|~\ngrade|~");
    assert_lacks(said, "{table Indicators|");
    assert_has(said, "{field Strict|");
    said = audit_report(audit, "drop|row 1\ndrop|row 2\ndrop|row 3\ndrop|row 4\ndrop|row 5\n"
                               "drop|row 6\ndrop|row 7\ntotal|100|~\ngrade|~");
    assert_has(said, "{table Indicators|{row total|{cell 0|Total}{cell 1|100");
    said = audit_report(audit, "explanation|因故\nnote 1|备注|见附件\nnote 2||无名");
    assert_has(said, "{field Explanation|因故}{field 备注|见附件}{field Note|无名}");
}

static void test_core_report__totals(void **state)
{
    struct audit *audit = *state;
    audit->profile = "platform-2022";
    struct str said =
        audit_report(audit, "fund total|年度资金总额|100.00|100.00|50.00|10.00|50.00|5.00\n"
                            "total|100|95.00");
    assert_has(said, "{field Cap|the low execution rate limits the total to ");
    audit->profile = "national-2020";
    said = audit_report(audit, "row 3|产出指标|时效指标|办理时限|≤10天|9天|10|?|_");
    assert_has(said, "{field Strict|99.88优}");
    said = audit_report(audit, "row 6|效益指标|可持续影响指标|台账管理|逐项登记并按季更新|"
                               "达成年度指标|15|?|_");
    assert_has(said, "{field Strict|-}");
    assert_has(said, "{fields|{field Strict|");
    assert_has(said, "{details Rules not evaluated: ");
    assert_has(said, " (1.6): ");
    assert_has(said, " (the form): ");
}

// Files that failed, notes, the choice of rules.
static void test_core_report__files(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "");
    static const struct str notes[] = {{"odd", 3}}, only[] = {{"H01", 3}, {"H02", 3}};
    struct report_file files[] = {
        {.name = STR("a.txt"), .failure = STR("a.txt is not there")},
        {.name = STR("b.txt"), .reading = audit->checked[0].reading, .notes = notes, .n_notes = 1},
    };
    struct findings none = {0};
    struct report_input input = {.labels = &audit->labels,
                                 .lang = LANG_EN,
                                 .profile = &audit->in_force,
                                 .files = files,
                                 .n_files = 2,
                                 .findings = &none,
                                 .only = only,
                                 .n_only = 2,
                                 .not = only,
                                 .n_not = 1};
    struct doc doc;
    struct buf out = buf_new(audit->mem, 1 << 20);
    report_make(audit->mem, &doc, &input);
    dump(&out, doc.root);
    assert_has(buf_str(&out), "{field Only the rules|H01, H02}{field Without the rules|H01}");
    assert_has(buf_str(&out), "{section About the files|{notes|{note error|{p|a.txt is not there}}"
                              "{note warning|{p|b.txt: odd}}}}");
    assert_has(buf_str(&out), "{field Files|b.txt}");
    input.n_files = 1;
    buf_reset(&out);
    report_make(audit->mem, &doc, &input);
    dump(&out, doc.root);
    assert_has(buf_str(&out), "{figures|{field Errors|0}");
    assert_has(buf_str(&out), "{field Files|0 files}{field Forms|0}");
    assert_lacks(buf_str(&out), "{section Signs|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_report__clean),     AUDIT(test_core_report__row),
        AUDIT(test_core_report__source),    AUDIT(test_core_report__fields),
        AUDIT(test_core_report__marks),     AUDIT(test_core_report__value),
        AUDIT(test_core_report__group),     AUDIT(test_core_report__many_rows),
        AUDIT(test_core_report__elsewhere), AUDIT(test_core_report__merged),
        AUDIT(test_core_report__parts),     AUDIT(test_core_report__totals),
        AUDIT(test_core_report__files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
