/* swap A B: exchanges two names without a pause, until its input ends. Says "ready" first. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct pollfd input = {0, POLLIN, 0};
    if (argc != 3)
        return 64;
    puts("ready");
    fflush(stdout);
    while (poll(&input, 1, 0) == 0)
        for (int i = 0; i < 1000; i++)
            renameat2(AT_FDCWD, argv[1], AT_FDCWD, argv[2], RENAME_EXCHANGE);
    return 0;
}
