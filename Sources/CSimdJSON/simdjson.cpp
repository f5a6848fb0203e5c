#include "CSimdJSON.h"

#include <cstring>

#include <simdjson.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace {

#if defined(__SSE2__)
constexpr size_t step = 16;

__m128i load(const uint8_t *bytes) { return _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes)); }

__m128i equals(__m128i bytes, char byte) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)); }

/// What ends or interrupts a JSON string.
struct StringStop {
    static bool holds(uint8_t byte) { return byte == '"' || byte == '\\' || byte < 0x20; }
    static __m128i holds(__m128i bytes) {
        __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
        return _mm_or_si128(_mm_or_si128(equals(bytes, '"'), equals(bytes, '\\')), controls);
    }
};

/// What ends a line.
struct LineEnd {
    static bool holds(uint8_t byte) { return byte == '\n' || byte == '\r'; }
    static __m128i holds(__m128i bytes) { return _mm_or_si128(equals(bytes, '\n'), equals(bytes, '\r')); }
};

/// A control character that is no white space.
struct Control {
    static bool holds(uint8_t byte) { return byte == 0x7F || (byte < 0x20 && (byte < 0x09 || byte > 0x0D)); }
    static __m128i holds(__m128i bytes) {
        __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
        __m128i place = _mm_sub_epi8(bytes, _mm_set1_epi8(0x09));
        __m128i space = _mm_cmpeq_epi8(_mm_min_epu8(place, _mm_set1_epi8(0x0D - 0x09)), place);
        return _mm_or_si128(_mm_andnot_si128(space, low), equals(bytes, 0x7F));
    }
};

/// The first byte from `from` on that `Stops` is true of, sixteen at a time; of the last sixteen those before `from` are
/// looked at again.
template <typename Stops>
size_t find(const uint8_t *bytes, size_t from, size_t count) {
    for (; count - from >= 4 * step; from += 4 * step) {
        __m128i first = Stops::holds(load(bytes + from)), second = Stops::holds(load(bytes + from + step));
        __m128i third = Stops::holds(load(bytes + from + 2 * step)), last = Stops::holds(load(bytes + from + 3 * step));
        if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(first, second), _mm_or_si128(third, last)))) { break; }
    }
    for (; count - from >= step; from += step) {
        unsigned found = _mm_movemask_epi8(Stops::holds(load(bytes + from)));
        if (found) { return from + __builtin_ctz(found); }
    }
    if (count >= step) {
        size_t before = step - (count - from);
        unsigned found = static_cast<unsigned>(_mm_movemask_epi8(Stops::holds(load(bytes + count - step)))) >> before;
        return found ? from + __builtin_ctz(found) : count;
    }
    while (from < count && !Stops::holds(bytes[from])) { from++; }
    return from;
}

/// How many code points start among at most 64 bytes: of a byte that goes on with one the upper two bits are 10, so that
/// it is less than -64 as a signed number.
size_t starts(const uint8_t *bytes, size_t count) {
    size_t found = count, at = 0;
    __m128i going = _mm_setzero_si128();
    for (; count - at >= step; at += step) {
        going = _mm_sub_epi8(going, _mm_cmplt_epi8(load(bytes + at), _mm_set1_epi8(-64)));
    }
    __m128i sums = _mm_sad_epu8(going, _mm_setzero_si128());
    found -= static_cast<size_t>(_mm_cvtsi128_si64(sums) + _mm_cvtsi128_si64(_mm_srli_si128(sums, 8)));
    for (; at < count; at++) { found -= static_cast<int8_t>(bytes[at]) < -64; }
    return found;
}
#else
struct StringStop {
    static bool holds(uint8_t byte) { return byte == '"' || byte == '\\' || byte < 0x20; }
};

struct LineEnd {
    static bool holds(uint8_t byte) { return byte == '\n' || byte == '\r'; }
};

struct Control {
    static bool holds(uint8_t byte) { return byte == 0x7F || (byte < 0x20 && (byte < 0x09 || byte > 0x0D)); }
};

template <typename Stops>
size_t find(const uint8_t *bytes, size_t from, size_t count) {
    while (from < count && !Stops::holds(bytes[from])) { from++; }
    return from;
}

size_t starts(const uint8_t *bytes, size_t count) {
    size_t found = 0;
    for (size_t at = 0; at < count; at++) { found += static_cast<int8_t>(bytes[at]) >= -64; }
    return found;
}
#endif

} // namespace

bool csj_is_utf8(const uint8_t *bytes, size_t count) {
    return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), count);
}

size_t csj_string_stop(const uint8_t *bytes, size_t from, size_t count) { return find<StringStop>(bytes, from, count); }

size_t csj_line_end(const uint8_t *bytes, size_t from, size_t count) { return find<LineEnd>(bytes, from, count); }

size_t csj_first(uint8_t byte, const uint8_t *bytes, size_t from, size_t count) {
    const void *found = from < count ? std::memchr(bytes + from, byte, count - from) : nullptr;
    return found ? static_cast<size_t>(static_cast<const uint8_t *>(found) - bytes) : count;
}

size_t csj_controls(const uint8_t *bytes, size_t count) {
    size_t controls = 0;
    for (size_t at = find<Control>(bytes, 0, count); at < count; at = find<Control>(bytes, at + 1, count)) {
        controls++;
    }
    return controls;
}

size_t csj_code_points(const uint8_t *bytes, size_t count) {
    size_t points = 0;
    for (; count > 64; bytes += 64, count -= 64) { points += starts(bytes, 64); }
    return points + starts(bytes, count);
}

size_t csj_code_points_before(const uint8_t *bytes, size_t count, uint32_t *before) {
    size_t points = 0;
    for (; count > 64; bytes += 64, count -= 64) {
        *before++ = static_cast<uint32_t>(points);
        points += starts(bytes, 64);
    }
    *before = static_cast<uint32_t>(points);
    return points + starts(bytes, count);
}

size_t csj_unescape(const uint8_t *bytes, size_t from, size_t count, uint8_t *out, size_t *written) {
    // By letter: what an escape stands for; 0 for the others.
    static const struct Escapes {
        uint8_t byte[256] = {};
        constexpr Escapes() {
            for (char same : {'"', '\\', '/'}) { byte[static_cast<uint8_t>(same)] = static_cast<uint8_t>(same); }
            byte['n'] = '\n', byte['t'] = '\t', byte['r'] = '\r', byte['b'] = '\b', byte['f'] = '\f';
        }
    } escapes;
    uint8_t *next = out + *written;
    while (true) {
        size_t stop = csj_string_stop(bytes, from, count);
        std::memcpy(next, bytes + from, stop - from);
        next += stop - from;
        from = stop;
        if (from + 1 >= count || bytes[from] != '\\' || escapes.byte[bytes[from + 1]] == 0) { break; }
        *next++ = escapes.byte[bytes[from + 1]];
        from += 2;
    }
    *written = static_cast<size_t>(next - out);
    return from;
}
