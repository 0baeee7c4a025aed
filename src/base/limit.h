// SPDX-License-Identifier: AGPL-3.0-or-later
// limit: the ceilings that a call may raise, in one table.
//
// What comes from outside may be large by mistake or by malice, so everything that grows with it
// has a ceiling. Whoever really has a larger file raises the one that its message names
// (`--limit text-bytes=128M`); a harder one stands behind it, which is what the program's own
// integers and stack allow, and is never lifted. Ceilings in force belong to the process: a face
// sets them before the first work begins, and nothing changes them after.
// Ceilings of one step, which nobody needs to raise, are enums NAME_MOST in the file that enforces
// them.
#ifndef HENG_BASE_LIMIT_H
#define HENG_BASE_LIMIT_H

#include "base/err.h"

enum limit {
    LIMIT_FILE_BYTES,
    LIMIT_TEXT_BYTES,
    LIMIT_TEXT_LINES,
    LIMIT_TEXT_TOKENS,
    LIMIT_TEXT_NOTES,
    LIMIT_JSON_DEPTH,
    LIMIT_JSON_NODES,
    LIMIT_READING_FORMS,
    LIMIT_READING_ROWS,
    LIMIT_READING_CLASSES,
    LIMIT_READING_MARKS,
    LIMIT_YAML_DEPTH,
    LIMIT_YAML_NODES,
    LIMIT_HOME_FILE_BYTES,
    LIMIT_HOME_FILES,
    LIMIT_HOME_DEPTH,
    LIMIT_PROFILE_BANDS,
    LIMIT_PROFILE_INHERITS,
    LIMIT_CALL_MEMORY,
    LIMIT_FILE_MEMORY,
    LIMIT_OUTPUT_BYTES,
    LIMITS,
};

struct limit_spec {
    const char *name; // text-bytes: the name in messages, in docs/operate.md and of --limit
    int64_t most;     // unless it is raised
    int64_t hard;     // it can be raised up to here
    bool is_bytes;    // is told in K, M, G
};

extern const struct limit_spec limit_specs[LIMITS];

// The ceiling in force.
size_t limit_of(enum limit limit);
// NAME=VALUE, the value a whole number from 1 to the hard ceiling, with K, M or G behind it for
// 1024, 1024², 1024³. RC_USAGE: an unknown name (with the one that was meant), no such number.
NODISCARD enum rc limit_set(struct mem *mem, struct str words, struct err *err);
// A ceiling as limit_set takes it: 64M, 1G, 4000000.
struct str limit_show(struct mem *mem, enum limit limit, int64_t most);
// As limit_specs says, again.
void limit_reset(void);
// A failure at a ceiling: the arguments `limit` (its name) and `most` (64M). RC_MEMORY for the
// two of memory, RC_REFUSED for the others; returned.
enum rc limit_fail(struct mem *mem, struct err *err, const char *key, enum limit limit);

#endif
