// SPDX-License-Identifier: AGPL-3.0-or-later
// form_json_in: what the parts of the reader of "heng.forms/1" share: where they are, what they
// want to find there, and how they say that it is something else.
#ifndef HENG_CODEC_FORM_JSON_IN_H
#define HENG_CODEC_FORM_JSON_IN_H

#include "base/err.h"
#include "base/limit.h"
#include "base/str.h"
#include "base/tree.h"

struct form;

struct form_json_in {
    struct mem *mem;
    struct str file; // the name for messages
    struct err *err;
};

// A place in the file, from the innermost step outwards.
struct form_json_at {
    const struct form_json_at *up;
    struct str key; // of a map; without pointer the index counts
    size_t index;
};

// Refuses with the file and the path of the place: RC_INPUT.
enum rc form_json_fail(struct form_json_in *in, const char *key, const struct form_json_at *at);
// More things than the ceiling allows: RC_REFUSED.
enum rc form_json_fail_many(struct form_json_in *in, const struct form_json_at *at,
                            enum limit most);
// An unknown key, with the nearest of the n known ones where one is near: RC_INPUT.
enum rc form_json_fail_unknown(struct form_json_in *in, const struct form_json_at *at,
                               const char *const *known, size_t n);
// RC_INPUT if the node is of another kind.
NODISCARD enum rc form_json_want(struct form_json_in *in, const struct tree *node,
                                 enum tree_kind kind, const struct form_json_at *at);
NODISCARD enum rc form_json_text(struct form_json_in *in, struct str *out, const struct tree *node,
                                 const struct form_json_at *at);
// The length of a list; *n is 0 if it fails.
NODISCARD enum rc form_json_list(struct form_json_in *in, size_t *n, const struct tree *node,
                                 enum limit most, const struct form_json_at *at);
// A form with its cells and all that stands beside them; *says_complete: the file tells whether the
// form's end was read.
NODISCARD enum rc form_json_form(struct form_json_in *in, struct form *form, bool *says_complete,
                                 const struct tree *node, const struct form_json_at *at);
// marks, support, dashes and raw of a form whose cells have been read.
NODISCARD enum rc form_json_marks(struct form_json_in *in, struct form *form,
                                  const struct tree *node, const struct form_json_at *at);

#endif
