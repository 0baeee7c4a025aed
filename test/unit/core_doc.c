// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/doc.h"

#include "core/label.h"
#include "test/unit/unit.h"

static void test_core_doc__tree(void **state)
{
    struct mem *mem = *state;
    struct doc doc;
    static const struct doc_column columns[] = {{{"A", 1}, DOC_COLUMN_NAME},
                                                {{"B", 1}, DOC_COLUMN_NUMBER}};
    doc_init(&doc, mem, LANG_EN, STR("T"));
    assert_str(doc.root->text, "T");
    assert_null(doc.root->first);
    struct doc_node *section = doc_open(&doc, DOC_SECTION, STR("S"));
    doc_paragraph(&doc, DOC_QUIET, STR("p"));
    struct doc_node *table = doc_table(&doc, STR("c"), columns, 2);
    doc_open(&doc, DOC_ROW, STR_NONE);
    struct doc_node *cell = doc_cell(&doc, 1);
    struct doc_node *link = doc_link(&doc, STR("l"), STR("x-1"));
    doc_space(&doc);
    struct doc_node *mark = doc_mark(&doc, DOC_ERROR, STR("×"), STR("w"), STR("m"));
    doc_close(&doc, DOC_CELL);
    doc_close(&doc, DOC_ROW);
    doc_close(&doc, DOC_TABLE);
    doc_close(&doc, DOC_SECTION);
    assert_ptr_equal(doc.root->first, section);
    assert_ptr_equal(doc.root->last, section);
    assert_int_equal(section->first->kind, DOC_PARAGRAPH);
    assert_int_equal(section->first->tone, DOC_QUIET);
    assert_str(section->first->first->text, "p");
    assert_ptr_equal(section->first->next, table);
    assert_int_equal(table->n_columns, 2);
    assert_ptr_equal(table->first->first, cell);
    assert_int_equal(cell->column, 1);
    assert_ptr_equal(cell->first, link);
    assert_str(link->link, "x-1");
    assert_str(link->next->text, " ");
    assert_ptr_equal(cell->last, mark);
    assert_str(mark->sign, "×");
    assert_str(mark->text, "w");
    assert_str(mark->meaning, "m");
    assert_int_equal(doc.depth, 1);
}

// A field without a value is not there.
static void test_core_doc__field(void **state)
{
    struct mem *mem = *state;
    struct doc doc;
    doc_init(&doc, mem, LANG_ZH, STR("T"));
    doc_open(&doc, DOC_FIELDS, STR_NONE);
    doc_field(&doc, STR("a"), STR_NONE);
    doc_field(&doc, STR("b"), STR("1"));
    doc_close(&doc, DOC_FIELDS);
    assert_str(doc.root->first->first->text, "b");
    assert_str(doc.root->first->first->first->text, "1");
    assert_null(doc.root->first->first->next);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_doc__tree),
        UNIT(test_core_doc__field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
