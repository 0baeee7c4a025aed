// SPDX-License-Identifier: AGPL-3.0-or-later
#include "act/act_form.h"

#include "act/act_form_json.h"
#include "codec/form_json.h"
#include "core/check.h"
#include "core/form.h"
#include "core/label.h"
#include "core/profile.h"
#include "core/score.h"
#include "test/unit/place.h"

// A form as JSON with one row, whose total line of the funds decides the rounding or not.
#define FORM(rate, score, more)                                                                    \
    "{\"schema\":\"heng.forms/1\",\"source\":{\"file\":\"a.txt\",\"format\":\"text\","             \
    "\"sha256\":\"s\"},\"forms\":[{\"project\":\"P\",\"unit\":\"U\",\"money_unit\":\"万元\","    \
    "\"columns\":[\"target\",\"actual\",\"weight\",\"score\"],\"funds\":[{\"source\":\"total\","   \
    "\"initial\":\"50.40\",\"adjusted\":\"50.40\",\"executed\":\"47.27\",\"rate\":\"" rate "\","   \
    "\"weight\":\"10\",\"score\":\"" score "\"}],\"indicators\":[{\"level2\":\"数量指标\","    \
    "\"level3\":\"N\",\"target\":{\"op\":\"≥\",\"value\":\"8\",\"unit\":\"个\"},"               \
    "\"actual\":{\"value\":\"8\",\"unit\":\"个\"},\"weight\":\"90\",\"score\":\"85\"}],"          \
    "\"total\":{\"weight\":\"100\",\"score\":\"94\"}" more "}]}"

static void open_good(struct unit_place *p, struct act_form *act)
{
    struct err err = {0};
    if (act_form_open(p->mem, act, NULL, LANG_EN, &err) != RC_OK)
        fail_msg("%s", err.key);
    if (act_form_profile(act, STR_NONE, &err) != RC_OK)
        fail_msg("%s", err.key);
}

static struct act_form_file *add(struct unit_place *p, struct act_form *act, const char *name,
                                 const char *bytes)
{
    static struct act_form_files files;
    const char *path = place_path(p, name);
    if (bytes)
        place_write(path, bytes);
    files = (struct act_form_files){0};
    act_form_add(p->mem, act, &files, path);
    assert_true(files.n > 0);
    return &files.at[files.n - 1];
}

static void test_act_form__open(void **state)
{
    struct unit_place *p = *state;
    struct act_form act;
    open_good(p, &act);
    assert_str(act.profile->name, str_cstr(p->mem, act.by->profile));
    assert_int_equal(act.by->data.len, 64);
    assert_int_equal(act.by->profile_digest.len, 64);
    struct str base = act.by->profile_digest;
    struct err err = {0};
    assert_int_equal(act_form_profile(&act, STR("hubei"), &err), RC_OK);
    assert_false(str_eq(base, act.by->profile_digest));
    assert_int_equal(act_form_profile(&act, STR("none"), &err), RC_USAGE);
}

// Data laid over that is not in order, one file at a time.
static void test_act_form__bad_data(void **state)
{
    static const struct {
        const char *folder, *path, *text, *key;
    } bad[] = {
        {"data/words", "data/words/score.yaml", "a: [b", "err.yaml.syntax"},
        {"data/words", "data/words/score.yaml", "a: [b]", "err.words.need"},
        {"data/words", "data/words/check.yaml", "a: [b]", "err.words.need"},
        {"data/words", "data/words/units.yaml", "a: b", NULL},
        {"data/label/zh", "data/label/zh/err.yaml", "a: [b]", "err.label.map"},
        {"form/profiles", "form/profiles/mine.yaml", "a: [b", "err.yaml.syntax"},
    };
    struct unit_place *p = *state;
    for (size_t i = 0; i < LENGTH_OF(bad); i++) {
        const char *home = place_path(p, buf_print(p->mem, "%zu", i).ptr);
        assert_int_equal(mkdir(home, 0700), 0);
        struct str folder = str_of(bad[i].folder);
        for (size_t n = 1; n <= folder.len; n++)
            if (n == folder.len || folder.ptr[n] == '/')
                mkdir(buf_print(p->mem, "%s/%.*s", home, (int)n, folder.ptr).ptr, 0700);
        place_write(buf_print(p->mem, "%s/%s", home, bad[i].path).ptr, bad[i].text);
        struct act_form act;
        struct err err = {0};
        assert_int_equal(act_form_open(p->mem, &act, home, LANG_ZH, &err), RC_INPUT);
        if (bad[i].key)
            assert_string_equal(err.key, bad[i].key);
    }
    struct act_form act;
    struct err err = {0};
    assert_int_equal(act_form_open(p->mem, &act, place_path(p, "none"), LANG_ZH, &err), RC_INPUT);
}

