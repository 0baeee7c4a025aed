// SPDX-License-Identifier: AGPL-3.0-or-later
// read: how many forms a second one core reads, and what memory it takes.
//
// `bench_read LIST`: LIST names a file a line. Each is opened, read into forms and written as JSON
// by the calls of `heng read --format json`, in one arena that is emptied between files; what is
// written is counted and dropped. One line of JSON tells forms, rows, bytes, the seconds of each
// phase (of this process on its core, so that what else runs counts as little as can be) and the
// peak of resident memory. Loading the data comes once and is told apart.
#include "act/act_form.h"
#include "act/act_form_json.h"
#include "base/mem.h"
#include "codec/form_json.h"
#include "codec/json.h"
#include "core/form.h"

enum { LABEL_LANG = 0 };
static const size_t arena_bytes = (size_t)4 << 30;

enum phase { PHASE_LOAD, PHASE_READ, PHASE_JSON, PHASES };
static const char *const phase_names[PHASES] = {"load", "read", "json"};

struct bench {
    struct mem *data, *work; // what is loaded once; one file
    struct act_form act;
    double spent[PHASES];
    size_t forms, rows;
    uint64_t json_bytes;
    struct str path;
};

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void phase_end(struct bench *bench, enum phase phase, double *begin)
{
    double now = seconds_now();
    bench->spent[phase] += now - *begin;
    *begin = now;
}

static void drop(void *to, struct str bytes)
{
    *(uint64_t *)to += bytes.len;
}

static void file_read(void *context)
{
    struct bench *bench = context;
    struct act_form_files files = {0};
    struct json json;
    double begin = seconds_now();
    act_form_add(bench->work, &bench->act, &files, str_cstr(bench->work, bench->path));
    if (files.n != 1 || files.at[0].rc != RC_OK)
        BUG("a file could not be read");
    phase_end(bench, PHASE_READ, &begin);
    struct buf out = buf_new(bench->work, arena_bytes);
    out.take = drop;
    out.to = &bench->json_bytes;
    json_init(&json, &out);
    act_form_json_read(bench->work, &bench->act, &json, &files.at[0]);
    buf_pass_all(&out);
    phase_end(bench, PHASE_JSON, &begin);
    const struct reading *reading = files.at[0].json->reading;
    bench->forms += reading->n_forms;
    for (size_t i = 0; i < reading->n_forms; i++)
        bench->rows += reading->forms[i].n_rows + reading->forms[i].n_packed;
}

static void data_load(void *context)
{
    struct bench *bench = context;
    struct err err = {0};
    double begin = seconds_now();
    if (act_form_open(bench->data, &bench->act, NULL, LABEL_LANG, &err) != RC_OK ||
        act_form_profile(&bench->act, STR_NONE, &err) != RC_OK ||
        act_form_ready(&bench->act, &err) != RC_OK)
        BUG(err.key);
    bench->act.only_reads = bench->act.packs = true;
    phase_end(bench, PHASE_LOAD, &begin);
}

// The most resident memory of this process. getrusage is of no use here: its peak survives exec, so
// that a large parent would be counted.
static long peak_kib(void)
{
    char line[256];
    long kib = 0;
    FILE *status = fopen("/proc/self/status", "r");
    BUG_IF(!status);
    while (fgets(line, sizeof(line), status))
        if (strncmp(line, "VmHWM:", 6) == 0)
            kib = strtol(line + 6, NULL, 10);
    fclose(status);
    return kib;
}

static void tell(const struct bench *bench)
{
    printf("{\"forms\":%zu,\"rows\":%zu,\"json_bytes\":%llu,\"peak_kib\":%ld", bench->forms,
           bench->rows, (unsigned long long)bench->json_bytes, peak_kib());
    double all = 0;
    for (size_t i = 0; i < PHASES; i++) {
        printf(",\"%s\":%.6f", phase_names[i], bench->spent[i]);
        all += i == PHASE_LOAD ? 0 : bench->spent[i];
    }
    printf(",\"seconds\":%.6f}\n", all);
}

int main(int argc, char **argv)
{
    char line[4096];
    struct bench bench = {.data = mem_new(arena_bytes), .work = mem_new(arena_bytes)};
    BUG_IF(argc != 2 || !bench.data || !bench.work);
    FILE *list = fopen(argv[1], "r");
    BUG_IF(!list);
    if (mem_guard(bench.data, data_load, &bench) != RC_OK)
        BUG("the data does not fit");
    while (fgets(line, sizeof(line), list)) {
        bench.path = str_trim(str_of(line));
        if (mem_guard(bench.work, file_read, &bench) != RC_OK)
            BUG("a file does not fit");
        mem_reset(bench.work);
    }
    fclose(list);
    tell(&bench);
    mem_free(bench.work);
    mem_free(bench.data);
    return 0;
}
