// SPDX-License-Identifier: AGPL-3.0-or-later
// heng: the command line. From words to one command, and its exit status.
//
// argv -> cmd_parse -> the data in force (act_form_open) -> the command -> stdout or -o, sentences
// on stderr. All memory is one arena with a ceiling; the one guard stands here. When a sentence is
// due before the data could be loaded, it is told from the data that is built in.
#include <sys/ioctl.h>
#include <unistd.h>

#include "act/act_form.h"
#include "base/dec.h"
#include "base/mem.h"
#include "cli/cmd.h"
#include "cli/exit.h"
#include "cli/out.h"

static const size_t memory_most = (size_t)2 << 30;
static const size_t output_most = (size_t)1 << 30;

struct call {
    struct cmd cmd;
    int argc;
    char **argv;
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

// The data in force, for words at least.
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
    // The data at hand is what failed: its sentence comes from the data that is built in.
    struct err ignored;
    struct act_form *builtin = MEM_NEW(cmd->mem, struct act_form);
    if (dir && act_form_open(cmd->mem, builtin, NULL, cmd->lang, &ignored) == RC_OK)
        cmd->act = builtin;
    return false;
}

static void run(void *context)
{
    struct call *call = context;
    struct cmd *cmd = &call->cmd;
    struct buf buf = buf_new(cmd->mem, output_most);
    struct out out = {&buf, 0, false};
    struct err err = {0};
    cmd->act = MEM_NEW(cmd->mem, struct act_form);
    cmd->width = terminal_width();
    enum rc rc = cmd_parse(cmd, call->argc, call->argv, &err);
    struct str output = cmd_value(cmd, OPTION_OUTPUT);
    cmd->is_terminal = isatty(STDOUT_FILENO) && (output.len == 0 || str_eq_c(output, "-"));
    out.width = cmd->width;
    out.has_colour = wants_colour(cmd);
    cmd->buf = &buf;
    cmd->out = &out;
    if (!open_data(cmd, rc, &err) || rc != RC_OK) {
        // Data that is not in order is no fault of an input file.
        if (rc == RC_OK && err.rc == RC_INPUT)
            err.rc = RC_FAILED;
        cmd_fail(cmd, &err);
        return;
    }
    cmd->spec->run(cmd);
}

int main(int argc, char **argv)
{
    struct call call = {.argc = argc, .argv = argv};
    call.cmd.mem = mem_new(memory_most);
    if (!call.cmd.mem) {
        fputs("heng: no memory\n", stderr);
        return EXIT_FAILED;
    }
    if (mem_guard(call.cmd.mem, run, &call) != RC_OK) {
        fputs("heng: the ceiling on memory was reached; give fewer or smaller files\n", stderr);
        call.cmd.status = exit_worse(call.cmd.status, EXIT_REFUSED);
    }
    mem_free(call.cmd.mem);
    return call.cmd.status;
}
