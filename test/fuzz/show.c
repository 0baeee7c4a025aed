// SPDX-License-Identifier: AGPL-3.0-or-later
// show: everything that heng prints of files that were opened, into buffers, and what must hold of
// it whatever the files were.
#include "test/fuzz/show.h"

#include "act/act_form.h"
#include "act/act_form_json.h"
#include "act/act_form_report.h"
#include "base/mem.h"
#include "base/tree.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/screen.h"
#include "codec/csv.h"
#include "codec/form_json.h"
#include "codec/json.h"
#include "core/check.h"
#include "core/form.h"
#include "core/score.h"

enum { DATA_ARENA = 256 << 20, OUT_MOST = 32 << 20, WIDTH = 80 };

static struct act_form data;

static void load_data(void *mem)
{
    struct err err = {0};
    if (act_form_open(mem, &data, NULL, 0, &err) != RC_OK ||
        act_form_profile(&data, STR_NONE, &err) != RC_OK)
        BUG(err.key);
}

struct act_form *show_data(void)
{
    if (!data.mem) {
        struct mem *mem = mem_new(DATA_ARENA);
        BUG_IF(!mem || mem_guard(mem, load_data, mem) != RC_OK);
    }
    return &data;
}

// ---- what was opened ----

static void look_at_cell(void *context, struct cell *cell, bool is_number)
{
    (void)context, (void)is_number;
    BUG_IF((cell->state == CELL_MISSING || cell->state == CELL_EMPTY) && cell->text.len > 0);
    BUG_IF(!str_is_utf8(cell->text, NULL) || !str_is_utf8(cell->raw, NULL));
}

// What is printed of a reading is a reading, and says the same again.
static void read_again(struct mem *mem, struct act_form *act, const struct act_form_file *file)
{
    struct buf out = buf_new(mem, OUT_MOST), same = buf_new(mem, OUT_MOST);
    struct json json;
    struct tree *tree;
    struct form_json again;
    struct err err = {0};
    json_init(&json, &out);
    act_form_json_read(mem, act, &json, file);
    if (out.is_full)
        return;
    if (json_read(mem, &tree, buf_str(&out), file->name, &err) != RC_OK ||
        form_json_read(mem, &again, tree, file->name, STR_NONE, &err) != RC_OK)
        BUG(err.key);
    BUG_IF(again.reading->n_forms != file->json->reading->n_forms);
    again.roundings = file->json->roundings;
    again.reading->sha256 = file->json->reading->sha256;
    json_init(&json, &same);
    form_json_write(mem_scratch(mem), &json, &again, act->by);
    BUG_IF(!str_eq(buf_str(&out), buf_str(&same)));
}

static void look_at_files(struct mem *mem, struct act_form *act, const struct act_form_files *files)
{
    for (size_t i = 0; i < files->n; i++) {
        const struct act_form_file *file = &files->at[i];
        BUG_IF((file->rc != RC_OK) != (file->err.key != NULL));
        if (file->rc != RC_OK)
            continue;
        for (size_t k = 0; k < file->json->reading->n_forms; k++)
            form_each_leaf(&file->json->reading->forms[k], look_at_cell, NULL);
        read_again(mem, act, file);
    }
}

// ---- what is printed ----

// Text for people: nothing in it that a terminal or a browser obeys, but its own line ends.
static void look_at_words(const struct buf *out)
{
    struct str text = buf_str(out);
    if (out->is_full)
        return;
    if (str_starts(text, STR("\xEF\xBB\xBF"))) // of CSV
        text = str_slice(text, 3, text.len);
    while (text.len > 0) {
        int32_t code = str_next(&text);
        BUG_IF(code < 0);
        BUG_IF(str_is_harmful(code) && code != '\n' && code != '\r');
    }
}

static void look_at_json(struct mem *mem, const struct buf *out)
{
    struct err err = {0};
    struct tree *tree;
    if (!out->is_full && json_read(mem, &tree, buf_str(out), STR("out"), &err) != RC_OK &&
        err.rc == RC_INPUT)
        BUG(err.key);
}

