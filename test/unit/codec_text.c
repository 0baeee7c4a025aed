// SPDX-License-Identifier: AGPL-3.0-or-later
// A sheet is written out as one line a token, so that a test reads like the thing it tests:
//     break line.cell pPAGE [from,to) from column-to column text
#include "codec/text.h"

#include "base/buf.h"
#include "base/limit.h"
#include "codec/encoding.h"
#include "core/sheet.h"
#include "test/unit/unit.h"

static struct sheet *read_good(struct mem *mem, struct str bytes)
{
    struct sheet *sheet = NULL;
    struct err err = {0};
    if (text_read(mem, &sheet, bytes, STR("a.txt"), &err) != RC_OK)
        fail_msg("%s line %.*s byte %.*s", err.key, STR_FMT(unit_arg(&err, "line")),
                 STR_FMT(unit_arg(&err, "byte")));
    return sheet;
}

static struct str tokens_of(struct mem *mem, const struct sheet *sheet)
{
    static const char *const breaks[] = {"none", "blank", "gap", "cell", "line", "empty", "page"};
    struct buf out = buf_new(mem, 1 << 20);
    for (size_t i = 0; i < sheet->n_tokens; i++) {
        const struct token *t = &sheet->tokens[i];
        buf_fmt(&out, "%s %d.%d p%d [%u,%u) %d-%d %.*s%s\n", breaks[t->before], t->line, t->cell,
                t->page, t->from, t->to, t->col, t->col_end, STR_FMT(t->text),
                t->is_odd ? " ODD" : "");
    }
    return buf_str(&out);
}

static struct str lines_of(struct mem *mem, const struct sheet *sheet)
{
    struct buf out = buf_new(mem, 1 << 20);
    for (size_t i = 0; i < sheet->n_lines; i++) {
        const struct sheet_line *line = &sheet->lines[i];
        buf_fmt(&out, "%zu+%zu cells %d cols %d\n", line->first, line->n, line->cells, line->cols);
    }
    return buf_str(&out);
}

