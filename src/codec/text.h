// SPDX-License-Identifier: AGPL-3.0-or-later
// text: a text file into a sheet.
//
// Encodings are those of codec/encoding.h. Line ends are LF, CR LF and CR; a form feed is a page
// and ends no line. Tokens end at blanks (ASCII, no-break, ideographic and the other spaces of
// Unicode), tabs, pipes (| and ｜) and line ends. A line with a tab has its cells by tabs, and a
// pipe in it is a character like others; without a tab its pipes divide cells. A line of dashes
// between pipes
// (|---|---|) makes no token, and is no empty line either.
// Refused with the place: NUL, bytes that fit no encoding, another kind of file (PDF, ZIP, HTML, …)
// by its name, and what is over a ceiling. Control, bidi and zero-width characters and U+FFFD stay
// in the token, which is then `is_odd`, and make a note: "control", "bidi", "hidden" or "lost",
// with the character in `what`. A byte order mark inside the text is such a hidden character. After
// TEXT_NOTES_MOST notes comes one, "more", with the number of tokens that are odd beside them.
#ifndef HENG_CODEC_TEXT_H
#define HENG_CODEC_TEXT_H

#include "base/err.h"
#include "base/str.h"

enum { TEXT_TAB = 8 }; // a tab ends at the next multiple of so many display columns

struct mem;
struct sheet;

// `name` is the file's name for messages. The tokens of UTF-8 are views into `bytes`, which must
// live as long as the sheet. RC_INPUT, or RC_REFUSED at a ceiling.
NODISCARD enum rc text_read(struct mem *mem, struct sheet **out, struct str bytes, struct str name,
                            struct err *err);

#endif
