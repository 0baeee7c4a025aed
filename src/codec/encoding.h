// SPDX-License-Identifier: AGPL-3.0-or-later
// encoding: the bytes of a text file as UTF-8, and the way back to the byte they came from.
//
// What a file is encoded in is decided by its bytes alone, in this order: a byte order mark; NUL in
// every second byte of what is otherwise writing (UTF-16); valid UTF-8; GB18030 in the edition
// of 2005, with all its two- and four-byte codes. A decision is never a guess: one byte that does
// not fit refuses the file with its place. A text that is nearly all UTF-8 and broken somewhere is
// refused too, for many of its bytes would pass as GB18030 and become other characters.
// The tables of GB18030 are our own (build-aux/gb18030.py), so that the answer does not depend on
// the C library of the machine.
#ifndef HENG_CODEC_ENCODING_H
#define HENG_CODEC_ENCODING_H

#include "base/err.h"
#include "base/str.h"

struct mem;

enum encoding { ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_GB18030 };

struct encoding_text {
    enum encoding encoding;
    struct str source; // behind the byte order mark
    struct str text;   // the same as UTF-8; for ENCODING_UTF8 it is `source`
    size_t mark;       // bytes of the byte order mark
};

// A walk along text and source in step.
struct encoding_walk {
    const struct encoding_text *of;
    size_t text_at, source_at;
};

// The names of core/sheet.h: UTF-8, UTF-16LE, UTF-16BE, GB18030.
const char *encoding_name(enum encoding encoding);

// RC_INPUT with file, line and byte (both from 1): NUL, bytes that fit no encoding, UTF-32.
NODISCARD enum rc encoding_decode(struct mem *mem, struct encoding_text *out, struct str bytes,
                                  struct str name, struct err *err);

// The byte of the file, from 0, where the character of the byte `at` of `text` begins. Calls on one
// walk come with rising `at`, so that a whole file is walked once.
struct encoding_walk encoding_walk(const struct encoding_text *of);
size_t encoding_origin(struct encoding_walk *walk, size_t at);

// Code points by GB18030's own order: two bytes (lead 81..FE, trail 40..FE without 7F), and four
// bytes from 81308130 to 8431A439, which is the rest of the basic plane.
enum { ENCODING_GB_TWO = 126 * 190, ENCODING_GB_FOUR = 39420 };
extern const uint16_t encoding_gb_two[ENCODING_GB_TWO];
extern const uint16_t encoding_gb_four[ENCODING_GB_FOUR];

#endif
