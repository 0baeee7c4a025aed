// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/call.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "act/act_form.h"
#include "base/dec.h"
#include "base/limit.h"
#include "base/mem.h"
#include "cli/cmd.h"
#include "cli/exit.h"
#include "cli/out.h"

// Address space for the words of a call, and for the labels of a sentence without other memory.
enum { WORDS_MOST = 64 << 20 };

struct call {
    struct cmd cmd;
    int argc;
    char **argv;
    enum rc rc;      // of the words
    bool has_memory; // the arena of the work could be had
    struct err err;
};

static int terminal_width(void)
{
    struct winsize size;
    struct dec columns;
    int width = 80;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        width = size.ws_col;
    else if (dec_read(&columns, str_of(getenv("COLUMNS"))) == RC_OK && columns.scale == 0)
        width = columns.n < OUT_WIDEST ? (int)columns.n : OUT_WIDEST;
    if (width < OUT_NARROWEST)
        return OUT_NARROWEST;
    return width > OUT_WIDEST ? OUT_WIDEST : width;
}

// Colour is for a terminal that wants it.
static bool wants_colour(const struct cmd *cmd)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    if (no && *no)
        return false;
    return cmd->is_terminal && term && strcmp(term, "dumb") != 0;
}

// The data in force, for words at least: cmd->act is NULL where not even those can be had.
static bool open_data(struct cmd *cmd, enum rc rc, struct err *err)
{
    struct str home = cmd_value(cmd, OPTION_HOME);
    const char *env = getenv("HENG_HOME");
    const char *dir = home.len > 0 ? str_cstr(cmd->mem, home) : env && *env ? env : NULL;
    struct err load = {0};
    enum rc loaded = act_form_open(cmd->mem, cmd->act, dir, cmd->lang, &load);
    if (loaded == RC_OK && rc == RC_OK && cmd->spec->needs_profile)
        loaded = act_form_profile(cmd->act, cmd_value(cmd, OPTION_PROFILE), &load);
    if (loaded == RC_OK)
        return true;
    if (rc == RC_OK)
        *err = load;
    // The data at hand is what failed: its sentence comes from the words that are built in.
    struct err ignored;
    cmd->act = MEM_NEW(cmd->mem, struct act_form);
    if (act_form_open_words(cmd->mem, cmd->act, cmd->lang, &ignored) != RC_OK)
        cmd->act = NULL;
    return false;
}

static void parse(void *context)
{
    struct call *call = context;
    call->rc = cmd_parse(&call->cmd, call->argc, call->argv, &call->err);
}

// The last word, where not even a sentence can be made.
static void tell_plainly(struct call *call)
{
    static const char *const words[] = {"heng: 内存不够。\n", "heng: memory ran out.\n"};
    fputs(words[call->cmd.lang], stderr);
    call->cmd.status = exit_worse(call->cmd.status, exit_of(RC_MEMORY));
}

static void run(void *context)
{
    struct call *call = context;
    struct cmd *cmd = &call->cmd;
    struct buf buf = buf_new(cmd->mem, limit_of(LIMIT_OUTPUT_BYTES));
    struct str output = cmd_value(cmd, OPTION_OUTPUT);
    cmd->act = MEM_NEW(cmd->mem, struct act_form);
    if (cmd->width == 0)
        cmd->width = terminal_width();
    cmd->is_terminal = isatty(STDOUT_FILENO) && (output.len == 0 || str_eq_c(output, "-"));
    struct out out = {&buf, cmd->width, wants_colour(cmd)};
    cmd->buf = &buf;
    cmd->out = &out;
    if (open_data(cmd, call->rc, &call->err) && call->rc == RC_OK) {
        cmd->spec->run(cmd);
        return;
    }
    // Data that is not in order is no fault of an input file.
    if (call->rc == RC_OK && call->err.rc == RC_INPUT)
        call->err.rc = RC_FAILED;
    if (cmd->act)
        cmd_fail(cmd, &call->err);
    else
        tell_plainly(call);
}

// Says why there is no memory, with the words that are built in.
static void tell(void *context)
{
    struct call *call = context;
    struct cmd *cmd = &call->cmd;
    struct err ignored;
    limit_fail(cmd->mem, &call->err, call->has_memory ? "err.memory" : "err.no_memory",
               LIMIT_CALL_MEMORY);
    cmd->act = MEM_NEW(cmd->mem, struct act_form);
    if (act_form_open_words(cmd->mem, cmd->act, cmd->lang, &ignored) == RC_OK)
        cmd_fail(cmd, &call->err);
    else
        tell_plainly(call);
}

// Does the work in memory of its own.
static void work(struct call *call)
{
    struct mem *words = call->cmd.mem, *mem = mem_new(limit_of(LIMIT_CALL_MEMORY));
    call->cmd.mem = mem;
    call->has_memory = mem;
    bool is_done = mem && mem_guard(mem, run, call) == RC_OK;
    call->cmd.mem = words;
    mem_free(mem);
    if (!is_done && mem_guard(words, tell, call) != RC_OK)
        tell_plainly(call);
}

int call_run(int argc, char **argv)
{
    struct call call = {.argc = argc, .argv = argv};
    call.cmd.mem = mem_new(WORDS_MOST);
    if (call.cmd.mem && mem_guard(call.cmd.mem, parse, &call) == RC_OK)
        work(&call);
    else
        tell_plainly(&call);
    mem_free(call.cmd.mem);
    return call.cmd.status;
}
