using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Win32.SafeHandles;

namespace OrleansOps.Files.Disk;

/// <summary>Writes files that are there whole or not at all, whenever the machine stops.</summary>
internal static partial class DurableFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const string C = "libc";

    /// <summary>Writes it under another name first.</summary>
    public static void Write<T>(string path, T value, JsonTypeInfo<T> type)
    {
        var fresh = $"{path}.{Guid.NewGuid():N}.new";
        using (var file = Create(fresh))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(value, type));
            file.Flush(flushToDisk: true);
        }

        Move(fresh, path);
    }

    /// <summary>Puts a file, whose bytes are on disk, in its place; what was there goes.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        SyncFolder(Path.GetDirectoryName(to)!);
    }

    /// <summary>A new file that only its owner may read, and only we write to.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    /// <summary>What is in a folder is only certain once the folder is on disk too.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = Open(folder, flags: 0);
        if (handle.IsInvalid || Sync(handle) != 0)
        {
            throw new IOException($"{folder} cannot be brought to disk: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Null if there is none. One that is not ours, or was damaged, is as good as none.</summary>
    public static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type);
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    [LibraryImport(C, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport(C, EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle file);
}
