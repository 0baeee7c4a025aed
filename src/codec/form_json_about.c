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
    if (cell->why) {
        json_key(json, "why");
        json_text(json, str_of(cell->why));
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

// Where a cell stands: "/indicators", 3, "/target", "/value".
struct spot {
    const char *object, *part, *key;
    bool has_index;
    size_t index;
};

enum { SPOT_BYTES = 96, SPOT_DIGITS = 20 };

static size_t put(char *out, size_t at, struct str text)
{
    BUG_IF(at + text.len > SPOT_BYTES);
    memcpy(out + at, text.ptr, text.len);
    return at + text.len;
}

// The path of a spot, in out[SPOT_BYTES]. Made only for cells that something is said of.
static struct str spot_path(char *out, const struct spot *spot)
{
    size_t n = put(out, 0, str_of(spot->object));
    if (spot->has_index) {
        char digits[SPOT_DIGITS];
        size_t at = SPOT_DIGITS, rest = spot->index;
        do
            digits[--at] = (char)('0' + rest % 10);
        while ((rest /= 10) > 0);
        out[n++] = '/';
        memcpy(out + n, digits + at, SPOT_DIGITS - at);
        n += SPOT_DIGITS - at;
    }
    n = put(out, n, str_of(spot->part));
    out[n++] = '/';
    return (struct str){out, put(out, n, str_of(spot->key))};
}

static bool is_told(const struct about *about, const struct cell *cell)
{
    switch (about->what) {
    case ABOUT_MARKS:
        return has_mark(cell);
    case ABOUT_SUPPORT:
        return cell->state != CELL_ABSENT && cell->support != SUPPORT_NONE &&
               cell->support != SUPPORT_EXACT;
    case ABOUT_DASHES:
        return cell->state == CELL_DASH;
    case ABOUT_RAW:
        return cell->raw.len > 0 && !has_mark(cell) && cell->state != CELL_ABSENT &&
               !str_eq(cell->raw, cell->text);
    }
    return false;
}

static void tell(struct about *about, struct str path, const struct cell *cell)
{
    struct json *json = about->json;
    bool is_list = about->what == ABOUT_MARKS || about->what == ABOUT_DASHES;
    about_open(about, is_list ? '[' : '{');
    switch (about->what) {
    case ABOUT_MARKS:
        write_mark(json, path, cell);
        break;
    case ABOUT_DASHES:
        json_text(json, path);
        break;
    case ABOUT_SUPPORT:
        json_key_str(json, path);
        json_text(json, str_of(form_support_name(cell->support)));
        break;
    case ABOUT_RAW:
        json_key_str(json, path);
        json_text(json, cell->raw);
        break;
    }
}

static void tell_slots(struct about *about, enum form_json_object object, void *base,
                       struct spot spot)
{
    size_t n;
    const struct form_json_slot *slots = form_json_slots(object, &n);
    for (size_t i = 0; i < n; i++) {
        const struct cell *cell = form_json_cell_in(base, &slots[i]);
        if (cell->state == CELL_ABSENT || !is_told(about, cell)) // of what is not there none tells
            continue;
        char path[SPOT_BYTES];
        spot.key = slots[i].key;
        tell(about, spot_path(path, &spot), cell);
    }
}

// All cells in the order in which they are written, then the class weights.
static void tell_form(struct mem *mem, struct about *about, struct form *form)
{
    tell_slots(about, FORM_JSON_HEAD, form, (struct spot){"", "", "", false, 0});
    for (size_t i = 0; i < form->n_funds; i++)
        tell_slots(about, FORM_JSON_FUND, &form->funds[i],
                   (struct spot){"/funds", "", "", true, i});
    tell_slots(about, FORM_JSON_GOALS, form, (struct spot){"/goals", "", "", false, 0});
    for (size_t i = 0; i < form->n_rows; i++) {
        struct row *row = &form->rows[i];
        struct spot spot = {"/indicators", "", "", true, i};
        tell_slots(about, FORM_JSON_ROW, row, spot);
        spot.part = "/target";
        tell_slots(about, FORM_JSON_VALUE, &row->target, spot);
        spot.part = "/actual";
        tell_slots(about, FORM_JSON_VALUE, &row->actual, spot);
        spot.part = "";
        tell_slots(about, FORM_JSON_TAIL, row, spot);
    }
    tell_slots(about, FORM_JSON_TOTAL, form, (struct spot){"/total", "", "", false, 0});
    for (size_t i = 0; i < form->n_classes; i++)
        if (is_told(about, &form->classes[i].weight))
            tell(about, form_json_class_path(mem, form->classes[i].name), &form->classes[i].weight);
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
        tell_form(mem, &about, form);
        if (what == ABOUT_MARKS)
            mark_values(mem, &about, form);
        if (about.is_open)
            json_close(json, what == ABOUT_MARKS || what == ABOUT_DASHES ? ']' : '}');
    }
}
