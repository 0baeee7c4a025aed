// SPDX-License-Identifier: AGPL-3.0-or-later
// sheet: a file as a run of tokens in reading order, whatever the file was.
//
// A token is a piece of text between two breaks. It knows where it comes from (bytes of the file,
// line, cell of the line, page) and the break before it. Codecs only make sheets; core/fit only
// reads them. Text is UTF-8; `text` is as printed. Inside a line, cells are numbered from 1 by its
// tabs or pipes, empty ones included; pipes at the ends of a line are its borders, unless other
// lines of the table go without.
#ifndef HENG_CORE_SHEET_H
#define HENG_CORE_SHEET_H

#include "base/str.h"

// The break before a token, weakest first. A stronger one wins where several stand together.
enum sheet_break {
    BREAK_NONE,  // the first token of the file
    BREAK_BLANK, // one blank (ASCII or ideographic)
    BREAK_GAP,   // two blanks or more inside a line
    BREAK_CELL,  // a tab or a pipe
    BREAK_LINE,
    BREAK_EMPTY_LINE,
    BREAK_PAGE, // a form feed
};

struct token {
    struct str text;
    uint32_t from, to; // bytes of the file as it came (before any conversion)
    int line, cell;    // from 1
    int col, col_end;  // columns of the line, from 0, as the file counts them (codec/text_columns);
                       // col_end is one past the last
    int page;          // from 1
    unsigned char before; // enum sheet_break
    bool is_odd; // holds a control, bidi or zero-width character: its digits are never trusted
};

struct sheet_line {
    size_t first, n; // its tokens
    int cells;       // cells of the line, empty ones at its end included (1 if no tab or pipe)
    int cols;        // columns
};

// Something a person should know about the file: a code of data/label (note.CODE), a place, words.
struct sheet_note {
    const char *code;
    int line;
    struct str what;
};

struct sheet {
    struct str file;     // name as given, "-" for stdin
    const char *format;  // "text", "csv", "json", …
    struct str encoding; // "UTF-8", "GB18030", …
    struct str sha256;
    bool has_page_ends; // form feeds: a program took the text out of pages
    bool is_off_page;   // taken off a page: what stands close has one blank between, however near
    struct token *tokens;
    size_t n_tokens;
    struct sheet_line *lines; // lines[i] is line i + 1
    size_t n_lines;
    bool has_cell_lines; // each line is a cell that a bar closes, and a bar alone is a blank cell
    struct sheet_note *notes;
    size_t n_notes;
    bool is_open; // no more than one blank stands behind the last token: it may be cut
};

#endif
