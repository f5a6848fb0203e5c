// The templates of the HTML report. A file added here is added below; a test compares the two.
#include "CReport.h"

static const unsigned char article_mustache[] = {
#embed "article.mustache"
};

static const unsigned char filters_mustache[] = {
#embed "filters.mustache"
};

static const unsigned char node_mustache[] = {
#embed "node.mustache"
};

static const unsigned char note_mustache[] = {
#embed "note.mustache"
};

static const unsigned char overview_mustache[] = {
#embed "overview.mustache"
};

static const unsigned char page_css[] = {
#embed "page.css"
};

static const unsigned char page_js[] = {
#embed "page.js"
};

static const unsigned char page_mustache[] = {
#embed "page.mustache"
};

static const unsigned char score_mustache[] = {
#embed "score.mustache"
};

static const unsigned char scores_mustache[] = {
#embed "scores.mustache"
};

static const unsigned char sources_mustache[] = {
#embed "sources.mustache"
};

static const unsigned char stances_mustache[] = {
#embed "stances.mustache"
};

static const unsigned char strip_mustache[] = {
#embed "strip.mustache"
};

static const unsigned char text_mustache[] = {
#embed "text.mustache"
};

#define FILE_OF(path, array) {path, array, sizeof array}

static const hearsay_report_file files[] = {
    FILE_OF("article.mustache", article_mustache),
    FILE_OF("filters.mustache", filters_mustache),
    FILE_OF("node.mustache", node_mustache),
    FILE_OF("note.mustache", note_mustache),
    FILE_OF("overview.mustache", overview_mustache),
    FILE_OF("page.css", page_css),
    FILE_OF("page.js", page_js),
    FILE_OF("page.mustache", page_mustache),
    FILE_OF("score.mustache", score_mustache),
    FILE_OF("scores.mustache", scores_mustache),
    FILE_OF("sources.mustache", sources_mustache),
    FILE_OF("stances.mustache", stances_mustache),
    FILE_OF("strip.mustache", strip_mustache),
    FILE_OF("text.mustache", text_mustache),
};

const hearsay_report_file *hearsay_report_files(size_t *count) {
    *count = sizeof files / sizeof *files;
    return files;
}
