// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codec/form_json.h"

#include "base/buf.h"
#include "base/limit.h"
#include "base/mem.h"
#include "codec/form_json_cell.h"
#include "codec/json.h"
#include "core/form.h"

// cmocka wants these before it.
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct mem *mem;

static int start(void **state)
{
    (void)state;
    mem = mem_new(64 << 20);
    return mem ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    mem_free(mem);
    return 0;
}

static enum rc read_file(struct form_json *out, struct str bytes, struct err *err)
{
    struct tree *tree;
    *err = (struct err){0};
    assert_int_equal(json_read(mem, &tree, bytes, STR("a.json"), err), RC_OK);
    return form_json_read(mem, out, tree, STR("a.json"), STR("sum"), err);
}

static struct str write_file(const struct form_json *file)
{
    struct buf out = buf_new(mem, 1 << 20);
    struct json json;
    struct form_json_by by = {STR("0.1.0"), STR("digest"), STR("p"), STR("pd")};
    json_init(&json, &out);
    form_json_write(mem_scratch(mem), &json, file, &by);
    return buf_str(&out);
}

static void same(struct str a, struct str b)
{
    assert_string_equal(str_cstr(mem, a), str_cstr(mem, b));
}

#define HEAD                                                                                       \
    "{\"schema\":\"heng.forms/1\",\"by\":{\"heng\":\"0.1.0\",\"data\":\"digest\"},"                \
    "\"profile\":\"p\",\"profile_digest\":\"pd\","                                                 \
    "\"source\":{\"file\":\"b.txt\",\"format\":\"text\",\"sha256\":\"ab\",\"notes\":"              \
    "[{\"code\":\"bidi\",\"place\":\"line 2\",\"message\":\"m\"}]},\"forms\":["

// Every kind of cell and list once.
static const char whole[] = HEAD
    "{\"year\":2023,\"title\":\"T\",\"project\":null,\"department\":\"D\",\"unit\":\"U\","
    "\"money_unit\":\"元\",\"scope\":\"department\",\"columns\":[\"level3\",\"score\"],"
    "\"funds\":[{\"source\":\"total\",\"name\":\"N\",\"initial\":\"1.0\",\"weight\":null,"
    "\"rate\":\"9\"},{\"source\":\"other-named\",\"name\":\"X\",\"received\":\"0\"}],"
    "\"goals\":{\"expected\":\"E\",\"actual\":null},"
    "\"class_weights\":{\"a/b~\":\"50\",\"c\":null},"
    "\"indicators\":[{\"level1\":\"L\",\"level3\":\"n\",\"target\":{\"op\":\"≥\",\"value\":\"9\","
    "\"unit\":\"人\"},\"actual\":{\"text\":\"t\"},\"weight\":\"6\",\"score\":null,"
    "\"rescore\":\"5\",\"coefficient\":\"1\",\"core\":\"是\",\"unit_column\":true,"
    "\"reason\":null},{\"target\":{\"value\":null},\"unit_column\":\"件\"}],"
    "\"total\":{\"weight\":\"100\",\"score\":\"90\"},\"grade\":\"优\",\"explanation\":\"why\","
    "\"notes\":{\"n\":[\"1\",\"2\"],\"m\":\"3\"},\"organisations\":{\"o\":\"p\"},"
    "\"ticks\":{\"k\":\"v\"},\"tasks\":[{\"name\":\"t\",\"text\":\"u\"}],\"remains\":[\"指标2\"],"
    "\"is_complete\":true,\"head_is_missing\":true,"
    "\"marks\":[{\"path\":\"/project\",\"how\":\"missing\",\"why\":\"w\"},"
    "{\"path\":\"/funds/0/initial\",\"how\":\"repaired\",\"raw\":\"1 . O\","
    "\"at\":\"line 6, cell 5\"},"
    "{\"path\":\"/funds/0/weight\",\"how\":\"missing\",\"at\":\"line 6\"},"
    "{\"path\":\"/goals/actual\",\"how\":\"empty\"},"
    "{\"path\":\"/indicators/0/level1\",\"how\":\"inferred\"},"
    "{\"path\":\"/indicators/0/weight\",\"how\":\"stated\"},"
    "{\"path\":\"/indicators/0/score\",\"how\":\"doubtful\"},"
    "{\"path\":\"/indicators/0/reason\",\"how\":\"empty\"},"
    "{\"path\":\"/indicators/1/target/value\",\"how\":\"missing\"},"
    "{\"path\":\"/total/score\",\"how\":\"doubtful\"},"
    "{\"path\":\"/class_weights/c\",\"how\":\"missing\"},"
    "{\"path\":\"/indicators/1/target\",\"how\":\"missing\"}],"
    "\"support\":{\"/funds/0/initial\":\"checked\",\"/total/score\":\"alone\","
    "\"/class_weights/a~1b~0\":\"agreed\"},"
    "\"dashes\":[\"/funds/1/weight\"],\"raw\":{\"/unit\":\"U U\"}}]}";

