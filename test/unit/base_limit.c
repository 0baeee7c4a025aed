// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/limit.h"

#include "base/buf.h"
#include "test/unit/unit.h"

// Every ceiling can be raised to its hard one, lowered to 1, and no further; its name is its own.
static void test_base_limit__each(void **state)
{
    struct mem *mem = *state;
    for (enum limit i = 0; i < LIMITS; i++) {
        struct err err = {0};
        const struct limit_spec *spec = &limit_specs[i];
        assert_true(spec->most >= 1 && spec->most <= spec->hard);
        assert_int_equal(limit_of(i), spec->most);
        for (enum limit k = 0; k < i; k++)
            assert_string_not_equal(limit_specs[k].name, spec->name);
        struct str hard = buf_print(mem, "%s=%lld", spec->name, (long long)spec->hard);
        struct str over = buf_print(mem, "%s=%lld", spec->name, (long long)spec->hard + 1);
        assert_int_equal(limit_set(mem, hard, &err), RC_OK);
        assert_int_equal(limit_of(i), spec->hard);
        assert_int_equal(limit_set(mem, over, &err), RC_USAGE);
        assert_string_equal(err.key, "err.limit.value");
        assert_str(unit_arg(&err, "most"), str_cstr(mem, limit_show(mem, i, spec->hard)));
        assert_int_equal(limit_of(i), spec->hard); // it stays what it was
        assert_int_equal(limit_set(mem, buf_print(mem, "%s=1", spec->name), &err), RC_OK);
        assert_int_equal(limit_of(i), 1);
        assert_int_equal(limit_set(mem, buf_print(mem, "%s=0", spec->name), &err), RC_USAGE);
    }
    limit_reset();
    for (enum limit i = 0; i < LIMITS; i++)
        assert_int_equal(limit_of(i), limit_specs[i].most);
}

static void test_base_limit__units(void **state)
{
    struct mem *mem = *state;
    struct err err = {0};
    static const struct {
        const char *words;
        size_t most;
        const char *shown;
    } good[] = {
        {"text-bytes=5", 5, "5"},
        {"text-bytes=3K", 3 << 10, "3K"},
        {"text-bytes=1024K", 1 << 20, "1M"},
        {"text-bytes=96M", 96 << 20, "96M"},
        {"text-bytes=1G", 1 << 30, "1G"},
        {"text-lines=2K", 2048, "2048"},
    };
    for (size_t i = 0; i < LENGTH_OF(good); i++) {
        enum limit limit = i < 5 ? LIMIT_TEXT_BYTES : LIMIT_TEXT_LINES;
        assert_int_equal(limit_set(mem, str_of(good[i].words), &err), RC_OK);
        assert_int_equal(limit_of(limit), good[i].most);
        assert_int_equal(limit_fail(mem, &err, "k", limit), RC_REFUSED);
        assert_str(unit_arg(&err, "most"), good[i].shown);
    }
    limit_reset();
}

static void test_base_limit__refused(void **state)
{
    static const char *const bad[] = {
        "text-bytes",
        "text-bytes=",
        "text-bytes=M",
        "text-bytes=-1",
        "text-bytes=1.5",
        "text-bytes=1.5M",
        "text-bytes=1MM",
        "text-bytes=1k",
        "text-bytes=2G",
        "text-bytes= 1",
        "text-bytes=999999999999999999G",
        "text-bytes=99999999999999999999",
    };
    struct err err = {0};
    for (size_t i = 0; i < LENGTH_OF(bad); i++) {
        assert_int_equal(limit_set(*state, str_of(bad[i]), &err), RC_USAGE);
        assert_string_equal(err.key, "err.limit.value");
        assert_str(unit_arg(&err, "limit"), "text-bytes");
    }
    assert_int_equal(limit_of(LIMIT_TEXT_BYTES), limit_specs[LIMIT_TEXT_BYTES].most);
    assert_int_equal(limit_set(*state, STR("text-byte=1"), &err), RC_USAGE);
    assert_string_equal(err.key, "err.limit.name_near");
    assert_str(unit_arg(&err, "near"), "text-bytes");
    assert_int_equal(limit_set(*state, STR("=1"), &err), RC_USAGE);
    assert_string_equal(err.key, "err.limit.name");
}

static void test_base_limit__memory(void **state)
{
    struct err err;
    assert_int_equal(limit_fail(*state, &err, "k", LIMIT_CALL_MEMORY), RC_MEMORY);
    assert_int_equal(limit_fail(*state, &err, "k", LIMIT_FILE_MEMORY), RC_MEMORY);
    assert_str(unit_arg(&err, "limit"), "file-memory");
    assert_str(unit_arg(&err, "most"), "1G");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_base_limit__each),
        UNIT(test_base_limit__units),
        UNIT(test_base_limit__refused),
        UNIT(test_base_limit__memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
