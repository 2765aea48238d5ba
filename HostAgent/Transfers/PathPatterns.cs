using System.IO.Enumeration;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>What a path with * and ? in it stands for on this host. What begins with a dot is meant where the pattern does, too.</summary>
internal static class PathPatterns
{
    private const int Most = 100_000;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>In the order of their names.</summary>
    /// <exception cref="TransferException">There is nothing, or it may not be looked for.</exception>
    /// <param name="pattern">The path.</param>
    /// <param name="below">Where it begins; in its own names a * stands for itself.</param>
    public static List<string> Find(string pattern, string below = "/")
    {
        List<string> found = [below];
        foreach (var part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part is not "."))
        {
            found = IsPattern(part) ? [.. found.SelectMany(directory => In(directory, part)).Take(Most)] : [.. found.Select(directory => Path.Join(directory, part))];
        }

        found = [.. found.Where(path => FileStatus.Read(path) is not null)];
        var whole = $"{below.TrimEnd('/')}/{pattern.TrimStart('/')}";
        return found.Count > 0 ? found : throw new TransferException(
            FailureCode.PathNotFound, IsPattern(pattern) ? $"Nothing on this host is called '{whole}'." : $"'{whole}' is not there, or the task's user may not look for it.");
    }

    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    private static List<string> In(string directory, string pattern)
    {
        try
        {
            return Directory.Exists(directory)
                ? new DirectoryInfo(directory).EnumerateFileSystemInfos("*", Everything).Select(entry => entry.Name)
                    .Where(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false) && (name[0] != '.' || pattern[0] == '.'))
                    .Order(StringComparer.Ordinal).Select(name => Path.Join(directory, name)).ToList()
                : [];
        }
        catch (UnauthorizedAccessException)
        {
            throw new TransferException(FailureCode.PathDenied, $"The task's user may not look into '{directory}'. Look at its mode and owner and at those of the directories above it.");
        }
        catch (IOException failed)
        {
            throw new TransferException(FailureCode.FileNotRead, $"'{directory}' could not be looked into: {failed.Message}", failed);
        }
    }
}
