using System.ComponentModel;
using System.Diagnostics;

namespace OrleansOps.Tests.Support;

/// <summary>
/// Ends what a killed agent's tasks left running, each by its id: only processes whose command line or whose task's mark names the given
/// directory.
/// </summary>
public static class Leftovers
{
    public static void End(string directory)
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (process.Id != Environment.ProcessId && IsOf(process.Id, directory))
                {
                    try
                    {
                        process.Kill();
                    }
                    catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
                    {
                        // It ended by itself meanwhile.
                    }
                }
            }
        }
    }

    /// <summary>Processes that carry this anywhere in their command line or environment, as "id name".</summary>
    public static IReadOnlyList<string> Of(string mark)
    {
        var found = new List<string>();
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (process.Id != Environment.ProcessId && (Text(process.Id, "cmdline") + Text(process.Id, "environ")).Contains(mark, StringComparison.Ordinal))
                {
                    found.Add($"{process.Id} {process.ProcessName}");
                }
            }
        }

        return found;
    }

    private static bool IsOf(int process, string directory) =>
        Text(process, "cmdline").Contains(directory, StringComparison.Ordinal)
        || Text(process, "environ").Contains("OPS_TASK_MARK=" + directory, StringComparison.Ordinal);

    private static string Text(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";   // ended meanwhile, or somebody else's
        }
    }
}
