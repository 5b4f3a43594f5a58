#include "text.h"

#include <stdint.h>

// How many bytes the character at `text` has; 0 if it is not UTF-8.
static int length(const unsigned char *text) {
    if (text[0] < 0x80) return 1;
    int count = text[0] >= 0xF0 ? 4 : text[0] >= 0xE0 ? 3 : 2;
    if (text[0] < 0xC2 || text[0] > 0xF4) return 0;
    uint32_t value = text[0] & (0xFFu >> (count + 1));
    for (int i = 1; i < count; i++) {
        if ((text[i] & 0xC0) != 0x80) return 0;
        value = value << 6 | (text[i] & 0x3F);
    }
    // Nothing that a shorter form could say, no halves of UTF-16, nothing beyond Unicode.
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    return value < least[count] || (value >= 0xD800 && value < 0xE000) || value > 0x10FFFF ? 0 : count;
}

void text_write(FILE *file, const char *text) {
    putc('"', file);
    for (const unsigned char *at = (const unsigned char *)text; *at;) {
        int count = length(at);
        if (count == 0 || *at < ' ' || *at == 0x7F) {
            fprintf(file, "\\u%04x", *at++);
        } else if (*at == '"' || *at == '\\') {
            fprintf(file, "\\%c", *at++);
        } else {
            fwrite(at, 1, (size_t)count, file);
            at += count;
        }
    }
    putc('"', file);
}
