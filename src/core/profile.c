// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/profile.h"

#include "base/mem.h"
#include "base/tree.h"
#include "core/profile_key.h"

static const struct profile_file *file_find(const struct profile_job *job, struct str name)
{
    for (size_t i = 0; i < job->n_files; i++)
        if (str_eq(job->files[i].name, name))
            return &job->files[i];
    return NULL;
}

// Reads the keys of one file over what stands in the profile.
static enum rc file_read(struct profile_job *job)
{
    const struct tree *tree = job->file->tree;
    if (tree->kind != TREE_MAP)
        return profile_fail(job, "err.profile.map", tree, job->file->name);
    for (const struct tree *c = tree->first; c; c = c->next) {
        enum rc rc = profile_key_read(job, c);
        if (rc != RC_OK)
            return rc;
    }
    return RC_OK;
}

// The shares of the split and the execution rate are the whole.
static enum rc split_check(struct profile_job *job)
{
    struct profile *p = job->out;
    struct dec sum = p->exec_outside ? p->exec_weight : dec_int(0);
    for (size_t i = 0; i < p->n_split; i++)
        if (dec_add(&sum, sum, p->split[i].points) != RC_OK)
            return profile_fail(job, "err.profile.split", job->file->tree, p->split[i].name);
    if (!dec_eq(sum, p->weight_total))
        return profile_fail(job, "err.profile.split", job->file->tree, dec_print(job->mem, sum));
    return RC_OK;
}

static bool is_among(const struct profile_file *const *files, size_t n,
                     const struct profile_file *file)
{
    for (size_t i = 0; i < n; i++)
        if (files[i] == file)
            return true;
    return false;
}

// The file and all that it inherits from, the farthest first.
static enum rc chain_read(struct profile_job *job, const struct profile_file *file)
{
    size_t n = 0, most = limit_of(LIMIT_PROFILE_INHERITS);
    const struct profile_file **chain = MEM_ARRAY(job->mem, most, const struct profile_file *);
    for (; file; n++) {
        const struct tree *from = tree_get(file->tree, "inherits");
        job->file = chain[n] = file;
        file = from ? file_find(job, from->text) : NULL;
        if (from && !file)
            return profile_fail(job, "err.profile.inherits", from, from->text);
        if (from && is_among(chain, n + 1, file))
            return profile_fail(job, "err.profile.circle", from, from->text);
        if (file && n + 1 == most)
            return profile_refuse(job, "err.profile.many", from, LIMIT_PROFILE_INHERITS);
    }
    *job->out = (struct profile){0};
    while (n--) {
        job->file = chain[n];
        profile_key_forget_own(job);
        enum rc rc = file_read(job);
        if (rc != RC_OK)
            return rc;
    }
    enum rc rc = profile_key_all_said(job);
    return rc == RC_OK ? split_check(job) : rc;
}

// What would be: the caps of another profile, where this one has none.
static enum rc shown_caps_read(struct profile_job *job)
{
    struct profile *p = job->out;
    if (p->n_caps || str_eq_c(p->caps_shown_of, "none"))
        return RC_OK;
    const struct profile_file *file = file_find(job, p->caps_shown_of);
    if (!file)
        return profile_fail(job, "err.profile.inherits", job->file->tree, p->caps_shown_of);
    struct profile other;
    struct profile_job inner = {job->mem, &other, job->files, job->n_files, file, job->err, 0};
    enum rc rc = chain_read(&inner, file);
    p->shown_caps = other.caps;
    p->n_shown_caps = other.n_caps;
    return rc;
}

enum rc profile_load(struct mem *mem, struct profile *out, struct str name,
                     const struct profile_file *files, size_t n, struct err *err)
{
    struct profile_job job = {mem, out, files, n, NULL, err, 0};
    const struct profile_file *file = file_find(&job, name);
    if (!file) {
        const char **names = MEM_ARRAY(mem, n + 1, const char *);
        for (size_t i = 0; i < n; i++)
            names[i] = str_cstr(mem, files[i].name);
        const char *near = tree_suggest(name, names, n);
        enum rc rc = err_set(err, RC_USAGE, near ? "err.profile.none_near" : "err.profile.none");
        err_arg(err, "word", name);
        err_arg(err, "near", str_of(near));
        return rc;
    }
    enum rc rc = chain_read(&job, file);
    if (rc == RC_OK)
        rc = shown_caps_read(&job);
    out->name = name;
    return rc;
}

struct str profile_grade_of(const struct profile *profile, struct dec total)
{
    for (size_t i = 0; i < profile->n_grades; i++)
        if (dec_cmp(total, profile->grades[i].from) >= 0)
            return profile->grades[i].name;
    return STR_NONE;
}

bool profile_cap_of(struct dec *cap, const struct profile_cap *caps, size_t n, struct ratio rate)
{
    static const struct ratio percent = {1, 100};
    for (size_t i = 0; i < n; i++) {
        struct ratio from, to;
        BUG_IF(ratio_mul(&from, ratio_of(caps[i].from), percent) != RC_OK);
        BUG_IF(ratio_mul(&to, ratio_of(caps[i].to), percent) != RC_OK);
        if (ratio_cmp(rate, from) >= 0 && ratio_cmp(rate, to) < 0) {
            *cap = caps[i].cap;
            return true;
        }
    }
    return false;
}

const char *profile_mode_name(enum round_mode mode)
{
    static const char *const names[] = {"trunc", "half_up", "half_even", "up"};
    return names[mode];
}
