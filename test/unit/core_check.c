// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit_make.h"

static void test_core_check__clean(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "");
    for (size_t i = 0; i < audit->said.n; i++)
        print_message("%s %.*s\n", audit->said.at[i].rule->id,
                      STR_FMT(audit->said.at[i].message.en));
    assert_int_equal(audit->said.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_check__clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
