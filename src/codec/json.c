// SPDX-License-Identifier: AGPL-3.0-or-later
// The reader is a descent over the bytes; the ceiling json-depth bounds its stack.
#include "codec/json.h"

#include "base/limit.h"
#include "base/mem.h"
#include "base/tree.h"

struct reader {
    struct mem *mem;
    struct str name;
    struct err *err;
    const char *start, *at, *end;
    const char *counted; // line and col are those of this byte
    int line, col;
    size_t depth, nodes, most_depth, most_nodes;
};

// Moves line and col on to the byte `at`: every byte is counted once.
static void count_to(struct reader *r, const char *at)
{
    for (; r->counted < at; r->counted++) {
        if (*r->counted == '\n') {
            r->line++;
            r->col = 1;
        } else if (((unsigned char)*r->counted & 0xC0) != 0x80) {
            r->col++;
        }
    }
}

static void add_place(struct reader *r, int line, int col)
{
    err_arg(r->err, "file", r->name);
    err_arg_int(r->mem, r->err, "line", line);
    err_arg_int(r->mem, r->err, "column", col);
}

static enum rc refuse_at(struct reader *r, const char *key, int line, int col)
{
    err_set(r->err, RC_INPUT, key);
    add_place(r, line, col);
    return RC_INPUT;
}

// Where the reader stands.
static void place(const struct reader *r, int *line, int *col)
{
    str_place((struct str){r->start, (size_t)(r->end - r->start)}, (size_t)(r->at - r->start), line,
              col);
}

static enum rc refuse(struct reader *r, const char *key)
{
    int line, col;
    place(r, &line, &col);
    return refuse_at(r, key, line, col);
}

static enum rc refuse_ceiling(struct reader *r, const char *key, enum limit limit)
{
    int line, col;
    enum rc rc = limit_fail(r->mem, r->err, key, limit);
    place(r, &line, &col);
    add_place(r, line, col);
    return rc;
}

static void skip_blanks(struct reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' || *r->at == '\t'))
        r->at++;
}

// The byte that stands next, 0 at the end.
static char look(const struct reader *r)
{
    return r->at < r->end ? *r->at : 0;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

// The four digits after \u; -1 if they are none.
static int32_t read_unit(struct reader *r)
{
    int32_t unit = 0;
    if (r->end - r->at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int d = hex_digit(r->at[i]);
        if (d < 0)
            return -1;
        unit = unit * 16 + d;
    }
    r->at += 4;
    return unit;
}

// The code point of \uXXXX or of a pair of them; -1 on a lone surrogate, on zero, on no digits.
static int32_t read_code(struct reader *r)
{
    int32_t code = read_unit(r);
    if (code >= 0xD800 && code < 0xDC00) {
        if (r->end - r->at < 2 || r->at[0] != '\\' || r->at[1] != 'u')
            return -1;
        r->at += 2;
        int32_t low = read_unit(r);
        if (low < 0xDC00 || low > 0xDFFF)
            return -1;
        return 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00));
    }
    return code == 0 || (code >= 0xDC00 && code < 0xE000) ? -1 : code;
}

static bool read_escape(struct reader *r, char *out, size_t *n)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    char c = look(r);
    if (c == 'u') {
        r->at++;
        int32_t code = read_code(r);
        if (code < 0)
            return false;
        *n += str_encode(code, out + *n);
        return true;
    }
    const char *found = c ? strchr(names, c) : NULL;
    if (!found)
        return false;
    out[(*n)++] = values[found - names];
    r->at++;
    return true;
}

// The end of the text that begins at r->at (behind its quote): the closing quote, or NULL if a
// control character or the end of the file comes first; then r->at stands there.
static const char *find_quote(struct reader *r, bool *has_escapes)
{
    const char *p = r->at;
    *has_escapes = false;
    for (; p < r->end && *p != '"'; p++) {
        if ((unsigned char)*p < 0x20)
            break;
        if (*p == '\\') {
            *has_escapes = true;
            p += p + 1 < r->end;
        }
    }
    if (p < r->end && *p == '"')
        return p;
    r->at = p;
    return NULL;
}

static enum rc read_text(struct reader *r, struct str *out)
{
    bool has_escapes;
    const char *from = ++r->at, *to = find_quote(r, &has_escapes);
    if (!to)
        return refuse(r, r->at == r->end ? "err.json.end" : "err.json.control");
    if (!has_escapes) {
        *out = (struct str){from, (size_t)(to - from)};
        r->at = to + 1;
        return RC_OK;
    }
    // An escape is never shorter than what it stands for.
    char *text = mem_alloc(r->mem, (size_t)(to - from));
    size_t n = 0;
    while (r->at < to) {
        const char *escape = r->at;
        if (*r->at != '\\') {
            text[n++] = *r->at++;
            continue;
        }
        r->at++;
        if (!read_escape(r, text, &n)) {
            r->at = escape;
            return refuse(r, "err.json.escape");
        }
    }
    *out = (struct str){text, n};
    r->at = to + 1;
    return RC_OK;
}

static bool skip_digits(struct reader *r)
{
    const char *from = r->at;
    while (look(r) >= '0' && look(r) <= '9')
        r->at++;
    return r->at > from;
}

