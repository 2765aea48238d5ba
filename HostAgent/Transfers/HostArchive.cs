using System.Formats.Tar;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>
/// Puts files and directories into an archive. A link goes in as a link and is never followed; a directory is gone through by what was opened, so that nobody who puts a
/// link in its place meanwhile leads out of it. What is neither file, directory nor link stays out, and is said.
/// </summary>
/// <param name="to">Where entries go.</param>
/// <param name="output">Where is said what stayed out.</param>
/// <param name="comes">Told how long a file is before it goes in.</param>
/// <param name="took">Told of bytes that went in.</param>
internal sealed class HostArchive(TarWriter to, TransferOutput output, Action<long> comes, Action<int> took)
{
    private const int Deepest = 200;
    private const int ModeBits = 0xFFF;
    private const UnixFileMode OfLinks = (UnixFileMode)0x1FF;   // as the kernel shows it
    private const int HighestAccount = 0x1FFFFF;
    private const int Nobody = 65_534;

    /// <summary>What .NET reads a byte as that is none of UTF-8: by such a name nothing is found again.</summary>
    private const char NoLetter = '\uFFFD';

    /// <summary>What may not be read, so that the archive lacks it.</summary>
    public int Unread { get; private set; }

    /// <summary>The first of that, and why.</summary>
    public string? FirstUnread { get; private set; }

    /// <param name="path">What is put in.</param>
    /// <param name="name">What it is called in there.</param>
    public void Add(string path, string name) => Add(path, name, depth: 0);

    private void Add(string path, string name, int depth)
    {
        try
        {
            switch (FileStatus.Read(path))
            {
                case { IsLink: true }:
                    to.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = new FileInfo(path).LinkTarget ?? "", Mode = OfLinks });
                    break;
                case { IsRegular: true }:
                    AddFile(path, name);
                    break;
                case { IsDirectory: true }:
                    AddDirectory(path, name, depth);
                    break;
                case null:
                    LeaveOut(name, name.Contains(NoLetter, StringComparison.Ordinal) ? "its name is not UTF-8" : "it went away");
                    break;
                default:
                    output.Say($"{Printable.Of(name)} is left out: it is no file, directory or link.");
                    break;
            }
        }
        catch (ArgumentException odd)
        {
            LeaveOut(name, odd.Message);   // such as a link that went away when it was asked where it leads
        }
    }

    private void AddFile(string path, string name)
    {
        using var file = Open(path, 0);
        if (file.IsInvalid || FileStatus.Of(file) is not { IsRegular: true } status)
        {
            LeaveOut(name, "the task's user may not read it");
            return;
        }

        var length = RandomAccess.GetLength(file);
        comes(length);
        using var content = new ExactStream(file, name, length, took);
        Write(TarEntryType.RegularFile, name, status, file, content);
    }

    private void AddDirectory(string path, string name, int depth)
    {
        using var directory = Open(path, NativeFiles.Directory);
        if (directory.IsInvalid || FileStatus.Of(directory) is not { } status)
        {
            LeaveOut(name, "the task's user may not read it");
            return;
        }

        Write(TarEntryType.Directory, name + "/", status, directory, content: null);
        if (depth == Deepest)
        {
            LeaveOut(name, $"it is more than {Deepest} directories deep");
            return;
        }

        // By its number: what is put under its path meanwhile is not looked at.
        var opened = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{directory.DangerousGetHandle()}");
        foreach (var entry in Entries(opened, name))
        {
            Add(Path.Join(opened, entry), $"{name}/{entry}", depth + 1);
        }
    }

    private List<string> Entries(string directory, string name)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(directory).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            LeaveOut(name, "it cannot be looked into");
            return [];
        }
    }

    private void Write(TarEntryType type, string name, FileStatus status, SafeFileHandle from, Stream? content)
    {
        var entry = new PaxTarEntry(type, name)
        {
            Mode = (UnixFileMode)(status.Mode & ModeBits),
            Uid = Fitting(status.Owner),
            Gid = Fitting(status.Group),
            ModificationTime = new DateTimeOffset(File.GetLastWriteTimeUtc(from)) is var at && at > DateTimeOffset.UnixEpoch ? at : DateTimeOffset.UnixEpoch,
        };
        if (content is not null)
        {
            entry.DataStream = content;   // of a directory not even nothing may be said here
        }

        to.WriteEntry(entry);
    }

    /// <summary>A header has no room for a larger number.</summary>
    private static int Fitting(uint account) => account <= HighestAccount ? (int)account : Nobody;

    private static SafeFileHandle Open(string path, int kind) =>
        NativeFiles.Open(path, kind | NativeFiles.NoFollow | NativeFiles.CloseOnExec | NativeFiles.NonBlocking, 0);

    private void LeaveOut(string name, string why)
    {
        Unread++;
        var said = $"{Printable.Of(name)} is left out: {why}.";
        FirstUnread ??= said;
        output.Say(said);
    }
}
