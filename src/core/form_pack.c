// SPDX-License-Identifier: AGPL-3.0-or-later
// form_pack: the rows of a form as bytes.
//
// A row has eighteen cells, and a form fills about ten of them. Where a file holds thousands of
// forms and each is wanted only once, its rows wait in a quarter of their room: of each cell that
// is not absent its number, then what it holds, integers in as many groups of seven bits as they
// need, texts as pointers, for they stay where they are. Packing and unpacking lose nothing.
#include "base/buf.h"
#include "base/mem.h"
#include "core/form.h"

enum { ROW_CELLS = sizeof(struct row) / sizeof(struct cell) };
enum { HAS_TEXT = 1, HAS_RAW = 2, RAW_IS_TEXT = 4, HAS_WHY = 8 };
_Static_assert(sizeof(struct row) == ROW_CELLS * sizeof(struct cell), "a row is cells");

static void put_int(struct buf *out, uint64_t n)
{
    for (; n >= 0x80; n >>= 7)
        buf_char(out, (char)(0x80 | (n & 0x7F)));
    buf_char(out, (char)n);
}

static void put_pointer(struct buf *out, const void *at)
{
    buf_add(out, (struct str){(const char *)&at, sizeof(at)});
}

static void put_text(struct buf *out, struct str text)
{
    put_pointer(out, text.ptr);
    put_int(out, text.len);
}

static void put_cell(struct buf *out, const struct cell *cell)
{
    bool is_same = cell->raw.ptr == cell->text.ptr && cell->raw.len == cell->text.len;
    int has = (cell->text.len ? HAS_TEXT : 0) | (cell->why ? HAS_WHY : 0) |
              (is_same         ? RAW_IS_TEXT
               : cell->raw.len ? HAS_RAW
                               : 0);
    buf_char(out, (char)(cell->state | cell->support << 4));
    buf_char(out, (char)has);
    if (has & HAS_TEXT)
        put_text(out, cell->text);
    if (has & HAS_RAW)
        put_text(out, cell->raw);
    if (has & HAS_WHY)
        put_pointer(out, cell->why);
    put_int(out, (uint32_t)cell->at.line);
    put_int(out, (uint32_t)cell->at.cell);
    put_int(out, cell->at.from);
    put_int(out, cell->at.to);
    put_int(out, cell->first_token);
    put_int(out, cell->n_tokens);
}

void form_pack(struct mem *mem, struct mem *scratch, struct form *form)
{
    const size_t used = mem_used(scratch);
    struct buf out = buf_new(scratch, SIZE_MAX / 2);
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct cell *cells = (const struct cell *)(const void *)&form->rows[i];
        for (int k = 0; k < ROW_CELLS; k++)
            if (cells[k].state != CELL_ABSENT) {
                buf_char(&out, (char)k);
                put_cell(&out, &cells[k]);
            }
        buf_char(&out, ROW_CELLS);
    }
    form->packed = str_copy(mem, buf_str(&out));
    form->n_packed = form->n_rows;
    form->rows = NULL;
    form->n_rows = 0;
    mem_back(scratch, used);
}

static uint64_t take_int(const char **at)
{
    uint64_t n = 0;
    for (int shift = 0;; shift += 7) {
        unsigned char c = (unsigned char)*(*at)++;
        n |= (uint64_t)(c & 0x7F) << shift;
        if (c < 0x80)
            return n;
    }
}

static const void *take_pointer(const char **at)
{
    const void *pointer;
    memcpy(&pointer, *at, sizeof(pointer));
    *at += sizeof(pointer);
    return pointer;
}

static struct str take_text(const char **at)
{
    const char *ptr = take_pointer(at);
    return (struct str){ptr, (size_t)take_int(at)};
}

static void take_cell(struct cell *cell, const char **at)
{
    unsigned char states = (unsigned char)*(*at)++;
    int has = *(*at)++;
    cell->state = states & 0xF;
    cell->support = states >> 4;
    if (has & HAS_TEXT)
        cell->text = take_text(at);
    if (has & HAS_RAW)
        cell->raw = take_text(at);
    if (has & RAW_IS_TEXT)
        cell->raw = cell->text;
    if (has & HAS_WHY)
        cell->why = take_pointer(at);
    cell->at.line = (int)take_int(at);
    cell->at.cell = (int)take_int(at);
    cell->at.from = (uint32_t)take_int(at);
    cell->at.to = (uint32_t)take_int(at);
    cell->first_token = (uint32_t)take_int(at);
    cell->n_tokens = (uint32_t)take_int(at) & ((1u << CELL_TOKEN_BITS) - 1);
}

struct form form_unpack(struct mem *mem, const struct form *form)
{
    struct form out = *form;
    if (form->n_packed == 0)
        return out;
    const char *at = form->packed.ptr;
    out.rows = MEM_ARRAY(mem, form->n_packed, struct row);
    out.n_rows = form->n_packed;
    out.packed = STR_NONE;
    out.n_packed = 0;
    for (size_t i = 0; i < out.n_rows; i++) {
        struct cell *cells = (struct cell *)(void *)&out.rows[i];
        for (int k = *at++; k < ROW_CELLS; k = *at++)
            take_cell(&cells[k], &at);
    }
    return out;
}
