using System.Diagnostics;

namespace OrleansOps.Tests.Support;

/// <summary>
/// Ends whatever an installation has started and left, tasks that outlive their agent above all. It is a process of its own, which waits at a pipe:
/// so it does that too when the run is killed and can do nothing any more. What belongs to the installation names its folder on its command line or in
/// its environment; Redis writes over both, and works there.
/// </summary>
public sealed class Reaper : IDisposable
{
    /// <summary>In the environment of what has no other reason to name the folder.</summary>
    public const string Mark = "INSTALLATION";

    /// <summary>Waits for the end of its standard input, whose one line is the folder with a slash.</summary>
    public const string Script = """
        trap '' HUP INT TERM
        runner=$PPID
        IFS= read -r folder
        cat >/dev/null
        for round in 1 2 3 4 5 6 7 8 9 10; do
            found=$({
                printf '%s' "$folder" | grep -lasF -f - /proc/[0-9]*/cmdline /proc/[0-9]*/environ
                for process in /proc/[0-9]*; do
                    [ "$(readlink "$process/cwd" 2>/dev/null)" != "${folder}redis" ] || echo "$process/cwd"
                done
            } | cut -d/ -f3 | sort -u | grep -vxF "$runner")
            [ -n "$found" ] || exit 0
            kill -9 $found 2>/dev/null
            sleep 0.1
        done
        """;

    private readonly Process _process;

    /// <summary>Begins to wait.</summary>
    /// <param name="folder">The installation's own, where nobody else has business.</param>
    public Reaper(string folder)
    {
        _process = Process.Start(new ProcessStartInfo("sh", ["-c", Script]) { RedirectStandardInput = true })!;
        _process.StandardInput.WriteLine(folder + "/");
        _process.StandardInput.Flush();
    }

    /// <summary>Ends what is left. Returns when it is gone.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
