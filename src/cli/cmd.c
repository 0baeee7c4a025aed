// SPDX-License-Identifier: AGPL-3.0-or-later
// The tables, and the words of a call.
#include "cli/cmd.h"

#include "base/dec.h"
#include "base/limit.h"
#include "base/mem.h"
#include "base/os_jobs.h"
#include "base/tree.h"
#include "cli/exit.h"
#include "cli/out.h"
#include "core/check.h"
#include "core/label.h"

#define BIT(option) (1u << (option))

const struct cmd_spec cmd_specs[CMD_COMMANDS] = {
    {"read", "text json csv html", BIT(OPTION_FORMAT) | BIT(OPTION_JOBS), 1, -1, true, cmd_read},
    {"sheet", "tsv json", BIT(OPTION_FORMAT), 1, 1, false, cmd_sheet},
    {"audit", "text json csv html",
     BIT(OPTION_FORMAT) | BIT(OPTION_PROFILE) | BIT(OPTION_MIN) | BIT(OPTION_ONLY) |
         BIT(OPTION_NOT) | BIT(OPTION_LAST) | BIT(OPTION_JOBS),
     1, -1, true, cmd_audit},
    {"score", "text json html",
     BIT(OPTION_FORMAT) | BIT(OPTION_PROFILE) | BIT(OPTION_WHY) | BIT(OPTION_WHATIF), 1, -1, true,
     cmd_score},
    {"rules", NULL, 0, 0, 1, false, cmd_rules},
    {"profiles", NULL, BIT(OPTION_CHECK), 0, 1, false, cmd_profiles},
    {"help", NULL, 0, 0, 1, false, cmd_help},
    {"version", NULL, 0, 0, 0, false, cmd_version},
};

const struct cmd_option_spec cmd_options[CMD_OPTIONS] = {
    [OPTION_FORMAT] = {"--format", NULL, true, false},
    [OPTION_PROFILE] = {"--profile", NULL, true, false},
    [OPTION_MIN] = {"--min", NULL, true, false},
    [OPTION_ONLY] = {"--only", NULL, true, true},
    [OPTION_NOT] = {"--not", NULL, true, true},
    [OPTION_LAST] = {"--last", NULL, true, true},
    [OPTION_WHY] = {"--why", NULL, true, true},
    [OPTION_WHATIF] = {"--whatif", NULL, true, true},
    [OPTION_CHECK] = {"--check", NULL, true, false},
    [OPTION_OUTPUT] = {"--output", "-o", true, false},
    [OPTION_LANG] = {"--lang", NULL, true, false},
    [OPTION_HOME] = {"--home", NULL, true, false},
    [OPTION_WIDTH] = {"--width", NULL, true, false},
    [OPTION_LIMIT] = {"--limit", NULL, true, true},
    [OPTION_JOBS] = {"--jobs", NULL, true, false},
    [OPTION_HELP] = {"--help", "-h", false, false},
    [OPTION_VERSION] = {"--version", NULL, false, false},
};

const struct cmd_spec *cmd_find(struct str name)
{
    for (size_t i = 0; i < CMD_COMMANDS; i++)
        if (str_eq_c(name, cmd_specs[i].name))
            return &cmd_specs[i];
    return NULL;
}

static void add(struct cmd *cmd, struct cmd_list *list, struct str value)
{
    MEM_PUSH(cmd->mem, list->at, list->n, list->cap);
    list->at[list->n - 1] = value;
}

// "… `word` …", with the word that was meant where one is near.
static enum rc unknown(struct err *err, const char *key, const char *key_near, struct str word,
                       const char *const *known, size_t n)
{
    const char *near = tree_suggest(word, known, n);
    enum rc rc = err_set(err, RC_USAGE, near ? key_near : key);
    err_arg(err, "word", word);
    if (near)
        err_arg(err, "near", str_of(near));
    return rc;
}

enum rc cmd_unknown(struct err *err, struct str word)
{
    const char *names[CMD_COMMANDS];
    for (size_t i = 0; i < CMD_COMMANDS; i++)
        names[i] = cmd_specs[i].name;
    return unknown(err, "err.cli.command", "err.cli.command_near", word, names, CMD_COMMANDS);
}

static enum rc unknown_option(const struct cmd *cmd, struct err *err, struct str word)
{
    const char *names[CMD_OPTIONS];
    size_t n = 0;
    for (size_t i = 0; i < CMD_OPTIONS; i++)
        if (!cmd->spec || ((cmd->spec->options | CMD_EVERYWHERE) & BIT(i)))
            names[n++] = cmd_options[i].name;
    enum rc rc = unknown(err, "err.cli.option", "err.cli.option_near", word, names, n);
    err_arg(err, "command", cmd->spec ? str_of(cmd->spec->name) : STR_NONE);
    return rc;
}

