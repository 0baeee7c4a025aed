// SPDX-License-Identifier: AGPL-3.0-or-later
// check_sister: which forms are of one unit and year.
#ifndef HENG_CORE_CHECK_SISTER_H
#define HENG_CORE_CHECK_SISTER_H

struct check;

// Numbers the sets of sister forms (check_form.sisters). A torn unit name counts as the same as a
// near one of its file.
void check_sister_sets(struct check *check);

#endif
