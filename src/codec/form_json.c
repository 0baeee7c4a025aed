// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codec/form_json.h"

#include "codec/form_json_about.h"
#include "codec/form_json_cell.h"
#include "codec/json.h"
#include "core/form.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"

static void write_cell(struct json *json, const char *key, const struct cell *cell)
{
    switch (cell->state) {
    case CELL_ABSENT:
    case CELL_DASH:
        return;
    case CELL_MISSING:
    case CELL_EMPTY:
        json_key(json, key);
        json_null(json);
        return;
    default:
        json_key(json, key);
        if (cell->state == CELL_DOUBTFUL && cell->text.len == 0)
            json_null(json);
        else
            json_text(json, cell->text);
    }
}

static void write_slots(struct json *json, enum form_json_object object, void *base)
{
    size_t n;
    const struct form_json_slot *slots = form_json_slots(object, &n);
    for (size_t i = 0; i < n; i++)
        write_cell(json, slots[i].key, form_json_cell_in(base, &slots[i]));
}

// True if a slot of the object writes a key.
static bool has_key(enum form_json_object object, void *base)
{
    size_t n;
    const struct form_json_slot *slots = form_json_slots(object, &n);
    for (size_t i = 0; i < n; i++) {
        enum cell_state state = form_json_cell_in(base, &slots[i])->state;
        if (state != CELL_ABSENT && state != CELL_DASH)
            return true;
    }
    return false;
}

static void write_object(struct json *json, const char *key, enum form_json_object object,
                         void *base)
{
    if (!has_key(object, base))
        return;
    json_key(json, key);
    json_open(json, '{');
    write_slots(json, object, base);
    json_close(json, '}');
}

static bool is_digits(struct str s)
{
    if (s.len == 0 || s.len > 9 || (s.len > 1 && s.ptr[0] == '0'))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return true;
}

static void write_head(struct json *json, struct form *form)
{
    size_t n;
    const struct form_json_slot *slots = form_json_slots(FORM_JSON_HEAD, &n);
    for (size_t i = 0; i < n; i++) {
        const struct cell *cell = form_json_cell_in(form, &slots[i]);
        if (cell == &form->grade)
            continue;
        if (cell == &form->year && form_has(cell) && is_digits(cell->text)) {
            int64_t year = 0;
            for (size_t k = 0; k < cell->text.len; k++)
                year = 10 * year + (cell->text.ptr[k] - '0');
            json_key(json, "year");
            json_int(json, year);
            continue;
        }
        write_cell(json, slots[i].key, cell);
    }
    if (form->is_department) {
        json_key(json, "scope");
        json_text(json, STR("department"));
    }
    json_key(json, "columns");
    json_open(json, '[');
    for (int c = 0; c < COLUMNS; c++)
        if (form->columns[c])
            json_text(json, str_of(form_column_name((enum form_column)c)));
    json_close(json, ']');
}

