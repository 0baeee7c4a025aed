// SPDX-License-Identifier: AGPL-3.0-or-later
// text_tabs: tables whose cells hold paragraphs, copied out of a web page.
//
// A browser puts a line end before and behind the text of such a cell, so that a tab stands on a
// line of its own between two cells of a row, and nothing but a line end between two rows. A blank
// cell is an empty line behind a tab.
#ifndef HENG_CODEC_TEXT_TABS_H
#define HENG_CODEC_TEXT_TABS_H

struct sheet;

// Where the text is such a copy, the lines of a row become one line, as if tabs stood inside it.
// `edges` as for text_pipes_settle: a line with pipes is none with tabs.
void text_tabs_settle(struct sheet *sheet, const unsigned char *edges);

#endif