static void test_act_form__bad_default(void **state)
{
    struct unit_place *p = *state;
    struct act_form act;
    struct err err = {0};
    assert_int_equal(mkdir(place_path(p, "form"), 0700), 0);
    place_write(place_path(p, "form/default.yaml"), "profile: [a");
    assert_int_equal(act_form_open(p->mem, &act, p->folder, LANG_ZH, &err), RC_OK);
    assert_int_equal(act_form_profile(&act, STR_NONE, &err), RC_INPUT);
}

// The reader's words are looked at when the first text is opened.
static void test_act_form__bad_lexicon(void **state)
{
    static const char *const texts[] = {"a: [b", "nothing: here"};
    struct unit_place *p = *state;
    assert_int_equal(mkdir(place_path(p, "data"), 0700), 0);
    assert_int_equal(mkdir(place_path(p, "data/read"), 0700), 0);
    for (size_t i = 0; i < LENGTH_OF(texts); i++) {
        struct act_form act;
        struct err err = {0};
        place_write(place_path(p, "data/read/classes.yaml"), texts[i]);
        assert_int_equal(act_form_open(p->mem, &act, p->folder, LANG_ZH, &err), RC_OK);
        assert_int_equal(add(p, &act, "a.txt", "x")->rc, RC_INPUT);
        assert_int_equal(add(p, &act, "a.json", FORM("93.79", "9.37", ""))->rc, RC_OK);
    }
}

static void test_act_form__check_profile(void **state)
{
    struct unit_place *p = *state;
    struct act_form act;
    struct profile out;
    struct err err = {0};
    open_good(p, &act);
    size_t n = act.n_profiles;
    const char *path = place_path(p, "mine.yaml");
    assert_int_equal(act_form_check_profile(&act, &out, path, &err), RC_INPUT);
    place_write(path, "a: [b");
    assert_int_equal(act_form_check_profile(&act, &out, path, &err), RC_INPUT);
    place_write(path, "inherits: national-2020\ntitle: {zh: 我, en: mine}\n"
                      "basis: {zh: 我, en: mine}\nconfidence: confirmed\n");
    assert_int_equal(act_form_check_profile(&act, &out, path, &err), RC_OK);
    assert_str(out.name, "mine");
    assert_int_equal(act.n_profiles, n + 1);
    assert_int_equal(act_form_check_profile(&act, &out, path, &err), RC_OK);
    assert_int_equal(act.n_profiles, n + 1);
}

