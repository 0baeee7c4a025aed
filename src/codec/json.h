// SPDX-License-Identifier: AGPL-3.0-or-later
// json: JSON into a tree (json-c), and a streaming writer over buf.
//
// Reading: UTF-8, one value, a key twice in one object is refused; a syntax error has line and
// column. Numbers keep their digits. Writing escapes by the rules of JSON; the writer knows when a
// comma is due, so a caller only says what stands there.
#ifndef HENG_CODEC_JSON_H
#define HENG_CODEC_JSON_H

#include "base/buf.h"
#include "base/err.h"

struct tree;

enum { JSON_DEPTH_MOST = 64, JSON_WRITE_DEPTH = 32 };

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
void json_key(struct json *json, const char *key);
void json_key_str(struct json *json, struct str key);
void json_text(struct json *json, struct str text);
void json_int(struct json *json, int64_t n);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);

#endif
