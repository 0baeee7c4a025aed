// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/cmd.h"

#include "act/act_form.h"
#include "cli/exit.h"
#include "cli/out.h"
#include "core/label.h"
#include "test/unit/unit.h"

enum { WORDS = 12 };

// Parses "heng" and the words, which blanks separate.
static enum rc parse(struct mem *mem, struct cmd *cmd, const char *words, struct err *err)
{
    char *argv[WORDS + 1] = {"heng"};
    int argc = 1;
    char *copy = (char *)str_cstr(mem, str_of(words));
    for (char *save = NULL, *word = strtok_r(copy, " ", &save); word && argc < WORDS;
         word = strtok_r(NULL, " ", &save))
        argv[argc++] = word;
    *cmd = (struct cmd){.mem = mem};
    *err = (struct err){0};
    return cmd_parse(cmd, argc, argv, err);
}

static void test_cli_cmd__good(void **state)
{
    struct cmd cmd;
    struct err err;
    struct mem *mem = *state;
    unsetenv("HENG_LANG");
    assert_int_equal(parse(mem, &cmd, "audit a.txt - a.txt --min=note --not H1 --not H2 b", &err),
                     RC_OK);
    assert_string_equal(cmd.spec->name, "audit");
    assert_int_equal(cmd.files.n, 3); // a file named twice is one
    assert_str(cmd.files.at[1], "-");
    assert_str(cmd_value(&cmd, OPTION_MIN), "note");
    assert_int_equal(cmd.values[OPTION_NOT].n, 2);
    assert_str(cmd_format(&cmd), "text");
    assert_false(cmd_has(&cmd, OPTION_FORMAT));
    assert_str(cmd_value(&cmd, OPTION_LAST), "");
    assert_int_equal(parse(mem, &cmd, "--lang en read -- --x -oy", &err), RC_OK);
    assert_int_equal(cmd.lang, LANG_EN);
    assert_int_equal(cmd.files.n, 2);
    assert_int_equal(parse(mem, &cmd, "sheet -oout a --format json --width 100", &err), RC_OK);
    assert_str(cmd_value(&cmd, OPTION_OUTPUT), "out");
    assert_str(cmd_format(&cmd), "json");
    assert_int_equal(cmd.width, 100);
    assert_int_equal(parse(mem, &cmd, "read -o - a --output=b --lang zh", &err), RC_OK);
    assert_str(cmd_value(&cmd, OPTION_OUTPUT), "b");
    assert_int_equal(parse(mem, &cmd, "rules", &err), RC_OK);
}

static void test_cli_cmd__help(void **state)
{
    struct cmd cmd;
    struct err err;
    struct mem *mem = *state;
    assert_int_equal(parse(mem, &cmd, "", &err), RC_OK);
    assert_string_equal(cmd.spec->name, "help");
    assert_int_equal(cmd.status, EXIT_USAGE);
    assert_int_equal(parse(mem, &cmd, "-h", &err), RC_OK);
    assert_int_equal(cmd.status, EXIT_OK);
    assert_int_equal(parse(mem, &cmd, "score --help", &err), RC_OK);
    assert_string_equal(cmd.spec->name, "help");
    assert_str(cmd.files.at[0], "score");
    assert_int_equal(parse(mem, &cmd, "score a --version", &err), RC_OK);
    assert_string_equal(cmd.spec->name, "version");
    assert_int_equal(cmd.files.n, 0);
}

static void test_cli_cmd__bad(void **state)
{
    static const struct {
        const char *words, *key;
    } bad[] = {
        {"reed a", "err.cli.command_near"},
        {"xxxxxxx a", "err.cli.command"},
        {"read a --formt json", "err.cli.option_near"},
        {"--formt json", "err.cli.option_near"},
        {"read a --zzzzzzzz", "err.cli.option"},
        {"read a -x", "err.cli.option"},
        {"read a --min note", "err.cli.foreign"},
        {"read a --format", "err.cli.value"},
        {"read --help=x", "err.cli.no_value"},
        {"read a -hx", "err.cli.no_value"},
        {"read a --format xml", "err.cli.format"},
        {"read a --format tex", "err.cli.format"},
        {"read", "err.cli.few"},
        {"sheet a b", "err.cli.many"},
        {"read a --lang fr", "err.cli.lang"},
        {"read a --width x", "err.cli.width"},
        {"read a --width 39", "err.cli.width"},
        {"read a --width 241", "err.cli.width"},
        {"read a --width 80.5", "err.cli.width"},
    };
    struct cmd cmd;
    struct err err;
    unsetenv("HENG_LANG");
    for (size_t i = 0; i < LENGTH_OF(bad); i++) {
        assert_int_equal(parse(*state, &cmd, bad[i].words, &err), RC_USAGE);
        assert_string_equal(err.key, bad[i].key);
    }
}

