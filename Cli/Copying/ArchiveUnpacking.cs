using System.Formats.Tar;
using System.IO.Compression;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>
/// Unpacks what a host has packed: a host is not trusted with this machine. What it calls files leads nowhere out of the target; links are made when all else is there, so that nothing is
/// written through one, and one that points out of the target is left out. Owners are ours, and nobody's bits (setuid and the like) are taken over; of the others, those that the umask lets.
/// </summary>
/// <param name="target">The directory that all of it goes to, which is there.</param>
/// <param name="mostBytes">How much there may be once it is unpacked.</param>
/// <param name="warn">Told what is left out.</param>
internal sealed class ArchiveUnpacking(string target, long mostBytes, Action<string> warn)
{
    private const UnixFileMode Allowed = (UnixFileMode)0x1FF;
    private const UnixFileMode OwnerWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly char[] NoNameHas = Path.GetInvalidFileNameChars();

    private readonly List<(string Name, string To)> _links = [];
    private readonly List<(string Path, UnixFileMode Mode)> _directories = [];
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
    private long _bytes;
    private int _files;

    /// <summary>Returns how many files there were.</summary>
    /// <exception cref="CliException">It is more than it may be, is no archive, or cannot be written.</exception>
    public async Task<int> Run(Stream archive, CancellationToken cancel)
    {
        try
        {
            await using var unpacked = new GZipStream(archive, CompressionMode.Decompress);
            await using var tar = new TarReader(unpacked);
            while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
            {
                await Take(entry, cancel);
            }

            _links.ForEach(link => Link(link.Name, link.To));
            _directories.ForEach(directory => Finish(directory.Path, directory.Mode));
            return _files;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw CliException.Usage($"{Printable.Of(target)} cannot be written: {failed.Message}", cause: failed);
        }
    }

    private async Task Take(TarEntry entry, CancellationToken cancel)
    {
        if (Place(entry.Name) is not { } path)
        {
            LeaveOut(entry.Name, $"it would lie outside of {Printable.Of(target)}, or behind a link there");
            return;
        }

        switch (entry.EntryType)
        {
            case TarEntryType.Directory when IsLink(path):
                LeaveOut(entry.Name, "there is a link of that name");
                break;
            case TarEntryType.Directory when !Directory.Exists(path):
                Directory.CreateDirectory(path);
                _directories.Add((path, entry.Mode & Allowed));
                break;
            case TarEntryType.Directory:
                break;   // it is somebody's, with a mode of its own
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                Count(entry.Length);
                await Write(entry, path, cancel);
                _files++;
                break;
            case TarEntryType.SymbolicLink:
                _links.Add((entry.Name, entry.LinkName));
                break;
            default:
                LeaveOut(entry.Name, "it is no file, directory or link");
                break;
        }
    }

    /// <summary>Where it goes; null: nowhere in here, or through a link.</summary>
    private string? Place(string name)
    {
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part is not ".").ToArray();
        if (parts.Length == 0 || Path.IsPathRooted(name) || parts.Any(part => part is ".." || part.AsSpan().ContainsAny(NoNameHas)))
        {
            return null;
        }

        var path = _root;
        foreach (var part in parts[..^1])
        {
            path = Path.Combine(path, part);
            if (IsLink(path))
            {
                return null;
            }
        }

        return Path.Combine(path, parts[^1]);
    }

    /// <summary>In place of what is there, link or not: it is not written through.</summary>
    private static async Task Write(TarEntry entry, string path, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = entry.Mode & Allowed;
        }

        await using (var file = new FileStream(path, options))
        {
            await (entry.DataStream ?? Stream.Null).CopyToAsync(file, cancel);
        }

        File.SetLastWriteTimeUtc(path, entry.ModificationTime.UtcDateTime);
    }

    private void Link(string name, string to)
    {
        if (Place(name) is not { } path || !StaysInside(path, to))
        {
            LeaveOut(name, $"it is a link out of {Printable.Of(target)}, to {Printable.Of(to)}");
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        File.CreateSymbolicLink(path, to);
    }

    /// <summary>".." stands for what it looks like in front alone: behind a name it leads on from wherever that one may be a link to.</summary>
    private bool StaysInside(string path, string to)
    {
        var parts = to.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var inside = parts.SkipWhile(part => part is ".." or ".").ToList();
        if (to.Length == 0 || Path.IsPathRooted(to) || inside.Contains("..", StringComparer.Ordinal) || parts.Any(part => part.AsSpan().ContainsAny(NoNameHas)))
        {
            return false;
        }

        var end = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, to)));
        return string.Equals(end, _root, StringComparison.Ordinal) || end.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>What the umask lets it have: that is what it was made with.</summary>
    private static void Finish(string directory, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, (mode & File.GetUnixFileMode(directory)) | OwnerWrites);
        }
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private void Count(long bytes)
    {
        _bytes += bytes;
        if (_bytes > mostBytes)
        {
            throw new CliException(ExitCodes.Refused, $"The archive of the host holds more than {mostBytes} bytes.", hint: "Allow more (--most), or ask for less. What was unpacked is there.");
        }
    }

    private void LeaveOut(string name, string why) => warn($"{Printable.Of(name)} is left out: {why}.");
}
