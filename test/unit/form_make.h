// SPDX-License-Identifier: AGPL-3.0-or-later
// form_make: forms for tests, from a compact table of lines.
//
// Each line is ID|FIELD|FIELD…; an ID is `year`, `fund total`, `row 3`. A second text changes the
// first: a line with the same ID replaces it, a new ID is added at the end, `drop|ID` removes one,
// a line of its own saying `form` begins another form from the same first text.
//
//   title|… year|… project|… department|… unit|… money_unit|… grade|…   one cell
//   fund SOURCE|name|initial|adjusted|executed|weight|rate|score
//   row N|level1|level2|level3|target|actual|weight|score|reason[|rescore[|unit column]]
//   goals|expected|actual    total|weight|score    class NAME|weight
//   note N|name|text    task N|name|text    remain N|text    explanation|text
//   columns|level1 level2 … reason rescore unit    (default: level1 to reason)
//   complete|no    head|no
//
// A field: a value as printed; `~` no such cell, `?` missing, `_` blank, `—` a dash, `VALUE?`
// doubtful, `VALUE!` inferred. A target or actual is split into operator, number, unit; what begins
// otherwise is text. `(op)?` marks only the operator: `≥(?)10件`.
#ifndef HENG_TEST_UNIT_FORM_MAKE_H
#define HENG_TEST_UNIT_FORM_MAKE_H

#include "base/str.h"

struct form;
struct mem;
struct reading;

// The forms of a file of this name.
struct reading *form_make(struct mem *mem, const char *file, const char *first,
                          const char *changes);

#endif
