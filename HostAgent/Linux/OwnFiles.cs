using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Linux;

/// <summary>Opens files that only this user, or root, may have written. A link is not followed, and what was opened is what is looked at.</summary>
internal static class OwnFiles
{
    private const uint OwnerOnly = 0x180;   // 0600
    private const int Create = 0x40;
    private const int Exclusive = 0x80;
    private const int Truncate = 0x200;
    private const int CloseOnExec = 0x80000;

    /// <exception cref="IOException">It cannot be opened, is a link, or somebody else's.</exception>
    public static SafeFileHandle Open(string path, FileAccess access, FileMode mode)
    {
        var flags = CloseOnExec | NativeFiles.NoFollow | (access == FileAccess.Read ? 0 : NativeFiles.ReadWrite) | mode switch
        {
            FileMode.OpenOrCreate => Create,
            FileMode.CreateNew => Create | Exclusive,
            FileMode.Create => Create | Truncate,
            _ => 0,
        };
        var file = NativeFiles.Open(path, flags, OwnerOnly);
        if (file.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            file.Dispose();
            throw new IOException(error == NativeFiles.LinkError
                ? $"'{path}' is a symbolic link. It must be a file of its own; remove the link."
                : $"'{path}' cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}.");
        }

        if (FileTrust.Problem(file, path) is { } problem)
        {
            file.Dispose();
            throw new IOException(problem);
        }

        return file;
    }
}
