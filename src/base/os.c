// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

// A descriptor that is closed once: as soon as it is read, or by the guard.
struct open_file {
    int fd;
};

static void close_it(void *what)
{
    struct open_file *file = what;
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
}

// The sentence for a reason that people meet often, or the general one with the system's own word.
static const char *sentence(const char *general, int code)
{
    bool is_write = strcmp(general, "err.file.write") == 0;
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        return is_write ? "err.file.no_folder" : "err.file.absent";
    case EACCES:
    case EPERM:
    case EROFS:
        return is_write ? "err.file.no_write" : "err.file.denied";
    case ENOSPC:
        return "err.file.full";
    default:
        return general;
    }
}

// A failure about a path.
static enum rc fail(struct mem *mem, struct err *err, enum rc rc, const char *key, const char *path)
{
    int code = errno;
    bool is_system = strcmp(key, "err.file.open") == 0 || strcmp(key, "err.file.read") == 0 ||
                     strcmp(key, "err.file.write") == 0;
    err_set(err, rc, is_system ? sentence(key, code) : key);
    err_arg(err, "path", str_copy(mem, str_of(path)));
    err_arg(err, "reason", str_copy(mem, str_of(strerror(code))));
    return rc;
}

static enum rc too_large(struct mem *mem, struct err *err, const char *path, size_t ceiling)
{
    fail(mem, err, RC_REFUSED, "err.file.large", path);
    err_arg_int(mem, err, "ceiling", (int64_t)(ceiling >> 20));
    return RC_REFUSED;
}

// Reads to the end. `size` is what the file system says (SIZE_MAX where it does not know): then one
// byte more is asked for, to see a file that grows.
static enum rc read_all(struct mem *mem, struct str *out, int fd, const char *path, size_t size,
                        size_t ceiling, struct err *err)
{
    size_t cap = size == SIZE_MAX ? 1 << 16 : size + 1, len = 0;
    char *at = mem_alloc(mem, cap);
    for (;;) {
        if (len == cap) {
            if (size != SIZE_MAX)
                return fail(mem, err, RC_INPUT, "err.file.changed", path);
            at = mem_grow(mem, at, len, 2 * cap, 1);
            cap *= 2;
        }
        ssize_t n = read(fd, at + len, cap - len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(mem, err, RC_INPUT, "err.file.read", path);
        if (n == 0)
            break;
        len += (size_t)n;
        if (len > ceiling && size == SIZE_MAX)
            return too_large(mem, err, path, ceiling);
    }
    if (size != SIZE_MAX && len != size)
        return fail(mem, err, RC_INPUT, "err.file.changed", path);
    *out = (struct str){at, len};
    return RC_OK;
}

static enum rc read_file(struct mem *mem, struct str *out, int fd, const char *path, size_t ceiling,
                         struct err *err)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return fail(mem, err, RC_INPUT, "err.file.open", path);
    if (S_ISDIR(st.st_mode))
        return fail(mem, err, RC_INPUT, "err.file.folder", path);
    if (!S_ISREG(st.st_mode))
        return fail(mem, err, RC_INPUT, "err.file.device", path);
    if ((uint64_t)st.st_size > ceiling)
        return too_large(mem, err, path, ceiling);
    return read_all(mem, out, fd, path, (size_t)st.st_size, ceiling, err);
}

enum rc os_read_file(struct mem *mem, struct str *out, const char *path, size_t ceiling,
                     struct err *err)
{
    if (strcmp(path, "-") == 0)
        return read_all(mem, out, STDIN_FILENO, path, SIZE_MAX, ceiling, err);
    struct open_file *file = MEM_NEW(mem, struct open_file);
    file->fd = -1;
    mem_defer(mem, close_it, file);
    file->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file->fd < 0)
        return fail(mem, err, RC_INPUT, "err.file.open", path);
    enum rc rc = read_file(mem, out, file->fd, path, ceiling, err);
    close_it(file);
    return rc;
}

static bool write_all(int fd, struct str bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        bytes = str_slice(bytes, (size_t)n, bytes.len);
    }
    return true;
}

enum rc os_write_file(struct mem *mem, const char *path, struct str bytes, struct err *err)
{
    if (strcmp(path, "-") == 0) {
        if (!write_all(STDOUT_FILENO, bytes))
            return fail(mem, err, RC_FAILED, "err.file.write", path);
        return RC_OK;
    }
    const char *part = buf_print(mem, "%s.part.%ld", path, (long)getpid()).ptr;
    int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(mem, err, RC_FAILED, "err.file.write", path);
    bool done = write_all(fd, bytes) && fsync(fd) == 0;
    done = close(fd) == 0 && done;
    if (!done || rename(part, path) != 0) {
        enum rc rc = fail(mem, err, RC_FAILED, "err.file.write", path);
        unlink(part);
        return rc;
    }
    return RC_OK;
}

struct list {
    struct mem *mem;
    struct err *err;
    const char *root;
    struct str *at;
    size_t n, cap, most;
    DIR *open[OS_LIST_DEPTH]; // closed as soon as it is read, or by the guard
};

static void close_list(void *what)
{
    struct list *list = what;
    for (size_t i = 0; i < OS_LIST_DEPTH; i++)
        if (list->open[i])
            closedir(list->open[i]);
}

static enum rc list_folder(struct list *list, const char *under, int depth);

static enum rc list_entry(struct list *list, const char *under, const char *name, int depth)
{
    const char *path =
        *under ? buf_print(list->mem, "%s/%s", under, name).ptr : str_cstr(list->mem, str_of(name));
    const char *whole = buf_print(list->mem, "%s/%s", list->root, path).ptr;
    if (os_is_folder(whole))
        return list_folder(list, path, depth + 1);
    if (!os_is_file(whole))
        return RC_OK;
    if (list->n == list->most) {
        fail(list->mem, list->err, RC_REFUSED, "err.file.many", list->root);
        err_arg_int(list->mem, list->err, "most", (int64_t)list->most);
        return RC_REFUSED;
    }
    MEM_PUSH(list->mem, list->at, list->n, list->cap);
    list->at[list->n - 1] = str_of(path);
    return RC_OK;
}

static enum rc list_folder(struct list *list, const char *under, int depth)
{
    if (depth == OS_LIST_DEPTH)
        return fail(list->mem, list->err, RC_REFUSED, "err.file.deep", list->root);
    const char *whole = buf_print(list->mem, "%s/%s", list->root, under).ptr;
    DIR *dir = list->open[depth] = opendir(whole);
    if (!dir)
        return fail(list->mem, list->err, RC_INPUT, "err.file.open", whole);
    enum rc rc = RC_OK;
    for (struct dirent *entry; rc == RC_OK && (entry = readdir(dir));)
        if (entry->d_name[0] != '.')
            rc = list_entry(list, under, entry->d_name, depth);
    closedir(dir);
    list->open[depth] = NULL;
    return rc;
}

static int compare_paths(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

enum rc os_list_files(struct mem *mem, struct str **out, size_t *n, const char *folder, size_t most,
                      struct err *err)
{
    struct list *list = MEM_NEW(mem, struct list);
    list->mem = mem;
    list->err = err;
    list->root = folder;
    list->most = most;
    mem_defer(mem, close_list, list);
    enum rc rc = list_folder(list, "", 0);
    if (rc != RC_OK)
        return rc;
    if (list->n)
        qsort(list->at, list->n, sizeof(*list->at), compare_paths);
    *out = list->at;
    *n = list->n;
    return RC_OK;
}

bool os_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool os_is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}
