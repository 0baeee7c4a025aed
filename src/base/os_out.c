// SPDX-License-Identifier: AGPL-3.0-or-later
// os_out: a file or standard output that is written piece by piece.
//
// A file is written beside its place, synced and renamed when it ends; until then nothing stands at
// its place but what was there before. Whoever leaves by the guard leaves no part behind. What
// stands at the place and is no file (a device, a pipe) is written into.
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/os.h"

struct os_out {
    struct mem *mem;
    const char *path, *part; // part NULL: a stream
    int fd;                  // -1: there is no part to take away
    uint64_t written;
};

// Takes the part away that did not become the file.
static void drop_part(void *what)
{
    struct os_out *out = what;
    if (!out->part || out->fd < 0)
        return;
    close(out->fd);
    unlink(out->part);
    out->fd = -1;
}

static void close_stream(void *what)
{
    struct os_out *out = what;
    if (out->fd >= 0)
        close(out->fd);
    out->fd = -1;
}

static enum rc fail_write(struct os_out *out, struct err *err)
{
    return os_fail(out->mem, err, RC_FAILED, "err.file.write", out->path);
}

enum rc os_out_open(struct mem *mem, struct os_out **out, const char *path, struct err *err)
{
    struct os_out *o = *out = MEM_NEW(mem, struct os_out);
    *o = (struct os_out){.mem = mem, .path = path, .fd = -1};
    if (strcmp(path, "-") == 0) {
        o->fd = STDOUT_FILENO;
        return RC_OK;
    }
    struct stat st;
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) { // /dev/null
        mem_defer(mem, close_stream, o);
        o->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        return o->fd < 0 ? fail_write(o, err) : RC_OK;
    }
    o->part = buf_print(mem, "%s.part.%ld", path, (long)getpid()).ptr;
    mem_defer(mem, drop_part, o);
    o->fd = open(o->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return o->fd < 0 ? fail_write(o, err) : RC_OK;
}

enum rc os_out_add(struct os_out *out, struct str bytes, struct err *err)
{
    while (bytes.len) {
        ssize_t n = write(out->fd, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_write(out, err);
        out->written += (uint64_t)n;
        bytes = str_slice(bytes, (size_t)n, bytes.len);
    }
    return RC_OK;
}

bool os_out_back(struct os_out *out, uint64_t to)
{
    if (to == out->written)
        return true;
    if (!out->part || ftruncate(out->fd, (off_t)to) != 0 || lseek(out->fd, (off_t)to, SEEK_SET) < 0)
        return false;
    out->written = to;
    return true;
}

enum rc os_out_end(struct os_out *out, struct err *err)
{
    if (!out->part)
        return RC_OK;
    if (fsync(out->fd) == 0 && rename(out->part, out->path) == 0) {
        int fd = out->fd;
        out->fd = -1;
        return close(fd) == 0 ? RC_OK : fail_write(out, err);
    }
    enum rc rc = fail_write(out, err);
    drop_part(out);
    return rc;
}

enum rc os_write_file(struct mem *mem, const char *path, struct str bytes, struct err *err)
{
    struct os_out *out;
    enum rc rc = os_out_open(mem, &out, path, err);
    if (rc == RC_OK)
        rc = os_out_add(out, bytes, err);
    if (rc == RC_OK)
        return os_out_end(out, err);
    drop_part(out);
    return rc;
}
