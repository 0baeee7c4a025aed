// SPDX-License-Identifier: AGPL-3.0-or-later
// Exact quotients: by example, at their ends, and against schoolbook arithmetic on decimal strings
// that shares no line with them.
#include "base/buf.h"
#include "base/dec.h"
#include "base/ratio.h"
#include "test/unit/unit.h"

static struct dec d(const char *text)
{
    struct dec out = {0, 0};
    assert_int_equal(dec_read(&out, str_of(text)), RC_OK);
    return out;
}

static struct ratio quotient(const char *a, const char *b)
{
    struct ratio out;
    assert_int_equal(ratio_div(&out, ratio_of(d(a)), ratio_of(d(b))), RC_OK);
    return out;
}

static void test_base_ratio__arithmetic(void **state)
{
    struct ratio out, third = {1, 3}, big = {(__int128)1 << 126, 1}, tiny = {1, (__int128)1 << 126};
    assert_int_equal(ratio_add(&out, third, (struct ratio){1, 6}), RC_OK);
    assert_true(out.num == 1 && out.den == 2);
    assert_int_equal(ratio_sub(&out, third, third), RC_OK);
    assert_true(out.num == 0 && out.den == 1);
    assert_int_equal(ratio_mul(&out, third, (struct ratio){9, 2}), RC_OK);
    assert_true(out.num == 3 && out.den == 2);
    assert_int_equal(ratio_div(&out, third, (struct ratio){-2, 3}), RC_OK);
    assert_true(out.num == -1 && out.den == 2);
    assert_int_equal(ratio_div(&out, third, ratio_int(0)), RC_INPUT);
    // Each of the four products of a sum, and both of a product, may be too large.
    assert_int_equal(ratio_add(&out, big, third), RC_OVERFLOW);
    assert_int_equal(ratio_add(&out, third, big), RC_OVERFLOW);
    assert_int_equal(ratio_add(&out, big, big), RC_OVERFLOW);
    assert_int_equal(ratio_add(&out, tiny, third), RC_OVERFLOW);
    assert_int_equal(ratio_mul(&out, big, big), RC_OVERFLOW);
    assert_int_equal(ratio_mul(&out, tiny, tiny), RC_OVERFLOW);
    assert_int_equal(ratio_sign(third), 1);
    assert_int_equal(ratio_sign((struct ratio){-1, 3}), -1);
    assert_int_equal(ratio_sign(ratio_int(0)), 0);
    (void)state;
}

static void test_base_ratio__compare(void **state)
{
    (void)state;
    __int128 most = ((__int128)1 << 126) - 1;
    struct ratio a = {most, most - 1}, b = {most - 1, most - 2};
    assert_true(ratio_cmp(a, b) < 0); // their products do not fit 128 bits
    assert_true(ratio_cmp(b, a) > 0);
    assert_int_equal(ratio_cmp(a, a), 0);
    assert_true(ratio_cmp((struct ratio){-1, 3}, (struct ratio){1, 3}) < 0);
    assert_true(ratio_cmp((struct ratio){-1, 3}, (struct ratio){-1, 2}) > 0);
    assert_true(ratio_cmp((struct ratio){5, 2}, ratio_int(2)) > 0);
    assert_true(ratio_cmp(ratio_int(2), (struct ratio){5, 2}) < 0);
    assert_true(ratio_cmp((struct ratio){7, 3}, (struct ratio){9, 4}) > 0);
}

