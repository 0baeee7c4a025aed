// SPDX-License-Identifier: AGPL-3.0-or-later
// One walk over the text as UTF-8. Offsets are those of the UTF-8 first; where the file was
// something else, one more walk turns them into bytes of the file (encoding_origin).
#include "codec/text.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/limit.h"
#include "base/mem.h"
#include "codec/encoding.h"
#include "codec/text_columns.h"
#include "codec/text_pipes.h"
#include "codec/text_tabs.h"
#include "core/sheet.h"

enum { BYTES_A_TOKEN = 24 }; // the first guess of the size of the array of tokens

enum char_kind {
    CHAR_PLAIN,
    CHAR_BLANK,
    CHAR_TAB,
    CHAR_PIPE,
    CHAR_PAGE,
    CHAR_CONTROL,
    CHAR_BIDI,
    CHAR_HIDDEN,
    CHAR_LOST,
};

static const char *const note_codes[] = {
    [CHAR_CONTROL] = "control",
    [CHAR_BIDI] = "bidi",
    [CHAR_HIDDEN] = "hidden",
    [CHAR_LOST] = "lost",
};

struct reader {
    struct mem *mem;
    struct str name;
    struct err *err;
    struct sheet *sheet;
    const char *start;
    size_t cap_tokens, cap_notes;
    size_t most_tokens, most_lines, most_notes; // the ceilings in force
    size_t more_notes;
    int page;
    enum sheet_break before; // the strongest break since the last token
    unsigned char *edges;    // of each line: bits of enum text_edge
    // of the line
    bool has_tab, is_first, after_pipe;
    int line, cell, col;
};

static bool is_within(int32_t c, int32_t from, int32_t to)
{
    return c >= from && c <= to;
}

// All that is not simply a letter, from U+0080 on, outside the Han blocks.
static enum char_kind kind_of_wide(int32_t c)
{
    if (c == 0x3000 || c == 0xA0 || is_within(c, 0x2000, 0x200A) || c == 0x202F || c == 0x205F ||
        c == 0x1680)
        return CHAR_BLANK;
    if (c == 0xFF5C)
        return CHAR_PIPE;
    if (c < 0xA0 || c == 0x2028 || c == 0x2029 || is_within(c, 0xFFF9, 0xFFFB) ||
        (c & 0xFFFE) == 0xFFFE)
        return CHAR_CONTROL;
    if (c == 0x061C || c == 0x200E || c == 0x200F || is_within(c, 0x202A, 0x202E) ||
        is_within(c, 0x2066, 0x2069))
        return CHAR_BIDI;
    if (c == 0xFFFD)
        return CHAR_LOST;
    if (c == 0xAD || c == 0x034F || is_within(c, 0x115F, 0x1160) || is_within(c, 0x17B4, 0x17B5) ||
        is_within(c, 0x180B, 0x180F) || is_within(c, 0x200B, 0x200D) ||
        is_within(c, 0x2060, 0x206F) || c == 0x3164 || is_within(c, 0xFE00, 0xFE0F) ||
        c == 0xFEFF || c == 0xFFA0 || is_within(c, 0xE0000, 0xE0FFF))
        return CHAR_HIDDEN;
    return CHAR_PLAIN;
}

static const unsigned char ascii_kinds[0x80] = {
    CHAR_CONTROL, CHAR_CONTROL, CHAR_CONTROL, CHAR_CONTROL,      CHAR_CONTROL,
    CHAR_CONTROL, CHAR_CONTROL, CHAR_CONTROL, CHAR_CONTROL,      CHAR_TAB,
    CHAR_CONTROL, CHAR_CONTROL, CHAR_PAGE,    CHAR_CONTROL,      CHAR_CONTROL,
    CHAR_CONTROL, CHAR_CONTROL, CHAR_CONTROL, CHAR_CONTROL,      CHAR_CONTROL,
    CHAR_CONTROL, CHAR_CONTROL, CHAR_CONTROL, CHAR_CONTROL,      CHAR_CONTROL,
    CHAR_CONTROL, CHAR_CONTROL, CHAR_CONTROL, CHAR_CONTROL,      CHAR_CONTROL,
    CHAR_CONTROL, CHAR_CONTROL, CHAR_BLANK,   ['|'] = CHAR_PIPE, [0x7F] = CHAR_CONTROL,
};

static inline enum char_kind kind_of(int32_t c)
{
    if (c < 0x80)
        return (enum char_kind)ascii_kinds[c];
    if (is_within(c, 0x3001, 0x3163) || is_within(c, 0x3400, 0xD7FF))
        return CHAR_PLAIN;
    return kind_of_wide(c);
}

