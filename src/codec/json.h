// SPDX-License-Identifier: AGPL-3.0-or-later
// json: JSON (RFC 8259) into a tree, and a streaming writer over buf.
//
// Reading: UTF-8 with or without BOM, one value. Every node knows its line and column; numbers keep
// their digits as written; refused, with the place: a syntax error, a key twice in one object, a
// lone surrogate, U+0000 in a text, nesting and nodes over the ceilings. The reader is our own:
// json-c keeps the last of two equal keys, cuts integers to 64 bits and tells no place of a value.
// Writing escapes by the rules of JSON; the writer knows when a comma is due, so a caller only says
// what stands there. Control, bidi and zero-width characters are written as \u escapes, so that a
// terminal never obeys them; bytes that are not UTF-8 become U+FFFD.
#ifndef HENG_CODEC_JSON_H
#define HENG_CODEC_JSON_H

#include "base/buf.h"
#include "base/err.h"

struct tree;

enum { JSON_WRITE_DEPTH = 32 };

// `name` is the file's name for messages. Texts without escapes are views into `bytes`, which must
// live as long as the tree. RC_INPUT with name, line and column; RC_REFUSED at a ceiling.
NODISCARD enum rc json_read(struct mem *mem, struct tree **out, struct str bytes, struct str name,
                            struct err *err);

struct json {
    struct buf *out;
    bool has_item[JSON_WRITE_DEPTH]; // at each depth: something stands before
    int depth;
    bool after_key;
};

void json_init(struct json *json, struct buf *out);
void json_open(struct json *json, char bracket);  // '{' or '['
void json_close(struct json *json, char bracket); // '}' or ']'
// A key of the program's own: it holds nothing that JSON escapes.
void json_key(struct json *json, const char *key);
void json_key_str(struct json *json, struct str key);
void json_text(struct json *json, struct str text);
void json_int(struct json *json, int64_t n);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);

#endif
