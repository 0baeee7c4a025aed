// SPDX-License-Identifier: AGPL-3.0-or-later
// buf: text that grows, born with its ceiling.
//
// A buffer lives in an arena. What would go over its own ceiling is not added; the buffer is then
// `is_full` and stays so, and the caller refuses. Offsets stay valid while it grows, pointers not.
// A buffer that is written out may pass on what stands in it wherever a writer allows it
// (`buf_pass`); its ceiling then is one of all bytes together.
#ifndef HENG_BASE_BUF_H
#define HENG_BASE_BUF_H

#include "base/str.h"

struct buf {
    struct mem *mem;
    char *ptr;
    size_t len, cap, ceiling;
    bool is_full;
    void (*take)(void *to, struct str bytes); // what passes bytes on, or NULL
    void *to;
    uint64_t passed; // bytes that were passed on
};

enum { BUF_SMALL = 1 << 16 }; // a ceiling for messages and cells

struct buf buf_new(struct mem *mem, size_t ceiling);
// Room for `n` more bytes at ptr + len, for one who writes there and adds to `len`; false (and the
// buffer is full) if the ceiling forbids them.
NODISCARD static inline bool buf_room(struct buf *buf, size_t n);
NODISCARD bool buf_grow(struct buf *buf, size_t n); // the same, where the room is not there yet
static inline void buf_add(struct buf *buf, struct str s);
void buf_add_c(struct buf *buf, const char *nul_terminated);
static inline void buf_char(struct buf *buf, char c);
void buf_code(struct buf *buf, int32_t code); // a code point as UTF-8
void buf_fill(struct buf *buf, char c, size_t n);
void buf_fmt(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
// What stands in the buffer; valid until it grows.
struct str buf_str(const struct buf *buf);
void buf_reset(struct buf *buf);
// Passes on what stands in the buffer, if it has one to take it and holds BUF_PASS bytes or more;
// the second passes on whatever there is.
enum { BUF_PASS = 1 << 18 };
void buf_pass(struct buf *buf);
void buf_pass_all(struct buf *buf);

// A formatted text of its own (ceiling BUF_SMALL, cut there).
struct str buf_print(struct mem *mem, const char *format, ...) PRINTF_LIKE(2, 3);

static inline bool buf_room(struct buf *buf, size_t n)
{
    return (!buf->is_full && n <= buf->cap - buf->len && n <= buf->ceiling - buf->len) ||
           buf_grow(buf, n);
}

static inline void buf_add(struct buf *buf, struct str s)
{
    if (s.len && buf_room(buf, s.len)) {
        memcpy(buf->ptr + buf->len, s.ptr, s.len);
        buf->len += s.len;
    }
}

static inline void buf_char(struct buf *buf, char c)
{
    if (buf_room(buf, 1))
        buf->ptr[buf->len++] = c;
}

#endif
