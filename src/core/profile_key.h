// SPDX-License-Identifier: AGPL-3.0-or-later
// profile_key: the keys of a profile file, one table row each; inside the family profile*.c.
//
// A new parameter is a member of struct profile, a row of the table in profile_key.c, and a line in
// the profile that inherits from none.
#ifndef HENG_CORE_PROFILE_KEY_H
#define HENG_CORE_PROFILE_KEY_H

#include "base/err.h"
#include "base/limit.h"

struct profile;
struct profile_file;
struct tree;

// One file at work: what it says is written over what it inherits.
struct profile_job {
    struct mem *mem;
    struct profile *out;
    const struct profile_file *files;
    size_t n_files;
    const struct profile_file *file;
    struct err *err;
    uint64_t said; // bit i: key i stood in this file or in one that it inherits from
};

// A failure at a place of the file, with key and word as arguments.
enum rc profile_fail(struct profile_job *job, const char *name, const struct tree *at,
                     struct str word);
// The same at a ceiling: RC_REFUSED.
enum rc profile_refuse(struct profile_job *job, const char *name, const struct tree *at,
                       enum limit limit);
// Reads one key of the file. RC_INPUT if it is unknown or its value is wrong.
NODISCARD enum rc profile_key_read(struct profile_job *job, const struct tree *at);
// What speaks of one file only (title, basis, confidence, inherits) is not inherited.
void profile_key_forget_own(struct profile_job *job);
// RC_INPUT naming the first key that was said neither here nor above.
NODISCARD enum rc profile_key_all_said(struct profile_job *job);

#endif
