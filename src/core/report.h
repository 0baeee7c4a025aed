// SPDX-License-Identifier: AGPL-3.0-or-later
// report: readings, scores and findings as a doc that a person reads.
//
// One report has one page for all its forms: what was asked and how much was found; with several
// forms a table in front that leads to each; then every form as on paper, and beside each cell what
// there is to say of it: findings with their source, marks of the reader, and for every point lost
// the arithmetic, openable; then its totals as printed, added up and by the strict rule. Nothing is
// computed here that core/score and core/check have not. All words are labels (page.yaml and those
// of the rules); a finding is told once, under the cell that it stands at.
#ifndef HENG_CORE_REPORT_H
#define HENG_CORE_REPORT_H

#include "base/str.h"

struct doc;
struct findings;
struct labels;
struct mem;
struct profile;
struct reading;
struct rounding;
struct score;

// One file of the call.
struct report_file {
    struct str name;
    const struct reading *reading;   // NULL if it could not be opened
    const struct rounding *rounding; // with scores
    const struct score *scores;      // one a form; NULL: scores are not asked for
    const struct str *notes;         // what was noted while it was read
    size_t n_notes;
    struct str failure; // why it could not be opened, or holds no form; else empty
};

struct report_input {
    const struct labels *labels;
    int lang; // enum lang
    const struct profile *profile;
    const struct report_file *files; // an index of findings counts in them
    size_t n_files;
    const struct findings *findings; // NULL: no audit was asked for
    const struct str *only, *not ;   // rules chosen, as they were written
    size_t n_only, n_not;
    struct str version, data; // of heng; digest of the data in force
};

// Writes the report into `doc`, which is empty. Memory of `mem`, which must live as long as `doc`.
void report_make(struct mem *mem, struct doc *doc, const struct report_input *input);

#endif
