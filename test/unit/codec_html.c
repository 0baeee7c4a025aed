// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codec/html.h"

#include "core/doc.h"
#include "core/label.h"
#include "test/unit/unit.h"

static struct str content(struct mem *mem, const char *text, size_t n)
{
    struct buf out = buf_new(mem, BUF_SMALL);
    html_content(&out, (struct str){text, n});
    return buf_str(&out);
}

static struct str attribute(struct mem *mem, const char *text)
{
    struct buf out = buf_new(mem, BUF_SMALL);
    html_attribute(&out, str_of(text));
    return buf_str(&out);
}

static void test_codec_html__escape(void **state)
{
    struct mem *mem = *state;
    assert_str(content(mem, "a<b>&\"'c", 8), "a&lt;b&gt;&amp;\"'c");
    assert_str(attribute(mem, "a<b>&\"'c"), "a&lt;b&gt;&amp;&quot;&#39;c");
    assert_str(content(mem, "a\nb\tc\rd", 7), "a<br>b c d");
    assert_str(attribute(mem, "a\nb\tc\rd"), "a b c d");
    assert_str(content(mem, "", 0), "");
    assert_str(content(mem, "中文", 6), "中文");
    // What hides or turns others around, broken bytes, a NUL.
    assert_str(content(mem, "a\u202Eb\u200Bc\x1B[d", 12), "a�b�c�[d");
    assert_str(content(mem, "a\xFFz\0y", 5), "a�z�y");
    assert_str(attribute(mem, "\u2066x"), "�x");
}

// The page of a doc, from its body on, without line ends.
static struct str page_of(struct mem *mem, const struct doc *doc, const char *style)
{
    struct buf out = buf_new(mem, 1 << 20), flat = buf_new(mem, 1 << 20);
    html_write(&out, doc, str_of(style));
    for (size_t i = 0; i < out.len; i++)
        if (out.ptr[i] != '\n')
            buf_char(&flat, out.ptr[i]);
    return buf_str(&flat);
}

static struct str body_of(struct mem *mem, const struct doc *doc)
{
    struct str page = page_of(mem, doc, "");
    ptrdiff_t from = str_find(page, STR("<body>")), to = str_find(page, STR("</body>"));
    assert_true(from >= 0 && to > from);
    return str_slice(page, (size_t)from + 6, (size_t)to);
}

static void assert_has(struct str text, const char *part)
{
    if (str_has(text, str_of(part)))
        return;
    print_error("<%s> is not in <%.*s>\n", part, STR_FMT(text));
    fail();
}

static void test_codec_html__frame(void **state)
{
    struct mem *mem = *state;
    struct doc doc;
    doc_init(&doc, mem, LANG_ZH, STR("A & B"));
    struct str page = page_of(mem, &doc, "p { color: red }");
    assert_true(str_starts(page, STR("<!DOCTYPE html><html lang=\"zh-Hans\"><head><meta charset")));
    assert_has(page, "<title>A &amp; B</title><style>p { color: red }</style>");
    assert_has(page, "Content-Security-Policy\" content=\"default-src 'none'; style-src");
    assert_true(str_ends(page, STR("<body><header><h1>A &amp; B</h1></header><main></main></body>"
                                   "</html>")));
    doc.lang = LANG_EN;
    assert_has(page_of(mem, &doc, ""), "<html lang=\"en\">");
}

// A style cannot end itself.
static void test_codec_html__style(void **state)
{
    struct mem *mem = *state;
    struct doc doc;
    doc_init(&doc, mem, LANG_ZH, STR("T"));
    struct str page = page_of(mem, &doc, "a</style><script>x</script>b");
    assert_has(page, "<style>a<\\/style><script>x<\\/script>b</style></head>");
}

