using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OrleansOps.Platform;

/// <summary>Calls of libc about files that .NET does not offer. Shared by the agent and opsctl.</summary>
internal static unsafe partial class NativeFiles
{
    internal const int CurrentDirectory = -100;
    internal const int NoFollowFlag = 0x100;
    internal const int EmptyPathFlag = 0x1000;
    internal const uint BasicStatus = 0x7ff;
    internal const uint MountStatus = 0x1000;
    internal const int ReadWrite = 2;
    internal const int LinkError = 40;
    internal const int NonBlocking = 0x800;
    internal const int CloseOnExec = 0x80000;

    private const string C = "libc";

    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    /// <summary>These two have other numbers there.</summary>
    internal static int NoFollow => IsArm ? 0x8000 : 0x20000;

    internal static int Directory => IsArm ? 0x4000 : 0x10000;

    [LibraryImport(C, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial SafeFileHandle Open(string path, int flags, uint mode);

    [LibraryImport(C, EntryPoint = "statx", SetLastError = true)]
    internal static partial int Status(int directory, byte* path, int flags, uint wanted, byte* status);

    [LibraryImport(C, EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();
}
