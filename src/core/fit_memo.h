// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_memo: what short texts were found to say, kept because they come again and again: 5.00, 产出
// 指标, ≥95%, and every cell that more than one part of the reader looks at.
//
// It belongs to a lexicon and is the one thing in it that changes: a lexicon serves one thread. It
// decides nothing: a text that is not there is read, and gives the same content. A fixed number of
// places, one a hash; the last text of a place stays.
#ifndef HENG_CORE_FIT_MEMO_H
#define HENG_CORE_FIT_MEMO_H

#include "base/str.h"

struct content;
struct fit_memo;
struct mem;

struct fit_memo *fit_memo_new(struct mem *mem);
// The content of the text, its parts views into `text`; false if it is not kept.
bool fit_memo_find(const struct fit_memo *memo, struct str text, struct content *out);
// Keeps what was read from the text, if it is short. Parts that are no views into `text` must live
// as long as the lexicon.
void fit_memo_keep(struct fit_memo *memo, struct str text, const struct content *content);

#endif
