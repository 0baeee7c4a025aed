// SPDX-License-Identifier: AGPL-3.0-or-later
// audit_make: forms of form_make, audited with the words, labels and profiles of the program.
#ifndef HENG_TEST_UNIT_AUDIT_MAKE_H
#define HENG_TEST_UNIT_AUDIT_MAKE_H

#include "core/check.h"
#include "core/form.h"
#include "core/label.h"
#include "core/profile.h"
#include "core/words.h"
#include "unit.h"

enum { AUDIT_FILES_MOST = 8 };

// The state of a test: everything that an audit needs, and what the last one said.
struct audit {
    struct mem *mem;
    struct labels labels;
    struct words words;
    struct profile_file *files;
    size_t n_files;
    const char *profile;             // national-2020 at the beginning of each test
    void (*mend)(struct profile *p); // changes the profile before it is used; NULL
    const struct reading *last;
    const bool *wanted;
    struct findings said;
    struct check_file checked[AUDIT_FILES_MOST]; // what the last audit was of
    size_t n_checked;
    struct profile in_force;
};

int audit_begin(void **state);
int audit_end(void **state);
#define AUDIT(test) cmocka_unit_test_setup_teardown(test, audit_begin, audit_end)

// A form on which no rule has anything to say.
extern const char audit_clean[];

// Audits one file "a.txt" with the clean form changed; what was said stands in audit->said.
void audit_run(struct audit *audit, const char *changes);
// Audits n readings together.
void audit_readings(struct audit *audit, struct reading *const *readings, size_t n);

// The n-th finding of a rule (from 0), or NULL.
const struct finding *audit_said(const struct audit *audit, const char *rule, size_t n);
size_t audit_count(const struct audit *audit, const char *rule);
// The English ground on which a rule was not evaluated on this row (0: the form), or "".
struct str audit_open(const struct audit *audit, const char *rule, int row);

#define assert_says(audit, rule, severity, row, printed, expected)                                 \
    audit_says(audit, rule, severity, row, printed, expected, __FILE__, __LINE__)
// One finding of the rule, with these figures; severity as a letter. `printed` and `expected` NULL:
// not compared; "": null.
void audit_says(const struct audit *audit, const char *rule, char severity, int row,
                const char *printed, const char *expected, const char *file, int line);

#define assert_silent(audit, rule)         assert_int_equal(audit_count(audit, rule), 0)
#define assert_open(audit, rule, row, why) assert_str(audit_open(audit, rule, row), why)

#endif
