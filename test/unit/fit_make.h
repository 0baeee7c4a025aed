// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_make: forms for tests of the reader, from small texts, and looks at their cells.
//
// A cell is written as its text; one that is not plainly read has its state behind a bar, and the
// key of its mark behind the state: `9.80|doubtful why.damaged`, `|empty`, `|missing why.count`.
// A cell that the form does not have is `absent`.
#ifndef HENG_TEST_UNIT_FIT_MAKE_H
#define HENG_TEST_UNIT_FIT_MAKE_H

#include "core/fit.h"
#include "core/fit_lexicon.h"
#include "core/form.h"
#include "core/sheet.h"
#include "test/unit/unit.h"

// The words of the program; loaded once.
const struct lexicon *fit_make_lexicon(void);
struct sheet *fit_make_sheet(struct mem *mem, const char *text);
// The forms of a text; the test fails if it cannot be read.
struct form *fit_make_forms(struct mem *mem, const char *text, size_t *n);
// The same for a text of one form.
struct form *fit_make_form(struct mem *mem, const char *text);
// The cell at a JSON pointer inside the form: "/funds/0/executed", "/indicators/2/target/value".
struct cell *fit_make_at(struct mem *mem, struct form *form, const char *path);
struct str fit_make_cell(struct mem *mem, struct form *form, const char *path);
// All cells, "path = cell" a line.
struct str fit_make_cells(struct mem *mem, struct form *form);

// In a test whose arena is `mem`.
#define assert_cell(form, path, want) assert_str(fit_make_cell(mem, form, path), want)
#define assert_support(form, path, want)                                                           \
    assert_string_equal(form_support_name(fit_make_at(mem, form, path)->support), want)

#endif
