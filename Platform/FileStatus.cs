using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OrleansOps.Platform;

/// <summary>What the kernel says of a file: .NET tells its mode, but not its owner.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStatus(uint Owner, uint Group, ushort Mode, uint Links, ulong Inode)
{
    private const ushort Type = 0xF000;
    private const ushort GroupWrites = 0x10;
    private const ushort OthersWrite = 0x02;
    private const int StatusBytes = 256;   // its layout is the same on every processor

    public bool IsMine => Owner == NativeFiles.EffectiveUser();

    public bool IsLink => (Mode & Type) == 0xA000;

    public bool IsRegular => (Mode & Type) == 0x8000;

    public bool IsDirectory => (Mode & Type) == 0x4000;

    public bool IsSticky => (Mode & 0x200) != 0;

    /// <summary>A group with its owner's number is his own: many systems give each user one, and let it write.</summary>
    public bool IsWritableByOthers => (Mode & OthersWrite) != 0 || ((Mode & GroupWrites) != 0 && Group != Owner);

    /// <summary>Links are not followed. Null if there is none, or it may not be seen.</summary>
    public static unsafe FileStatus? Read(string path)
    {
        var bytes = Encoding.UTF8.GetBytes(path + '\0');
        fixed (byte* name = bytes)
        {
            return Read(NativeFiles.CurrentDirectory, name, NativeFiles.NoFollowFlag);
        }
    }

    /// <summary>Of an open file.</summary>
    public static unsafe FileStatus? Of(SafeFileHandle file)
    {
        byte nothing = 0;
        return Read((int)file.DangerousGetHandle(), &nothing, NativeFiles.EmptyPathFlag);
    }

    /// <summary>Where an open file or directory is mounted; nothing if that is not told.</summary>
    public static unsafe MountPoint MountOf(int descriptor)
    {
        byte nothing = 0;
        var status = stackalloc byte[StatusBytes];
        return NativeFiles.Status(descriptor, &nothing, NativeFiles.EmptyPathFlag, NativeFiles.BasicStatus | NativeFiles.MountStatus, status) == 0
            ? new MountPoint(*(uint*)(status + 136), *(uint*)(status + 140), *(ulong*)(status + 144))
            : default;
    }

    private static unsafe FileStatus? Read(int directory, byte* name, int flags)
    {
        var status = stackalloc byte[StatusBytes];
        return NativeFiles.Status(directory, name, flags, NativeFiles.BasicStatus, status) == 0
            ? new FileStatus(*(uint*)(status + 20), *(uint*)(status + 24), *(ushort*)(status + 28), *(uint*)(status + 16), *(ulong*)(status + 32))
            : null;
    }

    /// <summary>A device, and which of the places where it is mounted: a kernel before 5.8 tells the device alone.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct MountPoint(uint Major, uint Minor, ulong Number);
}
