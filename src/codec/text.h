// SPDX-License-Identifier: AGPL-3.0-or-later
// text: a text file into a sheet.
//
// Encodings: UTF-8 with and without BOM, UTF-16 both ways (BOM, or NUL in every second byte of what
// is otherwise text), GB18030 (2005, all four-byte codes) if the bytes are not UTF-8. Line ends LF,
// CR LF, CR; a form feed is a page. Refused with the place: NUL, bytes that fit no encoding.
// Control, bidi and zero-width characters stay in the token, which is then `is_odd`, and are noted.
#ifndef HENG_CODEC_TEXT_H
#define HENG_CODEC_TEXT_H

#include "base/err.h"
#include "base/str.h"

struct mem;
struct sheet;

NODISCARD enum rc text_read(struct mem *mem, struct sheet **out, struct str bytes, struct str name,
                            struct err *err);

#endif
