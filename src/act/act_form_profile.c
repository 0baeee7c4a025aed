// SPDX-License-Identifier: AGPL-3.0-or-later
// The profile in force: the one that is named, or that of form/default.yaml; and what it is made
// of.
#include "act/act_form.h"
#include "act/home.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/limit.h"
#include "base/mem.h"
#include "base/tree.h"
#include "codec/form_json.h"
#include "core/profile.h"

static const struct profile_file *profile_file_of(const struct act_form *act, struct str name)
{
    for (size_t i = 0; i < act->n_profiles; i++)
        if (str_eq(act->profiles[i].name, name))
            return &act->profiles[i];
    return NULL;
}

// Over the lines `sha256sum` prints for the profile's file and those that it inherits from.
static struct str profile_digest(const struct act_form *act, struct str name)
{
    struct buf lines = buf_new(act->mem, BUF_SMALL);
    const struct profile_file *file = profile_file_of(act, name);
    for (size_t depth = 0; file && depth < limit_of(LIMIT_PROFILE_INHERITS); depth++) {
        const struct home_file *bytes = home_find(act->home, file->path);
        BUG_IF(!bytes);
        struct str sum = hash_sha256(act->mem, (struct str){bytes->bytes, bytes->len});
        buf_fmt(&lines, "%.*s  %.*s\n", STR_FMT(sum), STR_FMT(file->path));
        file = profile_file_of(act, tree_text(file->tree, "inherits"));
    }
    return hash_sha256(act->mem, buf_str(&lines));
}

enum rc act_form_profile(struct act_form *act, struct str name, struct err *err)
{
    if (name.len == 0) {
        struct tree *tree;
        enum rc rc = home_tree(act->mem, act->home, "form/default.yaml", &tree, err);
        if (rc != RC_OK)
            return rc;
        name = tree_text(tree, "profile");
    }
    act->profile = MEM_NEW(act->mem, struct profile);
    enum rc rc = profile_load(act->mem, act->profile, name, act->profiles, act->n_profiles, err);
    if (rc != RC_OK)
        return rc;
    act->by->profile = name;
    act->by->profile_digest = profile_digest(act, name);
    return RC_OK;
}
