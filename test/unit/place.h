// SPDX-License-Identifier: AGPL-3.0-or-later
// A folder of its own for a test that needs files, below the folder of temporary files; it is gone
// when the test has ended.
#ifndef HENG_TEST_UNIT_PLACE_H
#define HENG_TEST_UNIT_PLACE_H

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "test/unit/unit.h"

struct unit_place {
    struct mem *mem;
    char folder[64];
};

static inline int place_remove_one(const char *path, const struct stat *st, int type,
                                   struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

static inline int place_begin(void **state)
{
    static struct unit_place place;
    snprintf(place.folder, sizeof(place.folder), "/tmp/heng-test-XXXXXX");
    place.mem = mem_new(UNIT_CEILING);
    *state = &place;
    return place.mem && mkdtemp(place.folder) ? 0 : -1;
}

static inline int place_end(void **state)
{
    struct unit_place *place = *state;
    mem_free(place->mem);
    return nftw(place->folder, place_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static inline const char *place_path(struct unit_place *p, const char *name)
{
    return buf_print(p->mem, "%s/%s", p->folder, name).ptr;
}

static inline void place_write(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

#define PLACE(test) cmocka_unit_test_setup_teardown(test, place_begin, place_end)

#endif
