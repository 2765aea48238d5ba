using System.Collections.Concurrent;
using System.Globalization;
using OrleansOps.HostAgent.Linux;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// Empty working directories and old claims, kept to be used again. Making an inode is the dearest thing that a short task asks of a disk:
/// ext4 gives none away that was freed in the last five seconds, and looks at all of those first.
/// </summary>
internal sealed class SpareFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int Most = 16;

    private readonly ConcurrentStack<string> _directories = new();
    private readonly ConcurrentStack<string> _files = new();
    private readonly string _parent;
    private long _number;

    /// <param name="parent">Where they lie. What an earlier life of the agent left there is deleted.</param>
    public SpareFiles(string parent)
    {
        _parent = parent;
        DirectoryTree.Delete(parent);
        Directory.CreateDirectory(parent, OwnerOnly);
    }

    /// <summary>Puts an empty directory in a place; false if there is none.</summary>
    public bool TakeDirectory(string path) => _directories.TryPop(out var spare) && Native.Rename(spare, path) == 0;

    /// <summary>Takes a directory that is empty, and that nobody uses; false if there are enough.</summary>
    public bool KeepDirectory(string path) => Keep(path, _directories);

    /// <summary>Puts a file with these contents in a place; false if there is none.</summary>
    public bool TakeFile(string path, ReadOnlySpan<byte> contents)
    {
        if (!_files.TryPop(out var spare))
        {
            return false;
        }

        try
        {
            using var file = File.OpenHandle(spare, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

            // First the contents, then the length: ext4 writes a file to disk at once that was empty in between.
            RandomAccess.Write(file, contents, 0);
            RandomAccess.SetLength(file, contents.Length);
            return Native.Rename(spare, path) == 0;
        }
        catch (IOException)
        {
            return false;   // somebody deleted it, or the disk is full: a new file may still be made, or says why not
        }
    }

    /// <summary>Takes a file that nobody uses; false if there are enough.</summary>
    public bool KeepFile(string path) => Keep(path, _files);

    private bool Keep(string path, ConcurrentStack<string> among)
    {
        if (among.Count >= Most)
        {
            return false;
        }

        var spare = Path.Join(_parent, Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture));
        if (Native.Rename(path, spare) != 0)
        {
            return false;
        }

        among.Push(spare);
        return true;
    }
}
