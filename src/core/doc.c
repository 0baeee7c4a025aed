// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/doc.h"

#include "base/mem.h"

void doc_init(struct doc *doc, struct mem *mem, int lang, struct str title)
{
    *doc = (struct doc){.mem = mem, .lang = lang, .depth = 1};
    doc->root = MEM_NEW(mem, struct doc_node);
    doc->root->kind = DOC_REPORT;
    doc->root->text = title;
    doc->path[0] = doc->root;
}

static struct doc_node *add(struct doc *doc, enum doc_kind kind, struct str text)
{
    struct doc_node *node = MEM_NEW(doc->mem, struct doc_node);
    struct doc_node *parent = doc->path[doc->depth - 1];
    node->kind = kind;
    node->text = text;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    return node;
}

struct doc_node *doc_open(struct doc *doc, enum doc_kind kind, struct str text)
{
    struct doc_node *node = add(doc, kind, text);
    BUG_IF(doc->depth == DOC_DEPTH);
    doc->path[doc->depth++] = node;
    return node;
}

void doc_close(struct doc *doc, enum doc_kind kind)
{
    BUG_IF(doc->depth == 1 || doc->path[doc->depth - 1]->kind != kind);
    doc->depth--;
}

struct doc_node *doc_text(struct doc *doc, enum doc_tone tone, struct str text)
{
    struct doc_node *node = add(doc, DOC_TEXT, text);
    node->tone = tone;
    return node;
}

void doc_space(struct doc *doc)
{
    add(doc, DOC_TEXT, STR(" "));
}

struct doc_node *doc_link(struct doc *doc, struct str text, struct str anchor)
{
    struct doc_node *node = add(doc, DOC_TEXT, text);
    node->link = anchor;
    return node;
}

struct doc_node *doc_mark(struct doc *doc, enum doc_tone tone, struct str sign, struct str words,
                          struct str meaning)
{
    struct doc_node *node = add(doc, DOC_MARK, words);
    node->tone = tone;
    node->sign = sign;
    node->meaning = meaning;
    return node;
}

void doc_paragraph(struct doc *doc, enum doc_tone tone, struct str text)
{
    doc_open(doc, DOC_PARAGRAPH, STR_NONE)->tone = tone;
    doc_text(doc, DOC_PLAIN, text);
    doc_close(doc, DOC_PARAGRAPH);
}

void doc_field(struct doc *doc, struct str name, struct str value)
{
    if (value.len == 0)
        return;
    doc_open(doc, DOC_FIELD, name);
    doc_text(doc, DOC_PLAIN, value);
    doc_close(doc, DOC_FIELD);
}

struct doc_node *doc_table(struct doc *doc, struct str caption, const struct doc_column *columns,
                           size_t n)
{
    struct doc_node *table = doc_open(doc, DOC_TABLE, caption);
    table->columns = columns;
    table->n_columns = n;
    return table;
}

struct doc_node *doc_cell(struct doc *doc, int column)
{
    struct doc_node *cell = doc_open(doc, DOC_CELL, STR_NONE);
    cell->column = column;
    return cell;
}
