// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codec/form_json_about.h"

#include "base/buf.h"
#include "codec/form_json_cell.h"
#include "codec/json.h"
#include "core/form.h"

// The four lists that say what is special about single cells.
struct about {
    struct json *json;
    enum { ABOUT_MARKS, ABOUT_SUPPORT, ABOUT_DASHES, ABOUT_RAW } what;
    bool is_open;
};

static const char *const about_keys[] = {"marks", "support", "dashes", "raw"};

static void about_open(struct about *about, char bracket)
{
    if (about->is_open)
        return;
    about->is_open = true;
    json_key(about->json, about_keys[about->what]);
    json_open(about->json, bracket);
}

static bool has_mark(const struct cell *cell)
{
    return cell->state != CELL_READ && cell->state != CELL_DASH && cell->state != CELL_ABSENT;
}

static void write_mark(struct json *json, struct str path, const struct cell *cell)
{
    json_open(json, '{');
    json_key(json, "path");
    json_text(json, path);
    json_key(json, "how");
    json_text(json, str_of(form_state_name(cell->state)));
    if (cell->why.len > 0) {
        json_key(json, "why");
        json_text(json, cell->why);
    }
    if (cell->raw.len > 0) {
        json_key(json, "raw");
        json_text(json, cell->raw);
    }
    if (cell->at.line > 0) {
        char at[64];
        int n = cell->at.cell > 0
                    ? snprintf(at, sizeof(at), "line %d, cell %d", cell->at.line, cell->at.cell)
                    : snprintf(at, sizeof(at), "line %d", cell->at.line);
        json_key(json, "at");
        json_text(json, (struct str){at, (size_t)n});
    }
    json_close(json, '}');
}

static void about_cell(void *context, struct str path, int row, struct cell *cell)
{
    struct about *about = context;
    struct json *json = about->json;
    (void)row;
    switch (about->what) {
    case ABOUT_MARKS:
        if (has_mark(cell)) {
            about_open(about, '[');
            write_mark(json, path, cell);
        }
        break;
    case ABOUT_SUPPORT:
        if (cell->support != SUPPORT_NONE && cell->support != SUPPORT_EXACT) {
            about_open(about, '{');
            json_key_str(json, path);
            json_text(json, str_of(form_support_name(cell->support)));
        }
        break;
    case ABOUT_DASHES:
        if (cell->state == CELL_DASH) {
            about_open(about, '[');
            json_text(json, path);
        }
        break;
    case ABOUT_RAW:
        if (!has_mark(cell) && cell->raw.len > 0 && !str_eq(cell->raw, cell->text)) {
            about_open(about, '{');
            json_key_str(json, path);
            json_text(json, cell->raw);
        }
        break;
    }
}

// A target or an actual of which nothing could be read has a mark of its own beside its leaves.
static void mark_values(struct mem *mem, struct about *about, struct form *form)
{
    for (size_t i = 0; i < 2 * form->n_rows; i++) {
        struct row *row = &form->rows[i / 2];
        struct value *v = i % 2 ? &row->actual : &row->target;
        bool is_lost = v->value.state == CELL_MISSING || v->text.state == CELL_MISSING;
        if (!is_lost || form_has(&v->op) || form_has(&v->value) || form_has(&v->unit) ||
            form_has(&v->text))
            continue;
        struct cell whole = {.state = CELL_MISSING};
        about_open(about, '[');
        write_mark(about->json,
                   buf_print(mem, "/indicators/%zu/%s", i / 2, i % 2 ? "actual" : "target"),
                   &whole);
    }
}

void form_json_about(struct mem *mem, struct json *json, struct form *form)
{
    for (int what = ABOUT_MARKS; what <= ABOUT_RAW; what++) {
        struct about about = {json, what, false};
        form_each_cell(mem, form, about_cell, &about);
        for (size_t i = 0; i < form->n_classes; i++)
            about_cell(&about, form_json_class_path(mem, form->classes[i].name), 0,
                       &form->classes[i].weight);
        if (what == ABOUT_MARKS)
            mark_values(mem, &about, form);
        if (about.is_open)
            json_close(json, what == ABOUT_MARKS || what == ABOUT_DASHES ? ']' : '}');
    }
}