static void test_codec_html__parts(void **state)
{
    struct mem *mem = *state;
    struct doc doc;
    doc_init(&doc, mem, LANG_ZH, STR("T"));
    doc_open(&doc, DOC_HEADER, STR_NONE);
    doc_open(&doc, DOC_FIGURES, STR_NONE);
    doc_field(&doc, STR("n"), STR("1"));
    doc_close(&doc, DOC_FIGURES);
    doc_close(&doc, DOC_HEADER);
    doc_open(&doc, DOC_SECTION, STR("S"))->id = STR("s");
    doc_open(&doc, DOC_LIST, STR_NONE)->tone = DOC_QUIET;
    doc_open(&doc, DOC_ITEM, STR_NONE);
    doc_text(&doc, DOC_PLAIN, STR("i"));
    doc_close(&doc, DOC_ITEM);
    doc_close(&doc, DOC_LIST);
    doc_close(&doc, DOC_SECTION);
    doc_open(&doc, DOC_FORM, STR("F"))->id = STR("f");
    doc_open(&doc, DOC_SECTION, STR("G"));
    doc_open(&doc, DOC_FIELDS, STR_NONE)->is_wide = true;
    doc_field(&doc, STR("m"), STR("2"));
    doc_close(&doc, DOC_FIELDS);
    doc_close(&doc, DOC_SECTION);
    doc_open(&doc, DOC_NOTES, STR_NONE);
    doc_open(&doc, DOC_NOTE, STR_NONE)->tone = DOC_ERROR;
    doc_open(&doc, DOC_DETAILS, STR("d"))->tone = DOC_QUIET;
    doc_paragraph(&doc, DOC_PLAIN, STR("p"));
    doc_close(&doc, DOC_DETAILS);
    doc_close(&doc, DOC_NOTE);
    doc_close(&doc, DOC_NOTES);
    doc_close(&doc, DOC_FORM);
    doc_open(&doc, DOC_FOOTER, STR_NONE);
    doc_paragraph(&doc, DOC_QUIET, STR("e"));
    doc_close(&doc, DOC_FOOTER);
    assert_str(
        body_of(mem, &doc),
        "<header><h1>T</h1><dl class=\"figures\"><div><dt>n</dt><dd>1</dd></div></dl></header>"
        "<main><section id=\"s\"><h2>S</h2><ul class=\"quiet\"><li>i</li></ul></section>"
        "<article id=\"f\"><h2>F</h2><section><h3>G</h3><dl class=\"fields wide\"><div><dt>m"
        "</dt><dd>2</dd></div></dl></section><div class=\"notes\"><div class=\"note error\">"
        "<details class=\"quiet\"><summary>d</summary><p>p</p></details></div></div>"
        "</article></main><footer><p class=\"quiet\">e</p></footer>");
}

// What has no children is not there; headings end at the sixth rank.
static void test_codec_html__edges(void **state)
{
    struct mem *mem = *state;
    struct doc doc;
    static const enum doc_kind empty[] = {DOC_LIST, DOC_FIELDS, DOC_FIGURES, DOC_NOTES};
    doc_init(&doc, mem, LANG_ZH, STR("T"));
    for (size_t i = 0; i < LENGTH_OF(empty); i++) {
        doc_open(&doc, empty[i], STR_NONE);
        doc_close(&doc, empty[i]);
    }
    doc_table(&doc, STR("c"), NULL, 0);
    doc_close(&doc, DOC_TABLE);
    assert_str(body_of(mem, &doc), "<header><h1>T</h1></header><main></main>");
    for (int i = 0; i < 7; i++)
        doc_open(&doc, DOC_SECTION, STR("S"));
    struct str body = body_of(mem, &doc);
    assert_has(body, "<h5>S</h5><section><h6>S</h6><section><h6>S</h6>");
}

