// SPDX-License-Identifier: AGPL-3.0-or-later
// The digests are those of FIPS 180-2, appendix B, and of the empty text.
#include "base/hash.h"
#include "test/unit/unit.h"

static void test_base_hash__sha256(void **state)
{
    assert_str(hash_sha256(*state, STR("abc")),
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_str(hash_sha256(*state, STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_str(hash_sha256(*state, (struct str){NULL, 0}),
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

int main(void)
{
    const struct CMUnitTest tests[] = {UNIT(test_base_hash__sha256)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
