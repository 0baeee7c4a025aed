// SPDX-License-Identifier: AGPL-3.0-or-later
// read: how many forms a second one core reads, and what memory it takes.
//
// `bench_read LIST`: LIST names a file a line. Each is opened, turned into a sheet, read into forms
// and written as JSON, as `heng read --format json` does, in one arena that is emptied between
// files. One line of JSON tells forms, bytes, the seconds of each phase (of this process on its
// core, so that what else runs does not count) and the peak of resident memory. Loading the data comes once and is told apart.
#include "act/act_form.h"
#include "base/mem.h"
#include "base/os.h"
#include "codec/form_json.h"
#include "codec/json.h"
#include "codec/text.h"
#include "core/fit.h"
#include "core/form.h"
#include "core/sheet.h"

enum { OUTPUT_MOST = 1 << 30, LABEL_LANG = 0 };
static const size_t arena_bytes = (size_t)4 << 30;

enum phase { PHASE_LOAD, PHASE_TEXT, PHASE_FIT, PHASE_JSON, PHASES };
static const char *const phase_names[PHASES] = {"load", "text", "fit", "json"};

struct bench {
    struct mem *data, *work; // what is loaded once; one file
    struct act_form act;
    double spent[PHASES];
    size_t forms, json_bytes;
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

static enum limit limit_of_text(struct str head)
{
    (void)head;
    return LIMIT_TEXT_BYTES;
}

static void file_read(void *context)
{
    struct bench *bench = context;
    struct mem *mem = bench->work;
    struct err err = {0};
    struct str bytes;
    struct sheet *sheet;
    struct reading reading = {0};
    double begin = seconds_now();
    if (os_read_file(mem, &bytes, str_cstr(mem, bench->path), limit_of_text, &err) != RC_OK ||
        text_read(mem, &sheet, bytes, bench->path, &err) != RC_OK)
        BUG(err.key);
    phase_end(bench, PHASE_TEXT, &begin);
    fit_sheet(mem, &reading.forms, &reading.n_forms, bench->act.lexicon, sheet, NULL, NULL);
    phase_end(bench, PHASE_FIT, &begin);
    reading.sheet = sheet;
    reading.file = bench->path;
    reading.format = STR("text");
    reading.sha256 = sheet->sha256;
    struct form_json file = {.reading = &reading};
    struct buf out = buf_new(mem, OUTPUT_MOST);
    struct json json;
    json_init(&json, &out);
    form_json_write(mem_scratch(mem), &json, &file, bench->act.by);
    phase_end(bench, PHASE_JSON, &begin);
    bench->forms += reading.n_forms;
    bench->json_bytes += out.len;
}

// Loads the data, and the lexicon with the first file.
static void data_load(void *context)
{
    struct bench *bench = context;
    struct err err = {0};
    struct act_form_files files = {0};
    double begin = seconds_now();
    if (act_form_open(bench->data, &bench->act, NULL, LABEL_LANG, &err) != RC_OK)
        BUG(err.key);
    act_form_add(bench->data, &bench->act, &files, str_cstr(bench->data, bench->path));
    BUG_IF(!bench->act.lexicon);
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
    printf("{\"forms\":%zu,\"json_bytes\":%zu,\"peak_kib\":%ld", bench->forms, bench->json_bytes,
           peak_kib());
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
    while (fgets(line, sizeof(line), list)) {
        bench.path = str_trim(str_of(line));
        if (!bench.act.lexicon && mem_guard(bench.data, data_load, &bench) != RC_OK)
            BUG("the data does not fit");
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
