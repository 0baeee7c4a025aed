// SPDX-License-Identifier: AGPL-3.0-or-later
// err: a failure, one of the three classes of error (finding, failure, bug).
//
// A failure says that an operation cannot be done. It is an enum for the reaction of the caller
// and a message for the person. The message is kept as a key of data/label/*.yaml with named
// arguments, so that one failure can be told in Chinese and in English; core/label.h renders it.
#ifndef HENG_BASE_ERR_H
#define HENG_BASE_ERR_H

#include "base/str.h"

struct mem;

enum rc {
    RC_OK = 0,
    RC_USAGE,    // the call is wrong: exit 2
    RC_REFUSED,  // a limit or a rule of safety says no: exit 4
    RC_FAILED,   // it should have worked: exit 5
    RC_INPUT,    // the file cannot be read, or holds no form: exit 6
    RC_OVERFLOW, // an exact number does not fit: the caller turns it into "missing"
    RC_MEMORY,   // the arena's ceiling was reached: exit 4
};

enum { ERR_ARGS = 8 };

struct err_arg {
    const char *name;
    struct str value;
};

struct err {
    enum rc rc;
    const char *key; // of data/label, for instance "err.text.encoding"
    struct err_arg args[ERR_ARGS];
    size_t n;
};

// Sets the failure and returns its code, so that a caller can write
// `return err_set(err, RC_INPUT, "err.text.nul");`. Earlier content is replaced.
enum rc err_set(struct err *err, enum rc rc, const char *key);

// Adds a named argument; the bytes must live as long as the failure. More than ERR_ARGS: a bug.
void err_arg(struct err *err, const char *name, struct str value);
// The same with an integer, printed in memory of `mem`.
void err_arg_int(struct mem *mem, struct err *err, const char *name, int64_t value);

#endif