static void test_codec_form_json__round_trip(void **state)
{
    (void)state;
    struct form_json file;
    struct err err;
    assert_int_equal(read_file(&file, str_of(whole), &err), RC_OK);
    same(write_file(&file), str_of(whole));
    const struct form *form = &file.reading->forms[0];
    assert_int_equal(form->project.state, CELL_MISSING);
    assert_true(form->is_department && form->is_complete && form->head_is_missing);
    assert_int_equal(form->funds[0].initial.state, CELL_REPAIRED);
    assert_int_equal(form->funds[0].initial.support, SUPPORT_CHECKED);
    assert_int_equal(form->funds[0].initial.at.line, 6);
    assert_int_equal(form->funds[0].initial.at.cell, 5);
    assert_int_equal(form->funds[0].rate.support, SUPPORT_EXACT);
    assert_int_equal(form->funds[1].weight.state, CELL_DASH);
    assert_int_equal(form->funds[1].score.state, CELL_ABSENT);
    same(form->rows[0].unit_column.text, STR("人"));
    assert_true(form->columns[COLUMN_SCORE] && !form->columns[COLUMN_WEIGHT]);
    assert_int_equal(form->n_notes, 6);
    assert_int_equal(form->notes[5].kind, NOTE_TASK);
    same(file.reading->file, STR("b.txt"));
    same(file.notes[0].code, STR("bidi"));
}

// What nobody said: the file's own name, no source, an end that was or was not read.
static void test_codec_form_json__bare(void **state)
{
    (void)state;
    struct form_json file;
    struct err err;
    assert_int_equal(
        read_file(&file,
                  STR("{\"schema\":\"heng.forms/1\",\"forms\":[{},{\"total\":{\"score\":\"1\"}},"
                      "{\"total\":{\"weight\":\"1\"}},{\"grade\":\"优\"},"
                      "{\"total\":null,\"year\":\"2021-2022\",\"scope\":\"project\","
                      "\"indicators\":[{\"unit_column\":false}]}]}"),
                  &err),
        RC_OK);
    const struct form *forms = file.reading->forms;
    same(file.reading->file, STR("a.json"));
    same(file.reading->format, STR("json"));
    same(file.reading->sha256, STR("sum"));
    for (size_t i = 0; i < 4; i++)
        assert_true(forms[i].is_complete);
    assert_false(forms[4].is_complete);
    assert_int_equal(forms[4].total_score.state, CELL_MISSING);
    assert_int_equal(forms[4].rows[0].unit_column.state, CELL_ABSENT);
    same(forms[4].year.text, STR("2021-2022"));
    assert_true(str_has(write_file(&file), STR("\"year\":\"2021-2022\"")));
    const char *const ends[] = {"{\"total\":{\"score\":\"1\"}}", "{\"total\":{\"weight\":\"1\"}}",
                                "{\"grade\":\"优\"}"};
    for (size_t i = 0; i < LENGTH_OF(ends); i++) {
        struct str bytes = buf_print(mem, "{\"schema\":\"heng.forms/1\",\"forms\":[%s]}", ends[i]);
        assert_int_equal(read_file(&file, bytes, &err), RC_OK);
        assert_true(file.reading->forms[0].is_complete);
    }
}