static void test_codec_html__runs(void **state)
{
    struct mem *mem = *state;
    struct doc doc;
    doc_init(&doc, mem, LANG_EN, STR("T"));
    doc_open(&doc, DOC_PARAGRAPH, STR_NONE);
    doc_text(&doc, DOC_PLAIN, STR("a"));
    doc_text(&doc, DOC_PLAIN, STR_NONE);
    doc_text(&doc, DOC_STRONG, STR("b"));
    doc_text(&doc, DOC_QUIET, STR("c"));
    doc_text(&doc, DOC_FIGURE, STR("d"));
    doc_text(&doc, DOC_ERROR, STR("e"));
    doc_text(&doc, DOC_PLAIN, STR("中"))->is_foreign = true;
    doc_text(&doc, DOC_STRONG, STR("文"))->is_foreign = true;
    doc_link(&doc, STR("<l>"), STR("x"));
    doc_mark(&doc, DOC_QUIET, STR("="), STR_NONE, STR("\"m\""));
    doc_mark(&doc, DOC_DOUBT, STR("?"), STR("w"), STR("m"));
    doc_mark(&doc, DOC_HINT, STR("○"), STR_NONE, STR_NONE);
    doc_mark(&doc, DOC_WARNING, STR("▲"), STR("H01"), STR("Warning"))->link = STR("f-1");
    doc_close(&doc, DOC_PARAGRAPH);
    assert_str(
        body_of(mem, &doc),
        "<header><h1>T</h1></header><main><p>a<strong>b</strong><span class=\"quiet\">c</span>"
        "<span class=\"figure\">d</span><strong class=\"error\">e</strong>"
        "<span lang=\"zh\">中</span><strong lang=\"zh\">文</strong>"
        "<a href=\"#x\">&lt;l&gt;</a>"
        "<abbr class=\"mark quiet\" title=\"&quot;m&quot;\">=</abbr>"
        "<span class=\"mark doubt\" title=\"m\"><span aria-hidden=\"true\">?</span>&nbsp;w"
        "</span><span class=\"mark hint\">○</span>"
        "<a class=\"mark warning\" href=\"#f-1\" aria-label=\"Warning H01\">"
        "<span aria-hidden=\"true\">▲</span>&nbsp;H01</a></p></main>");
    doc_open(&doc, DOC_SECTION, STR("中"))->is_foreign = true;
    assert_has(body_of(mem, &doc), "<h2 lang=\"zh\">中</h2>");
    doc.lang = LANG_ZH; // then they are not foreign
    assert_has(body_of(mem, &doc), "</strong>中<strong>文</strong>");
    assert_has(body_of(mem, &doc), "<h2>中</h2>");
}

static void cell(struct doc *doc, int column, int across, int down, bool is_head)
{
    struct doc_node *node = doc_cell(doc, column);
    node->across = across;
    node->down = down;
    node->is_head = is_head;
    doc_text(doc, DOC_PLAIN, STR("x"));
    doc_close(doc, DOC_CELL);
}

static void test_codec_html__table(void **state)
{
    struct mem *mem = *state;
    struct doc doc;
    static const struct doc_column columns[] = {{{"A\"", 2}, DOC_COLUMN_CLASS},
                                                {{"B", 1}, DOC_COLUMN_NUMBER}};
    doc_init(&doc, mem, LANG_ZH, STR("T"));
    doc_table(&doc, STR("c"), columns, 2)->is_wide = true;
    doc_open(&doc, DOC_ROW, STR_NONE)->id = STR("r");
    cell(&doc, 0, 0, 2, true);
    cell(&doc, 1, 0, 0, false);
    doc_close(&doc, DOC_ROW);
    doc_open(&doc, DOC_ROW, STR_NONE)->is_aside = true;
    cell(&doc, 1, 0, 0, false);
    doc_close(&doc, DOC_ROW);
    doc_open(&doc, DOC_ROW, STR_NONE)->is_total = true;
    cell(&doc, 0, 2, 0, true);
    doc_close(&doc, DOC_ROW);
    doc_close(&doc, DOC_TABLE);
    assert_str(
        body_of(mem, &doc),
        "<header><h1>T</h1></header><main><table class=\"wide\"><caption>c</caption><thead><tr>"
        "<th scope=\"col\" class=\"class\">A\"</th><th scope=\"col\" class=\"number\">B</th></tr>"
        "</thead><tbody><tr id=\"r\"><th scope=\"rowgroup\" class=\"class\" rowspan=\"2\" "
        "data-column=\"A&quot;\">x</th><td class=\"number\" data-column=\"B\">x</td></tr>"
        "<tr class=\"aside\"><td class=\"number\">x</td></tr>"
        "<tr class=\"total\"><th scope=\"row\" class=\"class\" colspan=\"2\">x</th></tr>"
        "</tbody></table></main>");
    doc.root->first->is_wide = false; // then no cell needs the name of its column
    assert_has(body_of(mem, &doc), "<table><caption>");
    assert_has(body_of(mem, &doc), "<td class=\"number\">x</td></tr><tr class=\"aside\">");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_codec_html__escape), UNIT(test_codec_html__frame), UNIT(test_codec_html__style),
        UNIT(test_codec_html__parts),  UNIT(test_codec_html__edges), UNIT(test_codec_html__runs),
        UNIT(test_codec_html__table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
