// SPDX-License-Identifier: AGPL-3.0-or-later
// libyaml's parser and the event in hand lie in memory of malloc; both hang on one deferred
// `close_work`, so that a jump to the guard loses nothing, and both are released as soon as the
// tree stands.
#include "codec/yaml.h"

#include <yaml.h>

#include "base/limit.h"
#include "base/mem.h"
#include "base/tree.h"

struct work {
    struct mem *mem;
    struct str bytes, name;
    struct err *err;
    yaml_parser_t parser;
    yaml_event_t event;
    struct tree *root;
    struct tree **open; // the lists and maps around the next event
    size_t depth, most_depth, most_nodes;
    struct str key; // of the next child of a map, if has_key
    int key_line, key_col;
    bool has_key;
    int documents;
    size_t nodes;
    bool is_open;
};

static void close_work(void *what)
{
    struct work *w = what;
    if (!w->is_open)
        return;
    w->is_open = false;
    yaml_event_delete(&w->event);
    yaml_parser_delete(&w->parser);
}

static void add_place(struct work *w, int line, int col)
{
    err_arg(w->err, "file", w->name);
    err_arg_int(w->mem, w->err, "line", line);
    err_arg_int(w->mem, w->err, "column", col);
}

static enum rc refuse_at(struct work *w, const char *key, int line, int col)
{
    err_set(w->err, RC_INPUT, key);
    add_place(w, line, col);
    return RC_INPUT;
}

static enum rc refuse(struct work *w, const char *key)
{
    const yaml_mark_t *at = &w->event.start_mark;
    return refuse_at(w, key, (int)at->line + 1, (int)at->column + 1);
}

static enum rc refuse_ceiling(struct work *w, const char *key, enum limit limit)
{
    const yaml_mark_t *at = &w->event.start_mark;
    enum rc rc = limit_fail(w->mem, w->err, key, limit);
    add_place(w, (int)at->line + 1, (int)at->column + 1);
    return rc;
}

static enum rc refuse_syntax(struct work *w)
{
    if (w->parser.error == YAML_MEMORY_ERROR)
        return err_set(w->err, RC_MEMORY, "err.machine_memory");
    int line = (int)w->parser.problem_mark.line + 1, col = (int)w->parser.problem_mark.column + 1;
    if (w->parser.error == YAML_READER_ERROR) // a control character; it has no mark
        str_place(w->bytes, w->parser.problem_offset, &line, &col);
    refuse_at(w, "err.yaml.syntax", line, col);
    err_arg(w->err, "problem", str_copy(w->mem, str_of(w->parser.problem)));
    return RC_INPUT;
}

// Puts a new node where it belongs.
static enum rc add_node(struct work *w, struct tree *node)
{
    if (w->nodes++ == w->most_nodes)
        return refuse_ceiling(w, "err.yaml.nodes", LIMIT_YAML_NODES);
    if (!w->depth) {
        w->root = node;
        return RC_OK;
    }
    struct tree *parent = w->open[w->depth - 1];
    if (parent->kind == TREE_MAP) {
        node->key = w->key;
        node->key_line = w->key_line;
        node->key_col = w->key_col;
        w->has_key = false;
    }
    tree_add(parent, node);
    return RC_OK;
}

static bool wants_key(const struct work *w)
{
    return w->depth && w->open[w->depth - 1]->kind == TREE_MAP && !w->has_key;
}

static enum rc take_scalar(struct work *w)
{
    const yaml_event_t *e = &w->event;
    if (e->data.scalar.anchor)
        return refuse(w, "err.yaml.anchor");
    if (e->data.scalar.tag)
        return refuse(w, "err.yaml.tag");
    struct str text = {(const char *)e->data.scalar.value, e->data.scalar.length};
    if (memchr(text.ptr, 0, text.len))
        return refuse(w, "err.yaml.nul");
    int line = (int)e->start_mark.line + 1, col = (int)e->start_mark.column + 1;
    if (wants_key(w)) {
        if (e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && str_eq_c(text, "<<"))
            return refuse(w, "err.yaml.merge");
        w->key = str_copy(w->mem, text);
        w->key_line = line;
        w->key_col = col;
        w->has_key = true;
        return RC_OK;
    }
    struct tree *node = tree_new(w->mem, TREE_TEXT, line, col);
    node->text = str_copy(w->mem, text);
    return add_node(w, node);
}

