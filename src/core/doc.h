// SPDX-License-Identifier: AGPL-3.0-or-later
// doc: a report before it has a file format.
//
// A tree of nodes that says what stands there and what it is, never how it looks: sections with
// headings, paragraphs, fields, lists, tables with merged cells, notes beside a row, details that
// can be opened, runs of text, marks. A writer (codec/html) turns it into bytes; the ranks of
// headings follow from the nesting of sections, so no writer can get them wrong. Whoever builds one
// opens and closes nodes in order; a node that is closed out of turn is a bug. Texts are views:
// their bytes must live as long as the doc. An anchor is a name without blanks that stands once.
//
// A table says its columns once; every cell says which column it begins in, so that a writer can
// name it where columns are not side by side. A row that is `is_aside` tells of the row above it
// and is never parted from it.
#ifndef HENG_CORE_DOC_H
#define HENG_CORE_DOC_H

#include "base/str.h"

struct mem;

enum doc_kind {
    DOC_REPORT,    // the whole; text: its title
    DOC_HEADER,    // what stands above the sections
    DOC_SECTION,   // text: its heading
    DOC_FORM,      // a section that is a form: a thing of its own
    DOC_FOOTER,    // what stands below them
    DOC_PARAGRAPH, // runs
    DOC_LIST,
    DOC_ITEM,    // of a list: runs
    DOC_FIELDS,  // names with values
    DOC_FIELD,   // text: the name; runs, then notes
    DOC_FIGURES, // fields whose values are what matters: to be seen from afar
    DOC_TABLE,   // text: its caption; rows
    DOC_ROW,     // cells
    DOC_CELL,    // runs, notes, details
    DOC_NOTES,   // a list of notes
    DOC_NOTE,    // what somebody says about the thing it stands beside: paragraphs, details
    DOC_DETAILS, // text: what is to be seen while it is closed; paragraphs, lists
    DOC_TEXT,    // a run: text
    DOC_MARK,    // a run: a sign, its words, and what the two mean
};

enum doc_tone {
    DOC_PLAIN,
    DOC_STRONG,
    DOC_QUIET,
    DOC_FIGURE, // figures that are not to be broken
    DOC_ERROR,
    DOC_WARNING,
    DOC_HINT, // a note of the lowest severity
    DOC_DOUBT,
    DOC_REPAIR,
};

// What a column holds: a writer knows from it how wide it is and how it is aligned.
enum doc_column_kind {
    DOC_COLUMN_TEXT,
    DOC_COLUMN_NAME,
    DOC_COLUMN_NUMBER,
    DOC_COLUMN_CLASS,
    DOC_COLUMN_PROSE, // sentences
};

struct doc_column {
    struct str name;
    enum doc_column_kind kind;
};

// There is one for every run of every cell, so what only some kinds have shares its room.
struct doc_node {
    enum doc_kind kind;
    enum doc_tone tone;
    bool is_head;    // of a cell: it names its row, or the rows it covers
    bool is_aside;   // of a row: it tells of the row above
    bool is_total;   // of a row: it sums up
    bool is_wide;    // of a table: where there is no room, its rows become blocks; of fields: their
                     // values are long
    bool is_foreign; // of a run or a heading: words of a form, in the language of the form
    struct str text;
    union {
        struct str id;   // of a block: its anchor; empty: none
        struct str link; // of a run: the anchor it leads to; empty: none
    };
    union {
        struct { // of a mark; meaning: what a person sees who asks
            struct str sign, meaning;
        };
        struct { // of a table
            const struct doc_column *columns;
            size_t n_columns;
        };
        struct {              // of a cell
            int column;       // its first, from 0
            int across, down; // columns and rows that it covers; 0 is 1
        };
    };
    struct doc_node *first, *last, *next;
};

enum { DOC_DEPTH = 24 }; // of a report's nesting; a deeper one is a bug

struct doc {
    struct mem *mem;
    int lang; // enum lang
    struct doc_node *root;
    struct doc_node *path[DOC_DEPTH]; // what is open, the root first
    int depth;
};

// An empty report, open.
void doc_init(struct doc *doc, struct mem *mem, int lang, struct str title);
// Opens a node inside what is open; what is said until it is closed stands in it.
struct doc_node *doc_open(struct doc *doc, enum doc_kind kind, struct str text);
// Closes the innermost node, which must be of this kind.
void doc_close(struct doc *doc, enum doc_kind kind);

// Runs, in what is open.
struct doc_node *doc_text(struct doc *doc, enum doc_tone tone, struct str text);
void doc_space(struct doc *doc); // between two runs
struct doc_node *doc_link(struct doc *doc, struct str text, struct str anchor);
struct doc_node *doc_mark(struct doc *doc, enum doc_tone tone, struct str sign, struct str words,
                          struct str meaning);
// A paragraph of one run; a field of one run (nothing for an empty value).
void doc_paragraph(struct doc *doc, enum doc_tone tone, struct str text);
void doc_field(struct doc *doc, struct str name, struct str value);
// A table, open, and a cell of it, open.
struct doc_node *doc_table(struct doc *doc, struct str caption, const struct doc_column *columns,
                           size_t n);
struct doc_node *doc_cell(struct doc *doc, int column);

#endif
