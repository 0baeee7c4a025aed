// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as the YAML of a scoring profile: a tree and a profile under which a form is scored and
// audited, or a sentence with its line and column.
#include "test/fuzz/fuzz.h"

#include "act/act_form.h"
#include "base/mem.h"
#include "core/profile.h"
#include "core/words.h"
#include "test/fuzz/show.h"

// A form that looks at most of what a profile says.
static const char form[] =
    "{\"schema\":\"heng.forms/"
    "1\",\"forms\":[{\"columns\":[\"level1\",\"level2\",\"level3\",\"target\","
    "\"actual\",\"weight\",\"score\",\"reason\"],\"funds\":[{\"source\":\"total\",\"initial\":"
    "\"9\","
    "\"adjusted\":\"8\",\"executed\":\"5\",\"weight\":\"10\",\"rate\":\"62.5\",\"score\":\"6.25\"}]"
    ","
    "\"indicators\":[{\"level1\":\"产出指标\",\"level2\":\"数量指标\",\"level3\":\"甲\",\"target\":"
    "{"
    "\"op\":\"≥\",\"value\":\"5\",\"unit\":\"人\"},\"actual\":{\"value\":\"9\",\"unit\":\"人\"},"
    "\"weight\":\"40\",\"score\":\"39\",\"reason\":null},{\"level3\":\"乙\",\"target\":{\"text\":"
    "\"提高\"},\"actual\":{\"text\":\"部分达成\"},\"weight\":\"50\",\"score\":\"30\",\"reason\":"
    "\"人手少\"}],\"total\":{\"weight\":\"100\",\"score\":\"75.25\"},\"grade\":\"中\"}]}";

static void read_bytes(void *context)
{
    struct fuzz_input *input = context;
    struct mem *mem = input->mem;
    struct act_form act = *show_data();
    struct err err = {0};
    struct profile profile;
    struct act_form_files files = {0};
    // The list of profiles takes the new one in: a copy with room for it.
    act.mem = mem;
    act.profiles =
        mem_grow(mem, act.profiles, act.n_profiles, act.n_profiles + 1, sizeof(*act.profiles));
    enum rc rc = act_form_check_profile(&act, &profile, fuzz_path(input), &err);
    fuzz_close(input);
    BUG_IF(rc != RC_OK && (!err.key || err.rc != rc));
    if (rc != RC_OK)
        return;
    struct fuzz_input of_form = {mem, (const uint8_t *)form, sizeof(form) - 1, -1};
    act.profile = &profile;
    act_form_add(mem, &act, &files, fuzz_path(&of_form));
    fuzz_close(&of_form);
    BUG_IF(files.n != 1 || files.at[0].rc != RC_OK);
    show_under(mem, &act, &files);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    show_data();
    return fuzz_run(data, size, read_bytes);
}
