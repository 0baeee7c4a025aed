// SPDX-License-Identifier: AGPL-3.0-or-later
// text_columns: what one column of a text laid out with blanks is.
//
// Who sets a page out for the eye counts display columns, two to a Han character; programs that
// take text off a printed page count characters. In which of the two the fields of neighbouring
// lines stand below each other tells which it was; only lines with unlike numbers of wide
// characters before their fields can tell. Of two that fit alike it is display columns.
#ifndef HENG_CODEC_TEXT_COLUMNS_H
#define HENG_CODEC_TEXT_COLUMNS_H

struct sheet;

// Columns of tokens and lines, as read in display columns, into those that the file counts;
// characters tell that the text was taken off a page (sheet.is_off_page).
void text_columns_settle(struct sheet *sheet);

#endif
