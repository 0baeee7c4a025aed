// SPDX-License-Identifier: AGPL-3.0-or-later
// text_ceilings: how much one text may hold. Each is named in its message and in docs/operate.md.
#ifndef HENG_CODEC_TEXT_CEILINGS_H
#define HENG_CODEC_TEXT_CEILINGS_H

enum {
    TEXT_BYTES_MOST = 64 << 20,
    TEXT_TOKENS_MOST = 4000000,
    TEXT_LINES_MOST = 4000000,
    TEXT_NOTES_MOST = 100,
};

#endif
