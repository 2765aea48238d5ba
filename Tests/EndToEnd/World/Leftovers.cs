using System.ComponentModel;
using System.Diagnostics;

namespace OrleansOps.EndToEnd;

/// <summary>Ends what a killed agent's tasks left running: only processes whose command line names this test's own directory.</summary>
internal static class Leftovers
{
    public static void End(string directory)
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (process.Id != Environment.ProcessId && Names(process.Id, directory))
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

    /// <summary>Processes that carry this in their command line or their environment, as "id command line".</summary>
    public static IReadOnlyList<string> Of(string mark)
    {
        var found = new List<string>();
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (process.Id != Environment.ProcessId && (Names(process.Id, mark) || Names(process.Id, mark, "environ")))
                {
                    found.Add($"{process.Id} {process.ProcessName}");
                }
            }
        }

        return found;
    }

    private static bool Names(int process, string directory, string where = "cmdline")
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{where}").Contains(directory, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;   // gone
        }
        catch (UnauthorizedAccessException)
        {
            return false;   // not ours
        }
    }
}
