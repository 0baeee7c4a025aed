// SPDX-License-Identifier: AGPL-3.0-or-later
// Tokens as JSON, cells and findings as CSV.
#include "act/act_form_json.h"

#include "act/act_form.h"
#include "base/buf.h"
#include "base/mem.h"
#include "codec/csv.h"
#include "codec/form_json.h"
#include "codec/json.h"
#include "core/check.h"
#include "core/form.h"
#include "core/label.h"
#include "core/sheet.h"

static const char *break_name(enum sheet_break kind)
{
    static const char *const names[] = {
        [BREAK_NONE] = "none", [BREAK_BLANK] = "blank", [BREAK_GAP] = "gap",
        [BREAK_CELL] = "cell", [BREAK_LINE] = "line",   [BREAK_EMPTY_LINE] = "empty-line",
        [BREAK_PAGE] = "page",
    };
    return names[kind];
}

static void put_int(struct json *json, const char *key, int64_t n)
{
    json_key(json, key);
    json_int(json, n);
}

static void put_token(struct json *json, const struct token *token)
{
    json_open(json, '{');
    json_key(json, "text");
    json_text(json, token->text);
    put_int(json, "line", token->line);
    put_int(json, "cell", token->cell);
    json_key(json, "bytes");
    json_open(json, '[');
    json_int(json, (int64_t)token->from);
    json_int(json, (int64_t)token->to);
    json_close(json, ']');
    json_key(json, "break");
    json_text(json, str_of(break_name((enum sheet_break)token->before)));
    put_int(json, "page", token->page);
    if (token->is_odd) {
        json_key(json, "is_odd");
        json_bool(json, true);
    }
    json_close(json, '}');
}

void act_form_json_sheet(struct mem *mem, const struct act_form *act, struct json *json,
                         const struct sheet *sheet)
{
    struct reading reading = {
        .file = sheet->file, .format = str_of(sheet->format), .sha256 = sheet->sha256};
    struct form_json file = {.reading = &reading};
    act_form_notes(mem, act, &file, sheet);
    json_open(json, '{');
    json_key(json, "schema");
    json_text(json, STR("heng.sheet/1"));
    form_json_by(json, act->by);
    json_key(json, "source");
    form_json_source(json, &file);
    json_key(json, "encoding");
    json_text(json, sheet->encoding);
    json_key(json, "tokens");
    json_open(json, '[');
    for (size_t i = 0; i < sheet->n_tokens; i++)
        put_token(json, &sheet->tokens[i]);
    json_close(json, ']');
    json_close(json, '}');
}

// A tab or a line end inside a field would shift the fields after it.
static void put_field(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        buf_char(out, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
    }
}

void act_form_tsv_sheet(struct buf *out, const struct sheet *sheet)
{
    buf_add_c(out, "line\tcell\tpage\tbreak\tfrom\tto\ttext\n");
    for (size_t i = 0; i < sheet->n_tokens; i++) {
        const struct token *t = &sheet->tokens[i];
        buf_fmt(out, "%d\t%d\t%d\t%s\t%u\t%u\t", t->line, t->cell, t->page,
                break_name((enum sheet_break)t->before), t->from, t->to);
        put_field(out, t->text);
        buf_char(out, '\n');
    }
}

void act_form_csv_read_head(struct csv *csv)
{
    static const char *const names[] = {"file", "form",    "row",   "path", "value",
                                        "mark", "support", "place", "raw"};
    for (size_t i = 0; i < LENGTH_OF(names); i++)
        csv_text(csv, str_of(names[i]));
    csv_end_row(csv);
}

struct cells {
    struct mem *mem;
    struct csv *csv;
    const struct act_form_file *file;
    size_t form; // from 1
    size_t used; // what a cell's path and place take is given back
};

static void put_cell(void *context, struct str path, int row, struct cell *cell)
{
    struct cells *cells = context;
    bool has_mark = cell->state != CELL_READ;
    csv_text(cells->csv, cells->file->name);
    csv_int(cells->csv, (int64_t)cells->form);
    if (row > 0)
        csv_int(cells->csv, row);
    else
        csv_text(cells->csv, STR_NONE);
    csv_text(cells->csv, path);
    csv_text(cells->csv, form_has(cell) ? cell->text : STR_NONE);
    csv_text(cells->csv, has_mark ? str_of(form_state_name(cell->state)) : STR_NONE);
    csv_text(cells->csv, str_of(form_support_name(cell->support)));
    csv_text(cells->csv, act_form_place(cells->mem, cell->at.line, cell->at.cell));
    csv_text(cells->csv, cell->raw.len > 0 ? cell->raw : cell->text);
    csv_end_row(cells->csv);
    mem_back(cells->mem, cells->used);
}

void act_form_csv_read(struct mem *mem, struct csv *csv, const struct act_form_file *file)
{
    struct mem *scratch = mem_scratch(mem);
    for (size_t i = 0; i < file->json->reading->n_forms; i++) {
        struct form form = form_unpack(scratch, &file->json->reading->forms[i]);
        struct cells cells = {scratch, csv, file, i + 1, mem_used(scratch)};
        form_each_cell(scratch, &form, put_cell, &cells);
        mem_reset(scratch);
    }
}

static struct str cell_text(const struct cell *cell)
{
    return form_has(cell) ? cell->text : STR_NONE;
}

void act_form_csv_audit(struct mem *mem, const struct act_form *act, struct csv *csv,
                        const struct act_form_files *files, const struct findings *findings)
{
    static const char *const names[] = {"file",    "form",     "project", "row",     "name",
                                        "rule",    "severity", "place",   "printed", "expected",
                                        "message", "hint",     "basis"};
    bool is_english = act->lang == LANG_EN;
    for (size_t i = 0; i < LENGTH_OF(names); i++)
        csv_text(csv, str_of(names[i]));
    csv_end_row(csv);
    for (size_t i = 0; i < findings->n; i++) {
        const struct finding *f = &findings->at[i];
        const struct reading *reading = files->at[f->reading].json->reading;
        const struct form *form = &reading->forms[f->form - 1];
        csv_text(csv, f->file);
        csv_int(csv, f->form);
        csv_text(csv, cell_text(&form->project));
        if (f->row > 0)
            csv_int(csv, f->row);
        else
            csv_text(csv, STR_NONE);
        csv_text(csv, f->row > 0 ? cell_text(&form->rows[f->row - 1].level3) : STR_NONE);
        csv_text(csv, str_of(f->rule->id));
        csv_text(csv, str_of(check_severity_name(f->severity)));
        csv_text(csv, check_place(mem, f));
        csv_text(csv, f->printed);
        csv_text(csv, f->expected);
        csv_text(csv, is_english ? f->message.en : f->message.zh);
        csv_text(csv, is_english ? f->hint.en : f->hint.zh);
        csv_text(csv, is_english ? f->basis.en : f->basis.zh);
        csv_end_row(csv);
    }
}
