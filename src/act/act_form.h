// SPDX-License-Identifier: AGPL-3.0-or-later
// act_form: what a person can do with self-evaluation forms: open files, read, score, audit, ask
// why, ask what if.
//
// A bench holds the data in force: labels, word lists, profiles, and (once a text is opened) the
// reader's lexicon, all from act/home. A file is a text, or the JSON of a reading ("heng.forms/1",
// also several of them a line each), told apart by its first character. What cannot be opened stays
// in the list with its failure: the others are still done. Faces call these functions and show what
// comes back; nothing here prints.
#ifndef HENG_ACT_ACT_FORM_H
#define HENG_ACT_ACT_FORM_H

#include "base/err.h"
#include "base/limit.h"
#include "base/str.h"

struct findings;
struct form;
struct form_json;
struct form_json_by;
struct home;
struct labels;
struct lexicon;
struct mem;
struct profile;
struct profile_file;
struct rounding;
struct score;
struct score_at;
struct score_why;
struct sheet;
struct words;

// The data in force.
struct act_form {
    struct mem *mem;
    int lang;          // enum lang: the reader's
    enum limit memory; // the ceiling of the memory that files are opened in, for its message
    struct home *home;
    struct labels *labels;
    struct words *words;
    struct lexicon *lexicon; // NULL until a text is opened
    struct profile_file *profiles;
    size_t n_profiles;
    struct profile *profile; // NULL until one is chosen
    bool only_reads;         // no scores are wanted: files get their rounding only
    bool packs;              // the forms of a long text are packed (form_pack)
    struct form_json_by *by; // heng, data; with a profile its name and digest
};

// One file, or one line of a file of readings.
struct act_form_file {
    struct str name;           // as given, or as the reading says its source is called
    enum rc rc;                // of opening it
    struct err err;            // why it could not be opened, or holds no form (RC_INPUT)
    struct form_json *json;    // the reading and what was noted; NULL if it could not be opened
    const struct sheet *sheet; // NULL if it came from JSON
    struct rounding *rounding; // with a profile
    struct score *scores;      // one a form, with a profile
};

struct act_form_files {
    struct act_form_file *at;
    size_t n, cap;
};

// Loads labels, words and the list of profiles; `home` NULL: as built in. RC_INPUT if the folder,
// or a file of it, is not in order.
NODISCARD enum rc act_form_open(struct mem *mem, struct act_form *out, const char *home, int lang,
                                struct err *err);
// The labels that are built in, and nothing else: what a failure needs to be told.
NODISCARD enum rc act_form_open_words(struct mem *mem, struct act_form *out, int lang,
                                      struct err *err);
// Chooses a profile; an empty name: the one that form/default.yaml names. RC_USAGE, RC_INPUT.
NODISCARD enum rc act_form_profile(struct act_form *act, struct str name, struct err *err);
// Loads a profile from a file that is not installed, beside those that are. RC_INPUT.
NODISCARD enum rc act_form_check_profile(struct act_form *act, struct profile *out,
                                         const char *path, struct err *err);

// Opens a file and adds what it holds: one entry (also if it fails), or one a line of a file of
// readings. With a profile, rounding is inferred and every form is scored. Lives in `mem`.
void act_form_add(struct mem *mem, struct act_form *act, struct act_form_files *files,
                  const char *path);
// The tokens of a text.
NODISCARD enum rc act_form_sheet(struct mem *mem, struct act_form *act, struct sheet **out,
                                 const char *path, struct err *err);

// What was noted while a sheet was made, in the reader's language, into json->notes.
void act_form_notes(struct mem *mem, const struct act_form *act, struct form_json *json,
                    const struct sheet *sheet);

// Sorts by name, and gives entries of one name different ones.
void act_form_sort(struct mem *mem, struct act_form_files *files);
// Audits all that could be opened together. `last`: last year's forms, may be empty. `wanted`: as
// in core/check.h. An index of finding or not_evaluated counts in `files`.
void act_form_audit(struct mem *mem, const struct act_form *act, struct findings *out,
                    const struct act_form_files *files, const struct act_form_files *last,
                    const bool *wanted);

// The file and form of a place ("1.4.score", "a.txt:1.4.score"). RC_USAGE if the place does not
// say which of several files, or there is no such file or form; the failure of the file that it
// names, if that could not be opened.
NODISCARD enum rc act_form_find(struct mem *mem, struct act_form_file **file, struct score_at *at,
                                const struct act_form_files *files, struct str place,
                                struct err *err);
NODISCARD enum rc act_form_why(struct mem *mem, const struct act_form *act, struct score_why *out,
                               const struct act_form_file *file, const struct score_at *at,
                               struct err *err);

// What one assumption changes: "1.4.actual=12000".
struct act_form_set {
    struct str place, before, after; // before: as printed, empty if there was no value
    size_t file, form;               // indexes
};

// Applies assumptions to copies of the forms and scores them anew. `out` has the files of `files`,
// those without an assumption as they are. RC_USAGE.
NODISCARD enum rc act_form_whatif(struct mem *mem, const struct act_form *act,
                                  struct act_form_files *out, struct act_form_set *sets,
                                  const struct act_form_files *files, const struct str *assumptions,
                                  size_t n, struct err *err);

#endif