static enum rc read_number(struct reader *r, struct str *out)
{
    const char *from = r->at;
    r->at += look(r) == '-';
    if (look(r) == '0')
        r->at++;
    else if (!skip_digits(r))
        return refuse(r, "err.json.number");
    if (look(r) == '.') {
        r->at++;
        if (!skip_digits(r))
            return refuse(r, "err.json.number");
    }
    if (look(r) == 'e' || look(r) == 'E') {
        r->at++;
        r->at += look(r) == '+' || look(r) == '-';
        if (!skip_digits(r))
            return refuse(r, "err.json.number");
    }
    if (look(r) >= '0' && look(r) <= '9') // a zero in front
        return refuse(r, "err.json.number");
    *out = (struct str){from, (size_t)(r->at - from)};
    return RC_OK;
}

static bool read_word(struct reader *r, const char *word)
{
    struct str rest = {r->at, (size_t)(r->end - r->at)};
    if (!str_starts(rest, str_of(word)))
        return false;
    r->at += strlen(word);
    return true;
}

static enum rc read_scalar(struct reader *r, struct tree *node)
{
    char c = look(r);
    if (c == '"') {
        node->kind = TREE_TEXT;
        return read_text(r, &node->text);
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
        node->kind = TREE_NUMBER;
        return read_number(r, &node->text);
    }
    const char *from = r->at;
    node->kind = TREE_BOOL;
    if (read_word(r, "null"))
        node->kind = TREE_NULL;
    else if (!read_word(r, "true") && !read_word(r, "false"))
        return refuse(r, r->at == r->end ? "err.json.end" : "err.json.value");
    node->text = (struct str){from, (size_t)(r->at - from)};
    return RC_OK;
}

static enum rc read_value(struct reader *r, struct tree **out);

// A key, its colon and its value.
static enum rc read_member(struct reader *r, struct tree *map)
{
    if (look(r) != '"')
        return refuse(r, r->at == r->end ? "err.json.end" : "err.json.key");
    count_to(r, r->at);
    int line = r->line, col = r->col;
    struct str key;
    enum rc rc = read_text(r, &key);
    if (rc != RC_OK)
        return rc;
    skip_blanks(r);
    if (look(r) != ':')
        return refuse(r, r->at == r->end ? "err.json.end" : "err.json.colon");
    r->at++;
    skip_blanks(r);
    struct tree *child = NULL;
    rc = read_value(r, &child);
    if (rc != RC_OK)
        return rc;
    BUG_IF(!child);
    child->key = key;
    child->key_line = line;
    child->key_col = col;
    tree_add(map, child);
    return RC_OK;
}

static enum rc read_item(struct reader *r, struct tree *list)
{
    struct tree *child;
    enum rc rc = read_value(r, &child);
    if (rc == RC_OK)
        tree_add(list, child);
    return rc;
}

static enum rc read_children(struct reader *r, struct tree *node, char close)
{
    r->at++;
    skip_blanks(r);
    if (look(r) == close) {
        r->at++;
        return RC_OK;
    }
    for (;;) {
        enum rc rc = close == '}' ? read_member(r, node) : read_item(r, node);
        if (rc != RC_OK)
            return rc;
        skip_blanks(r);
        char c = look(r);
        if (c != ',' && c != close)
            return refuse(r, r->at == r->end ? "err.json.end" : "err.json.comma");
        r->at++;
        if (c == close)
            return RC_OK;
        skip_blanks(r);
    }
}

static enum rc read_value(struct reader *r, struct tree **out)
{
    if (r->nodes++ == r->most_nodes)
        return refuse_ceiling(r, "err.json.nodes", LIMIT_JSON_NODES);
    count_to(r, r->at);
    struct tree *node = *out = tree_new(r->mem, TREE_NULL, r->line, r->col);
    char c = look(r);
    if (c != '{' && c != '[')
        return read_scalar(r, node);
    if (r->depth++ == r->most_depth)
        return refuse_ceiling(r, "err.json.depth", LIMIT_JSON_DEPTH);
    node->kind = c == '{' ? TREE_MAP : TREE_LIST;
    enum rc rc = read_children(r, node, c == '{' ? '}' : ']');
    if (rc != RC_OK)
        return rc;
    r->depth--;
    const struct tree *twice = c == '{' ? tree_twice(r->mem, node) : NULL;
    if (!twice)
        return RC_OK;
    refuse_at(r, "err.json.twice", twice->key_line, twice->key_col);
    err_arg(r->err, "key", twice->key);
    return RC_INPUT;
}

enum rc json_read(struct mem *mem, struct tree **out, struct str bytes, struct str name,
                  struct err *err)
{
    const char *start = bytes.ptr ? bytes.ptr : "";
    struct reader r = {.mem = mem,
                       .name = name,
                       .err = err,
                       .start = start,
                       .at = start,
                       .end = start + bytes.len,
                       .line = 1,
                       .col = 1,
                       .most_depth = limit_of(LIMIT_JSON_DEPTH),
                       .most_nodes = limit_of(LIMIT_JSON_NODES)};
    size_t bad;
    if (!str_is_utf8(bytes, &bad)) {
        r.at += bad;
        return refuse(&r, "err.json.utf8");
    }
    if (str_starts(bytes, STR("\xEF\xBB\xBF"))) {
        r.at += 3;
        r.start = r.counted = r.at;
    }
    r.counted = r.at;
    skip_blanks(&r);
    if (r.at == r.end)
        return refuse(&r, "err.json.empty");
    struct tree *root = NULL;
    enum rc rc = read_value(&r, &root);
    if (rc != RC_OK)
        return rc;
    skip_blanks(&r);
    if (r.at != r.end)
        return refuse(&r, "err.json.after");
    *out = root;
    return RC_OK;
}
