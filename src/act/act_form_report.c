// SPDX-License-Identifier: AGPL-3.0-or-later
#include "act/act_form_report.h"

#include "act/act_form.h"
#include "act/act_form_json.h"
#include "act/home.h"
#include "base/mem.h"
#include "codec/form_json.h"
#include "codec/html.h"
#include "core/doc.h"
#include "core/label.h"
#include "core/report.h"

static void fill_file(struct mem *mem, const struct act_form *act, struct report_file *out,
                      const struct act_form_file *file)
{
    *out = (struct report_file){.name = file->name};
    if (file->rc != RC_OK) {
        out->failure = label_err(mem, act->labels, (enum lang)act->lang, &file->err);
        return;
    }
    struct str *notes = MEM_ARRAY(mem, file->json->n_notes, struct str);
    for (size_t i = 0; i < file->json->n_notes; i++)
        notes[i] = file->json->notes[i].message;
    out->notes = notes;
    out->n_notes = file->json->n_notes;
    out->reading = file->json->reading;
    out->rounding = file->rounding;
    out->scores = file->scores;
}

void act_form_report(struct mem *mem, const struct act_form *act, struct buf *out,
                     const struct act_form_files *files, const struct findings *findings,
                     const struct act_form_choice *choice)
{
    struct report_file *reported = MEM_ARRAY(mem, files->n, struct report_file);
    struct report_input input = {
        .labels = act->labels,
        .lang = act->lang,
        .profile = act->profile,
        .files = reported,
        .n_files = files->n,
        .findings = findings,
        .version = act->by->heng,
        .data = act->by->data,
    };
    struct doc doc;
    for (size_t i = 0; i < files->n; i++)
        fill_file(mem, act, &reported[i], &files->at[i]);
    if (choice) {
        input.only = choice->only;
        input.n_only = choice->n_only;
        input.not = choice->not ;
        input.n_not = choice->n_not;
    }
    report_make(mem, &doc, &input);
    const struct home_file *style = home_find(act->home, STR("data/html/report.css"));
    html_write(out, &doc, style ? (struct str){style->bytes, style->len} : STR_NONE);
}
