// SPDX-License-Identifier: AGPL-3.0-or-later
// yaml: YAML into a tree, by libyaml's events, typed by us.
//
// Every scalar is text. Anchors, aliases, tags, merge keys, more than one document and a key twice
// in one map are refused. Depth at most 32, nodes at most 200,000: both told by their names.
#ifndef HENG_CODEC_YAML_H
#define HENG_CODEC_YAML_H

#include "base/err.h"
#include "base/str.h"

struct mem;
struct tree;

// `name` is the file's name for messages. RC_INPUT with name, line and column, RC_REFUSED at
// a ceiling, RC_MEMORY.
NODISCARD enum rc yaml_read(struct mem *mem, struct tree **out, struct str bytes, struct str name,
                            struct err *err);

#endif