// The environment's language counts where the call says none; a bad call is told in it too.
static void test_cli_cmd__lang(void **state)
{
    struct cmd cmd;
    struct err err;
    assert_int_equal(setenv("HENG_LANG", "en", 1), 0);
    assert_int_equal(parse(*state, &cmd, "read a", &err), RC_OK);
    assert_int_equal(cmd.lang, LANG_EN);
    assert_int_equal(parse(*state, &cmd, "read a --lang zh", &err), RC_OK);
    assert_int_equal(cmd.lang, LANG_ZH);
    assert_int_equal(parse(*state, &cmd, "reed a", &err), RC_USAGE);
    assert_int_equal(cmd.lang, LANG_EN);
    assert_int_equal(setenv("HENG_LANG", "fr", 1), 0);
    assert_int_equal(parse(*state, &cmd, "read a", &err), RC_USAGE);
    assert_string_equal(err.key, "err.cli.lang");
    assert_int_equal(setenv("HENG_LANG", "", 1), 0);
    assert_int_equal(parse(*state, &cmd, "read a", &err), RC_OK);
    unsetenv("HENG_LANG");
}

static void test_cli_cmd__tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < CMD_COMMANDS; i++) {
        const struct cmd_spec *spec = &cmd_specs[i];
        assert_ptr_equal(cmd_find(str_of(spec->name)), spec);
        assert_int_equal(spec->options & CMD_EVERYWHERE, 0);
        assert_int_equal(spec->formats != NULL, (spec->options >> OPTION_FORMAT) & 1);
    }
    assert_null(cmd_find(STR("nothing")));
    for (size_t i = 0; i < CMD_OPTIONS; i++)
        assert_true(str_starts(str_of(cmd_options[i].name), STR("--")));
}

static void test_cli_cmd__exit(void **state)
{
    (void)state;
    static const int order[] = {EXIT_USAGE,  EXIT_INPUT,    EXIT_REFUSED,
                                EXIT_FAILED, EXIT_FINDINGS, EXIT_OK};
    for (size_t i = 0; i < LENGTH_OF(order); i++)
        for (size_t k = 0; k < LENGTH_OF(order); k++)
            assert_int_equal(exit_worse(order[i], order[k]), order[i < k ? i : k]);
    assert_int_equal(exit_of(RC_OK), 0);
    assert_int_equal(exit_of(RC_USAGE), 2);
    assert_int_equal(exit_of(RC_REFUSED), 4);
    assert_int_equal(exit_of(RC_MEMORY), 4);
    assert_int_equal(exit_of(RC_FAILED), 5);
    assert_int_equal(exit_of(RC_OVERFLOW), 5);
    assert_int_equal(exit_of(RC_INPUT), 6);
}

// An output over its ceiling is refused, not cut.
static void test_cli_cmd__write(void **state)
{
    struct mem *mem = *state;
    struct act_form act;
    struct err err = {0};
    assert_int_equal(act_form_open(mem, &act, NULL, LANG_EN, &err), RC_OK);
    struct buf buf = buf_new(mem, 4);
    struct cmd cmd = {.mem = mem, .act = &act, .buf = &buf, .lang = LANG_EN};
    buf_add_c(&buf, "too long");
    cmd_write(&cmd);
    assert_int_equal(cmd.status, EXIT_REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_cli_cmd__good),  UNIT(test_cli_cmd__help),   UNIT(test_cli_cmd__bad),
        UNIT(test_cli_cmd__lang),  UNIT(test_cli_cmd__tables), UNIT(test_cli_cmd__exit),
        UNIT(test_cli_cmd__write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
