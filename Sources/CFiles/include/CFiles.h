// What Swift's view of the C library lacks on files.
#pragma once

#include <stddef.h>

// Whether an open file lies on a file system that is known to keep a file's bytes as long as somebody has it open: ext, XFS,
// Btrfs, ZFS, F2FS, tmpfs, overlay. One of a network may lose them to another machine.
int cfiles_is_on_own_disk(int file);

// The headers of the running program's segments, which tell one build from another whatever file it is started by (a
// loader, an emulator): where they lie, and how many bytes.
const void *cfiles_program_headers(size_t *bytes);
