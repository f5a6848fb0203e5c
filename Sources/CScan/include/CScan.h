// Looks at many bytes of text at once, which Swift has no operations for.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Bit i is set where text[i] is a letter of ASCII; sixteen bytes.
static inline uint64_t hearsay_letters_16(const unsigned char *text) {
#if defined(__SSE2__)
    __m128i bytes = _mm_loadu_si128((const __m128i *)text);
    __m128i place = _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
    return (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(place, _mm_set1_epi8(25)), place));
#else
    uint64_t letters = 0;
    for (int i = 0; i < 16; i++) letters |= (uint64_t)((unsigned char)((text[i] | 0x20) - 'a') < 26) << i;
    return letters;
#endif
}

static inline uint64_t hearsay_letters_64(const unsigned char *text) {
    return hearsay_letters_16(text) | hearsay_letters_16(text + 16) << 16 | hearsay_letters_16(text + 32) << 32
        | hearsay_letters_16(text + 48) << 48;
}

/// Bit i is set where text[i] is a letter of ASCII; 64 bytes, or as many as there are.
static inline uint64_t hearsay_letters(const void *text, size_t count) {
    if (count >= 64) return hearsay_letters_64((const unsigned char *)text);
    unsigned char copy[64] = {0};
    memcpy(copy, text, count);
    return hearsay_letters_64(copy);
}

/// Up to sixteen bytes of a text, zeros behind them.
typedef struct {
    uint64_t head, tail;
} hearsay_bytes;

/// The first `length` bytes, sixteen at most, of sixteen that can be read.
static inline hearsay_bytes hearsay_first(const void *text, size_t length) {
    static const uint64_t heads[17] = {
        0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, ~0ull,
        ~0ull, ~0ull, ~0ull, ~0ull, ~0ull, ~0ull, ~0ull, ~0ull,
    };
    static const uint64_t tails[17] = {
        0, 0, 0, 0, 0, 0, 0, 0, 0,
        0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, ~0ull,
    };
    hearsay_bytes bytes;
    memcpy(&bytes, text, 16);
    bytes.head &= heads[length];
    bytes.tail &= tails[length];
    return bytes;
}

/// Asks for the memory of a hash table in which the words of five to sixteen letters among the first 64 bytes of a text
/// will be looked up; 80 can be read. A word's place is its hash without the lower `shift` bits, counted in `stride` bytes;
/// its hash the sum of its two halves, multiplied. A word that is cut off costs a prefetch in vain.
static inline void hearsay_prefetch_words(
    const void *text, const void *table, size_t stride, uint64_t head, uint64_t tail, uint64_t shift)
{
    uint64_t letters = hearsay_letters_64((const unsigned char *)text);
    for (uint64_t starts = letters & ~(letters << 1); starts; starts &= starts - 1) {
        int at = __builtin_ctzll(starts);
        uint64_t behind = ~(letters >> at);
        int length = behind ? __builtin_ctzll(behind) : 64;
        if (length < 5 || length > 16) continue;
        hearsay_bytes word = hearsay_first((const char *)text + at, (size_t)length);
        __builtin_prefetch((const char *)table + ((word.head * head + word.tail * tail) >> shift) * stride);
    }
}
