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

#ifdef __cplusplus
}
#endif