static enum rc open_node(struct work *w, enum tree_kind kind, const void *anchor, const void *tag)
{
    if (anchor)
        return refuse(w, "err.yaml.anchor");
    if (tag)
        return refuse(w, "err.yaml.tag");
    if (wants_key(w))
        return refuse(w, "err.yaml.key");
    if (w->depth == w->most_depth)
        return refuse_ceiling(w, "err.yaml.depth", LIMIT_YAML_DEPTH);
    const yaml_mark_t *at = &w->event.start_mark;
    struct tree *node = tree_new(w->mem, kind, (int)at->line + 1, (int)at->column + 1);
    enum rc rc = add_node(w, node);
    w->open[w->depth++] = node;
    return rc;
}

static enum rc close_map(struct work *w)
{
    const struct tree *twice = tree_twice(w->mem, w->open[--w->depth]);
    if (!twice)
        return RC_OK;
    refuse_at(w, "err.yaml.twice", twice->key_line, twice->key_col);
    err_arg(w->err, "key", twice->key);
    return RC_INPUT;
}

static enum rc take_event(struct work *w)
{
    switch (w->event.type) {
    case YAML_DOCUMENT_START_EVENT:
        return w->documents++ ? refuse(w, "err.yaml.documents") : RC_OK;
    case YAML_ALIAS_EVENT:
        return refuse(w, "err.yaml.alias");
    case YAML_SCALAR_EVENT:
        return take_scalar(w);
    case YAML_SEQUENCE_START_EVENT:
        return open_node(w, TREE_LIST, w->event.data.sequence_start.anchor,
                         w->event.data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
        return open_node(w, TREE_MAP, w->event.data.mapping_start.anchor,
                         w->event.data.mapping_start.tag);
    case YAML_SEQUENCE_END_EVENT:
        w->depth--;
        return RC_OK;
    case YAML_MAPPING_END_EVENT:
        return close_map(w);
    default:
        return RC_OK;
    }
}

static enum rc take_events(struct work *w)
{
    for (;;) {
        if (!yaml_parser_parse(&w->parser, &w->event))
            return refuse_syntax(w);
        if (w->event.type == YAML_STREAM_END_EVENT)
            return w->root ? RC_OK : refuse(w, "err.yaml.empty");
        enum rc rc = take_event(w);
        if (rc != RC_OK)
            return rc;
        yaml_event_delete(&w->event);
    }
}

enum rc yaml_read(struct mem *mem, struct tree **out, struct str bytes, struct str name,
                  struct err *err)
{
    struct work *w = MEM_NEW(mem, struct work);
    w->mem = mem;
    w->bytes = bytes;
    w->name = name;
    w->err = err;
    w->most_depth = limit_of(LIMIT_YAML_DEPTH);
    w->most_nodes = limit_of(LIMIT_YAML_NODES);
    w->open = MEM_ARRAY(mem, w->most_depth, struct tree *);
    size_t bad;
    if (!str_is_utf8(bytes, &bad)) {
        int line, col;
        str_place(bytes, bad, &line, &col);
        return refuse_at(w, "err.yaml.utf8", line, col);
    }
    mem_defer(mem, close_work, w);
    if (!yaml_parser_initialize(&w->parser))
        return err_set(err, RC_MEMORY, "err.machine_memory");
    w->is_open = true;
    yaml_parser_set_encoding(&w->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&w->parser, (const unsigned char *)(bytes.ptr ? bytes.ptr : ""),
                                 bytes.len);
    enum rc rc = take_events(w);
    close_work(w);
    if (rc == RC_OK)
        *out = w->root;
    return rc;
}
