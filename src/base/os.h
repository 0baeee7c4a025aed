// SPDX-License-Identifier: AGPL-3.0-or-later
// os: files and streams. core and codec never include this.
#ifndef HENG_BASE_OS_H
#define HENG_BASE_OS_H

#include "base/err.h"
#include "base/limit.h"
#include "base/str.h"

struct mem;

// The ceiling of a file that begins with these bytes (at most OS_HEAD of them).
typedef enum limit (*os_limit)(struct str head);
enum { OS_HEAD = 4096 };

// Reads a whole regular file, or stdin for "-", up to its ceiling. RC_INPUT with a sentence: not
// there, no permission, a directory, a device or FIFO, changed while it was read; RC_REFUSED:
// larger than the ceiling (told before it is held in memory where the size is known).
NODISCARD enum rc os_read_file(struct mem *mem, struct str *out, const char *path, os_limit limit,
                               struct err *err);
// A failure about a path, from errno, with the sentence for a reason that people meet often.
enum rc os_fail(struct mem *mem, struct err *err, enum rc rc, const char *key, const char *path);

// An output that is written piece by piece: a file through a temporary one in the same folder,
// synced and renamed at its end, gone with the arena before; "-" is stdout, a device is itself.
struct os_out;
NODISCARD enum rc os_out_open(struct mem *mem, struct os_out **out, const char *path,
                              struct err *err);
NODISCARD enum rc os_out_add(struct os_out *out, struct str bytes, struct err *err);
// Takes back what was written after the first `to` bytes. False if it cannot be (stdout).
bool os_out_back(struct os_out *out, uint64_t to);
NODISCARD enum rc os_out_end(struct os_out *out, struct err *err);
// The whole at once.
// Writes through a temporary file in the same folder, synced and renamed; "-" is stdout.
NODISCARD enum rc os_write_file(struct mem *mem, const char *path, struct str bytes,
                                struct err *err);
// The regular files below a folder, at any depth, as paths relative to it in byte order. Hidden
// files and folders (a dot in front) are passed over. RC_INPUT if a folder cannot be read;
// RC_REFUSED over `most` files or `depth` folders deep (a circle of links is such a thing).
NODISCARD enum rc os_list_files(struct mem *mem, struct str **out, size_t *n, const char *folder,
                                enum limit most, enum limit depth, struct err *err);
bool os_is_folder(const char *path);
bool os_is_file(const char *path);

#endif
