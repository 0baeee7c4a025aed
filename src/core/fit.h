// SPDX-License-Identifier: AGPL-3.0-or-later
// fit: from tokens to forms, without silent error (docs/reading.md).
#ifndef HENG_CORE_FIT_H
#define HENG_CORE_FIT_H

#include "base/err.h"
#include "base/str.h"

struct form;
struct mem;
struct sheet;
struct tree;
struct lexicon;

// Compiles the words, confusions, units, weights and thresholds of data/read/*.yaml, once.
// `files` are the parsed files by name ("columns", "classes", …). RC_INPUT with file, line, column.
struct fit_file {
    struct str name;
    const struct tree *tree;
};
NODISCARD enum rc fit_load(struct mem *mem, struct lexicon **out, const struct fit_file *files,
                           size_t n, struct err *err);

// What is done with each form as soon as it is read: its
// texts lie in `mem`, its rows in `scratch`; it may be packed into `mem`.
typedef void (*fit_take)(void *context, struct mem *mem, struct mem *scratch, struct form *form);
// The forms of a sheet, in order; *n 0 if it holds none. Everything lives in `mem`. `take` may be
// NULL.
void fit_sheet(struct mem *mem, struct form **forms, size_t *n, const struct lexicon *lexicon,
               const struct sheet *sheet, fit_take take, void *context);

#endif
