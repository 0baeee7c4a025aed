// SPDX-License-Identifier: AGPL-3.0-or-later
// home: the data of the program (data/, form/), embedded at build, with a folder laid over it.
//
// The folder may hold data/ and form/ with *.yaml, *.txt and *.css below them; hidden files are
// passed over, as is everything beside the two. A file of it replaces the embedded one of the same
// path; a new one is added. The digest names what is in force: SHA-256 of the lines `sha256sum`
// prints for all files in byte order of their paths, so that a person can check it without heng.
#ifndef HENG_ACT_HOME_H
#define HENG_ACT_HOME_H

#include "base/err.h"
#include "base/limit.h"
#include "base/str.h"

struct labels;
struct tree;
struct mem;

struct home_file {
    const char *path; // "data/label/zh/err.yaml"
    const char *bytes;
    size_t len;
};

// Written by build-aux/embed.py.
extern const struct home_file home_files[];
extern const size_t home_n_files;

struct home {
    struct home_file *files; // in byte order of their paths
    size_t n;
    struct str digest;
};

// `dir` NULL: the embedded data alone. RC_INPUT if the folder or a file of it cannot be read, or if
// it holds neither data/ nor form/; RC_REFUSED at a ceiling. Files not hidden by the overlay are
// the embedded bytes themselves; the others lie in `mem`.
NODISCARD enum rc home_open(struct mem *mem, struct home *out, const char *dir, struct err *err);
// The ceiling of a file of a home folder, or of one that is to become one.
enum limit home_limit(struct str head);
// The file of this path, or NULL.
const struct home_file *home_find(const struct home *home, struct str path);
// The parsed YAML of a path. RC_INPUT if it is not there ("err.home.file") or not in order.
NODISCARD enum rc home_tree(struct mem *mem, const struct home *home, const char *path,
                            struct tree **out, struct err *err);
// All texts of data/label/zh/*.yaml and data/label/en/*.yaml.
NODISCARD enum rc home_labels(struct mem *mem, const struct home *home, struct labels *out,
                              struct err *err);

#endif