static inline int width_of(int32_t c)
{
    if (c < 0x80)
        return c >= 0x20 && c < 0x7F;
    return is_within(c, 0x4E00, 0x9FFF) ? 2 : str_width_of(c);
}

// Does a character from U+5000 to U+9FFF stand at p, three bytes and two columns wide?
static inline bool is_letter_of_three(const char *p)
{
    unsigned char lead = (unsigned char)*p;
    return lead >= 0xE5 && lead <= 0xE9;
}

// The character at p of text that is known to be UTF-8; *used its bytes.
static inline int32_t code_at(const char *p, size_t *used)
{
    const unsigned char *u = (const unsigned char *)p;
    if (u[0] < 0x80) {
        *used = 1;
        return u[0];
    }
    if (u[0] < 0xE0) {
        *used = 2;
        return (u[0] & 0x1F) << 6 | (u[1] & 0x3F);
    }
    if (u[0] < 0xF0) {
        *used = 3;
        return (u[0] & 0x0F) << 12 | (u[1] & 0x3F) << 6 | (u[2] & 0x3F);
    }
    *used = 4;
    return (u[0] & 0x07) << 18 | (u[1] & 0x3F) << 12 | (u[2] & 0x3F) << 6 | (u[3] & 0x3F);
}

static enum rc refuse_ceiling(struct reader *r, const char *key, enum limit limit)
{
    enum rc rc = limit_fail(r->mem, r->err, key, limit);
    err_arg(r->err, "file", r->name);
    err_arg_int(r->mem, r->err, "line", r->line);
    return rc;
}

static void weigh_break(struct reader *r, enum sheet_break strength)
{
    if (r->before < strength)
        r->before = strength;
}

static void add_note(struct reader *r, enum char_kind kind, int32_t code)
{
    struct sheet *sheet = r->sheet;
    if (sheet->n_notes == r->most_notes) {
        r->more_notes++;
        return;
    }
    MEM_PUSH(r->mem, sheet->notes, sheet->n_notes, r->cap_notes);
    sheet->notes[sheet->n_notes - 1] =
        (struct sheet_note){note_codes[kind], r->line, buf_print(r->mem, "U+%04X", (unsigned)code)};
}

// The token that begins at p, up to a break or the end of the line; returns its end. The first odd
// character of a token makes its note.
static const char *take_token(struct reader *r, const char *p, const char *end)
{
    struct sheet *sheet = r->sheet;
    MEM_PUSH(r->mem, sheet->tokens, sheet->n_tokens, r->cap_tokens);
    struct token *t = &sheet->tokens[sheet->n_tokens - 1];
    const char *from = p;
    bool is_odd = false;
    int col = r->col;
    while (p < end) {
        size_t used;
        if (is_letter_of_three(p)) { // nearly all of the text
            col += 2;
            p += 3;
            continue;
        }
        int32_t code = code_at(p, &used);
        enum char_kind kind = kind_of(code);
        if (kind != CHAR_PLAIN) {
            if (kind < CHAR_CONTROL && (kind != CHAR_PIPE || !r->has_tab))
                break;
            if (kind >= CHAR_CONTROL && !is_odd) {
                is_odd = true;
                add_note(r, kind, code);
            }
        }
        col += width_of(code);
        p += used;
    }
    *t = (struct token){.text = {from, (size_t)(p - from)},
                        .from = (uint32_t)(from - r->start),
                        .to = (uint32_t)(p - r->start),
                        .line = r->line,
                        .cell = r->cell,
                        .col = r->col,
                        .col_end = col,
                        .page = r->page,
                        .before = (unsigned char)(sheet->n_tokens == 1 ? BREAK_NONE : r->before),
                        .is_odd = is_odd};
    r->before = BREAK_NONE;
    r->col = col;
    r->is_first = r->after_pipe = false;
    return p;
}

// The break that begins at p; returns its end.
static const char *take_break(struct reader *r, const char *p, const char *end, int32_t code,
                              enum char_kind kind, size_t used)
{
    if (kind == CHAR_BLANK) {
        weigh_break(r, r->before >= BREAK_BLANK ? BREAK_GAP : BREAK_BLANK);
        r->col += width_of(code);
        for (; p + used < end && p[used] == ' '; used++, r->col++)
            weigh_break(r, BREAK_GAP);
    } else if (kind == CHAR_PAGE) {
        weigh_break(r, BREAK_PAGE);
        r->page++;
        r->sheet->has_page_ends = true;
    } else if (kind == CHAR_TAB) {
        weigh_break(r, r->has_tab ? BREAK_CELL : BREAK_GAP); // beside pipes a tab is a blank
        r->cell += r->has_tab;
        r->col += TEXT_TAB - r->col % TEXT_TAB;
    } else {
        // The pipe before the first cell opens the row, it divides nothing (but see text_pipes).
        weigh_break(r, BREAK_CELL);
        r->edges[r->line - 1] |= TEXT_EDGE_HAS | (r->is_first ? TEXT_EDGE_OPENS : 0);
        r->cell += !r->is_first;
        r->after_pipe = !r->is_first;
        r->is_first = false;
        r->col += width_of(code);
    }
    return p + used;
}

