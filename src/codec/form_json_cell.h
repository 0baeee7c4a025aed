// SPDX-License-Identifier: AGPL-3.0-or-later
// form_json_cell: the slots of a form by the names that JSON gives them, and cells by their path.
//
// One table a sort of object (head, funds line, row, value, goals, total) says which key stands for
// which cell of struct form. The writer goes through the tables, the reader looks keys up in them,
// and a path ("/funds/0/executed", "/indicators/3/target/value", "/class_weights/NAME") is followed
// by them, so that a key has one place only.
#ifndef HENG_CODEC_FORM_JSON_CELL_H
#define HENG_CODEC_FORM_JSON_CELL_H

#include "base/str.h"

struct cell;
struct form;
struct mem;

struct form_json_slot {
    const char *key;
    size_t offset;  // of the cell in its struct
    bool is_number; // the slot holds a figure: without `support` it claims to be exact
};

enum form_json_object {
    FORM_JSON_HEAD,  // of struct form: year … money_unit
    FORM_JSON_FUND,  // of struct fund
    FORM_JSON_ROW,   // of struct row, before target and actual
    FORM_JSON_TAIL,  // of struct row, after them
    FORM_JSON_VALUE, // of struct value
    FORM_JSON_GOALS, // of struct form
    FORM_JSON_TOTAL, // of struct form
    FORM_JSON_OBJECTS,
};

// The slots of an object, in the order in which they are written; *n of them.
const struct form_json_slot *form_json_slots(enum form_json_object object, size_t *n);
// The cell of a slot inside `base`, the struct that the object stands for.
struct cell *form_json_cell_in(void *base, const struct form_json_slot *slot);
// The slot of this key, or NULL.
const struct form_json_slot *form_json_slot_of(enum form_json_object object, struct str key);

// Calls fn for every leaf cell of the form, absent ones and class weights too, without making
// paths.
typedef void (*form_json_visit)(void *context, struct cell *cell);
void form_json_each(struct form *form, form_json_visit fn, void *context);

// The cell that a path inside the form names (it may be CELL_ABSENT), or NULL; *is_number tells
// whether its slot holds a figure.
struct cell *form_json_cell(struct form *form, struct str path, bool *is_number);
// True if the path names an object of the form that has leaves: "/total", "/funds/0", …
bool form_json_is_object(const struct form *form, struct str path);
// The value cell of a target or an actual that has no leaf at all, or NULL.
struct cell *form_json_lone_value(struct form *form, struct str path);
// The path of a class weight, with ~ and / escaped as JSON pointers ask.
struct str form_json_class_path(struct mem *mem, struct str name);

#endif
