// SPDX-License-Identifier: AGPL-3.0-or-later
// replay: gives a fuzz target every file of a folder, each whole, and cut and flipped at places
// that are spread over it. Prints one line for the folder.
#include <dirent.h>

#include "test/fuzz/fuzz.h"

enum { FILE_MOST = 1 << 16, PLACES = 128 };

static size_t file_read(const char *folder, const char *name, uint8_t *bytes)
{
    char path[4096];
    int n = snprintf(path, sizeof(path), "%s/%s", folder, name);
    BUG_IF(n < 0 || (size_t)n >= sizeof(path));
    FILE *file = fopen(path, "rb");
    BUG_IF(!file);
    size_t size = fread(bytes, 1, FILE_MOST, file);
    fclose(file);
    return size;
}

static void file_replay(uint8_t *bytes, size_t size)
{
    LLVMFuzzerTestOneInput(bytes, size);
    for (size_t i = 0; i < size; i += size / PLACES + 1) {
        LLVMFuzzerTestOneInput(bytes, i);
        bytes[i] ^= (uint8_t)(1 + i % 255);
        LLVMFuzzerTestOneInput(bytes, size);
        bytes[i] ^= (uint8_t)(1 + i % 255);
    }
}

int main(int argc, char **argv)
{
    static uint8_t bytes[FILE_MOST];
    BUG_IF(argc != 2);
    DIR *folder = opendir(argv[1]);
    BUG_IF(!folder);
    int n = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        if (entry->d_name[0] == '.')
            continue;
        file_replay(bytes, file_read(argv[1], entry->d_name, bytes));
        n++;
    }
    closedir(folder);
    BUG_IF(n == 0);
    printf("ok %d files of %s, whole, cut and flipped\n", n, argv[1]);
    return 0;
}
