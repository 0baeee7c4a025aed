// SPDX-License-Identifier: AGPL-3.0-or-later
// html: a doc as one page that stands for itself.
//
// One file with its style inside, no script, nothing that is fetched; a policy in the page says so
// to the browser too. Text is escaped by place (content, attribute); characters that a browser
// might obey or that hide become U+FFFD, so no file can change how the page is read. Ranks of
// headings follow from the nesting; tables have a caption, heads with scope, merged cells, and
// every cell knows the name of its column, which a narrow screen shows in front of it. How it looks
// is the style given, which is data (data/html/report.css); an end tag in it cannot end the style.
#ifndef HENG_CODEC_HTML_H
#define HENG_CODEC_HTML_H

#include "base/buf.h"

struct doc;

void html_write(struct buf *out, const struct doc *doc, struct str style);
// Text as content of an element, line ends as <br>; as the value of an attribute in double quotes.
void html_content(struct buf *out, struct str text);
void html_attribute(struct buf *out, struct str text);

#endif