// The option that a word names; *value what follows its "=" or its letter (pointer NULL if nothing
// does).
static int option_of(struct str word, struct str *value)
{
    *value = (struct str){NULL, 0};
    ptrdiff_t equals = str_find(word, STR("="));
    struct str name = equals < 0 ? word : str_slice(word, 0, (size_t)equals);
    for (int i = 0; i < CMD_OPTIONS; i++) {
        const struct cmd_option_spec *o = &cmd_options[i];
        if (str_starts(word, STR("--"))) {
            if (!str_eq_c(name, o->name))
                continue;
            if (equals >= 0)
                *value = str_slice(word, (size_t)equals + 1, word.len);
            return i;
        }
        if (o->letter && str_starts(word, str_of(o->letter))) {
            if (word.len > 2)
                *value = str_slice(word, 2, word.len);
            return i;
        }
    }
    return -1;
}

static enum rc with_option(struct err *err, const char *key, int option)
{
    enum rc rc = err_set(err, RC_USAGE, key);
    err_arg(err, "option", str_of(cmd_options[option].name));
    return rc;
}

// Takes the option at argv[*i]; moves *i to its last word.
static enum rc take_option(struct cmd *cmd, int argc, char **argv, int *i, struct err *err)
{
    struct str word = str_of(argv[*i]), value;
    int option = option_of(word, &value);
    if (option < 0)
        return unknown_option(cmd, err, word);
    if (!cmd_options[option].has_value) {
        if (value.ptr)
            return with_option(err, "err.cli.no_value", option);
        value = STR("yes");
    } else if (!value.ptr) {
        if (*i + 1 == argc)
            return with_option(err, "err.cli.value", option);
        value = str_of(argv[++*i]);
    }
    add(cmd, &cmd->values[option], value);
    return RC_OK;
}

static bool has_file(const struct cmd *cmd, struct str word)
{
    for (size_t i = 0; i < cmd->files.n; i++)
        if (str_eq(cmd->files.at[i], word))
            return true;
    return false;
}

// The words of the call: the first that is no option names the command.
static enum rc take_words(struct cmd *cmd, int argc, char **argv, struct err *err)
{
    bool only_words = false;
    enum rc rc = RC_OK;
    for (int i = 1; i < argc && rc == RC_OK; i++) {
        struct str word = str_of(argv[i]);
        if (!only_words && str_eq_c(word, "--")) {
            only_words = true;
        } else if (!only_words && word.len > 1 && word.ptr[0] == '-') {
            rc = take_option(cmd, argc, argv, &i, err);
        } else if (!cmd->spec) {
            cmd->spec = cmd_find(word);
            rc = cmd->spec ? RC_OK : cmd_unknown(err, word);
        } else if (!has_file(cmd, word)) { // a file named twice is one file
            add(cmd, &cmd->files, word);
        }
    }
    return rc;
}

static enum rc take_lang(struct cmd *cmd, struct err *err)
{
    struct str lang = cmd_value(cmd, OPTION_LANG);
    const char *env = getenv("HENG_LANG");
    if (!cmd_has(cmd, OPTION_LANG) && env && *env)
        lang = str_of(env);
    if (str_eq_c(lang, "en"))
        cmd->lang = LANG_EN;
    if (lang.len == 0 || str_eq_c(lang, "en") || str_eq_c(lang, "zh"))
        return RC_OK;
    enum rc rc = err_set(err, RC_USAGE, "err.cli.lang");
    err_arg(err, "word", lang);
    return rc;
}

static enum rc take_width(struct cmd *cmd, struct err *err)
{
    struct str word = cmd_value(cmd, OPTION_WIDTH);
    struct dec width;
    if (!cmd_has(cmd, OPTION_WIDTH))
        return RC_OK;
    if (dec_read(&width, word) == RC_OK && width.scale == 0 && width.n >= OUT_NARROWEST &&
        width.n <= OUT_WIDEST) {
        cmd->width = (int)width.n;
        return RC_OK;
    }
    enum rc rc = err_set(err, RC_USAGE, "err.cli.width");
    err_arg(err, "word", word);
    err_arg_int(cmd->mem, err, "least", OUT_NARROWEST);
    err_arg_int(cmd->mem, err, "most", OUT_WIDEST);
    return rc;
}

