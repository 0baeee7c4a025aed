// SPDX-License-Identifier: AGPL-3.0-or-later
// csv: comma-separated values (RFC 4180), written so that a spreadsheet never runs them.
//
// Rows end with CR LF. A field is quoted where it must be: comma, quote, line end, a blank at an
// end. A field that a spreadsheet would take for a formula (it begins, behind blanks, with = + - @,
// their full-width forms, a tab or a line end) gets an apostrophe in front, unless it is a plain
// number (sign, digits, point, percent sign) or a single character.
#ifndef HENG_CODEC_CSV_H
#define HENG_CODEC_CSV_H

#include "base/buf.h"

struct csv {
    struct buf *out;
    bool has_field; // the row has one already
};

void csv_init(struct csv *csv, struct buf *out);
// The byte order mark, by which Excel knows UTF-8; before the first row, where a person will open
// it.
void csv_mark(struct csv *csv);
void csv_text(struct csv *csv, struct str field);
void csv_int(struct csv *csv, int64_t n);
void csv_end_row(struct csv *csv);

#endif
