using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>
/// A file with a secret. Whoever may write to it, or to a directory on the way to it, decides with whose token we speak and to which server:
/// that is refused. Who may only read it is warned of.
/// </summary>
internal static class OwnFile
{
    private const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static void Check(string path, Notes notes)
    {
        if (OperatingSystem.IsLinux() && FileTrust.Problem(path) is { } problem)
        {
            throw CliException.Usage($"{Printable.Of(path)} is not read: {Printable.Of(problem)}");
        }

        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & OthersRead) != UnixFileMode.None)
        {
            notes.Warn($"Others on this machine can read your token. Run: chmod 600 {Printable.Of(path)}");
        }
    }
}
