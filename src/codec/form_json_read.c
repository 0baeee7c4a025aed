// SPDX-License-Identifier: AGPL-3.0-or-later
// The file: schema, source, and its forms one after the other.
#include "codec/form_json.h"

#include "base/mem.h"
#include "codec/form_json_in.h"
#include "core/form.h"

// What the file does not say: a form whose total or grade was read, or that another follows, is
// complete.
static void complete(struct form *form, bool is_last)
{
    form->is_complete = !is_last || form_has(&form->total_score) || form_has(&form->total_weight) ||
                        form_has(&form->grade);
}

static enum rc read_forms(struct form_json_in *in, struct reading *out, const struct tree *node,
                          const struct form_json_at *at)
{
    enum rc rc = form_json_list(in, &out->n_forms, node, LIMIT_READING_FORMS, at);
    out->forms = MEM_ARRAY(in->mem, out->n_forms, struct form);
    const struct tree *c = node->first;
    for (size_t i = 0; i < out->n_forms && rc == RC_OK; i++, c = c->next) {
        struct form_json_at here = {at, {NULL, 0}, i};
        bool says_complete;
        rc = form_json_form(in, &out->forms[i], &says_complete, c, &here);
        if (!says_complete)
            complete(&out->forms[i], i + 1 == out->n_forms);
    }
    return rc;
}

static enum rc read_note(struct form_json_in *in, struct form_json_note *note,
                         const struct tree *node, const struct form_json_at *at)
{
    static const char *const known[] = {"code", "place", "message"};
    enum rc rc = form_json_want(in, node, TREE_MAP, at);
    for (const struct tree *c = rc == RC_OK ? node->first : NULL; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {at, c->key, 0};
        struct str *texts[] = {&note->code, &note->place, &note->message};
        size_t k = 0;
        while (k < LENGTH_OF(known) && !str_eq_c(c->key, known[k]))
            k++;
        rc = k < LENGTH_OF(known) ? form_json_text(in, texts[k], c, &here)
                                  : form_json_fail_unknown(in, &here, known, LENGTH_OF(known));
    }
    return rc;
}

static enum rc read_source(struct form_json_in *in, struct form_json *out, const struct tree *node,
                           const struct form_json_at *at)
{
    static const char *const known[] = {"file", "format", "sha256", "notes"};
    enum rc rc = form_json_want(in, node, TREE_MAP, at);
    for (const struct tree *c = rc == RC_OK ? node->first : NULL; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {at, c->key, 0};
        struct str *texts[] = {&out->reading->file, &out->reading->format, &out->reading->sha256};
        size_t k = 0, i = 0;
        while (k < LENGTH_OF(known) && !str_eq_c(c->key, known[k]))
            k++;
        if (k < LENGTH_OF(texts)) {
            rc = form_json_text(in, texts[k], c, &here);
        } else if (k == LENGTH_OF(known)) {
            rc = form_json_fail_unknown(in, &here, known, LENGTH_OF(known));
        } else {
            rc = form_json_list(in, &out->n_notes, c, LIMIT_READING_ROWS, &here);
            out->notes = MEM_ARRAY(in->mem, out->n_notes, struct form_json_note);
            for (const struct tree *t = c->first; i < out->n_notes && rc == RC_OK; t = t->next) {
                struct form_json_at inner = {&here, {NULL, 0}, i};
                rc = read_note(in, &out->notes[i++], t, &inner);
            }
        }
    }
    return rc;
}

static enum rc read_schema(struct form_json_in *in, const struct tree *tree)
{
    struct form_json_at here = {NULL, STR("schema"), 0};
    struct str schema = tree_text(tree, "schema");
    if (str_eq_c(schema, "heng.forms/1"))
        return RC_OK;
    enum rc rc = form_json_fail(
        in, schema.len > 0 ? "err.forms.schema_other" : "err.forms.schema_none", &here);
    err_arg(in->err, "schema", schema);
    return rc;
}

enum rc form_json_read(struct mem *mem, struct form_json *out, const struct tree *tree,
                       struct str name, struct str sha256, struct err *err)
{
    static const char *const known[] = {"schema", "source",  "forms",
                                        "by",     "profile", "profile_digest"};
    struct form_json_in in = {mem, name, err};
    *out = (struct form_json){.reading = MEM_NEW(mem, struct reading)};
    *out->reading = (struct reading){.file = name, .format = STR("json"), .sha256 = sha256};
    enum rc rc = form_json_want(&in, tree, TREE_MAP, NULL);
    if (rc == RC_OK)
        rc = read_schema(&in, tree);
    for (const struct tree *c = rc == RC_OK ? tree->first : NULL; c && rc == RC_OK; c = c->next) {
        struct form_json_at here = {NULL, c->key, 0};
        size_t k = 0;
        while (k < LENGTH_OF(known) && !str_eq_c(c->key, known[k]))
            k++;
        if (k == LENGTH_OF(known))
            rc = form_json_fail_unknown(&in, &here, known, LENGTH_OF(known));
        else if (str_eq_c(c->key, "source"))
            rc = read_source(&in, out, c, &here);
        else if (str_eq_c(c->key, "forms"))
            rc = read_forms(&in, out->reading, c, &here);
    }
    if (rc == RC_OK && !tree_get(tree, "forms"))
        rc = form_json_fail(&in, "err.forms.no_forms", NULL);
    return rc;
}
