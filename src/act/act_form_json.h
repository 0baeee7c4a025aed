// SPDX-License-Identifier: AGPL-3.0-or-later
// act_form_json: what heng prints as JSON and CSV (form-json.md), the same for every face.
//
// "heng.forms/1", "heng.findings/1", "heng.score/1", "heng.sheet/1". An object over several files
// names the file in every form and finding; what could not be opened stands in "failed".
#ifndef HENG_ACT_ACT_FORM_JSON_H
#define HENG_ACT_ACT_FORM_JSON_H

#include "base/str.h"

struct act_form;
struct act_form_file;
struct act_form_files;
struct act_form_set;
struct buf;
struct csv;
struct findings;
struct json;
struct mem;
struct sheet;

// Which rules were chosen by --only and --not, as they were written.
struct act_form_choice {
    const struct str *only, *not ;
    size_t n_only, n_not;
};

// What was assumed, and the files as they were scored before.
struct act_form_assumed {
    const struct act_form_set *sets;
    size_t n;
    const struct act_form_files *before;
};

void act_form_json_read(struct mem *mem, const struct act_form *act, struct json *json,
                        const struct act_form_file *file);
void act_form_json_sheet(struct mem *mem, const struct act_form *act, struct json *json,
                         const struct sheet *sheet);
// line, cell, page, break, from, to, text: between tabs, a token a line.
void act_form_tsv_sheet(struct buf *out, const struct sheet *sheet);
void act_form_json_audit(struct mem *mem, const struct act_form *act, struct json *json,
                         const struct act_form_files *files, const struct findings *findings,
                         const struct act_form_choice *choice);
// `assumed` NULL: nothing was.
void act_form_json_score(struct mem *mem, const struct act_form *act, struct json *json,
                         const struct act_form_files *files,
                         const struct act_form_assumed *assumed);

// file, form, row, path, value, mark, support, place, raw
void act_form_csv_read_head(struct csv *csv);
void act_form_csv_read(struct mem *mem, struct csv *csv, const struct act_form_file *file);
// file, form, project, row, name, rule, severity, place, printed, expected, message, hint, basis
void act_form_csv_audit(struct mem *mem, const struct act_form *act, struct csv *csv,
                        const struct act_form_files *files, const struct findings *findings);

// "line 6, cell 5"; empty where the place is not known.
struct str act_form_place(struct mem *mem, int line, int cell);
// The strict value's grade, else the sum's.
struct str act_form_grade(const struct act_form_file *file, size_t form);
// Figures of a form without a second witness, and cells that could not be read.
void act_form_count(const struct act_form_file *file, size_t form, size_t *alone, size_t *lost);

#endif
