// What the HTML report is laid out with, built into the binary.
#pragma once
#include <stddef.h>

// A template, the style sheet or the script: its file name and its bytes.
typedef struct {
    const char *path;
    const unsigned char *bytes;
    size_t length;
} hearsay_report_file;

const hearsay_report_file *hearsay_report_files(size_t *count);