static void test_base_ratio__round(void **state)
{
    static const struct {
        const char *a, *b;
        int digits;
        const char *by_mode[4]; // trunc, half_up, half_even, up
    } cases[] = {
        {"8", "9", 2, {"0.88", "0.89", "0.89", "0.89"}},
        {"1", "8", 2, {"0.12", "0.13", "0.12", "0.13"}},
        {"3", "8", 2, {"0.37", "0.38", "0.38", "0.38"}},
        {"-1", "8", 2, {"-0.12", "-0.13", "-0.12", "-0.13"}},
        {"-3", "8", 2, {"-0.37", "-0.38", "-0.38", "-0.38"}},
        {"1", "3", 0, {"0", "0", "0", "1"}},
        {"5", "2", 0, {"2", "3", "2", "3"}},
        {"7", "2", 0, {"3", "4", "4", "4"}},
        {"6", "2", 1, {"3.0", "3.0", "3.0", "3.0"}},
        {"2", "3", 9, {"0.666666666", "0.666666667", "0.666666667", "0.666666667"}},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++)
        for (int mode = 0; mode < 4; mode++) {
            struct dec out;
            struct ratio r = quotient(cases[i].a, cases[i].b);
            assert_int_equal(ratio_round(&out, r, cases[i].digits, (enum round_mode)mode), RC_OK);
            assert_str(dec_print(*state, out), cases[i].by_mode[mode]);
        }
    struct dec out;
    __int128 most = ((__int128)1 << 126) - 1;
    assert_int_equal(ratio_round(&out, (struct ratio){most - 1, most}, 9, ROUND_TRUNC),
                     RC_OVERFLOW);
    assert_int_equal(ratio_round(&out, (struct ratio){most, 1}, 0, ROUND_TRUNC), RC_OVERFLOW);
    assert_int_equal(ratio_round(&out, ratio_of(d("999999999999999999")), 1, ROUND_TRUNC),
                     RC_OVERFLOW);
}

static void test_base_ratio__show(void **state)
{
    assert_str(ratio_show(*state, quotient("16", "3"), 4), "5.3333…");
    assert_str(ratio_show(*state, quotient("21", "4"), 4), "5.25");
    assert_str(ratio_show(*state, (struct ratio){(__int128)1 << 126, 1}, 4), "…");
}

// ---- Schoolbook: digits in strings, most significant first, no sign. ----

enum { BOOK_MOST = 200 };

struct book {
    char at[BOOK_MOST];
    size_t n; // no leading zeros; 0 is n == 0
};

static struct book book_trim(struct book b)
{
    size_t zeros = 0;
    while (zeros < b.n && b.at[zeros] == '0')
        zeros++;
    memmove(b.at, b.at + zeros, b.n - zeros);
    b.n -= zeros;
    return b;
}

static struct book book_of(struct str digits)
{
    struct book b = {.n = 0};
    for (size_t i = 0; i < digits.len; i++)
        if (digits.ptr[i] >= '0' && digits.ptr[i] <= '9')
            b.at[b.n++] = digits.ptr[i];
    return book_trim(b);
}

static struct book book_shift(struct book b, int zeros)
{
    for (; b.n && zeros > 0; zeros--)
        b.at[b.n++] = '0';
    return b;
}

static int book_cmp(struct book a, struct book b)
{
    if (a.n != b.n)
        return a.n < b.n ? -1 : 1;
    int by = memcmp(a.at, b.at, a.n);
    return (by > 0) - (by < 0);
}

static int book_digit(const struct book *b, size_t from_right)
{
    return from_right < b->n ? b->at[b->n - 1 - from_right] - '0' : 0;
}

static struct book book_sum(struct book a, struct book b)
{
    struct book out = {.n = (a.n > b.n ? a.n : b.n) + 1};
    int carry = 0;
    for (size_t i = 0; i < out.n; i++) {
        int sum = book_digit(&a, i) + book_digit(&b, i) + carry;
        out.at[out.n - 1 - i] = (char)('0' + sum % 10);
        carry = sum / 10;
    }
    return book_trim(out);
}

// a - b, a >= b
static struct book book_less(struct book a, struct book b)
{
    struct book out = {.n = a.n};
    int borrow = 0;
    for (size_t i = 0; i < a.n; i++) {
        int diff = book_digit(&a, i) - book_digit(&b, i) - borrow;
        borrow = diff < 0;
        out.at[a.n - 1 - i] = (char)('0' + diff + (borrow ? 10 : 0));
    }
    return book_trim(out);
}

static struct book book_times(struct book a, struct book b)
{
    struct book out = {.n = 0};
    for (size_t i = 0; i < b.n; i++) {
        out = book_shift(out, 1);
        for (int k = b.at[i] - '0'; k > 0; k--)
            out = book_sum(out, a);
    }
    return out;
}

// Long division: the quotient, and the rest in *rest.
static struct book book_divide(struct book a, struct book b, struct book *rest)
{
    struct book out = {.n = 0}, r = {.n = 0};
    for (size_t i = 0; i < a.n; i++) {
        r.at[r.n++] = a.at[i];
        r = book_trim(r);
        char digit = '0';
        while (book_cmp(r, b) >= 0) {
            r = book_less(r, b);
            digit++;
        }
        out.at[out.n++] = digit;
    }
    *rest = r;
    return book_trim(out);
}

