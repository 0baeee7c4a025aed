// SPDX-License-Identifier: AGPL-3.0-or-later
// The writing half of json.h: what stands between two items is decided here, once.
#include "codec/json.h"

void json_init(struct json *json, struct buf *out)
{
    *json = (struct json){.out = out};
}

// The comma before an item, if one is due.
static void begin_item(struct json *json)
{
    buf_pass(json->out);
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->has_item[json->depth])
        buf_char(json->out, ',');
    json->has_item[json->depth] = true;
}

void json_open(struct json *json, char bracket)
{
    begin_item(json);
    buf_char(json->out, bracket);
    json->depth++;
    BUG_IF(json->depth == JSON_WRITE_DEPTH);
    json->has_item[json->depth] = false;
}

void json_close(struct json *json, char bracket)
{
    BUG_IF(json->depth == 0);
    json->depth--;
    buf_char(json->out, bracket);
}

static void add_escaped(struct buf *out, int32_t code)
{
    switch (code) {
    case '"':
        buf_add(out, STR("\\\""));
        break;
    case '\\':
        buf_add(out, STR("\\\\"));
        break;
    case '\n':
        buf_add(out, STR("\\n"));
        break;
    case '\r':
        buf_add(out, STR("\\r"));
        break;
    case '\t':
        buf_add(out, STR("\\t"));
        break;
    default:
        buf_fmt(out, "\\u%04x", (unsigned)code);
    }
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

// Runs of what needs no escape are added whole.
static void add_quoted(struct buf *out, struct str s)
{
    buf_char(out, '"');
    struct str run = {s.ptr, 0};
    while (s.len) {
        size_t step = 1;
        if (!is_plain((unsigned char)s.ptr[0])) {
            struct str rest = s;
            int32_t code = str_next(&rest);
            step = s.len - rest.len;
            if (code < 0x80 || str_is_harmful(code)) {
                buf_add(out, run);
                add_escaped(out, code < 0 ? 0xFFFD : code);
                s = rest;
                run = (struct str){s.ptr, 0};
                continue;
            }
        }
        s = (struct str){s.ptr + step, s.len - step};
        run.len += step;
    }
    buf_add(out, run);
    buf_char(out, '"');
}

void json_key_str(struct json *json, struct str key)
{
    begin_item(json);
    add_quoted(json->out, key);
    buf_char(json->out, ':');
    json->after_key = true;
}

void json_key(struct json *json, const char *key)
{
    json_key_str(json, str_of(key));
}

void json_text(struct json *json, struct str text)
{
    begin_item(json);
    add_quoted(json->out, text);
}

void json_int(struct json *json, int64_t n)
{
    begin_item(json);
    buf_fmt(json->out, "%lld", (long long)n);
}

void json_bool(struct json *json, bool value)
{
    begin_item(json);
    buf_add_c(json->out, value ? "true" : "false");
}

void json_null(struct json *json)
{
    begin_item(json);
    buf_add_c(json->out, "null");
}
