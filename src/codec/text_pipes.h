// SPDX-License-Identifier: AGPL-3.0-or-later
// text_pipes: tables drawn with pipes.
//
// A pipe divides two cells. One at the end of a line is the border of the table, unless other lines
// of it go without: then it stands beside a blank cell.
#ifndef HENG_CODEC_TEXT_PIPES_H
#define HENG_CODEC_TEXT_PIPES_H

#include "base/base.h"

struct sheet;

// How a line stands to pipes: it has some, opens with one, closes with one, is a rule of dashes.
enum text_edge { TEXT_EDGE_HAS = 1, TEXT_EDGE_OPENS = 2, TEXT_EDGE_CLOSES = 4, TEXT_EDGE_RULE = 8 };

// True for a line of dashes between pipes under the heading of a table.
bool text_pipes_is_rule(const char *p, const char *end);
// Do tabs part the cells of a line? Not where a pipe stands beside each of them.
bool text_pipes_has_tab(const char *p, const char *end);
// Counts the blank cells at the ends of lines; edges[i] are the bits of line i.
void text_pipes_settle(struct sheet *sheet, const unsigned char *edges);

#endif
