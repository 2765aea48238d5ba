/*
 * specfuzz SECONDS SEED: gives the supervisor's reader of specs whole ones, cut ones and damaged ones, and reads every string of what it
 * makes of them. Compiled with AddressSanitizer, which ends it at the first byte that is read outside.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 65536, BLOCKS = 8 };

static void *blocks[BLOCKS];
static int used;
static jmp_buf refused;
static unsigned long long state;

static void *kept(void *block)
{
    if (block && used == BLOCKS)
        abort();
    return block ? blocks[used++] = block : NULL;
}

#define malloc(n) kept(malloc(n))
#define calloc(n, size) kept(calloc(n, size))
#include "spec.c"
#undef malloc
#undef calloc

void fail(const char *stage, int error)
{
    (void)stage;
    longjmp(refused, error ? error : 1);
}

static unsigned chance(unsigned below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % below;
}

static int add(char *to, int at, const char *text)
{
    strcpy(to + at, text);
    return at + strlen(text) + 1;
}

static int add_list(char *to, int at)
{
    char count[16];
    int items = chance(9);
    snprintf(count, sizeof count, "%d", items);
    at = add(to, at, count);
    for (int i = 0; i < items; i++) {
        int length = chance(chance(20) ? 8 : 500);
        memset(to + at, 'a' + i, length);
        to[at + length] = 0;
        at += length + 1;
    }
    return at;
}

static int whole(char *to)
{
    char length[16];
    int at = add(to, add(to, add(to, add(to, 11, "0b5f-boot"), "/var/lib/ops-agent/tasks/x.1"), chance(2) ? "/in" : ""), "1073741824");
    at = add(to, add(to, at, chance(2) ? "80" : "0"), "24");
    static const char *const setting[] = {"18", "5", "16388", "1"}, *const limits[] = {"536870912", "150", "600", "100", "256"};
    for (int i = 0; i < 4; i++)
        at = add(to, at, setting[i]);
    at = add(to, at, chance(2) ? "/sys/fs/cgroup/ops/task-x.1" : "");
    for (int i = 0; i < 5; i++)
        at = add(to, at, limits[i]);
    at = add(to, add(to, at, chance(2) ? "1000" : ""), "1000");
    for (int list = 0; list < 3; list++)
        at = add_list(to, at);
    snprintf(length, sizeof length, "%010d", at);
    memcpy(to, length, 11);
    return at;
}

static int damaged(char *text, int length)
{
    static const char *const numbers[] = {"0", "-1", "9999999999", "100000", "9223372036854775807", "1x", " "};
    for (unsigned times = chance(6); times > 0; times--) {
        int at = length ? chance(length) : 0;
        const char *number = numbers[chance(7)];
        switch (chance(6)) {
        case 0: length = at; break;
        case 1: if (length) text[at] = chance(256); break;
        case 2: if (length) text[at] = 0; break;
        case 3: if (at + strlen(number) < (size_t)length) memcpy(text + at, number, strlen(number)); break;
        case 4: memcpy(text, "9999999999", length < 10 ? length : 10); break;
        default: if (length < MOST / 2) { memmove(text + at + 7, text + at, length - at); length += 7; }
        }
    }
    return length;
}

static volatile size_t seen;

static void read_all(const struct spec *spec)
{
    seen += strlen(spec->dir) + strlen(spec->input) + strlen(spec->limits.group);
    for (char **text = spec->argv; *text; text++)
        seen += strlen(*text);
    for (char **text = spec->env; *text; text++)
        seen += strlen(*text);
}

int main(int argc, char **argv)
{
    static char text[MOST];
    static volatile long runs, taken;
    if (argc != 3)
        return 64;
    time_t until = time(NULL) + atol(argv[1]);
    state = strtoull(argv[2], NULL, 10) | 1;
    for (int file = memfd_create("spec", 0); time(NULL) < until; runs++) {
        int length = damaged(text, whole(text));
        if (ftruncate(file, 0) || pwrite(file, text, length, 0) != length)
            return 65;
        if (!setjmp(refused)) {
            struct spec spec = read_spec(file);
            read_all(&spec);
            taken++;
        }
        while (used > 0)
            free(blocks[--used]);
    }
    printf("%ld %ld\n", runs, taken);
    return runs > 0 && taken > 0 && taken < runs ? 0 : 66;
}
