#include "CSimdJSON.h"

#include <simdjson.h>

namespace {

/// The first byte from `from` on that `stops`. Whole blocks are looked at without a branch inside, which the compiler
/// turns into vector code, and so are the eighths of the block that holds one; the last eighth is gone through byte by
/// byte.
template <typename Stops>
size_t find(const uint8_t *bytes, size_t from, size_t count, Stops stops) {
    constexpr size_t block = 64, eighth = 8;
    for (; count - from >= block; from += block) {
        uint8_t found = 0;
        for (size_t index = 0; index < block; index++) { found |= stops(bytes[from + index]); }
        if (found) { break; }
    }
    for (; count - from >= eighth; from += eighth) {
        uint8_t found = 0;
        for (size_t index = 0; index < eighth; index++) { found |= stops(bytes[from + index]); }
        if (found) { break; }
    }
    while (from < count && !stops(bytes[from])) { from++; }
    return from;
}

} // namespace

bool csj_is_utf8(const uint8_t *bytes, size_t count) {
    return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), count);
}

size_t csj_string_stop(const uint8_t *bytes, size_t from, size_t count) {
    return find(bytes, from, count, [](uint8_t byte) -> uint8_t {
        return (byte == '"') | (byte == '\\') | (byte < 0x20);
    });
}

size_t csj_line_end(const uint8_t *bytes, size_t from, size_t count) {
    return find(bytes, from, count, [](uint8_t byte) -> uint8_t { return (byte == '\n') | (byte == '\r'); });
}
