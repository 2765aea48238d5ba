using System.Globalization;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Agents;

/// <summary>The process that has a data directory, as the kernel's list of locks names it: no file says so that could be out of date.</summary>
internal static class RunningAgent
{
    /// <summary>Its id; null: none has it, or one that this process cannot see (in another container).</summary>
    public static int? Of(string directory)
    {
        var file = Path.GetFullPath(Path.Join(directory, DataDirectory.LockFile));
        return FileStatus.Read(file) is { Inode: var inode }
            ? Holders(inode, File.ReadAllText("/proc/locks")).Where(process => MayHave(process, file)).Select(process => (int?)process).FirstOrDefault()
            : null;
    }

    /// <summary>Processes with an exclusive lock on a file of that number, on whichever disk.</summary>
    /// <param name="locks">What /proc/locks says, line by line: "1: FLOCK  ADVISORY  WRITE 4711 fe:01:393219 0 EOF".</param>
    public static IEnumerable<int> Holders(ulong inode, string locks)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $":{inode}");
        return locks.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is [_, "FLOCK", _, "WRITE", _, var file, ..] && file.EndsWith(end, StringComparison.Ordinal))
            .Select(words => int.Parse(words[4], CultureInfo.InvariantCulture))
            .Where(process => process > 0);   // 0 and less: in a place where this process sees none
    }

    /// <summary>Numbers of files are given on each disk anew. What another user has open only root can see.</summary>
    private static bool MayHave(int process, string file)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Any(descriptor => File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.FullName == file);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return failed is UnauthorizedAccessException;
        }
    }
}