static struct book book_round(struct book num, struct book den, int digits, enum round_mode mode)
{
    struct book rest, one = {.at = "1", .n = 1};
    struct book q = book_divide(book_shift(num, digits), den, &rest);
    int half = book_cmp(book_sum(rest, rest), den);
    bool is_odd = q.n && (q.at[q.n - 1] - '0') % 2;
    bool away = mode == ROUND_HALF_UP     ? half >= 0
                : mode == ROUND_HALF_EVEN ? half > 0 || (half == 0 && is_odd)
                                          : mode == ROUND_UP && rest.n;
    return away ? book_sum(q, one) : q;
}

static uint64_t random_state;

static uint64_t random_next(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

// A positive number of up to `most` digits and 9 decimals, as text.
static struct str random_number(struct mem *mem, int most)
{
    struct buf out = buf_new(mem, 64);
    int digits = 1 + (int)(random_next() % (uint64_t)most), point = (int)(random_next() % 10);
    buf_char(&out, (char)('1' + random_next() % 9));
    for (int i = 1; i < digits; i++) {
        if (digits - i == point)
            buf_char(&out, '.');
        buf_char(&out, (char)('0' + random_next() % 10));
    }
    return buf_str(&out);
}

static void check_pair(struct mem *mem, struct str x, struct str y, int digits)
{
    struct dec a, b, out;
    assert_int_equal(dec_read(&a, x), RC_OK);
    assert_int_equal(dec_read(&b, y), RC_OK);
    int scale = a.scale > b.scale ? a.scale : b.scale;
    struct book p = book_shift(book_of(x), scale - a.scale);
    struct book q = book_shift(book_of(y), scale - b.scale), rest;
    int by = dec_cmp(a, b);
    assert_int_equal((by > 0) - (by < 0), book_cmp(p, q));
    if (dec_add(&out, a, b) == RC_OK)
        assert_int_equal(book_cmp(book_of(dec_print(mem, out)), book_sum(p, q)), 0);
    else
        assert_true(book_sum(p, q).n > DEC_DIGITS_MOST);
    assert_int_equal(dec_sub(&out, a, b),
                     book_cmp(p, q) >= 0 && book_less(p, q).n > 18  ? RC_OVERFLOW
                     : book_cmp(p, q) < 0 && book_less(q, p).n > 18 ? RC_OVERFLOW
                                                                    : RC_OK);
    struct ratio r;
    assert_int_equal(ratio_div(&r, ratio_of(a), ratio_of(b)), RC_OK);
    for (int mode = 0; mode < 4; mode++) {
        struct book want = book_round(p, q, digits, (enum round_mode)mode);
        enum rc rc = ratio_round(&out, r, digits, (enum round_mode)mode);
        assert_int_equal(rc, want.n > DEC_DIGITS_MOST ? RC_OVERFLOW : RC_OK);
        if (rc == RC_OK)
            assert_int_equal(book_cmp(book_of(dec_print(mem, out)), want), 0);
    }
    struct ratio product;
    if (a.scale + b.scale <= DEC_SCALE_MOST &&
        ratio_mul(&product, ratio_of(a), ratio_of(b)) == RC_OK &&
        ratio_round(&out, product, a.scale + b.scale, ROUND_TRUNC) == RC_OK)
        assert_int_equal(book_cmp(book_of(dec_print(mem, out)), book_times(book_of(x), book_of(y))),
                         0);
    (void)book_divide(p, q, &rest);
}

static void test_base_ratio__against_schoolbook(void **state)
{
    const char *given = getenv("HENG_SEED");
    random_state = given ? strtoull(given, NULL, 10) : 20231231;
    print_message("seed %llu (HENG_SEED)\n", (unsigned long long)random_state);
    struct mem *mem = *state;
    for (int i = 0; i < 3000; i++) {
        int most = i % 2 ? 18 : 6;
        struct str x = random_number(mem, most), y = random_number(mem, most);
        check_pair(mem, x, y, (int)(random_next() % 10));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_base_ratio__arithmetic),
        UNIT(test_base_ratio__compare),
        UNIT(test_base_ratio__round),
        UNIT(test_base_ratio__show),
        UNIT(test_base_ratio__against_schoolbook),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
