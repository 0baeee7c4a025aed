// SPDX-License-Identifier: AGPL-3.0-or-later
// out: text for a terminal: columns by display width, lines broken where Chinese and English may be
// broken, colour where it is wanted.
//
// Lines never begin with closing punctuation (，。；：）》…) nor end with opening punctuation; an
// ASCII word is broken only if it is longer than a line. Whatever comes from a file is made
// harmless on its way out: control, bidi and invisible characters become U+FFFD, line ends blanks.
// Rules are drawn with ASCII, because the width of box-drawing characters is ambiguous in Chinese
// terminals.
#ifndef HENG_CLI_OUT_H
#define HENG_CLI_OUT_H

#include "base/buf.h"

enum out_style { OUT_PLAIN, OUT_BOLD, OUT_DIM, OUT_ERROR, OUT_WARNING, OUT_NOTE, OUT_GOOD };
enum out_align { OUT_LEFT, OUT_RIGHT };
enum { OUT_NARROWEST = 40, OUT_WIDEST = 240, OUT_CELLS = 12 };

struct out {
    struct buf *buf;
    int width; // columns of the terminal
    bool has_colour;
};

// The text on one line, without a line end.
void out_text(struct out *out, enum out_style style, struct str text);
// The same, filled with blanks to `columns`; longer text stays as it is.
void out_pad(struct out *out, enum out_style style, enum out_align align, struct str text,
             int columns);
void out_blank(struct out *out, int columns);
void out_end(struct out *out); // a line end
// A line of `c` over the whole width, after a title where there is one.
void out_rule(struct out *out, char c, enum out_style style, struct str title);
// Text from column `column` on, broken at the width; further lines begin at `indent`. Ends the
// line.
void out_wrap(struct out *out, enum out_style style, int column, int indent, struct str text);

// Takes from *rest as much as fits `columns` by the rules of breaking (at least one character), and
// moves *rest past it and the blanks that follow.
struct str out_cut(struct str *rest, int columns);

struct out_cell {
    struct str text;
    int columns;
    enum out_align align;
    enum out_style style;
};

// Cells side by side with a gap of two blanks, each wrapped in its own columns.
void out_row(struct out *out, int indent, const struct out_cell *cells, size_t n);

#endif
