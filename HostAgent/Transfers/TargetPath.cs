using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>Where a file goes, as the host is at this moment.</summary>
/// <param name="Path">The file.</param>
/// <param name="Directory">What it lies in, which is there.</param>
/// <param name="Before">What is there already; null: nothing. A link counts as what it is, and is what is replaced.</param>
internal sealed record TargetPath(string Path, string Directory, FileStatus? Before)
{
    private const UnixFileMode OfDirectories = (UnixFileMode)0x1ED;   // 0755, of which the umask takes some

    /// <exception cref="TransferException">There is no such place.</exception>
    public static TargetPath Find(FileDelivery file)
    {
        var path = System.IO.Path.TrimEndingDirectorySeparator(file.Path);
        var isDirectory = System.IO.Directory.Exists(path);
        if (isDirectory || path.Length < file.Path.Length)
        {
            path = file.Name is { } name
                ? System.IO.Path.Join(path, name)
                : throw new TransferException(FailureCode.FileNotWritten, $"'{file.Path}' is a directory. Say what the file is called in it.");
        }

        var directory = System.IO.Path.GetDirectoryName(path) ?? "/";
        if (!System.IO.Directory.Exists(directory))
        {
            Make(directory, file.CreateDirectories);
        }

        return System.IO.Directory.Exists(path) && FileStatus.Read(path) is { IsLink: false }
            ? throw new TransferException(FailureCode.FileNotWritten, $"'{path}' is a directory. Choose another path, or remove it.")
            : new TargetPath(path, directory, FileStatus.Read(path));
    }

    private static void Make(string directory, bool isWanted)
    {
        if (!isWanted)
        {
            throw new TransferException(FailureCode.PathNotFound, $"The directory '{directory}' is not there, or may not be entered. Make it, or have it made (createDirectories, --parents).");
        }

        try
        {
            System.IO.Directory.CreateDirectory(directory, OfDirectories);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw TransferException.Of(failed, directory);
        }
    }
}
