// SPDX-License-Identifier: AGPL-3.0-or-later
// home: the data of the program (data/, form/), embedded at build, with a folder laid over it.
//
// A file of the home folder replaces the embedded one of the same path; a new one is added. The
// digest names what is in force: SHA-256 over all paths and bytes.
#ifndef HENG_ACT_HOME_H
#define HENG_ACT_HOME_H

#include "base/err.h"
#include "base/str.h"

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

// `dir` NULL: the embedded data alone. RC_INPUT if the folder cannot be read.
NODISCARD enum rc home_open(struct mem *mem, struct home *out, const char *dir, struct err *err);
// The file of this path, or NULL.
const struct home_file *home_find(const struct home *home, struct str path);

#endif