static void write_funds(struct json *json, struct form *form)
{
    if (form->n_funds == 0)
        return;
    json_key(json, "funds");
    json_open(json, '[');
    for (size_t i = 0; i < form->n_funds; i++) {
        json_open(json, '{');
        json_key(json, "source");
        json_text(json, form->funds[i].source);
        write_slots(json, FORM_JSON_FUND, &form->funds[i]);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_row(struct json *json, struct row *row)
{
    json_open(json, '{');
    write_slots(json, FORM_JSON_ROW, row);
    write_object(json, "target", FORM_JSON_VALUE, &row->target);
    write_object(json, "actual", FORM_JSON_VALUE, &row->actual);
    size_t n;
    const struct form_json_slot *slots = form_json_slots(FORM_JSON_TAIL, &n);
    for (size_t i = 0; i < n; i++) {
        const struct cell *cell = form_json_cell_in(row, &slots[i]);
        if (cell == &row->unit_column && cell->state == CELL_READ &&
            str_eq(cell->text, row->target.unit.text)) {
            json_key(json, "unit_column");
            json_bool(json, true);
        } else {
            write_cell(json, slots[i].key, cell);
        }
    }
    json_close(json, '}');
}

// The first of several class weights of one name stands for all: a key can be there once.
// The first of each name.
static void write_classes(struct mem *mem, struct json *json, struct form *form)
{
    struct map seen = map_new(mem);
    if (form->n_classes == 0)
        return;
    json_key(json, "class_weights");
    json_open(json, '{');
    for (size_t i = 0; i < form->n_classes; i++) {
        struct class_weight *class = &form->classes[i];
        if (map_put(&seen, class->name, class) || class->weight.state == CELL_ABSENT ||
            class->weight.state == CELL_DASH)
            continue;
        json_key_str(json, class->name);
        if (class->weight.text.len == 0)
            json_null(json);
        else
            json_text(json, class->weight.text);
    }
    json_close(json, '}');
}

// The notes of one kind and name, as a list of indices.
struct group {
    struct str name;
    size_t first, last, n;
};

// Notes of one kind as {name: text}; a name that stands there more than once has a list of texts.
static void write_notes(struct mem *mem, struct json *json, const struct form *form,
                        enum note_kind kind, const char *key)
{
    struct map groups = map_new(mem);
    size_t *next = MEM_ARRAY(mem, form->n_notes, size_t);
    for (size_t i = 0; i < form->n_notes; i++) {
        if (form->notes[i].kind != kind)
            continue;
        struct group *group = map_get(&groups, form->notes[i].name);
        if (!group) {
            group = MEM_NEW(mem, struct group);
            *group = (struct group){form->notes[i].name, i, i, 0};
            map_put(&groups, group->name, group);
        }
        next[group->last] = i;
        group->last = i;
        group->n++;
    }
    if (groups.n == 0)
        return;
    json_key(json, key);
    json_open(json, '{');
    for (size_t g = 0; g < groups.n; g++) {
        const struct group *group = groups.at[g].value;
        json_key_str(json, group->name);
        if (group->n > 1)
            json_open(json, '[');
        for (size_t i = group->first, k = 0; k < group->n; k++, i = next[i])
            json_text(json, form->notes[i].text);
        if (group->n > 1)
            json_close(json, ']');
    }
    json_close(json, '}');
}

static void write_tasks(struct json *json, const struct form *form)
{
    bool is_open = false;
    for (size_t i = 0; i < form->n_notes; i++) {
        if (form->notes[i].kind != NOTE_TASK)
            continue;
        if (!is_open) {
            json_key(json, "tasks");
            json_open(json, '[');
            is_open = true;
        }
        json_open(json, '{');
        json_key(json, "name");
        json_text(json, form->notes[i].name);
        json_key(json, "text");
        json_text(json, form->notes[i].text);
        json_close(json, '}');
    }
    if (is_open)
        json_close(json, ']');
}

static void write_beside(struct mem *mem, struct json *json, const struct form *form)
{
    if (form->explanation.len > 0) {
        json_key(json, "explanation");
        json_text(json, form->explanation);
    }
    write_notes(mem, json, form, NOTE_FOOT, "notes");
    write_notes(mem, json, form, NOTE_ORGANISATION, "organisations");
    write_notes(mem, json, form, NOTE_TICK, "ticks");
    write_tasks(json, form);
    if (form->n_remains > 0) {
        json_key(json, "remains");
        json_open(json, '[');
        for (size_t i = 0; i < form->n_remains; i++)
            json_text(json, form->remains[i]);
        json_close(json, ']');
    }
    json_key(json, "is_complete");
    json_bool(json, form->is_complete);
    if (form->head_is_missing) {
        json_key(json, "head_is_missing");
        json_bool(json, true);
    }
}

static void write_rounding(struct json *json, const struct form_json_rounding *rounding)
{
    if (!rounding || rounding->mode.len == 0)
        return;
    json_key(json, "rounding");
    json_open(json, '{');
    json_key(json, "mode");
    json_text(json, rounding->mode);
    json_key(json, "digits");
    json_int(json, rounding->digits);
    if (rounding->evidence.len > 0) {
        json_key(json, "evidence");
        json_text(json, rounding->evidence);
    }
    json_close(json, '}');
}

static void write_form(struct mem *mem, struct json *json, struct form *form,
                       const struct form_json_rounding *rounding)
{
    json_open(json, '{');
    write_head(json, form);
    write_funds(json, form);
    write_object(json, "goals", FORM_JSON_GOALS, form);
    write_classes(mem, json, form);
    json_key(json, "indicators");
    json_open(json, '[');
    for (size_t i = 0; i < form->n_rows; i++)
        write_row(json, &form->rows[i]);
    json_close(json, ']');
    write_object(json, "total", FORM_JSON_TOTAL, form);
    write_cell(json, "grade", &form->grade);
    write_beside(mem, json, form);
    write_rounding(json, rounding);
    form_json_about(mem, json, form);
    json_close(json, '}');
}

void form_json_source(struct json *json, const struct form_json *file)
{
    json_open(json, '{');
    json_key(json, "file");
    json_text(json, file->reading->file);
    json_key(json, "format");
    json_text(json, file->reading->format);
    json_key(json, "sha256");
    json_text(json, file->reading->sha256);
    if (file->n_notes > 0) {
        json_key(json, "notes");
        json_open(json, '[');
        for (size_t i = 0; i < file->n_notes; i++) {
            json_open(json, '{');
            json_key(json, "code");
            json_text(json, file->notes[i].code);
            json_key(json, "place");
            json_text(json, file->notes[i].place);
            json_key(json, "message");
            json_text(json, file->notes[i].message);
            json_close(json, '}');
        }
        json_close(json, ']');
    }
    json_close(json, '}');
}

void form_json_by(struct json *json, const struct form_json_by *by)
{
    json_key(json, "by");
    json_open(json, '{');
    json_key(json, "heng");
    json_text(json, by->heng);
    json_key(json, "data");
    json_text(json, by->data);
    json_close(json, '}');
    if (by->profile.len == 0)
        return;
    json_key(json, "profile");
    json_text(json, by->profile);
    json_key(json, "profile_digest");
    json_text(json, by->profile_digest);
}

void form_json_write(struct mem *scratch, struct json *json, const struct form_json *file,
                     const struct form_json_by *by)
{
    const struct reading *reading = file->reading;
    json_open(json, '{');
    json_key(json, "schema");
    json_text(json, STR("heng.forms/1"));
    form_json_by(json, by);
    json_key(json, "source");
    form_json_source(json, file);
    json_key(json, "forms");
    json_open(json, '[');
    for (size_t i = 0; i < reading->n_forms; i++) {
        struct form form = form_unpack(scratch, &reading->forms[i]);
        write_form(scratch, json, &form, file->roundings ? &file->roundings[i] : NULL);
        mem_reset(scratch);
    }
    json_close(json, ']');
    json_close(json, '}');
}
