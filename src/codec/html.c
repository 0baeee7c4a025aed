// SPDX-License-Identifier: AGPL-3.0-or-later
// A node is an element, or a few; what its children are decides nothing but where they stand.
#include "codec/html.h"

#include "core/doc.h"
#include "core/label.h"

struct html {
    struct buf *out;
    const struct doc *doc;
    int rank;                     // of the heading at work
    const struct doc_node *table; // at work
    bool is_aside;                // the row at work
};

static void add(struct html *html, const char *markup)
{
    buf_add_c(html->out, markup);
}

// What stands for one byte of ASCII; NULL: itself.
static const char *entity_of(char c, bool is_attribute)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return is_attribute ? "&quot;" : NULL;
    case '\'':
        return is_attribute ? "&#39;" : NULL;
    case '\n':
        return is_attribute ? " " : "<br>";
    case '\t':
    case '\r':
        return " ";
    default:
        return NULL;
    }
}

// Runs of what stands for itself are added whole.
static void escape(struct buf *out, struct str text, bool is_attribute)
{
    struct str run = {text.ptr, 0};
    while (text.len > 0) {
        struct str rest = text;
        const char *entity = entity_of(text.ptr[0], is_attribute);
        int32_t code = str_next(&rest);
        if (!entity && str_is_harmful(code))
            entity = "\xEF\xBF\xBD";
        if (entity) {
            buf_add(out, run);
            buf_add_c(out, entity);
            run = (struct str){rest.ptr, 0};
        } else {
            run.len += text.len - rest.len;
        }
        text = rest;
    }
    buf_add(out, run);
}

void html_content(struct buf *out, struct str text)
{
    escape(out, text, false);
}

void html_attribute(struct buf *out, struct str text)
{
    escape(out, text, true);
}

static void attribute(struct html *html, const char *name, struct str value)
{
    if (value.len == 0)
        return;
    buf_fmt(html->out, " %s=\"", name);
    html_attribute(html->out, value);
    buf_char(html->out, '"');
}

static const char *tone_class(enum doc_tone tone)
{
    static const char *const names[] = {
        [DOC_PLAIN] = "",        [DOC_STRONG] = "strong", [DOC_QUIET] = "quiet",
        [DOC_FIGURE] = "figure", [DOC_ERROR] = "error",   [DOC_WARNING] = "warning",
        [DOC_HINT] = "hint",     [DOC_DOUBT] = "doubt",   [DOC_REPAIR] = "repair",
    };
    return names[tone];
}

// <name class="what tone" id="…">
static void open_tag(struct html *html, const char *name, const char *what,
                     const struct doc_node *node)
{
    const char *tone = tone_class(node->tone);
    buf_fmt(html->out, "<%s", name);
    if (*what || *tone)
        buf_fmt(html->out, " class=\"%s%s%s\"", what, *what && *tone ? " " : "", tone);
    attribute(html, "id", node->id);
    buf_char(html->out, '>');
}

// True for words that are not in the language of the page.
static bool is_foreign(const struct html *html, const struct doc_node *node)
{
    return node->is_foreign && html->doc->lang != LANG_ZH;
}

static void put(struct html *html, const struct doc_node *node);

static void put_children(struct html *html, const struct doc_node *node)
{
    for (const struct doc_node *child = node->first; child; child = child->next)
        put(html, child);
}

// How a kind of node is written: the function, the element, its class.
struct look {
    void (*put)(struct html *html, const struct look *look, const struct doc_node *node);
    const char *name, *what;
};

static void put_element(struct html *html, const struct look *look, const struct doc_node *node)
{
    open_tag(html, look->name, look->what, node);
    put_children(html, node);
    buf_fmt(html->out, "</%s>\n", look->name);
}

// An element that is not there without children.
static void put_list(struct html *html, const struct look *look, const struct doc_node *node)
{
    const struct look wide = {put_list, look->name, "fields wide"};
    if (node->first)
        put_element(html, node->is_wide ? &wide : look, node);
}