// A mark on a whole object: its cells are expected, and not there.
static void test_codec_form_json__object_marks(void **state)
{
    (void)state;
    struct form_json file;
    struct err err;
    assert_int_equal(
        read_file(&file,
                  STR("{\"schema\":\"heng.forms/1\",\"forms\":[{\"indicators\":[{\"actual\":"
                      "{\"unit\":\"人\"}}],\"funds\":[{\"source\":\"total\"}],\"marks\":["
                      "{\"path\":\"/total\",\"how\":\"missing\"},"
                      "{\"path\":\"/goals\",\"how\":\"missing\"},"
                      "{\"path\":\"/funds\",\"how\":\"missing\"},"
                      "{\"path\":\"/funds/0\",\"how\":\"doubtful\"},"
                      "{\"path\":\"/indicators\",\"how\":\"missing\"},"
                      "{\"path\":\"/indicators/0\",\"how\":\"missing\",\"at\":\"page 2\"},"
                      "{\"path\":\"/indicators/0/target\",\"how\":\"missing\"},"
                      "{\"path\":\"/indicators/0/actual\",\"how\":\"missing\"}]},"
                      "{\"total\":{\"score\":\"1\"},\"marks\":["
                      "{\"path\":\"/total\",\"how\":\"doubtful\"}]},"
                      "{\"total\":{\"weight\":\"1\"},\"goals\":{\"actual\":\"x\"},\"marks\":["
                      "{\"path\":\"/total\",\"how\":\"missing\"},"
                      "{\"path\":\"/goals\",\"how\":\"missing\"}]}]}"),
                  &err),
        RC_OK);
    const struct form *form = &file.reading->forms[0];
    assert_int_equal(form->total_weight.state, CELL_MISSING);
    assert_int_equal(form->total_score.state, CELL_MISSING);
    assert_int_equal(form->goal_expected.state, CELL_MISSING);
    assert_int_equal(form->rows[0].target.value.state, CELL_MISSING);
    assert_int_equal(form->rows[0].actual.value.state, CELL_ABSENT);
    assert_int_equal(file.reading->forms[1].total_weight.state, CELL_ABSENT);
    assert_int_equal(file.reading->forms[2].total_weight.state, CELL_READ);
    assert_int_equal(file.reading->forms[2].goal_expected.state, CELL_MISSING);
}