static size_t count(struct str text, struct str what)
{
    size_t n = 0;
    for (ptrdiff_t at; (at = str_find(text, what)) >= 0; n++)
        text = str_slice(text, (size_t)at + what.len, text.len);
    return n;
}

// Every element that is opened is closed, and none came in with the text of a form.
static void look_at_page(const struct buf *out)
{
    static const char *const names[] = {"details", "table", "section", "tr", "td", "main"};
    struct str text = buf_str(out);
    if (out->is_full)
        return;
    BUG_IF(str_has(text, STR("<script")) || !str_ends(str_trim(text), STR("</html>")));
    for (size_t i = 0; i < LENGTH_OF(names); i++) {
        char open[16], close[16];
        snprintf(open, sizeof(open), "<%s", names[i]);
        snprintf(close, sizeof(close), "</%s>", names[i]);
        size_t n = 0;
        struct str rest = text;
        for (ptrdiff_t at; (at = str_find(rest, str_of(open))) >= 0;) {
            rest = str_slice(rest, (size_t)at + strlen(open), rest.len);
            n += rest.len > 0 && (rest.ptr[0] == '>' || rest.ptr[0] == ' ');
        }
        BUG_IF(n != count(text, str_of(close)));
    }
}

// ---- each output ----

static void show_texts(struct mem *mem, struct act_form *act, const struct act_form_files *files,
                       const struct findings *findings)
{
    struct buf buf = buf_new(mem, OUT_MOST);
    struct out out = {&buf, WIDTH, false};
    struct act_form_choice choice = {0};
    struct cmd cmd = {.mem = mem, .act = act, .buf = &buf, .out = &out, .width = WIDTH};
    for (size_t i = 0; i < files->n; i++)
        for (size_t k = 0; files->at[i].rc == RC_OK && k < files->at[i].json->reading->n_forms; k++)
            screen_form(&cmd, &files->at[i], k);
    look_at_words(&buf);
    buf_reset(&buf);
    screen_audit(&cmd, files, findings, SEVERITY_NOTE, &choice);
    look_at_words(&buf);
    buf_reset(&buf);
    screen_score(&cmd, files);
    look_at_words(&buf);
}

static void show_data_formats(struct mem *mem, struct act_form *act,
                              const struct act_form_files *files, const struct findings *findings)
{
    struct act_form_choice choice = {0};
    struct buf buf = buf_new(mem, OUT_MOST);
    struct json json;
    struct csv csv;
    json_init(&json, &buf);
    act_form_json_audit(mem, act, &json, files, findings, &choice);
    look_at_json(mem, &buf);
    buf_reset(&buf);
    json_init(&json, &buf);
    act_form_json_score(mem, act, &json, files, NULL);
    look_at_json(mem, &buf);
    buf_reset(&buf);
    csv_init(&csv, &buf);
    csv_mark(&csv);
    act_form_csv_read_head(&csv);
    for (size_t i = 0; i < files->n; i++)
        if (files->at[i].rc == RC_OK)
            act_form_csv_read(mem, &csv, &files->at[i]);
    act_form_csv_audit(mem, act, &csv, files, findings);
    BUG_IF(!buf.is_full && !str_is_utf8(buf_str(&buf), NULL));
}

void show_under(struct mem *mem, struct act_form *act, struct act_form_files *files)
{
    struct act_form_files last = {0};
    struct findings findings;
    look_at_files(mem, act, files);
    act_form_sort(mem, files);
    act_form_audit(mem, act, &findings, files, &last, NULL);
    for (size_t i = 0; i < findings.n; i++)
        BUG_IF(findings.at[i].reading >= files->n || findings.at[i].message.zh.len == 0);
    show_texts(mem, act, files, &findings);
    show_data_formats(mem, act, files, &findings);
    struct buf page = buf_new(mem, OUT_MOST);
    act_form_report(mem, act, &page, files, &findings, NULL);
    look_at_page(&page);
}

void show_files(struct mem *mem, struct act_form_files *files)
{
    show_under(mem, &data, files);
}