static enum rc begin_line(struct reader *r)
{
    struct sheet *sheet = r->sheet;
    if (sheet->n_lines == r->most_lines)
        return refuse_ceiling(r, "err.text.lines", LIMIT_TEXT_LINES);
    r->line = (int)++sheet->n_lines;
    r->is_first = true;
    r->after_pipe = r->has_tab = false;
    r->cell = 1;
    r->col = 0;
    sheet->lines[r->line - 1] = (struct sheet_line){.first = sheet->n_tokens, .cells = 1};
    return RC_OK;
}

static enum rc take_line(struct reader *r, const char *p, const char *end)
{
    struct sheet *sheet = r->sheet;
    enum rc rc = begin_line(r);
    if (rc != RC_OK)
        return rc;
    struct sheet_line *line = &sheet->lines[r->line - 1];
    if (text_pipes_is_rule(p, end)) {
        r->edges[r->line - 1] = TEXT_EDGE_HAS | TEXT_EDGE_RULE;
        weigh_break(r, BREAK_LINE);
        return RC_OK;
    }
    r->has_tab = text_pipes_has_tab(p, end);
    while (p < end) {
        size_t used;
        int32_t code = code_at(p, &used);
        enum char_kind kind = kind_of(code);
        if (kind != CHAR_PLAIN && kind < CHAR_CONTROL && (kind != CHAR_PIPE || !r->has_tab)) {
            p = take_break(r, p, end, code, kind, used);
            continue;
        }
        if (sheet->n_tokens == r->most_tokens)
            return refuse_ceiling(r, "err.text.tokens", LIMIT_TEXT_TOKENS);
        p = take_token(r, p, end);
        line->cols = r->col;
    }
    // A pipe at the end closes the row, it opens no cell (but see text_pipes).
    line->cells = r->cell - r->after_pipe;
    r->edges[r->line - 1] |= r->after_pipe ? TEXT_EDGE_CLOSES : 0;
    line->n = sheet->n_tokens - line->first;
    weigh_break(r, line->n ? BREAK_LINE : BREAK_EMPTY_LINE);
    return RC_OK;
}

// The next `c` from p on, or the end. Kept between lines, so that the text is searched once.
static const char *find(const char *p, const char *end, char c)
{
    const char *at = p < end ? memchr(p, c, (size_t)(end - p)) : NULL;
    return at ? at : end;
}

static enum rc take_lines(struct reader *r, struct str text)
{
    const char *p = text.ptr, *end = p + text.len;
    const char *lf = find(p, end, '\n'), *cr = find(p, end, '\r');
    while (p < end) {
        if (lf < p)
            lf = find(p, end, '\n');
        if (cr < p)
            cr = find(p, end, '\r');
        const char *stop = lf < cr ? lf : cr;
        enum rc rc = take_line(r, p, stop);
        if (rc != RC_OK)
            return rc;
        p = stop + (stop == cr && lf == cr + 1 && lf < end ? 2 : 1);
    }
    return RC_OK;
}

static size_t count_lines(struct str text)
{
    size_t n = 1;
    for (size_t i = 0; i < text.len; i++)
        n += text.ptr[i] == '\n' || text.ptr[i] == '\r';
    return n;
}

// Lines first, tokens last: what grows without measure grows where it is.
static void make_room(struct reader *r, struct str text)
{
    size_t n = count_lines(text), most = r->most_lines;
    n = n < most ? n : most;
    r->edges = MEM_ARRAY(r->mem, n, unsigned char);
    r->sheet->lines = MEM_ARRAY(r->mem, n, struct sheet_line);
    r->cap_tokens = text.len / BYTES_A_TOKEN + 8;
    r->sheet->tokens = MEM_ARRAY(r->mem, r->cap_tokens, struct token);
}

// Does the text end behind its last token, or the blank after it? A blank may stand in a number.
static bool is_open(const struct sheet *sheet, struct str text)
{
    if (!sheet->n_tokens)
        return false;
    struct str rest = str_slice(text, sheet->tokens[sheet->n_tokens - 1].to, text.len);
    return !rest.len || (kind_of(str_next(&rest)) == CHAR_BLANK && !rest.len);
}

