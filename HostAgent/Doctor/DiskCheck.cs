using OrleansOps.HostAgent.Configuration;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Doctor;

/// <summary>Whether the agent can write what it must: its journal, the output of tasks, its log.</summary>
internal static class DiskCheck
{
    private const string Name = "disk";

    /// <summary>With less, the output of one task of usual size has no room.</summary>
    private const long LeastFree = 64L << 20;

    public static IEnumerable<Finding> Of(AgentOptions options)
    {
        yield return Of(Path.GetFullPath(options.Data), "data", options.KeepFreeBytes);
        if (options.LogFile is { } log)
        {
            yield return Of(Path.GetDirectoryName(Path.GetFullPath(log))!, "log_file", 0);
        }
    }

    private static Finding Of(string directory, string setting, long keep)
    {
        var there = Nearest(directory);
        try
        {
            var free = new DriveInfo(there).AvailableFreeSpace;
            return Written(there) is { } problem
                ? Finding.Fail(Name, $"In '{there}' ({setting}) nothing can be written: {problem}", "Give the agent's user the right to, or choose another place.")
                : Enough(there, setting, free, keep);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Finding.Fail(Name, $"The disk of '{there}' ({setting}) cannot be looked at: {failed.Message}", "See that it is mounted, or choose another place.");
        }
    }

    private static Finding Enough(string directory, string setting, long free, long keep) => (free, keep) switch
    {
        ( < LeastFree, _) => Finding.Fail(Name, $"The disk of '{directory}' ({setting}) has {Megabytes(free)} free, too few for the output of tasks.", "Free some of it."),
        _ when free < keep => Finding.Warn(
            Name, $"The disk of '{directory}' ({setting}) has {Megabytes(free)} free, less than the {Megabytes(keep)} that files must leave: none will be put there.", "Free some of it, or lower keep_free."),
        _ => Finding.Ok(Name, $"The disk of '{directory}' ({setting}) has {Megabytes(free)} free and can be written."),
    };

    /// <summary>The only sure way to know is to write. What is not this user's own is left alone: others would find a file in it.</summary>
    private static string? Written(string directory)
    {
        if (FileStatus.Read(directory) is not { IsMine: true })
        {
            return null;
        }

        try
        {
            using var file = new FileStream(
                Path.Join(directory, $".doctor-{Guid.NewGuid():N}"),
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
            file.Write(new byte[4_096]);
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return failed.Message;
        }
    }

    private static string Nearest(string directory)
    {
        while (!Directory.Exists(directory))
        {
            directory = Path.GetDirectoryName(directory) ?? "/";
        }

        return directory;
    }

    private static string Megabytes(long bytes) => $"{bytes >> 20} MiB";
}