static void put_section(struct html *html, const struct look *look, const struct doc_node *node)
{
    enum { RANK_LOWEST = 6 };
    html->rank++;
    int rank = html->rank < RANK_LOWEST ? html->rank : RANK_LOWEST;
    open_tag(html, look->name, look->what, node);
    buf_fmt(html->out, "\n<h%d%s>", rank, is_foreign(html, node) ? " lang=\"zh\"" : "");
    html_content(html->out, node->text);
    buf_fmt(html->out, "</h%d>\n", rank);
    put_children(html, node);
    buf_fmt(html->out, "</%s>\n", look->name);
    html->rank--;
}

// A pair: the name or the summary, then what stands below it.
static void put_field(struct html *html, const struct look *look, const struct doc_node *node)
{
    (void)look;
    add(html, "<div><dt>");
    html_content(html->out, node->text);
    add(html, "</dt><dd>");
    put_children(html, node);
    add(html, "</dd></div>\n");
}

static void put_details(struct html *html, const struct look *look, const struct doc_node *node)
{
    (void)look;
    open_tag(html, "details", "", node);
    add(html, "<summary>");
    html_content(html->out, node->text);
    add(html, "</summary>\n");
    put_children(html, node);
    add(html, "</details>\n");
}

static const char *column_class(enum doc_column_kind kind)
{
    static const char *const names[] = {
        [DOC_COLUMN_TEXT] = "text",   [DOC_COLUMN_NAME] = "name",   [DOC_COLUMN_NUMBER] = "number",
        [DOC_COLUMN_CLASS] = "class", [DOC_COLUMN_PROSE] = "prose",
    };
    return names[kind];
}

static void put_table(struct html *html, const struct look *look, const struct doc_node *node)
{
    (void)look;
    if (!node->first)
        return;
    html->table = node;
    open_tag(html, "table", node->is_wide ? "wide" : "", node);
    add(html, "\n<caption>");
    html_content(html->out, node->text);
    add(html, "</caption>\n<thead><tr>");
    for (size_t i = 0; i < node->n_columns; i++) {
        buf_fmt(html->out, "<th scope=\"col\" class=\"%s\">", column_class(node->columns[i].kind));
        html_content(html->out, node->columns[i].name);
        add(html, "</th>");
    }
    add(html, "</tr></thead>\n<tbody>\n");
    put_children(html, node);
    add(html, "</tbody></table>\n");
    html->table = NULL;
}

static void put_row(struct html *html, const struct look *look, const struct doc_node *node)
{
    (void)look;
    const char *what = node->is_aside ? "aside" : node->is_total ? "total" : "";
    html->is_aside = node->is_aside;
    open_tag(html, "tr", what, node);
    put_children(html, node);
    add(html, "</tr>\n");
}

static void put_cell(struct html *html, const struct look *look, const struct doc_node *node)
{
    (void)look;
    const struct doc_column *column = &html->table->columns[node->column];
    bool is_group = node->is_head && node->down > 1;
    buf_fmt(html->out, node->is_head ? "<th scope=\"%s\"" : "<td", is_group ? "rowgroup" : "row");
    buf_fmt(html->out, " class=\"%s\"", column_class(column->kind));
    if (node->across > 1)
        buf_fmt(html->out, " colspan=\"%d\"", node->across);
    if (node->down > 1)
        buf_fmt(html->out, " rowspan=\"%d\"", node->down);
    if (html->table->is_wide && !html->is_aside && node->across <= 1)
        attribute(html, "data-column", column->name);
    add(html, ">");
    put_children(html, node);
    add(html, node->is_head ? "</th>" : "</td>");
}

static void put_text(struct html *html, const struct look *look, const struct doc_node *node)
{
    (void)look;
    const char *tone = tone_class(node->tone);
    bool is_other = is_foreign(html, node);
    bool is_strong = *tone && node->tone != DOC_QUIET && node->tone != DOC_FIGURE;
    const char *name = node->link.len > 0 ? "a" : is_strong ? "strong" : "span";
    if (node->text.len == 0)
        return;
    if (!*tone && !is_other && node->link.len == 0) {
        html_content(html->out, node->text);
        return;
    }
    buf_fmt(html->out, "<%s", name);
    if (*tone && node->tone != DOC_STRONG)
        buf_fmt(html->out, " class=\"%s\"", tone);
    if (node->link.len > 0) {
        add(html, " href=\"#");
        html_attribute(html->out, node->link);
        add(html, "\"");
    }
    add(html, is_other ? " lang=\"zh\">" : ">");
    html_content(html->out, node->text);
    buf_fmt(html->out, "</%s>", name);
}