static enum rc take_jobs(struct cmd *cmd, struct err *err)
{
    struct str word = cmd_value(cmd, OPTION_JOBS);
    struct dec jobs;
    cmd->jobs = 1;
    if (!cmd_has(cmd, OPTION_JOBS))
        return RC_OK;
    if (dec_read(&jobs, word) == RC_OK && jobs.scale == 0 && jobs.n >= 1 &&
        jobs.n <= OS_JOBS_MOST) {
        cmd->jobs = (int)jobs.n;
        return RC_OK;
    }
    enum rc rc = err_set(err, RC_USAGE, "err.cli.jobs");
    err_arg(err, "word", word);
    err_arg_int(cmd->mem, err, "most", OS_JOBS_MOST);
    return rc;
}

static enum rc take_limits(struct cmd *cmd, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; i < cmd->values[OPTION_LIMIT].n && rc == RC_OK; i++)
        rc = limit_set(cmd->mem, cmd->values[OPTION_LIMIT].at[i], err);
    return rc;
}

// True if `word` is one of the words of `list`, which blanks separate.
static bool is_in(const char *list, struct str word)
{
    for (struct str rest = str_of(list); rest.len > 0;) {
        ptrdiff_t end = str_find(rest, STR(" "));
        size_t len = end < 0 ? rest.len : (size_t)end;
        if (str_eq(str_slice(rest, 0, len), word))
            return true;
        rest = str_slice(rest, len + 1, rest.len);
    }
    return false;
}

// What the command does not know or does not have enough of.
static enum rc check_call(struct cmd *cmd, struct err *err)
{
    const struct cmd_spec *spec = cmd->spec;
    for (int i = 0; i < CMD_OPTIONS; i++)
        if (cmd->values[i].n > 0 && !((spec->options | CMD_EVERYWHERE) & BIT(i))) {
            enum rc rc = with_option(err, "err.cli.foreign", i);
            err_arg(err, "command", str_of(spec->name));
            return rc;
        }
    if (cmd_has(cmd, OPTION_FORMAT) && !is_in(spec->formats, cmd_value(cmd, OPTION_FORMAT))) {
        enum rc rc = err_set(err, RC_USAGE, "err.cli.format");
        err_arg(err, "word", cmd_value(cmd, OPTION_FORMAT));
        err_arg(err, "formats", str_of(spec->formats));
        err_arg(err, "command", str_of(spec->name));
        return rc;
    }
    if ((int)cmd->files.n >= spec->least && (spec->most < 0 || (int)cmd->files.n <= spec->most))
        return RC_OK;
    enum rc rc =
        err_set(err, RC_USAGE, (int)cmd->files.n < spec->least ? "err.cli.few" : "err.cli.many");
    err_arg(err, "command", str_of(spec->name));
    return rc;
}

enum rc cmd_parse(struct cmd *cmd, int argc, char **argv, struct err *err)
{
    enum rc rc = take_words(cmd, argc, argv, err);
    struct err other;
    enum rc lang = take_lang(cmd, rc == RC_OK ? err : &other);
    if (rc == RC_OK)
        rc = lang;
    if (rc == RC_OK)
        rc = take_width(cmd, err);
    if (rc == RC_OK)
        rc = take_jobs(cmd, err);
    if (rc == RC_OK)
        rc = take_limits(cmd, err);
    if (rc != RC_OK)
        return rc;
    if (cmd_has(cmd, OPTION_VERSION)) {
        cmd->spec = cmd_find(STR("version"));
        cmd->files.n = 0;
        return RC_OK;
    }
    if (!cmd->spec || cmd_has(cmd, OPTION_HELP)) {
        cmd->files.n = 0;
        if (cmd->spec)
            add(cmd, &cmd->files, str_of(cmd->spec->name));
        else if (!cmd_has(cmd, OPTION_HELP))
            cmd->status = EXIT_USAGE; // nothing was asked for
        cmd->spec = cmd_find(STR("help"));
        return RC_OK;
    }
    return check_call(cmd, err);
}

struct str cmd_value(const struct cmd *cmd, enum cmd_option option)
{
    const struct cmd_list *list = &cmd->values[option];
    return list->n > 0 ? list->at[list->n - 1] : STR_NONE;
}

bool cmd_has(const struct cmd *cmd, enum cmd_option option)
{
    return cmd->values[option].n > 0;
}

struct str cmd_format(const struct cmd *cmd)
{
    if (cmd_has(cmd, OPTION_FORMAT))
        return cmd_value(cmd, OPTION_FORMAT);
    struct str all = str_of(cmd->spec->formats);
    ptrdiff_t end = str_find(all, STR(" "));
    return end < 0 ? all : str_slice(all, 0, (size_t)end);
}