static const struct {
    const char *forms; // inside "forms": [ … ]
    const char *key, *path;
} bad[] = {
    {"1", "err.forms.want_object", "/forms/0"},
    {"{\"projekt\":\"x\"}", "err.forms.unknown_near", "/forms/0/projekt"},
    {"{\"zzzzzz\":\"x\"}", "err.forms.unknown", "/forms/0/zzzzzz"},
    {"{\"project\":1}", "err.forms.number", "/forms/0/project"},
    {"{\"project\":true}", "err.forms.want_text", "/forms/0/project"},
    {"{\"project\":[]}", "err.forms.want_text", "/forms/0/project"},
    {"{\"scope\":\"x\"}", "err.forms.scope", "/forms/0/scope"},
    {"{\"scope\":1}", "err.forms.want_text", "/forms/0/scope"},
    {"{\"columns\":{}}", "err.forms.want_list", "/forms/0/columns"},
    {"{\"columns\":[\"x\"]}", "err.forms.column", "/forms/0/columns/0"},
    {"{\"columns\":[1]}", "err.forms.want_text", "/forms/0/columns/0"},
    {"{\"funds\":{}}", "err.forms.want_list", "/forms/0/funds"},
    {"{\"funds\":[1]}", "err.forms.want_object", "/forms/0/funds/0"},
    {"{\"funds\":[{}]}", "err.forms.source", "/forms/0/funds/0/source"},
    {"{\"funds\":[{\"source\":\"x\"}]}", "err.forms.source", "/forms/0/funds/0/source"},
    {"{\"funds\":[{\"source\":1}]}", "err.forms.want_text", "/forms/0/funds/0/source"},
    {"{\"funds\":[{\"source\":\"total\",\"x\":1}]}", "err.forms.unknown", "/forms/0/funds/0/x"},
    {"{\"goals\":[]}", "err.forms.want_object", "/forms/0/goals"},
    {"{\"goals\":{\"expectd\":\"\"}}", "err.forms.unknown_near", "/forms/0/goals/expectd"},
    {"{\"class_weights\":[]}", "err.forms.want_object", "/forms/0/class_weights"},
    {"{\"class_weights\":{\"a\":1}}", "err.forms.number", "/forms/0/class_weights/a"},
    {"{\"indicators\":{}}", "err.forms.want_list", "/forms/0/indicators"},
    {"{\"indicators\":[1]}", "err.forms.want_object", "/forms/0/indicators/0"},
    {"{\"indicators\":[{},{\"x\":1}]}", "err.forms.unknown", "/forms/0/indicators/1/x"},
    {"{\"indicators\":[{\"target\":{\"zzzzzz\":1}}]}", "err.forms.unknown",
     "/forms/0/indicators/0/target/zzzzzz"},
    {"{\"indicators\":[{\"actual\":1}]}", "err.forms.want_object", "/forms/0/indicators/0/actual"},
    {"{\"indicators\":[{\"unit_column\":1}]}", "err.forms.number",
     "/forms/0/indicators/0/unit_column"},
    {"{\"total\":1}", "err.forms.want_object", "/forms/0/total"},
    {"{\"explanation\":1}", "err.forms.want_text", "/forms/0/explanation"},
    {"{\"notes\":[]}", "err.forms.want_object", "/forms/0/notes"},
    {"{\"notes\":{\"a\":1}}", "err.forms.want_text", "/forms/0/notes/a"},
    {"{\"notes\":{\"a\":[\"x\",1]}}", "err.forms.want_text", "/forms/0/notes/a/1"},
    {"{\"tasks\":{}}", "err.forms.want_list", "/forms/0/tasks"},
    {"{\"tasks\":[1]}", "err.forms.want_object", "/forms/0/tasks/0"},
    {"{\"tasks\":[{\"nam\":\"\"}]}", "err.forms.unknown_near", "/forms/0/tasks/0/nam"},
    {"{\"tasks\":[{\"text\":1}]}", "err.forms.want_text", "/forms/0/tasks/0/text"},
    {"{\"remains\":1}", "err.forms.want_list", "/forms/0/remains"},
    {"{\"remains\":[1]}", "err.forms.want_text", "/forms/0/remains/0"},
    {"{\"is_complete\":\"yes\"}", "err.forms.want_bool", "/forms/0/is_complete"},
    {"{\"head_is_missing\":null}", "err.forms.want_bool", "/forms/0/head_is_missing"},
    {"{\"rounding\":1}", "err.forms.want_object", "/forms/0/rounding"},
    {"{\"marks\":{}}", "err.forms.want_list", "/forms/0/marks"},
    {"{\"marks\":[1]}", "err.forms.want_object", "/forms/0/marks/0"},
    {"{\"marks\":[{\"zzzzzz\":1}]}", "err.forms.unknown", "/forms/0/marks/0/zzzzzz"},
    {"{\"marks\":[{\"path\":1}]}", "err.forms.want_text", "/forms/0/marks/0/path"},
    {"{\"marks\":[{\"path\":\"/unit\",\"how\":\"x\"}]}", "err.forms.how", "/forms/0/marks/0/how"},
    {"{\"marks\":[{\"path\":\"/unit\",\"how\":\"read\"}]}", "err.forms.how",
     "/forms/0/marks/0/how"},
    {"{\"marks\":[{\"path\":\"/unit\",\"how\":\"dash\"}]}", "err.forms.how",
     "/forms/0/marks/0/how"},
    {"{\"marks\":[{\"path\":\"/unit\",\"how\":\"absent\"}]}", "err.forms.how",
     "/forms/0/marks/0/how"},
    {"{\"marks\":[{\"path\":\"/unit\",\"how\":\"missing\"}]}", "err.forms.no_cell",
     "/forms/0/marks/0"},
    {"{\"marks\":[{\"path\":\"/x\",\"how\":\"missing\"}]}", "err.forms.no_cell",
     "/forms/0/marks/0"},
    {"{\"unit\":\"U\",\"marks\":[{\"path\":\"/unit\",\"how\":\"missing\"}]}",
     "err.forms.mark_value", "/forms/0/marks/0"},
    {"{\"unit\":null,\"marks\":[{\"path\":\"/unit\",\"how\":\"repaired\"}]}", "err.forms.mark_null",
     "/forms/0/marks/0"},
    {"{\"support\":[]}", "err.forms.want_object", "/forms/0/support"},
    {"{\"support\":{\"/unit\":1}}", "err.forms.want_text", "/forms/0/support//unit"},
    {"{\"support\":{\"/unit\":\"alone\"}}", "err.forms.no_cell", "/forms/0/support//unit"},
    {"{\"unit\":\"U\",\"support\":{\"/unit\":\"x\"}}", "err.forms.support",
     "/forms/0/support//unit"},
    {"{\"unit\":\"U\",\"support\":{\"/unit\":\"\"}}", "err.forms.support",
     "/forms/0/support//unit"},
    {"{\"dashes\":{}}", "err.forms.want_list", "/forms/0/dashes"},
    {"{\"dashes\":[1]}", "err.forms.want_text", "/forms/0/dashes/0"},
    {"{\"dashes\":[\"/x\"]}", "err.forms.dash", "/forms/0/dashes/0"},
    {"{\"unit\":\"U\",\"dashes\":[\"/unit\"]}", "err.forms.dash", "/forms/0/dashes/0"},
    {"{\"raw\":[]}", "err.forms.want_object", "/forms/0/raw"},
    {"{\"raw\":{\"/unit\":1}}", "err.forms.want_text", "/forms/0/raw//unit"},
    {"{\"raw\":{\"/unit\":\"x\"}}", "err.forms.no_cell", "/forms/0/raw//unit"},
};