// A sign alone is an abbreviation of its meaning; one with words is for the eye.
static void put_mark(struct html *html, const struct look *look, const struct doc_node *node)
{
    (void)look;
    bool is_link = node->link.len > 0, is_alone = node->text.len == 0 && node->meaning.len > 0;
    const char *name = is_link ? "a" : is_alone ? "abbr" : "span";
    buf_fmt(html->out, "<%s class=\"mark %s\"", name, tone_class(node->tone));
    if (is_link) {
        add(html, " href=\"#");
        html_attribute(html->out, node->link);
        add(html, "\" aria-label=\"");
        html_attribute(html->out, node->meaning);
        add(html, " ");
        html_attribute(html->out, node->text);
        add(html, "\"");
    } else {
        attribute(html, "title", node->meaning);
    }
    add(html, ">");
    if (node->text.len > 0) {
        add(html, "<span aria-hidden=\"true\">");
        html_content(html->out, node->sign);
        add(html, "</span>&nbsp;");
        html_content(html->out, node->text);
    } else {
        html_content(html->out, node->sign);
    }
    buf_fmt(html->out, "</%s>", name);
}

static void put(struct html *html, const struct doc_node *node)
{
    static const struct look looks[] = {
        [DOC_FOOTER] = {put_element, "footer", ""},  [DOC_SECTION] = {put_section, "section", ""},
        [DOC_FORM] = {put_section, "article", ""},   [DOC_PARAGRAPH] = {put_element, "p", ""},
        [DOC_LIST] = {put_list, "ul", ""},           [DOC_ITEM] = {put_element, "li", ""},
        [DOC_FIELDS] = {put_list, "dl", "fields"},   [DOC_FIELD] = {put_field, NULL, NULL},
        [DOC_FIGURES] = {put_list, "dl", "figures"}, [DOC_TABLE] = {put_table, NULL, NULL},
        [DOC_ROW] = {put_row, NULL, NULL},           [DOC_CELL] = {put_cell, NULL, NULL},
        [DOC_NOTES] = {put_list, "div", "notes"},    [DOC_NOTE] = {put_element, "div", "note"},
        [DOC_DETAILS] = {put_details, NULL, NULL},   [DOC_TEXT] = {put_text, NULL, NULL},
        [DOC_MARK] = {put_mark, NULL, NULL},
    };
    BUG_IF(!looks[node->kind].put); // a whole or a header stands in no other node
    looks[node->kind].put(html, &looks[node->kind], node);
}

// The style, in which no end tag is left.
static void put_style(struct html *html, struct str style)
{
    for (ptrdiff_t at = str_find(style, STR("</")); at >= 0; at = str_find(style, STR("</"))) {
        buf_add(html->out, str_slice(style, 0, (size_t)at));
        add(html, "<\\/");
        style = str_slice(style, (size_t)at + 2, style.len);
    }
    buf_add(html->out, style);
}

void html_write(struct buf *out, const struct doc *doc, struct str style)
{
    struct html html = {.out = out, .doc = doc, .rank = 1};
    const struct doc_node *node = doc->root->first;
    add(&html, "<!DOCTYPE html>\n");
    buf_fmt(out, "<html lang=\"%s\">\n", doc->lang == LANG_ZH ? "zh-Hans" : "en");
    add(&html, "<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
               "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
               "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    html_content(out, doc->root->text);
    add(&html, "</title>\n<style>\n");
    put_style(&html, style);
    add(&html, "</style>\n</head>\n<body>\n<header>\n<h1>");
    html_content(out, doc->root->text);
    add(&html, "</h1>\n");
    for (; node && node->kind == DOC_HEADER; node = node->next)
        put_children(&html, node);
    add(&html, "</header>\n<main>\n");
    for (; node && node->kind != DOC_FOOTER; node = node->next)
        put(&html, node);
    add(&html, "</main>\n");
    for (; node; node = node->next)
        put(&html, node);
    add(&html, "</body>\n</html>\n");
}
