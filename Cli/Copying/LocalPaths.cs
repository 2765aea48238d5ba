using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Where things of others go on this machine.</summary>
internal static class LocalPaths
{
    /// <summary>The directory, which is there then.</summary>
    /// <exception cref="CliException">It cannot be made.</exception>
    public static string Made(string directory)
    {
        try
        {
            return Directory.CreateDirectory(directory).FullName;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"{Printable.Of(directory)} cannot be made: {failed.Message}", cause: failed);
        }
    }

    /// <summary>What a host calls a file chooses no folder.</summary>
    /// <exception cref="CliException">It is no name.</exception>
    public static string Named(string name) => name is not ("" or "." or "..") && string.Equals(Path.GetFileName(name), name, StringComparison.Ordinal)
        ? name
        : throw CliException.Usage($"'{Printable.Of(name)}' is no name for a file here.", "Say what to call it.");
}
