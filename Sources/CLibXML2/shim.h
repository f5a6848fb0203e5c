#include <libxml/xmlversion.h>
// Debian's libxml2 names types of its ICU in a structure that nobody here looks into; they are others than those of
// Foundation's ICU, and a module that sees both does not compile.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
