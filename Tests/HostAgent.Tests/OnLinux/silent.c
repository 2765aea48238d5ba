/* silent USER PLACE: makes a process of a user whose environment answers nobody who reads it. Linux reads it under the lock of the process's
 * memory. One thread holds that lock, because it waits for a page of a file system that never gives it (this program is that file system,
 * mounted at the file PLACE), and the other one waits for it to change the memory: whoever comes then waits behind that one.
 * Says "ready", and ends with its input. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fuse.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE = 4096, REQUEST = 1 << 20 };

static int device, asked_for_page[2];
static char *page;

static int fail(const char *what)
{
    perror(what);
    return 1;
}

static void answer(uint64_t request, const void *body, size_t length)
{
    char reply[512] = "";
    struct fuse_out_header header = {.len = sizeof header + length, .unique = request};
    memcpy(reply, &header, sizeof header);
    if (length)
        memcpy(reply + sizeof header, body, length);
    if (write(device, reply, header.len) < 0)
        perror("answer");
}

static void *serve(void *none)
{
    static char request[REQUEST];
    const struct fuse_in_header *asked = (void *)request;
    const struct fuse_init_out init = {.major = FUSE_KERNEL_VERSION, .minor = FUSE_KERNEL_MINOR_VERSION, .max_write = PAGE, .max_readahead = PAGE};
    const struct fuse_attr_out attributes = {.attr = {.ino = 1, .size = PAGE, .mode = S_IFREG | 0444, .nlink = 1}};
    const struct fuse_open_out opened = {.fh = 1};
    while (read(device, request, sizeof request) > 0)
        switch (asked->opcode) {
        case FUSE_INIT: answer(asked->unique, &init, sizeof init); break;
        case FUSE_GETATTR: answer(asked->unique, &attributes, sizeof attributes); break;
        case FUSE_OPEN: answer(asked->unique, &opened, sizeof opened); break;
        case FUSE_READ: if (write(asked_for_page[1], "", 1) < 0) perror("page"); break;   /* and nobody gets it */
        default: answer(asked->unique, NULL, 0);
        }
    return none;
}

static void *hold(void *none)
{
    char byte;
    int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    if (pread(memory, &byte, 1, (off_t)(uintptr_t)page) != 1)
        perror("memory");
    return none;
}

/* 'D': it waits for the lock, and does not run. */
static char state_of(pid_t process)
{
    char path[64], text[256] = "", *name_end;
    snprintf(path, sizeof path, "/proc/%d/stat", process);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    return length > 0 && (name_end = strrchr(text, ')')) ? name_end[2] : 0;
}

static int be_silent(int user, const char *place)
{
    char byte;
    struct stat size;   /* which Linux asks for now */
    pthread_t holds;
    int file = open(place, O_RDONLY | O_CLOEXEC);
    close(device);
    page = fstat(file, &size) ? MAP_FAILED : mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, file, 0);
    if (page == MAP_FAILED || setresuid(user, user, user) || prctl(PR_SET_PDEATHSIG, SIGKILL) || prctl(PR_SET_DUMPABLE, 1))
        return fail(place);
    close(file);
    pthread_create(&holds, NULL, hold, NULL);
    if (read(asked_for_page[0], &byte, 1) == 1)
        mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);   /* waits for ever */
    return fail("silence");
}

int main(int argc, char **argv)
{
    char options[128], byte;
    pthread_t server;
    if (argc != 3 || pipe2(asked_for_page, O_CLOEXEC))
        return 64;
    device = open("/dev/fuse", O_RDWR | O_CLOEXEC);
    snprintf(options, sizeof options, "fd=%d,rootmode=100444,user_id=0,group_id=0,allow_other", device);
    if (device < 0 || mount("silent", argv[2], "fuse.silent", MS_NOSUID | MS_NODEV, options))
        return fail("mount");
    pid_t silent = fork();
    if (silent == 0)
        _exit(be_silent(atoi(argv[1]), argv[2]));
    pthread_create(&server, NULL, serve, NULL);
    char state;
    while ((state = state_of(silent)) && state != 'D' && state != 'Z')
        usleep(1000);
    int ended = state != 'D' || puts("ready") < 0 || fflush(stdout) || read(0, &byte, 1);
    umount2(argv[2], MNT_DETACH);
    kill(silent, SIGKILL);
    _exit(ended);   /* with this the file system is gone, and with it who waits for it */
}
