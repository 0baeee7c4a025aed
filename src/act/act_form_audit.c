// SPDX-License-Identifier: AGPL-3.0-or-later
// What is done with readings that have been opened: audit, why, what if.
#include "act/act_form.h"

#include "base/buf.h"
#include "base/mem.h"
#include "codec/form_json.h"
#include "core/check.h"
#include "core/form.h"
#include "core/round.h"
#include "core/score.h"

static int compare_files(const void *a, const void *b)
{
    const struct act_form_file *x = a, *y = b;
    return str_cmp(x->name, y->name);
}

void act_form_sort(struct mem *mem, struct act_form_files *files)
{
    if (files->n > 1)
        qsort(files->at, files->n, sizeof(*files->at), compare_files);
    size_t twin = 1;
    for (size_t i = 1; i < files->n; i++) {
        struct act_form_file *file = &files->at[i];
        bool is_twin = str_eq(file->name, files->at[i - twin].name);
        twin = is_twin ? twin + 1 : 1;
        if (!is_twin)
            continue;
        file->name = buf_print(mem, "%.*s#%zu", STR_FMT(file->name), twin);
        if (file->json)
            file->json->reading->file = file->name;
    }
}

void act_form_audit(struct mem *mem, const struct act_form *act, struct findings *out,
                    const struct act_form_files *files, const struct act_form_files *last,
                    const bool *wanted)
{
    struct check_file *checked = MEM_ARRAY(mem, files->n, struct check_file);
    struct reading *older = MEM_ARRAY(mem, last->n, struct reading);
    size_t *index = MEM_ARRAY(mem, files->n, size_t);
    struct check_input input = {.words = act->words,
                                .labels = act->labels,
                                .profile = act->profile,
                                .files = checked,
                                .wanted = wanted};
    for (size_t i = 0; i < files->n; i++) {
        const struct act_form_file *file = &files->at[i];
        if (file->rc != RC_OK)
            continue;
        index[input.n_files] = i;
        checked[input.n_files++] =
            (struct check_file){file->json->reading, file->rounding, file->scores};
    }
    for (size_t i = 0; i < last->n; i++)
        if (last->at[i].rc == RC_OK)
            older[input.n_last++] = *last->at[i].json->reading;
    input.last = input.n_last > 0 ? older : NULL;
    check_forms(mem, out, &input);
    for (size_t i = 0; i < out->n; i++)
        out->at[i].reading = index[out->at[i].reading];
    for (size_t i = 0; i < out->n_open; i++)
        out->open[i].reading = index[out->open[i].reading];
}

static bool is_called(const struct act_form_file *file, struct str name)
{
    struct str tail = file->name;
    if (str_eq(tail, name))
        return true;
    return tail.len > name.len && str_ends(tail, name) && tail.ptr[tail.len - name.len - 1] == '/';
}

// The file of this name that could not be opened, or NULL.
static const struct act_form_file *failed_file(const struct act_form_files *files, struct str name)
{
    for (size_t i = 0; i < files->n; i++)
        if (files->at[i].rc != RC_OK && is_called(&files->at[i], name))
            return &files->at[i];
    return NULL;
}

enum rc act_form_find(struct mem *mem, struct act_form_file **file, struct score_at *at,
                      const struct act_form_files *files, struct str place, struct err *err)
{
    size_t n = 0;
    enum rc rc = score_at_read(mem, at, place, err);
    if (rc != RC_OK)
        return rc;
    *file = NULL;
    for (size_t i = 0; i < files->n; i++) {
        if (files->at[i].rc != RC_OK)
            continue;
        if (at->file.len > 0 && !is_called(&files->at[i], at->file))
            continue;
        *file = &files->at[i];
        n++;
    }
    const struct act_form_file *failed = n == 0 ? failed_file(files, at->file) : NULL;
    if (failed) {
        *err = failed->err;
        return failed->rc;
    }
    if (n != 1) {
        rc = err_set(err, RC_USAGE, n > 1 ? "err.place.which_file" : "err.place.no_file");
        err_arg(err, "place", place);
        return rc;
    }
    const struct reading *reading = (*file)->json->reading;
    if (at->form >= 1 && at->form <= reading->n_forms)
        return RC_OK;
    rc = err_set(err, RC_USAGE, "err.place.no_form");
    err_arg(err, "place", place);
    err_arg_int(mem, err, "forms", (int64_t)reading->n_forms);
    return rc;
}

enum rc act_form_why(struct mem *mem, const struct act_form *act, struct score_why *out,
                     const struct act_form_file *file, const struct score_at *at, struct err *err)
{
    size_t i = at->form - 1;
    return score_why(mem, out, &file->json->reading->forms[i], &file->scores[i], file->rounding,
                     act->profile, at, err);
}

// Files that share nothing with `files` that an assumption changes.
static void copy_files(struct mem *mem, struct act_form_files *out,
                       const struct act_form_files *files)
{
    *out =
        (struct act_form_files){MEM_ARRAY(mem, files->n, struct act_form_file), files->n, files->n};
    for (size_t i = 0; i < files->n; i++) {
        struct act_form_file *file = &out->at[i];
        *file = files->at[i];
        if (file->rc != RC_OK)
            continue;
        const struct reading *from = file->json->reading;
        struct reading *reading = MEM_NEW(mem, struct reading);
        *reading = *from;
        reading->forms =
            mem_grow(mem, from->forms, from->n_forms, from->n_forms, sizeof(*from->forms));
        file->json = MEM_NEW(mem, struct form_json);
        *file->json = *files->at[i].json;
        file->json->reading = reading;
        file->scores =
            mem_grow(mem, files->at[i].scores, from->n_forms, from->n_forms, sizeof(*file->scores));
    }
}

// How a file rounds is what it was: an assumption is no evidence of a convention.
enum rc act_form_whatif(struct mem *mem, const struct act_form *act, struct act_form_files *out,
                        struct act_form_set *sets, const struct act_form_files *files,
                        const struct str *assumptions, size_t n, struct err *err)
{
    copy_files(mem, out, files);
    for (size_t i = 0; i < n; i++) {
        struct score_at at;
        struct str value;
        enum rc rc = score_whatif_read(mem, &at, &value, assumptions[i], err);
        if (rc != RC_OK)
            return rc;
        ptrdiff_t equals = str_find(assumptions[i], STR("="));
        BUG_IF(equals < 0);
        struct str place = str_trim(str_slice(assumptions[i], 0, (size_t)equals));
        struct act_form_file *file;
        struct cell *cell;
        rc = act_form_find(mem, &file, &at, out, place, err);
        if (rc != RC_OK)
            return rc;
        BUG_IF(!file);
        struct form *forms = file->json->reading->forms, changed;
        size_t form = at.form - 1;
        rc = score_at_cell(&cell, &forms[form], &at, err);
        if (rc == RC_OK) {
            sets[i] = (struct act_form_set){place, form_has(cell) ? cell->text : STR_NONE, value,
                                            (size_t)(file - out->at), form};
            rc = score_whatif(mem, &changed, &forms[form], &at, value, err);
        }
        if (rc != RC_OK)
            return rc;
        forms[form] = changed;
        score_form(mem, &file->scores[form], forms, form, act->profile, file->rounding, act->words);
    }
    return RC_OK;
}