static struct str arg(const struct err *err, const char *name)
{
    for (size_t i = 0; i < err->n; i++)
        if (strcmp(err->args[i].name, name) == 0)
            return err->args[i].value;
    return STR_NONE;
}

static void test_codec_form_json__bad_forms(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH_OF(bad); i++) {
        struct form_json file;
        struct err err;
        struct str bytes =
            buf_print(mem, "{\"schema\":\"heng.forms/1\",\"forms\":[%s]}", bad[i].forms);
        assert_int_equal(read_file(&file, bytes, &err), RC_INPUT);
        assert_string_equal(err.key, bad[i].key);
        same(arg(&err, "path"), str_of(bad[i].path));
        same(arg(&err, "file"), STR("a.json"));
    }
}

static void test_codec_form_json__bad_files(void **state)
{
    static const struct {
        const char *bytes, *key, *path;
    } files[] = {
        {"[]", "err.forms.want_object", "/"},
        {"{}", "err.forms.schema_none", "/schema"},
        {"{\"schema\":\"heng.score/1\"}", "err.forms.schema_other", "/schema"},
        {"{\"schema\":\"heng.forms/1\"}", "err.forms.no_forms", "/"},
        {"{\"schema\":\"heng.forms/1\",\"form\":[]}", "err.forms.unknown_near", "/form"},
        {"{\"schema\":\"heng.forms/1\",\"forms\":{}}", "err.forms.want_list", "/forms"},
        {"{\"schema\":\"heng.forms/1\",\"source\":[]}", "err.forms.want_object", "/source"},
        {"{\"schema\":\"heng.forms/1\",\"source\":{\"x\":1}}", "err.forms.unknown", "/source/x"},
        {"{\"schema\":\"heng.forms/1\",\"source\":{\"file\":1}}", "err.forms.want_text",
         "/source/file"},
        {"{\"schema\":\"heng.forms/1\",\"source\":{\"notes\":1}}", "err.forms.want_list",
         "/source/notes"},
        {"{\"schema\":\"heng.forms/1\",\"source\":{\"notes\":[1]}}", "err.forms.want_object",
         "/source/notes/0"},
        {"{\"schema\":\"heng.forms/1\",\"source\":{\"notes\":[{\"code\":1}]}}",
         "err.forms.want_text", "/source/notes/0/code"},
        {"{\"schema\":\"heng.forms/1\",\"source\":{\"notes\":[{\"cod\":\"\"}]}}",
         "err.forms.unknown_near", "/source/notes/0/cod"},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH_OF(files); i++) {
        struct form_json file;
        struct err err;
        assert_int_equal(read_file(&file, str_of(files[i].bytes), &err), RC_INPUT);
        assert_string_equal(err.key, files[i].key);
        same(arg(&err, "path"), str_of(files[i].path));
    }
}

