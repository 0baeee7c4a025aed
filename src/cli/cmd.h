// SPDX-License-Identifier: AGPL-3.0-or-later
// cmd: the commands of heng and their options.
//
// One table of commands and one of options say everything: parsing, help, the man page's test and
// the suggestions for a misspelt word all read them. A command is one cmd_*.c with one function: it
// opens files by act/act_form, asks for one thing, and shows it.
#ifndef HENG_CLI_CMD_H
#define HENG_CLI_CMD_H

#include "base/buf.h"
#include "base/err.h"

struct act_form;
struct act_form_files;
struct os_job;
struct out;

enum cmd_option {
    OPTION_FORMAT,
    OPTION_PROFILE,
    OPTION_MIN,
    OPTION_ONLY,
    OPTION_NOT,
    OPTION_LAST,
    OPTION_WHY,
    OPTION_WHATIF,
    OPTION_CHECK,
    OPTION_OUTPUT,
    OPTION_LANG,
    OPTION_HOME,
    OPTION_WIDTH,
    OPTION_LIMIT,
    OPTION_JOBS,
    OPTION_HELP,
    OPTION_VERSION,
    CMD_OPTIONS,
};

// Values of an option that may stand more than once, in order.
struct cmd_list {
    struct str *at;
    size_t n, cap;
};

// A parsed call, and what the commands share.
struct cmd {
    struct mem *mem;
    const struct cmd_spec *spec; // the command; NULL until known
    struct cmd_list files;       // what is no option
    struct cmd_list values[CMD_OPTIONS];
    int lang; // enum lang
    int width;
    bool has_colour, is_terminal;

    struct act_form *act;
    struct buf *buf;            // what will be written
    struct os_out *destination; // opened when the first of it is written
    struct err unwritten;       // why it could not be; rc RC_OK: nothing failed
    struct out *out;            // over the same buffer
    int jobs;                   // how many processes share the files
    struct os_job *job;         // in one of them, else NULL
    struct buf held;            // in one of them: sentences that wait for its turn
    int status;                 // cli/exit.h
};

// One command.
struct cmd_spec {
    const char *name;    // "read"; the words of help are the labels help.NAME.…
    const char *formats; // "text json csv", the first one by default; NULL if there is no choice
    unsigned options;    // bits of enum cmd_option beside those that all commands have
    int least, most;     // files or words; most -1: any number
    bool needs_profile;  // a profile is chosen before it runs
    void (*run)(struct cmd *cmd);
};

struct cmd_option_spec {
    const char *name;   // "--format"
    const char *letter; // "-o" or NULL
    bool has_value, is_list;
};

enum { CMD_COMMANDS = 8 };
extern const struct cmd_spec cmd_specs[CMD_COMMANDS];
extern const struct cmd_option_spec cmd_options[CMD_OPTIONS];
enum {
    CMD_EVERYWHERE = 1 << OPTION_OUTPUT | 1 << OPTION_LANG | 1 << OPTION_HOME | 1 << OPTION_WIDTH |
                     1 << OPTION_LIMIT | 1 << OPTION_HELP | 1 << OPTION_VERSION
};

const struct cmd_spec *cmd_find(struct str name);
// There is no command of this name: RC_USAGE, with the one that was meant where one is near.
enum rc cmd_unknown(struct err *err, struct str word);
// Reads the words of a call. RC_USAGE with a sentence; cmd->lang is then set as far as it is known.
NODISCARD enum rc cmd_parse(struct cmd *cmd, int argc, char **argv, struct err *err);
// The last value of an option, or the empty text.
struct str cmd_value(const struct cmd *cmd, enum cmd_option option);
bool cmd_has(const struct cmd *cmd, enum cmd_option option);
// The format of the call: that of --format, else the command's first.
struct str cmd_format(const struct cmd *cmd);

// Says a failure on stderr and makes it count in the exit status.
void cmd_fail(struct cmd *cmd, const struct err *err);
// Writes what stands in the buffer to -o or stdout, and ends it; a failure counts.
void cmd_write(struct cmd *cmd);
// Lets the buffer be written while it is filled, so that it never holds all.
void cmd_stream(struct cmd *cmd);
// Opens the output, which jobs are about to share, and writes what has been told.
void cmd_begin_jobs(struct cmd *cmd);
// In a job, at the end of a share: waits for its turn, writes what was told, and hands it on. False
// if it could not be written.
bool cmd_end_turn(struct cmd *cmd);
// Where the output is, and back there: what came after is not written, as far as that can be.
uint64_t cmd_told(const struct cmd *cmd);
void cmd_untell(struct cmd *cmd, uint64_t told);

// Words in the reader's language.
struct str cmd_word(const struct cmd *cmd, const char *key);
struct str cmd_say(const struct cmd *cmd, const char *key, const struct err_arg *args, size_t n);
#define CMD_SAY(cmd, key, ...)                                                                     \
    cmd_say(cmd, key, (const struct err_arg[]){__VA_ARGS__},                                       \
            LENGTH_OF(((const struct err_arg[]){__VA_ARGS__})))
struct str cmd_number(const struct cmd *cmd, size_t n);

// Opens all files of the call; says on stderr which could not be opened or hold no form.
void cmd_open_files(struct cmd *cmd, struct act_form_files *files);
// True if one of them could be opened.
bool cmd_is_any_open(const struct act_form_files *files);
void cmd_read(struct cmd *cmd);
void cmd_sheet(struct cmd *cmd);
void cmd_audit(struct cmd *cmd);
void cmd_score(struct cmd *cmd);
void cmd_rules(struct cmd *cmd);
void cmd_profiles(struct cmd *cmd);
void cmd_help(struct cmd *cmd);
void cmd_version(struct cmd *cmd);

#endif
