#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Whether all of it is UTF-8.
bool csj_is_utf8(const uint8_t *_Nonnull bytes, size_t count);

/// The first place from `from` on of what ends or interrupts a JSON string: `"`, `\` or a control byte; `count` where
/// there is none.
size_t csj_string_stop(const uint8_t *_Nonnull bytes, size_t from, size_t count);

/// The first place from `from` on of a line's end, LF or CR; `count` where there is none.
size_t csj_line_end(const uint8_t *_Nonnull bytes, size_t from, size_t count);

/// The first place from `from` on of a byte; `count` where it is nowhere.
size_t csj_first(uint8_t byte, const uint8_t *_Nonnull bytes, size_t from, size_t count);

/// How many control characters of ASCII there are, tabs and line ends (0x09 to 0x0D) aside.
size_t csj_controls(const uint8_t *_Nonnull bytes, size_t count);

/// How many code points start in UTF-8.
size_t csj_code_points(const uint8_t *_Nonnull bytes, size_t count);

/// The same, and in `before` how many start before each 64th byte: `count / 64 + 1` numbers have room there.
size_t csj_code_points_before(const uint8_t *_Nonnull bytes, size_t count, uint32_t *_Nonnull before);

/// Writes what the inside of a checked JSON string says to `out` from place `*written` on, which is moved: from `from` on
/// up to the first `\u`, or to the end. `out` has room for `count` bytes. Returns where it stopped.
size_t csj_unescape(
    const uint8_t *_Nonnull bytes, size_t from, size_t count, uint8_t *_Nonnull out, size_t *_Nonnull written);

#ifdef __cplusplus
}
#endif
