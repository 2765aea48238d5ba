using System.Formats.Tar;
using System.IO.Compression;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>
/// Packs a directory of Terraform's code. The same code gives the same archive, to the byte, so that it is sent and kept once: in order of names, without times and owners. What Terraform
/// makes itself stays out, and so does what git keeps.
/// </summary>
internal static class CodeArchive
{
    private const UnixFileMode Program = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly string[] LeftOut = [".terraform", ".git", "crash.log"];

    /// <param name="directory">Of the code.</param>
    /// <param name="target">The archive; it may hold what is secret, so it is to lie where only its user looks.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CliException">There is no such directory, no code in it, or it cannot be read.</exception>
    public static async Task Write(string directory, string target, CancellationToken cancel)
    {
        try
        {
            var root = new DirectoryInfo(directory);
            if (!root.Exists)
            {
                throw CliException.Usage($"There is no directory {Printable.Of(directory)}.");
            }

            if (!root.EnumerateFiles().Any(file => file.Name.EndsWith(".tf", StringComparison.Ordinal) || file.Name.EndsWith(".tf.json", StringComparison.Ordinal) || file.Name.EndsWith(".tofu", StringComparison.Ordinal)))
            {
                throw CliException.Usage($"In {Printable.Of(directory)} there is no code: no file whose name ends in .tf.", "Name the directory of the root module: --dir DIR");
            }

            await using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
            await using var packed = new GZipStream(file, CompressionLevel.Optimal);
            await using var archive = new TarWriter(packed, TarEntryFormat.Gnu);
            await Add(archive, root, "", cancel);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"{Printable.Of(directory)} cannot be packed: {failure.Message}", cause: failure);
        }
    }

    private static async Task Add(TarWriter archive, DirectoryInfo directory, string prefix, CancellationToken cancel)
    {
        foreach (var entry in directory.EnumerateFileSystemInfos().Where(entry => !IsLeftOut(entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var name = prefix + entry.Name;
            if (entry.LinkTarget is { } link)
            {
                await archive.WriteEntryAsync(new GnuTarEntry(TarEntryType.SymbolicLink, name) { LinkName = link, ModificationTime = DateTimeOffset.UnixEpoch }, cancel);
            }
            else if (entry is DirectoryInfo below)
            {
                await archive.WriteEntryAsync(new GnuTarEntry(TarEntryType.Directory, $"{name}/") { Mode = Program, ModificationTime = DateTimeOffset.UnixEpoch }, cancel);
                await Add(archive, below, $"{name}/", cancel);
            }
            else
            {
                await using var content = new FileStream(entry.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                await archive.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, name) { Mode = ModeOf(entry), ModificationTime = DateTimeOffset.UnixEpoch, DataStream = content }, cancel);
            }
        }
    }

    private static bool IsLeftOut(string name) =>
        LeftOut.Contains(name, StringComparer.Ordinal) || name.EndsWith(".tfstate", StringComparison.Ordinal) || name.Contains(".tfstate.", StringComparison.Ordinal);

    private static UnixFileMode ModeOf(FileSystemInfo file) => !OperatingSystem.IsWindows() && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? Program : Plain;
}
