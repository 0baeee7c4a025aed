// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"

#include <stdarg.h>

#include "base/mem.h"

struct buf buf_new(struct mem *mem, size_t ceiling)
{
    return (struct buf){.mem = mem, .ceiling = ceiling};
}

bool buf_grow(struct buf *buf, size_t n)
{
    if (buf->is_full || n > buf->ceiling - buf->len) {
        buf->is_full = true;
        return false;
    }
    if (n > buf->cap - buf->len) {
        size_t cap = buf->cap ? buf->cap : 64;
        while (cap < buf->len + n)
            cap *= 2;
        buf->ptr = mem_grow(buf->mem, buf->ptr, buf->len, cap, 1);
        buf->cap = cap;
    }
    return true;
}

void buf_add_c(struct buf *buf, const char *nul_terminated)
{
    buf_add(buf, str_of(nul_terminated));
}

void buf_code(struct buf *buf, int32_t code)
{
    char out[4];
    buf_add(buf, (struct str){out, str_encode(code, out)});
}

void buf_fill(struct buf *buf, char c, size_t n)
{
    if (n && buf_room(buf, n)) {
        memset(buf->ptr + buf->len, c, n);
        buf->len += n;
    }
}

static void add_formatted(struct buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    BUG_IF(n < 0);
    if (buf_room(buf, (size_t)n + 1)) {
        vsnprintf(buf->ptr + buf->len, (size_t)n + 1, format, again);
        buf->len += (size_t)n;
    }
    va_end(again);
}

void buf_fmt(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_formatted(buf, format, args);
    va_end(args);
}

struct str buf_str(const struct buf *buf)
{
    return (struct str){buf->ptr, buf->len};
}

void buf_reset(struct buf *buf)
{
    buf->len = 0;
    buf->is_full = false;
}

void buf_pass_all(struct buf *buf)
{
    if (!buf->take || buf->len == 0)
        return;
    buf->take(buf->to, buf_str(buf));
    buf->passed += buf->len;
    buf->ceiling -= buf->len;
    buf->len = 0;
}

void buf_pass(struct buf *buf)
{
    if (buf->len >= BUF_PASS)
        buf_pass_all(buf);
}

struct str buf_print(struct mem *mem, const char *format, ...)
{
    struct buf buf = buf_new(mem, BUF_SMALL);
    va_list args;
    va_start(args, format);
    add_formatted(&buf, format, args);
    va_end(args);
    return buf_str(&buf);
}
