// SPDX-License-Identifier: AGPL-3.0-or-later
// form_json: a reading as JSON ("heng.forms/1"), both ways.
//
// What is written can be read again without loss for everything that scoring and audit use: states
// (as marks), support, dashes, columns, class weights, notes, the common explanation, what the
// template left without text. Reading what was written and writing it again gives the same bytes.
//
// Values are strings as they stand on the form, so that no digit is lost. A key is absent where the
// layout has no such cell or prints a dash ("dashes" names those), null where there is no value; a
// null without a mark is read as `missing`. `why` of a mark is written as it stands in the cell:
// whoever calls says it in the reader's language first.
//
// Reading is for files that anybody may hand over: an unknown key, a wrong type, a mark on a cell
// that is not there, a `missing` that has a value: each is refused with the path of the place.
#ifndef HENG_CODEC_FORM_JSON_H
#define HENG_CODEC_FORM_JSON_H

#include "base/err.h"
#include "base/str.h"

struct json;
struct mem;
struct reading;
struct tree;

// What the reader noted about a file: source.notes.
struct form_json_note {
    struct str code, place, message;
};

// The convention that a form's own arithmetic shows; `mode` empty: undecided, nothing is written.
struct form_json_rounding {
    struct str mode, evidence;
    int digits;
};

// One object of "heng.forms/1".
struct form_json {
    struct reading *reading;
    struct form_json_note *notes;
    size_t n_notes;
    const struct form_json_rounding *roundings; // one a form, or NULL
};

// Which program and which data speak: in every object of heng. An empty `profile` is not written.
struct form_json_by {
    struct str heng, data, profile, profile_digest;
};

// `scratch` is emptied after each form.
void form_json_write(struct mem *scratch, struct json *json, const struct form_json *file,
                     const struct form_json_by *by);
// The value of "source", and the members "by", "profile" and "profile_digest" of an object.
void form_json_source(struct json *json, const struct form_json *file);
void form_json_by(struct json *json, const struct form_json_by *by);

// `name` serves as the file's name where the object does not say its source; `sha256` likewise.
// Texts are views into the tree. RC_INPUT with `file` and `path`, RC_REFUSED over a ceiling.
NODISCARD enum rc form_json_read(struct mem *mem, struct form_json *out, const struct tree *tree,
                                 struct str name, struct str sha256, struct err *err);

#endif