static void test_codec_text__sheet(void **state)
{
    struct sheet *sheet = read_good(*state, STR("年度 1\n"));
    assert_str(sheet->file, "a.txt");
    assert_string_equal(sheet->format, "text");
    assert_str(sheet->encoding, "UTF-8");
    assert_int_equal(sheet->sha256.len, 64);
    assert_int_equal(sheet->n_notes, 0);
    sheet = read_good(*state, (struct str){NULL, 0});
    assert_int_equal(sheet->n_tokens, 0);
    assert_int_equal(sheet->n_lines, 0);
    assert_str(sheet->sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void test_codec_text__blanks(void **state)
{
    // one blank, two, an ideographic one, one of each, a no-break one, an em space
    struct sheet *sheet = read_good(*state, STR("a b  c　d　 e\xC2\xA0"
                                                "f\xE2\x80\x83g \n"));
    assert_str(tokens_of(*state, sheet), "none 1.1 p1 [0,1) 0-1 a\n"
                                         "blank 1.1 p1 [2,3) 2-3 b\n"
                                         "gap 1.1 p1 [5,6) 5-6 c\n"
                                         "blank 1.1 p1 [9,10) 8-9 d\n"
                                         "gap 1.1 p1 [14,15) 12-13 e\n"
                                         "blank 1.1 p1 [17,18) 14-15 f\n"
                                         "blank 1.1 p1 [21,22) 16-17 g\n");
    assert_str(lines_of(*state, sheet), "0+7 cells 1 cols 17\n");
}

static void test_codec_text__columns(void **state)
{
    // Set out for the eye: 3 stands below 2 where Han characters take two columns.
    struct sheet *sheet = read_good(*state, STR("完成  2\nab    3\n"));
    assert_int_equal(sheet->tokens[1].col, 6);
    assert_int_equal(sheet->tokens[3].col, 6);
    // Taken off a page: it stands there where every character takes one.
    sheet = read_good(*state, STR("完成 率  2 3\nab    4\n\n完  成  5\n"));
    assert_str(tokens_of(*state, sheet), "none 1.1 p1 [0,6) 0-2 完成\n"
                                         "blank 1.1 p1 [7,10) 3-4 率\n"
                                         "gap 1.1 p1 [12,13) 6-7 2\n"
                                         "blank 1.1 p1 [14,15) 8-9 3\n"
                                         "line 2.1 p1 [16,18) 0-2 ab\n"
                                         "gap 2.1 p1 [22,23) 6-7 4\n"
                                         "empty 4.1 p1 [25,28) 0-1 完\n"
                                         "gap 4.1 p1 [30,33) 3-4 成\n"
                                         "gap 4.1 p1 [35,36) 6-7 5\n");
    assert_str(lines_of(*state, sheet), "0+4 cells 1 cols 9\n"
                                        "4+2 cells 1 cols 7\n"
                                        "6+0 cells 1 cols 0\n"
                                        "6+3 cells 1 cols 7\n");
}

static void test_codec_text__tabs(void **state)
{
    struct sheet *sheet = read_good(*state, STR("\t年度 \t x|y\t\n"));
    assert_str(tokens_of(*state, sheet), "none 1.2 p1 [1,7) 8-12 年度\n"
                                         "cell 1.3 p1 [10,13) 17-20 x|y\n");
    assert_str(lines_of(*state, sheet), "0+2 cells 4 cols 20\n");
    // A pipe in a line with tabs is a character, also alone.
    sheet = read_good(*state, STR("12. 6 | 53\t9\n"));
    assert_int_equal(sheet->n_tokens, 5);
    assert_str(sheet->tokens[2].text, "|");
    assert_int_equal(sheet->tokens[3].before, BREAK_BLANK);
    assert_int_equal(sheet->tokens[4].cell, 2);
}

static void test_codec_text__pipes(void **state)
{
    struct sheet *sheet = read_good(*state, STR("| a | b||c|\n"
                                                "｜甲 ｜乙｜\n"
                                                " || x | |\n"
                                                "|---|---|\n"
                                                "||\n"));
    assert_str(tokens_of(*state, sheet), "none 1.1 p1 [2,3) 2-3 a\n"
                                         "cell 1.2 p1 [6,7) 6-7 b\n"
                                         "cell 1.4 p1 [9,10) 9-10 c\n"
                                         "line 2.1 p1 [15,18) 2-4 甲\n"
                                         "cell 2.2 p1 [22,25) 7-9 乙\n"
                                         "line 3.2 p1 [33,34) 4-5 x\n");
    assert_str(lines_of(*state, sheet), "0+3 cells 4 cols 10\n"
                                        "3+2 cells 2 cols 9\n"
                                        "5+1 cells 3 cols 5\n"
                                        "6+0 cells 1 cols 0\n"
                                        "6+0 cells 1 cols 0\n");
}

// A table without borders at its sides: a pipe at an end of a line stands beside a blank cell
// there.
static void test_codec_text__pipes_between(void **state)
{
    struct sheet *sheet = read_good(*state, STR("a | b | c\n"
                                                " | d | e\n"
                                                "f | g | \n"
                                                "\n"
                                                "| h | i |\n"));
    assert_str(tokens_of(*state, sheet), "none 1.1 p1 [0,1) 0-1 a\n"
                                         "cell 1.2 p1 [4,5) 4-5 b\n"
                                         "cell 1.3 p1 [8,9) 8-9 c\n"
                                         "line 2.2 p1 [13,14) 3-4 d\n"
                                         "cell 2.3 p1 [17,18) 7-8 e\n"
                                         "line 3.1 p1 [19,20) 0-1 f\n"
                                         "cell 3.2 p1 [23,24) 4-5 g\n"
                                         "empty 5.1 p1 [31,32) 2-3 h\n"
                                         "cell 5.2 p1 [35,36) 6-7 i\n");
    assert_str(lines_of(*state, sheet), "0+3 cells 3 cols 9\n"
                                        "3+2 cells 3 cols 8\n"
                                        "5+2 cells 3 cols 5\n"
                                        "7+0 cells 1 cols 0\n"
                                        "7+2 cells 2 cols 7\n");
}

// A line of fewer pipes than most is a part of a row, and tells nothing of the ends of the others.
static void test_codec_text__pipes_broken(void **state)
{
    struct sheet *sheet = read_good(*state, STR("a | b | c |\n"
                                                "d | e\n"
                                                "f | g |\n"
                                                "h | i | |\n"));
    assert_str(lines_of(*state, sheet), "0+3 cells 3 cols 9\n"
                                        "3+2 cells 2 cols 5\n"
                                        "5+2 cells 2 cols 5\n"
                                        "7+2 cells 3 cols 5\n");
}

// A web page whose cells hold paragraphs: a tab on a line of its own between two cells of a row, an
// empty line for a blank cell.
static void test_codec_text__lone_tabs(void **state)
{
    struct buf text = buf_new(*state, 4096);
    buf_add_c(&text, "t\n\na\n\t\n\n\t\nb\n\t\n\nc\n\t\nd\n");
    for (int i = 0; i < 4; i++)
        buf_add_c(&text, "e\n\t\nf\n\t\ng\n");
    struct sheet *sheet = read_good(*state, buf_str(&text));
    struct str tokens = tokens_of(*state, sheet);
    assert_true(str_has(tokens, STR("empty 3.1 p1 [3,4) 0-1 a\n"
                                    "cell 3.3 p1 [10,11) 0-1 b\n"
                                    "line 10.1 p1 [15,16) 0-1 c\n"
                                    "cell 10.2 p1 [19,20) 0-1 d\n")));
    assert_int_equal(sheet->lines[2].cells, 4);
    assert_int_equal(sheet->lines[9].cells, 2);
    // A few such lines are none of a copy.
    sheet = read_good(*state, STR("a\n\t\nb\n"));
    assert_int_equal(sheet->tokens[1].before, BREAK_EMPTY_LINE);
}

static void test_codec_text__rules_of_a_table(void **state)
{
    struct sheet *sheet = read_good(*state, STR("|a|b|\n"
                                                "|---|:-:|\n"
                                                "|c|d|\n"
                                                " --- | ----- \n"
                                                "|e|\n"
                                                "||-:||\n"
                                                "|f|\n"));
    assert_str(tokens_of(*state, sheet), "none 1.1 p1 [1,2) 1-2 a\n"
                                         "cell 1.2 p1 [3,4) 3-4 b\n"
                                         "line 3.1 p1 [17,18) 1-2 c\n"
                                         "cell 3.2 p1 [19,20) 3-4 d\n"
                                         "line 5.1 p1 [37,38) 1-2 e\n"
                                         "line 7.1 p1 [48,49) 1-2 f\n");
    // These are cells: dashes that stand for nothing, a line without pipes, other characters.
    static const char *const none[] = {"| - | - |", "|--|---|", "---",
                                       "|:|---|",   "|---|x|",  "| ---\t|"};
    for (size_t i = 0; i < LENGTH_OF(none); i++)
        assert_true(read_good(*state, str_of(none[i]))->n_tokens > 0);
    // And these hold nothing at all.
    static const char *const empty[] = {"||", "|  |", "|", ""};
    for (size_t i = 0; i < LENGTH_OF(empty); i++)
        assert_int_equal(read_good(*state, str_of(empty[i]))->n_tokens, 0);
}

static void test_codec_text__line_ends(void **state)
{
    static const char *const texts[] = {"a\nb\n\nc", "a\rb\r\rc", "a\r\nb\r\n\r\nc", "a\nb\r\r\nc",
                                        "a\nb\n \t \nc"};
    for (size_t i = 0; i < LENGTH_OF(texts); i++) {
        struct sheet *sheet = read_good(*state, str_of(texts[i]));
        assert_int_equal(sheet->n_lines, 4);
        assert_int_equal(sheet->n_tokens, 3);
        assert_int_equal(sheet->tokens[1].before, BREAK_LINE);
        assert_int_equal(sheet->tokens[1].line, 2);
        assert_int_equal(sheet->tokens[2].before, BREAK_EMPTY_LINE);
        assert_int_equal(sheet->tokens[2].line, 4);
        assert_int_equal(sheet->lines[2].n, 0);
        assert_int_equal(sheet->lines[2].first, 2);
    }
    assert_int_equal(read_good(*state, STR("a\n"))->n_lines, 1);
    assert_int_equal(read_good(*state, STR("a\n\n"))->n_lines, 2);
    assert_int_equal(read_good(*state, STR("\r\n"))->n_lines, 1);
    // Mixed: LF CR is two ends.
    assert_int_equal(read_good(*state, STR("a\n\rb"))->n_lines, 3);
}

static void test_codec_text__pages(void **state)
{
    struct sheet *sheet = read_good(*state, STR("a\n\f  b\f\fc\n\n\f\nd\n"));
    assert_str(tokens_of(*state, sheet), "none 1.1 p1 [0,1) 0-1 a\n"
                                         "page 2.1 p2 [5,6) 2-3 b\n"
                                         "page 2.1 p4 [8,9) 3-4 c\n"
                                         "page 5.1 p5 [13,14) 0-1 d\n");
    assert_int_equal(read_good(*state, STR("\fa"))->tokens[0].before, BREAK_NONE);
}

static void test_codec_text__odd(void **state)
{
    static const struct {
        const char *text, *code, *what;
    } cases[] = {
        {"1\x01"
         "2",
         "control", "U+0001"},
        {"1\x1B[2", "control", "U+001B"},
        {"1\x7F", "control", "U+007F"},
        {"1\xC2\x85", "control", "U+0085"},
        {"1\x0B"
         "2",
         "control", "U+000B"},
        {"1\xE2\x80\xA8", "control", "U+2028"},
        {"1\xE2\x80\xA9", "control", "U+2029"},
        {"1\xEF\xBF\xBA", "control", "U+FFFA"},
        {"1\xEF\xBF\xBE", "control", "U+FFFE"},
        {"1\xF0\x9F\xBF\xBF", "control", "U+1FFFF"},
        {"1\xE2\x80\xAE", "bidi", "U+202E"},
        {"1\xE2\x81\xA6", "bidi", "U+2066"},
        {"1\xE2\x80\x8F", "bidi", "U+200F"},
        {"1\xE2\x80\x8E", "bidi", "U+200E"},
        {"1\xD8\x9C", "bidi", "U+061C"},
        {"1\xE2\x80\x8B"
         "2",
         "hidden", "U+200B"},
        {"1\xEF\xBB\xBF"
         "2",
         "hidden", "U+FEFF"},
        {"1\xC2\xAD"
         "2",
         "hidden", "U+00AD"},
        {"1\xE2\x81\xA0", "hidden", "U+2060"},
        {"1\xEF\xB8\x8F", "hidden", "U+FE0F"},
        {"1\xCD\x8F", "hidden", "U+034F"},
        {"1\xE1\x85\xA0", "hidden", "U+1160"},
        {"1\xE1\x9E\xB4", "hidden", "U+17B4"},
        {"1\xE1\xA0\x8E", "hidden", "U+180E"},
        {"1\xE3\x85\xA4", "hidden", "U+3164"},
        {"1\xEF\xBE\xA0", "hidden", "U+FFA0"},
        {"1\xF3\xA0\x80\xB1", "hidden", "U+E0031"},
        {"1\xEF\xBF\xBD", "lost", "U+FFFD"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct str text = buf_print(*state, "ok\n%s 3", cases[i].text);
        struct sheet *sheet = read_good(*state, text);
        assert_int_equal(sheet->n_tokens, 3);
        assert_str(sheet->tokens[1].text, cases[i].text); // nothing is taken away
        assert_false(sheet->tokens[0].is_odd);
        assert_true(sheet->tokens[1].is_odd);
        assert_false(sheet->tokens[2].is_odd);
        assert_int_equal(sheet->n_notes, 1);
        assert_string_equal(sheet->notes[0].code, cases[i].code);
        assert_int_equal(sheet->notes[0].line, 2);
        assert_str(sheet->notes[0].what, cases[i].what);
    }
    static const char *const plain[] = {"≥9.5万人次", "１２",        "é", "\xEE\x80\x80",
                                        "한글",       "ﷲ",           "☑", "\xF0\xA0\x80\x80",
                                        "㎡",         "\xED\x9E\xB0"};
    for (size_t i = 0; i < LENGTH_OF(plain); i++) {
        struct sheet *sheet = read_good(*state, str_of(plain[i]));
        assert_int_equal(sheet->n_tokens, 1);
        assert_false(sheet->tokens[0].is_odd);
    }
    static const char *const blanks[] = {"\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x8A",
                                         "\xE2\x80\xAF", "\xE2\x81\x9F", "　"};
    for (size_t i = 0; i < LENGTH_OF(blanks); i++)
        assert_int_equal(read_good(*state, buf_print(*state, "a%sb", blanks[i]))->n_tokens, 2);
}

// A second mark is a hidden character; the mark itself is not part of the text.
static void test_codec_text__marks(void **state)
{
    struct sheet *sheet = read_good(*state, STR("\xEF\xBB\xBF\xEF\xBB\xBF年 1"));
    assert_str(tokens_of(*state, sheet), "none 1.1 p1 [3,9) 0-2 \xEF\xBB\xBF年 ODD\n"
                                         "blank 1.1 p1 [10,11) 3-4 1\n");
}

static void test_codec_text__many_notes(void **state)
{
    struct buf text = buf_new(*state, 1 << 20);
    for (size_t i = 0; i < limit_of(LIMIT_TEXT_NOTES) + 7; i++)
        buf_add(&text, STR("\x01\x02 a\n")); // two odd characters in a token are one note
    struct sheet *sheet = read_good(*state, buf_str(&text));
    assert_int_equal(sheet->n_notes, limit_of(LIMIT_TEXT_NOTES) + 1);
    assert_int_equal(sheet->notes[limit_of(LIMIT_TEXT_NOTES) - 1].line, limit_of(LIMIT_TEXT_NOTES));
    assert_string_equal(sheet->notes[limit_of(LIMIT_TEXT_NOTES)].code, "more");
    assert_str(sheet->notes[limit_of(LIMIT_TEXT_NOTES)].what, "7");
    buf_reset(&text);
    for (size_t i = 0; i < limit_of(LIMIT_TEXT_NOTES); i++)
        buf_add(&text, STR("\x01 "));
    assert_int_equal(read_good(*state, buf_str(&text))->n_notes, limit_of(LIMIT_TEXT_NOTES));
}

static void test_codec_text__kinds(void **state)
{
    static const struct {
        struct str bytes;
        const char *kind;
    } cases[] = {
        {{"%PDF-1.7\n", 9}, "PDF"},
        {{"PK\3\4\x14\0", 6}, "ZIP (XLSX, DOCX, OFD)"},
        {{"\xD0\xCF\x11\xE0\xA1\xB1", 6}, "OLE (DOC, XLS, WPS, ET)"},
        {{"\x89PNG\r\n\x1A\n", 8}, "PNG"},
        {{"\xFF\xD8\xFF\xE0", 4}, "JPEG"},
        {{"GIF89a", 6}, "GIF"},
        {{"II*\0", 4}, "TIFF"},
        {{"MM\0*", 4}, "TIFF"},
        {{"{\\rtf1", 6}, "RTF"},
        {{"Rar!\x1A\x07", 6}, "RAR"},
        {{"7z\xBC\xAF\x27\x1C", 6}, "7Z"},
        {{"\x1F\x8B\x08", 3}, "GZIP"},
        {{"\xEF\xBB\xBF \r\n\t<!DOCTYPE HTML>", 22}, "HTML"},
        {{"<HTML>", 6}, "HTML"},
        {{"<?xml version", 13}, "XML"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct err err = {0};
        struct sheet *sheet;
        assert_int_equal(text_read(*state, &sheet, cases[i].bytes, STR("x"), &err), RC_INPUT);
        assert_string_equal(err.key, "err.text.kind");
        assert_str(unit_arg(&err, "kind"), cases[i].kind);
        assert_str(unit_arg(&err, "file"), "x");
    }
    static const char *const text[] = {"%PDF", "<htm", "PK", "<table>"};
    for (size_t i = 0; i < LENGTH_OF(text); i++)
        assert_int_equal(read_good(*state, str_of(text[i]))->n_tokens, 1);
    assert_int_equal(read_good(*state, STR(" \n\t"))->n_tokens, 0);
}

static void test_codec_text__refused(void **state)
{
    struct err err = {0};
    struct sheet *sheet;
    assert_int_equal(text_read(*state, &sheet, STR("a\nb\0"), STR("x"), &err), RC_INPUT);
    assert_string_equal(err.key, "err.text.nul");
    assert_str(unit_arg(&err, "line"), "2");
    assert_str(unit_arg(&err, "byte"), "4");
    // Behind blanks no mark is looked for in a NUL.
    assert_int_equal(text_read(*state, &sheet, STR("\0\0\0"), STR("x"), &err), RC_INPUT);
    assert_string_equal(err.key, "err.text.nul");
}

static void test_codec_text__ceilings(void **state)
{
    (void)state;
    struct mem *mem = mem_new((size_t)4 << 30);
    struct err err = {0};
    struct sheet *sheet;
    char *bytes = mem_alloc(mem, limit_of(LIMIT_TEXT_BYTES) + 1);
    memset(bytes, '\n', limit_of(LIMIT_TEXT_BYTES) + 1);
    struct str text = {bytes, limit_of(LIMIT_TEXT_BYTES) + 1};
    assert_int_equal(text_read(mem, &sheet, text, STR("x"), &err), RC_REFUSED);
    assert_string_equal(err.key, "err.text.large");
    assert_str(unit_arg(&err, "size"), "67108865");
    assert_str(unit_arg(&err, "most"), "64M");
    text.len = limit_of(LIMIT_TEXT_LINES);
    assert_int_equal(text_read(mem, &sheet, text, STR("x"), &err), RC_OK);
    text.len++;
    assert_int_equal(text_read(mem, &sheet, text, STR("x"), &err), RC_REFUSED);
    assert_string_equal(err.key, "err.text.lines");
    for (size_t i = 0; i < 2 * limit_of(LIMIT_TEXT_TOKENS) + 2; i++)
        bytes[i] = i % 2 ? ' ' : '1';
    text.len = 2 * limit_of(LIMIT_TEXT_TOKENS);
    assert_int_equal(text_read(mem, &sheet, text, STR("x"), &err), RC_OK);
    assert_int_equal(sheet->n_tokens, limit_of(LIMIT_TEXT_TOKENS));
    text.len += 2;
    assert_int_equal(text_read(mem, &sheet, text, STR("x"), &err), RC_REFUSED);
    assert_string_equal(err.key, "err.text.tokens");
    assert_str(unit_arg(&err, "line"), "1");
    mem_free(mem);
}

// The text of the tests below: Han, digits, four-byte characters, tabs, pipes, pages, odd ones.
static const char sample[] = "项目支出\t绩效 自评表\r\n"
                             "| 数量㵲 | ≥9.50 | \xF0\xA0\x80\x80人次 |\n"
                             "\f效益　☑指标\r"
                             "12\xE2\x80\x8B.00é  x\n";

// The code of GB18030 of a character, by search.
static void add_gb(struct buf *out, int32_t c)
{
    if (c < 0x80) {
        buf_char(out, (char)c);
        return;
    }
    for (int i = 0; i < 126 * 190; i++) {
        if (encoding_gb_two[i] == c) {
            int trail = i % 190;
            buf_char(out, (char)(0x81 + i / 190));
            buf_char(out, (char)(trail + (trail < 0x3F ? 0x40 : 0x41)));
            return;
        }
    }
    int i = c < 0x10000 ? 0 : c - 0x10000 + 15 * 12600;
    while (c < 0x10000 && encoding_gb_four[i] != c)
        i++;
    buf_char(out, (char)(0x81 + i / 12600));
    buf_char(out, (char)(0x30 + i / 1260 % 10));
    buf_char(out, (char)(0x81 + i / 10 % 126));
    buf_char(out, (char)(0x30 + i % 10));
}

static void add_unit(struct buf *out, int unit, bool is_big)
{
    buf_char(out, (char)(is_big ? unit >> 8 : unit));
    buf_char(out, (char)(is_big ? unit : unit >> 8));
}

static void add_16(struct buf *out, int32_t c, bool is_big)
{
    if (c >= 0x10000) {
        add_unit(out, 0xD800 + ((c - 0x10000) >> 10), is_big);
        c = 0xDC00 + ((c - 0x10000) & 0x3FF);
    }
    add_unit(out, c, is_big);
}

enum form {
    FORM_GB,
    FORM_16LE,
    FORM_16BE,
    FORM_MARKED_16LE,
    FORM_MARKED_16BE,
    FORM_MARKED_GB,
    FORMS
};

static struct str encode(struct mem *mem, struct str text, enum form form)
{
    struct buf out = buf_new(mem, 1 << 20);
    bool is_gb = form == FORM_GB || form == FORM_MARKED_GB;
    bool is_big = form == FORM_16BE || form == FORM_MARKED_16BE;
    if (form == FORM_MARKED_GB)
        add_gb(&out, 0xFEFF);
    else if (form >= FORM_MARKED_16LE)
        add_16(&out, 0xFEFF, is_big);
    while (text.len) {
        int32_t c = str_next(&text);
        if (is_gb)
            add_gb(&out, c);
        else
            add_16(&out, c, is_big);
    }
    return buf_str(&out);
}

// In every encoding the tokens are the same, and the bytes that a token names are its text.
static void test_codec_text__origins(void **state)
{
    struct mem *mem = *state;
    static const char *const names[] = {"GB18030",  "UTF-16LE", "UTF-16BE",
                                        "UTF-16LE", "UTF-16BE", "GB18030"};
    struct sheet *plain = read_good(mem, str_of(sample));
    assert_int_equal(plain->n_tokens, 10);
    for (enum form form = 0; form < FORMS; form++) {
        struct str bytes = encode(mem, str_of(sample), form);
        struct sheet *sheet = read_good(mem, bytes);
        assert_str(sheet->encoding, names[form]);
        assert_int_equal(sheet->n_tokens, plain->n_tokens);
        assert_str(lines_of(mem, sheet), lines_of(mem, plain).ptr);
        for (size_t i = 0; i < sheet->n_tokens; i++) {
            struct token *t = &sheet->tokens[i];
            const struct token *p = &plain->tokens[i];
            enum form bare = form == FORM_MARKED_GB     ? FORM_GB
                             : form == FORM_MARKED_16LE ? FORM_16LE
                             : form == FORM_MARKED_16BE ? FORM_16BE
                                                        : form;
            assert_true(str_eq(str_slice(bytes, t->from, t->to), encode(mem, t->text, bare)));
            t->from = p->from;
            t->to = p->to;
        }
        struct str got = tokens_of(mem, sheet), want = tokens_of(mem, plain);
        assert_true(str_eq(got, want));
    }
    for (size_t i = 0; i < plain->n_tokens; i++) {
        const struct token *t = &plain->tokens[i];
        assert_true(str_eq(str_slice(str_of(sample), t->from, t->to), t->text));
    }
}

struct sweep {
    struct mem *mem;
    struct str bytes;
    enum rc rc;
};

static void read_one(void *context)
{
    struct sweep *s = context;
    struct err err = {0};
    struct sheet *sheet;
    s->rc = text_read(s->mem, &sheet, s->bytes, STR("x"), &err);
}

// Memory fails at each place in turn: a failure with its code, and nothing is left behind.
static void test_codec_text__memory_sweep(void **state)
{
    struct mem *texts = *state;
    struct buf many = buf_new(texts, 1 << 20);
    for (int i = 0; i < 200; i++)
        buf_add(&many, STR("1 \x01\n"));
    struct str inputs[] = {str_of(sample),
                           encode(texts, str_of(sample), FORM_GB),
                           encode(texts, str_of(sample), FORM_16LE),
                           buf_str(&many),
                           STR("a\nb\0"),
                           STR("\xC4\xEA\x80")};
    for (size_t i = 0; i < LENGTH_OF(inputs); i++) {
        struct mem *mem = mem_new(UNIT_CEILING);
        size_t n = 1;
        for (;; n++) {
            struct sweep sweep = {.mem = mem, .bytes = inputs[i]};
            mem_fail_at(mem, n);
            enum rc rc = mem_guard(mem, read_one, &sweep);
            if (rc == RC_OK) {
                assert_int_equal(sweep.rc, i < 4 ? RC_OK : RC_INPUT);
                break;
            }
            assert_int_equal(rc, RC_MEMORY);
            assert_int_equal(mem_used(mem), 0);
        }
        assert_true(n > 2);
        mem_free(mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_codec_text__sheet),
        UNIT(test_codec_text__blanks),
        UNIT(test_codec_text__tabs),
        UNIT(test_codec_text__pipes),
        UNIT(test_codec_text__pipes_between),
        UNIT(test_codec_text__pipes_broken),
        UNIT(test_codec_text__lone_tabs),
        UNIT(test_codec_text__rules_of_a_table),
        UNIT(test_codec_text__columns),
        UNIT(test_codec_text__line_ends),
        UNIT(test_codec_text__pages),
        UNIT(test_codec_text__odd),
        UNIT(test_codec_text__marks),
        UNIT(test_codec_text__many_notes),
        UNIT(test_codec_text__kinds),
        UNIT(test_codec_text__refused),
        cmocka_unit_test(test_codec_text__ceilings),
        UNIT(test_codec_text__origins),
        UNIT(test_codec_text__memory_sweep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
