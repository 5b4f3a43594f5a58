#pragma once

#include <stdio.h>

// Writes a text as a JSON string. Bytes that are not UTF-8 become \u00XX each: names are bytes, and none may be lost.
void text_write(FILE *file, const char *text);