// `n` times one text, as a list or a map without end.
static struct str many(const char *head, const char *item, size_t n, const char *tail, bool is_map)
{
    struct buf out = buf_new(mem, 48 << 20);
    buf_add_c(&out, head);
    for (size_t i = 0; i < n; i++) {
        buf_add_c(&out, i > 0 ? "," : "");
        if (is_map)
            buf_fmt(&out, "\"%zu\":", i);
        buf_add_c(&out, item);
    }
    buf_add_c(&out, tail);
    return buf_str(&out);
}

static void test_codec_form_json__ceilings(void **state)
{
    (void)state;
    struct form_json file;
    struct err err;
#define FORM "{\"schema\":\"heng.forms/1\",\"forms\":["
    const struct str files[] = {
        many(FORM, "{}", limit_of(LIMIT_READING_FORMS) + 1, "]}", false),
        many(FORM "{\"indicators\":[", "{}", limit_of(LIMIT_READING_ROWS) + 1, "]}]}", false),
        many(FORM "{\"class_weights\":{", "\"1\"", limit_of(LIMIT_READING_CLASSES) + 1, "}}]}",
             true),
        many(FORM "{\"notes\":{\"n\":[", "\"1\"", limit_of(LIMIT_READING_ROWS) + 1, "]}}]}", false),
    };
    for (size_t i = 0; i < LENGTH_OF(files); i++) {
        assert_int_equal(read_file(&file, files[i], &err), RC_REFUSED);
        assert_string_equal(err.key, "err.forms.many");
        assert_true(arg(&err, "most").len > 0);
    }
}

// What the reader may hand over and JSON does not say: two weights of one class, rounding, text
// that is empty, a doubt without value, a figure on the line of the year.
static void test_codec_form_json__write(void **state)
{
    (void)state;
    struct class_weight classes[] = {
        {STR("a"), {.state = CELL_READ, .text = STR("1")}},
        {STR("a"), {.state = CELL_READ, .text = STR("2")}},
        {STR("b"), {.state = CELL_DASH}},
    };
    struct row rows[] = {{.target.text = {.state = CELL_MISSING, .raw = STR("■")},
                          .target.unit = {.state = CELL_READ, .text = STR("个")}},
                         {.actual.text = {.state = CELL_MISSING}}};
    struct form form = {
        .year = {.state = CELL_DOUBTFUL},
        .title = {.state = CELL_READ},
        .classes = classes,
        .n_classes = 3,
        .rows = rows,
        .n_rows = 2,
    };
    struct reading reading = {.file = STR("f"), .forms = &form, .n_forms = 1};
    struct form_json_rounding rounding = {STR("trunc"), STR("e"), 2};
    struct form_json file = {.reading = &reading, .roundings = &rounding};
    struct str out = write_file(&file);
    const char *const wanted[] = {
        "\"year\":null,\"title\":\"\",\"columns\":[]",
        "\"class_weights\":{\"a\":\"1\"}",
        "\"rounding\":{\"mode\":\"trunc\",\"digits\":2,\"evidence\":\"e\"}",
        "{\"path\":\"/year\",\"how\":\"doubtful\"}",
        "\"how\":\"missing\",\"raw\":\"■\"}",
        "{\"path\":\"/indicators/1/actual\",\"how\":\"missing\"}",
    };
    for (size_t i = 0; i < LENGTH_OF(wanted); i++)
        assert_true(str_has(out, str_of(wanted[i])));
    assert_false(str_has(out, STR("\"/indicators/0/target\"")));
    rounding = (struct form_json_rounding){STR("half_up"), STR_NONE, 0};
    assert_true(str_has(write_file(&file), STR("{\"mode\":\"half_up\",\"digits\":0}")));
    rounding.mode = STR_NONE;
    assert_false(str_has(write_file(&file), STR("rounding")));
    form.year = (struct cell){.state = CELL_READ, .text = STR("0123")};
    assert_true(str_has(write_file(&file), STR("\"year\":\"0123\"")));
}

