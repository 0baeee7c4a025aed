// SPDX-License-Identifier: AGPL-3.0-or-later
// label: words for people, in Chinese and English, from data/label/zh/*.yaml and
// data/label/en/*.yaml.
//
// The files are maps of maps; a key is the path joined by dots ("err.file.open"). A text may name
// arguments: "打不开 {path}：{reason}". Both languages must have the same keys and arguments
// (a test compares them).
#ifndef HENG_CORE_LABEL_H
#define HENG_CORE_LABEL_H

#include "base/err.h"
#include "base/map.h"

struct tree;

enum lang { LANG_ZH, LANG_EN };

struct labels {
    struct map texts[2]; // key -> struct str *
};

void label_init(struct labels *labels, struct mem *mem);
// Adds a parsed file of one language; later texts replace earlier ones (--home lays over).
// RC_INPUT with line and column if it is not a map of maps and texts; the caller, who knows the
// file's name, adds the argument "file".
NODISCARD enum rc label_add(struct labels *labels, enum lang lang, const struct tree *file,
                            struct err *err);
// The text with its arguments filled in. A key that is not there is given back as it is.
struct str label_text(struct mem *mem, const struct labels *labels, enum lang lang, const char *key,
                      const struct err_arg *args, size_t n);
struct text2 label_both(struct mem *mem, const struct labels *labels, const char *key,
                        const struct err_arg *args, size_t n);
// The words of a failure.
struct str label_err(struct mem *mem, const struct labels *labels, enum lang lang,
                     const struct err *err);

#endif