// A text's odd characters are told, with their line; why a cell is marked, in the reader's tongue.
static void test_act_form__notes_and_whys(void **state)
{
    struct unit_place *p = *state;
    struct act_form act;
    open_good(p, &act);
    struct act_form_file *file =
        add(p, &act, "a.txt",
            "项目支出绩效自评表\n项目名称\t\001桥\n三级指标\t年度指标值\t分值\n"
            "总分\t100\n");
    assert_non_null(file->json);
    assert_true(file->json->n_notes > 0);
    assert_str(file->json->notes[0].code, "control");
    assert_str(file->json->notes[0].place, "line 2");
    assert_true(str_has(file->json->notes[0].message, STR("2")));
    file = add(p, &act, "b.json",
               FORM("93.79", "9.37",
                    ",\"class_weights\":{\"产出指标\":null},\"marks\":[{\"path\":"
                    "\"/class_weights/产出指标\",\"how\":\"missing\",\"why\":"
                    "\"why.nothing\"},{\"path\":\"/project\",\"how\":\"stated\","
                    "\"why\":\"told\"}]"));
    assert_int_equal(file->rc, RC_OK);
    assert_string_equal(file->json->reading->forms[0].classes[0].weight.why, "why.nothing");
    assert_string_equal(file->json->reading->forms[0].project.why, "told");
}

// Which convention a form's own figures show: by the score, by the rate, not at all.
static void test_act_form__rounding(void **state)
{
    static const struct {
        const char *bytes, *mode, *said;
    } forms[] = {
        {FORM("93.79", "9.37", ""), "trunc", "printed score 9.37"},
        {FORM("93.78", "9.37", ""), "trunc", ""},
        {FORM("100", "10", ""), "", ""},
    };
    struct unit_place *p = *state;
    struct act_form act;
    open_good(p, &act);
    for (size_t i = 0; i < LENGTH_OF(forms); i++) {
        const struct act_form_file *file = add(p, &act, "a.json", forms[i].bytes);
        assert_int_equal(file->rc, RC_OK);
        if (i != 1)
            assert_str(file->json->roundings[0].mode, forms[i].mode);
        assert_true(str_has(file->json->roundings[0].evidence, str_of(forms[i].said)));
    }
}

static void test_act_form__inputs(void **state)
{
    struct unit_place *p = *state;
    struct act_form act;
    open_good(p, &act);
    assert_int_equal(add(p, &act, "none.txt", NULL)->rc, RC_INPUT);
    assert_int_equal(add(p, &act, "bad.json", "{")->rc, RC_INPUT);
    assert_int_equal(add(p, &act, "list.json", "[1]")->rc, RC_INPUT);
    assert_int_equal(add(p, &act, "bom.json", "\xEF\xBB\xBF " FORM("93.79", "9.37", ""))->rc,
                     RC_OK);
    struct act_form_file *none = add(p, &act, "no.txt", "nothing\n");
    assert_int_equal(none->rc, RC_INPUT);
    assert_string_equal(none->err.key, "err.form.none");
    assert_non_null(none->json);
    assert_int_equal(add(p, &act, "no.json", "{\"schema\":\"heng.forms/1\",\"forms\":[]}\n")->rc,
                     RC_INPUT);
    // Readings a line each, with blank lines between, one of them bad.
    struct act_form_files files = {0};
    const char *path = place_path(p, "all.jsonl");
    place_write(path, FORM("93.79", "9.37", "") "\n\n" FORM("93.79", "9.37", "") "\r\n{}\n");
    act_form_add(p->mem, &act, &files, path);
    assert_int_equal(files.n, 3);
    assert_int_equal(files.at[1].rc, RC_OK);
    assert_string_equal(files.at[2].err.key, "err.forms.schema_none");
    assert_true(str_ends(files.at[2].name, STR("all.jsonl#4")));
    act_form_sort(p->mem, &files);
    assert_true(str_ends(files.at[0].name, STR("all.jsonl#4")));
    assert_str(files.at[1].name, "a.txt");
    assert_str(files.at[2].name, "a.txt#2");
    assert_str(files.at[2].json->reading->file, "a.txt#2");
}

// Files that failed can share a name too.
static void test_act_form__sort(void **state)
{
    struct unit_place *p = *state;
    struct act_form_file at[] = {
        {.name = STR("b")}, {.name = STR("a")}, {.name = STR("b")}, {.name = STR("b")}};
    struct act_form_files files = {at, LENGTH_OF(at), LENGTH_OF(at)};
    act_form_sort(p->mem, &files);
    assert_str(at[0].name, "a");
    assert_str(at[1].name, "b");
    assert_str(at[2].name, "b#2");
    assert_str(at[3].name, "b#3");
}