static void test_codec_form_json__paths(void **state)
{
    (void)state;
    struct class_weight class = {STR("a/~"), {.state = CELL_READ}};
    struct fund fund = {0};
    struct row row = {.target.unit.state = CELL_READ};
    struct form form = {
        .rows = &row, .n_rows = 1, .funds = &fund, .n_funds = 1, .classes = &class, .n_classes = 1};
    static const char *const none[] = {
        "",
        "unit",
        "/",
        "/x",
        "/funds",
        "/funds/0",
        "/funds/1/rate",
        "/funds/x/rate",
        "/funds//rate",
        "/funds/0000000000/rate",
        "/funds/0/x",
        "/funds/0/rate/x",
        "/indicators/0",
        "/indicators/1/score",
        "/indicators/0/x",
        "/indicators/0/x/value",
        "/indicators/0/target/x",
        "/indicators/0/target/value/x",
        "/goals/x",
        "/goals/actual/x",
        "/total/x",
        "/x/y",
        "/class_weights/x",
        "/class_weights/a~1~",
        "/class_weights/a~1~2",
        "/class_weights/a~1~0x",
        "/class_weights/a~1",
    };
    bool is_number;
    for (size_t i = 0; i < LENGTH_OF(none); i++)
        assert_null(form_json_cell(&form, str_of(none[i]), &is_number));
    assert_ptr_equal(form_json_cell(&form, STR("/class_weights/a~1~0"), &is_number), &class.weight);
    assert_true(is_number);
    assert_ptr_equal(form_json_cell(&form, STR("/indicators/0/target/value"), &is_number),
                     &row.target.value);
    assert_ptr_equal(form_json_cell(&form, STR("/indicators/0/level3"), &is_number), &row.level3);
    assert_ptr_equal(form_json_cell(&form, STR("/grade"), &is_number), &form.grade);
    assert_false(is_number);
    same(form_json_class_path(mem, class.name), STR("/class_weights/a~1~0"));
    assert_false(form_json_is_object(&form, STR("x")));
    assert_false(form_json_is_object(&form, STR("/unit/x")));
    assert_false(form_json_is_object(&form, STR("/indicators/0/unit")));
    assert_false(form_json_is_object(&form, STR("/indicators/0/target/x")));
    assert_false(form_json_is_object(&form, STR("/funds/0/x")));
    assert_false(form_json_is_object(&form, STR("/funds/1")));
    assert_true(form_json_is_object(&form, STR("/indicators/0/target")));
    assert_null(form_json_lone_value(&form, STR("x")));
    assert_null(form_json_lone_value(&form, STR("/funds/0/x")));
    assert_null(form_json_lone_value(&form, STR("/indicators/1/target")));
    assert_null(form_json_lone_value(&form, STR("/indicators/0/score")));
    assert_null(form_json_lone_value(&form, STR("/indicators/0/target")));
    assert_ptr_equal(form_json_lone_value(&form, STR("/indicators/0/actual")), &row.actual.value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codec_form_json__round_trip),
        cmocka_unit_test(test_codec_form_json__bare),
        cmocka_unit_test(test_codec_form_json__object_marks),
        cmocka_unit_test(test_codec_form_json__bad_forms),
        cmocka_unit_test(test_codec_form_json__bad_files),
        cmocka_unit_test(test_codec_form_json__ceilings),
        cmocka_unit_test(test_codec_form_json__write),
        cmocka_unit_test(test_codec_form_json__paths),
    };
    return cmocka_run_group_tests(tests, start, end);
}
