using System.Globalization;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Linux;

/// <summary>
/// A directory that was opened as what it is, and not through a link or a mount: what others do to its path changes nothing of what it stands for.
/// </summary>
internal sealed unsafe class OpenDirectory : IDisposable
{
    private const int NameOffset = 19;   // in the entries of every 64-bit Linux

    private readonly nint _reader;

    private OpenDirectory(int descriptor, nint reader) => (Descriptor, _reader) = (descriptor, reader);

    public int Descriptor { get; }

    /// <summary>Opens one that is in another. It becomes its owner's to change: a task may have made it read-only.</summary>
    /// <param name="mount">What is mounted where the other one is.</param>
    /// <returns>Null if it cannot be opened, is none, or something is mounted there.</returns>
    public static OpenDirectory? In(int parent, byte* name, FileStatus.MountPoint mount)
    {
        const int Kind = NativeDirectories.CloseOnExec;
        var itself = NativeDirectories.Open(parent, name, Kind | NativeDirectories.PathOnly | NativeFiles.Directory | NativeFiles.NoFollow, 0);
        if (itself < 0)
        {
            return null;
        }

        try
        {
            if (FileStatus.MountOf(itself) != mount)
            {
                return null;
            }

            _ = NativeDirectories.ChangeMode($"/proc/self/fd/{itself.ToString(CultureInfo.InvariantCulture)}", NativeDirectories.OwnerOnly);
            fixed (byte* here = "."u8)
            {
                return Read(NativeDirectories.Open(itself, here, Kind | NativeFiles.Directory, 0));
            }
        }
        finally
        {
            _ = Native.Close(itself);
        }
    }

    /// <summary>The name of the next entry, good until the one after it is asked for; null after the last.</summary>
    public byte* Next()
    {
        byte* entry;
        do
        {
            entry = NativeDirectories.Read(_reader);
        }
        while (entry is not null && IsDots(entry + NameOffset));
        return entry is null ? null : entry + NameOffset;
    }

    public void Rewind() => NativeDirectories.ReadAgain(_reader);

    public void Dispose() => _ = NativeDirectories.StopReading(_reader);

    private static OpenDirectory? Read(int descriptor)
    {
        if (descriptor < 0)
        {
            return null;
        }

        var reader = NativeDirectories.StartReading(descriptor);   // which closes it in the end
        if (reader == 0)
        {
            _ = Native.Close(descriptor);
            return null;
        }

        return new OpenDirectory(descriptor, reader);
    }

    private static bool IsDots(byte* name) => name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0));
}