// A file that does not fit its memory is one failure; what was opened before stays.
static void test_act_form__memory(void **state)
{
    struct unit_place *p = *state;
    struct act_form act;
    struct act_form_files files = {0};
    open_good(p, &act);
    struct mem *small = mem_new(1 << 16);
    assert_non_null(small);
    const char *path = place_path(p, "a.json");
    place_write(path, FORM("93.79", "9.37", ""));
    act_form_add(small, &act, &files, path);
    assert_int_equal(files.n, 1);
    mem_reset(small);
    files = (struct act_form_files){0};
    for (size_t n = 1; n < 4000; n += 1 + n / 4) {
        mem_fail_at(small, n);
        files = (struct act_form_files){0};
        act_form_add(small, &act, &files, path);
        assert_int_equal(files.n, 1);
        assert_true(files.at[0].rc == RC_OK || files.at[0].rc == RC_MEMORY);
        if (files.at[0].rc == RC_MEMORY)
            assert_string_equal(files.at[0].err.key, "err.memory");
        mem_fail_at(small, 0);
        mem_reset(small);
    }
    mem_free(small);
}

static void test_act_form__sheet(void **state)
{
    struct unit_place *p = *state;
    struct act_form act;
    struct sheet *sheet;
    struct err err = {0};
    open_good(p, &act);
    assert_int_equal(act_form_sheet(p->mem, &act, &sheet, place_path(p, "none"), &err), RC_INPUT);
    const char *path = place_path(p, "a");
    place_write(path, "{}");
    assert_int_equal(act_form_sheet(p->mem, &act, &sheet, path, &err), RC_INPUT);
    assert_string_equal(err.key, "err.form.no_tokens");
    place_write(path, "a\tb\n");
    assert_int_equal(act_form_sheet(p->mem, &act, &sheet, path, &err), RC_OK);
}

static struct act_form_files two_files(struct unit_place *p, struct act_form *act)
{
    struct act_form_files files = {0};
    place_write(place_path(p, "a.json"), FORM("93.79", "9.37", ""));
    place_write(place_path(p, "dir-b.json"),
                "{\"schema\":\"heng.forms/1\",\"source\":{\"file\":\"dir/b.txt\"},\"forms\":[{"
                "\"indicators\":[{\"level3\":\"N\"}]}]}");
    act_form_add(p->mem, act, &files, place_path(p, "a.json"));
    act_form_add(p->mem, act, &files, place_path(p, "dir-b.json"));
    act_form_add(p->mem, act, &files, place_path(p, "none"));
    return files;
}

static void test_act_form__find(void **state)
{
    static const struct {
        const char *place, *key; // key NULL: found
    } places[] = {
        {"a.txt:1.1.score", NULL},
        {"b.txt:1.1.score", NULL},
        {"dir/b.txt:1.1.score", NULL},
        {"1.1.score", "err.place.which_file"},
        {"r/b.txt:1.1.score", "err.place.no_file"},
        {"c.txt:1.1.score", "err.place.no_file"},
        {"a.txt:2.1.score", "err.place.no_form"},
        {"a.txt:1.1.scor", "err.at.cell_near"},
    };
    struct unit_place *p = *state;
    struct act_form act;
    open_good(p, &act);
    struct act_form_files files = two_files(p, &act);
    for (size_t i = 0; i < LENGTH_OF(places); i++) {
        struct act_form_file *file;
        struct score_at at;
        struct err err = {0};
        enum rc rc = act_form_find(p->mem, &file, &at, &files, str_of(places[i].place), &err);
        assert_int_equal(rc, places[i].key ? RC_USAGE : RC_OK);
        if (places[i].key)
            assert_string_equal(err.key, places[i].key);
    }
    // A place in a file that could not be opened: why it could not.
    struct act_form_file *file;
    struct score_at at;
    struct err err = {0};
    struct str place = buf_print(p->mem, "%s:1.1.score", place_path(p, "none"));
    assert_int_equal(act_form_find(p->mem, &file, &at, &files, place, &err), RC_INPUT);
    assert_string_equal(err.key, "err.file.absent");
}

