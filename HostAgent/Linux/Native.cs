using System.Runtime.InteropServices;

namespace OrleansOps.HostAgent.Linux;

/// <summary>The few calls of libc that .NET does not offer.</summary>
internal static unsafe partial class Native
{
    internal const int SpawnSetSid = 0x80;
    internal const int SpawnSetSignalDefaults = 0x04;
    internal const int SpawnSetSignalMask = 0x08;
    internal const int UnixFamily = 1;
    internal const int MessageSocketCloseOnExec = 5 | 0x80000;
    internal const int KeepSize = 0x01;
    internal const int PunchHole = 0x02;
    internal const int SeekData = 3;
    internal const int NoHang = 1;
    internal const int NoSuchFile = 2;
    internal const int NoSuchProcess = 3;
    internal const int ReadWrite = 2;

    // The same on every processor.
    internal const long PidfdSendSignal = 424;
    internal const long PidfdOpen = 434;

    private const string C = "libc";

    [LibraryImport(C, EntryPoint = "posix_spawn")]
    internal static partial int Spawn(out int pid, byte* path, void* actions, void* attributes, byte** argv, byte** env);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_init")]
    internal static partial int InitAttributes(void* attributes);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_setflags")]
    internal static partial int SetFlags(void* attributes, short flags);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_setsigdefault")]
    internal static partial int SetSignalDefaults(void* attributes, void* signals);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_setsigmask")]
    internal static partial int SetSignalMask(void* attributes, void* signals);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_init")]
    internal static partial int InitActions(void* actions);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_destroy")]
    internal static partial int DestroyActions(void* actions);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_adddup2")]
    internal static partial int AddDuplicate(void* actions, int from, int to);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int AddOpen(void* actions, int to, string path, int flags, uint mode);

    [LibraryImport(C, EntryPoint = "sigfillset")]
    internal static partial int FillSignals(void* signals);

    [LibraryImport(C, EntryPoint = "sigemptyset")]
    internal static partial int ClearSignals(void* signals);

    [LibraryImport(C, EntryPoint = "socketpair", SetLastError = true)]
    internal static partial int SocketPair(int family, int type, int protocol, int* pair);

    [LibraryImport(C, EntryPoint = "waitpid", SetLastError = true)]
    internal static partial int WaitPid(int pid, out int status, int options);

    [LibraryImport(C, EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int pid, int signal);

    [LibraryImport(C, EntryPoint = "syscall", SetLastError = true)]
    internal static partial long Call(long number, long first, long second, long third, long fourth);

    [LibraryImport(C, EntryPoint = "fallocate", SetLastError = true)]
    internal static partial int Allocate(SafeHandle file, int mode, long offset, long length);

    [LibraryImport(C, EntryPoint = "fdatasync", SetLastError = true)]
    internal static partial int SyncData(SafeHandle file);

    [LibraryImport(C, EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Rename(string from, string to);

    [LibraryImport(C, EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Unlink(string path);

    [LibraryImport(C, EntryPoint = "lseek", SetLastError = true)]
    internal static partial long Seek(SafeHandle file, long offset, int whence);

    [LibraryImport(C, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags);

    [LibraryImport(C, EntryPoint = "fsync", SetLastError = true)]
    internal static partial int Sync(int descriptor);

    [LibraryImport(C, EntryPoint = "fchown", SetLastError = true)]
    internal static partial int ChangeOwner(SafeHandle file, uint user, uint group);

    [LibraryImport(C, EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);
}
