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

    private static bool Names(int process, string directory)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Contains(directory, StringComparison.Ordinal);
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