// From bytes of the text to bytes of the file.
static void find_origins(struct sheet *sheet, const struct encoding_text *text)
{
    struct encoding_walk walk = encoding_walk(text);
    for (size_t i = 0; i < sheet->n_tokens; i++) {
        struct token *t = &sheet->tokens[i];
        t->from = (uint32_t)encoding_origin(&walk, t->from);
        t->to = (uint32_t)encoding_origin(&walk, t->to);
    }
}

struct kind {
    const char *mark;
    size_t len;
    const char *name;
};

// What other files begin with. Their names are the same in all languages.
static const struct kind kinds[] = {
    {"%PDF-", 5, "PDF"},
    {"PK\3\4", 4, "ZIP (XLSX, DOCX, OFD)"},
    {"\xD0\xCF\x11\xE0", 4, "OLE (DOC, XLS, WPS, ET)"},
    {"\x89PNG", 4, "PNG"},
    {"\xFF\xD8\xFF", 3, "JPEG"},
    {"GIF8", 4, "GIF"},
    {"II*\0", 4, "TIFF"},
    {"MM\0*", 4, "TIFF"},
    {"{\\rtf", 5, "RTF"},
    {"Rar!\x1A", 5, "RAR"},
    {"7z\xBC\xAF", 4, "7Z"},
    {"\x1F\x8B\x08", 3, "GZIP"},
    {"<!doctype html", 14, "HTML"},
    {"<html", 5, "HTML"},
    {"<?xml", 5, "XML"},
};

// The name of another kind of file, or NULL. Marks are compared without regard to case, behind a
// byte order mark and blanks.
static const char *other_kind(struct str bytes)
{
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_slice(bytes, 3, bytes.len);
    while (bytes.len && strchr(" \t\r\n", bytes.ptr[0]) && bytes.ptr[0])
        bytes = str_slice(bytes, 1, bytes.len);
    for (size_t i = 0; i < LENGTH_OF(kinds); i++) {
        const struct kind *k = &kinds[i];
        size_t n = 0;
        while (n < k->len && n < bytes.len &&
               (bytes.ptr[n] >= 'A' && bytes.ptr[n] <= 'Z' ? bytes.ptr[n] | 0x20 : bytes.ptr[n]) ==
                   (k->mark[n] >= 'A' && k->mark[n] <= 'Z' ? k->mark[n] | 0x20 : k->mark[n]))
            n++;
        if (n == k->len)
            return k->name;
    }
    return NULL;
}

static enum rc refuse_size(struct mem *mem, size_t size, struct str name, struct err *err)
{
    enum rc rc = limit_fail(mem, err, "err.text.large", LIMIT_TEXT_BYTES);
    err_arg(err, "file", name);
    err_arg_int(mem, err, "size", (int64_t)size);
    return rc;
}

enum rc text_read(struct mem *mem, struct sheet **out, struct str bytes, struct str name,
                  struct err *err)
{
    if (bytes.len > limit_of(LIMIT_TEXT_BYTES))
        return refuse_size(mem, bytes.len, name, err);
    const char *kind = other_kind(bytes);
    if (kind) {
        err_set(err, RC_INPUT, "err.text.kind");
        err_arg(err, "file", name);
        err_arg(err, "kind", str_of(kind));
        return RC_INPUT;
    }
    struct encoding_text text;
    enum rc rc = encoding_decode(mem, &text, bytes, name, err);
    if (rc != RC_OK)
        return rc;
    struct sheet *sheet = MEM_NEW(mem, struct sheet);
    *sheet = (struct sheet){.file = name,
                            .format = "text",
                            .encoding = str_of(encoding_name(text.encoding)),
                            .sha256 = hash_sha256(mem, bytes)};
    struct reader r = {.mem = mem,
                       .most_tokens = limit_of(LIMIT_TEXT_TOKENS),
                       .most_lines = limit_of(LIMIT_TEXT_LINES),
                       .most_notes = limit_of(LIMIT_TEXT_NOTES),
                       .name = name,
                       .err = err,
                       .sheet = sheet,
                       .start = text.text.ptr,
                       .page = 1};
    make_room(&r, text.text);
    rc = take_lines(&r, text.text);
    if (rc != RC_OK)
        return rc;
    text_pipes_settle(sheet, r.edges);
    text_tabs_settle(sheet, r.edges);
    text_columns_settle(sheet);
    if (r.more_notes) {
        MEM_PUSH(mem, sheet->notes, sheet->n_notes, r.cap_notes);
        sheet->notes[sheet->n_notes - 1] =
            (struct sheet_note){"more", 0, buf_print(mem, "%zu", r.more_notes)};
    }
    sheet->is_open = is_open(sheet, text.text);
    find_origins(sheet, &text);
    *out = sheet;
    return RC_OK;
}
