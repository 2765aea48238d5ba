using System.Runtime.InteropServices;

namespace OrleansOps.HostAgent.Linux;

/// <summary>Calls of libc about what is in an open directory, with names as the bytes that they are.</summary>
internal static unsafe partial class NativeDirectories
{
    internal const int PathOnly = 0x200000;
    internal const int CloseOnExec = 0x80000;
    internal const int RemoveDirectory = 0x200;
    internal const uint OwnerOnly = 0x1C0;   // 0700

    private const string C = "libc";

    [LibraryImport(C, EntryPoint = "openat", SetLastError = true)]
    internal static partial int Open(int directory, byte* name, int flags, uint mode);

    [LibraryImport(C, EntryPoint = "unlinkat", SetLastError = true)]
    internal static partial int Unlink(int directory, byte* name, int flags);

    [LibraryImport(C, EntryPoint = "renameat", SetLastError = true)]
    internal static partial int Rename(int from, byte* name, int to, byte* newName);

    [LibraryImport(C, EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ChangeMode(string path, uint mode);

    [LibraryImport(C, EntryPoint = "fdopendir", SetLastError = true)]
    internal static partial nint StartReading(int directory);

    [LibraryImport(C, EntryPoint = "readdir")]
    internal static partial byte* Read(nint reader);

    [LibraryImport(C, EntryPoint = "rewinddir")]
    internal static partial void ReadAgain(nint reader);

    [LibraryImport(C, EntryPoint = "closedir")]
    internal static partial int StopReading(nint reader);
}