static enum rc suppose(struct unit_place *p, struct act_form *act, const char *a, const char *b,
                       struct act_form_files *out, struct act_form_set *sets)
{
    struct act_form_files files = two_files(p, act);
    struct str assumptions[] = {str_of(a), str_of(b)};
    struct err err = {0};
    return act_form_whatif(p->mem, act, out, sets, &files, assumptions, 2, &err);
}

static void test_act_form__whatif(void **state)
{
    struct unit_place *p = *state;
    struct act_form act;
    struct act_form_files out;
    struct act_form_set sets[2];
    open_good(p, &act);
    assert_int_equal(suppose(p, &act, "a.txt:1.1.actual=4", " b.txt:1.1.weight = 5", &out, sets),
                     RC_OK);
    assert_str(sets[0].before, "8");
    assert_str(sets[0].after, "4");
    assert_str(sets[1].before, "");
    assert_str(sets[1].place, "b.txt:1.1.weight");
    assert_true(out.at[0].scores[0].rows[0].strict.is_known);
    assert_int_equal(out.at[0].scores[0].rows[0].strict.dec.n,
                     4500); // 4 of 8 of 90 points, two decimals
    assert_int_equal(suppose(p, &act, "a.txt:1.1.actual", "x", &out, sets), RC_USAGE);
    assert_int_equal(suppose(p, &act, "a.txt:9.1.actual=4", "x", &out, sets), RC_USAGE);
    assert_int_equal(suppose(p, &act, "a.txt:1.7.actual=4", "x", &out, sets), RC_USAGE);
    assert_int_equal(suppose(p, &act, "a.txt:1.1.score=none", "x", &out, sets), RC_USAGE);
}

static void test_act_form__audit(void **state)
{
    struct unit_place *p = *state;
    struct act_form act;
    open_good(p, &act);
    struct act_form_files files = {0}, last = {0};
    act_form_add(p->mem, &act, &files, place_path(p, "none")); // failed files keep their places
    place_write(place_path(p, "a.json"), FORM("93.79", "9.37", ""));
    act_form_add(p->mem, &act, &files, place_path(p, "a.json"));
    act_form_add(p->mem, &act, &last, place_path(p, "none"));
    struct findings found = {0};
    act_form_audit(p->mem, &act, &found, &files, &last, NULL);
    assert_true(found.n > 0 && found.n_open > 0);
    for (size_t i = 0; i < found.n; i++)
        assert_int_equal(found.at[i].reading, 1);
    for (size_t i = 0; i < found.n_open; i++)
        assert_int_equal(found.open[i].reading, 1);
    act_form_add(p->mem, &act, &last, place_path(p, "a.json"));
    act_form_audit(p->mem, &act, &found, &files, &last, NULL);
    assert_true(found.n > 0);
}

static void test_act_form__places(void **state)
{
    struct unit_place *p = *state;
    assert_str(act_form_place(p->mem, 0, 1), "");
    assert_str(act_form_place(p->mem, 3, 0), "line 3");
    assert_str(act_form_place(p->mem, 3, 2), "line 3, cell 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE(test_act_form__open),          PLACE(test_act_form__bad_data),
        PLACE(test_act_form__bad_default),   PLACE(test_act_form__bad_lexicon),
        PLACE(test_act_form__check_profile), PLACE(test_act_form__notes_and_whys),
        PLACE(test_act_form__rounding),      PLACE(test_act_form__inputs),
        PLACE(test_act_form__sort),          PLACE(test_act_form__memory),
        PLACE(test_act_form__sheet),         PLACE(test_act_form__find),
        PLACE(test_act_form__whatif),        PLACE(test_act_form__audit),
        PLACE(test_act_form__places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
