using System.Diagnostics;

namespace OrleansOps.EndToEnd;

/// <summary>One host agent with its data directory; its process may come and go.</summary>
internal sealed class AgentHost(string name, string data, FaultProxy network, int slots) : IAsyncDisposable
{
    public string Name { get; set; } = name;

    public string Data => data;

    /// <summary>What lies between it and its gateway.</summary>
    public FaultProxy Network => network;

    public ManagedProcess Process { get; private set; } = null!;

    /// <summary>Which build of the agent runs. Default: the one beside this test.</summary>
    public IReadOnlyList<string> Program { get; set; } = Builds.AgentProgram;

    /// <summary>Its environment, beside the inherited one.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <param name="server">Address of the gateway.</param>
    /// <param name="joinToken">Its right to enrol.</param>
    /// <param name="again">Takes a new identity even though there is one.</param>
    public async Task Enrol(string server, string joinToken, bool again = false)
    {
        Directory.CreateDirectory(data);
        var start = new ProcessStartInfo(Builds.AgentProgram[0]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var word in (string[])[.. Builds.AgentProgram.Skip(1), "enrol", "--data", data, "--server", server, "--name", Name, "--join-token-stdin", .. again ? (string[])["--again"] : []])
        {
            start.ArgumentList.Add(word);
        }

        using var enrol = System.Diagnostics.Process.Start(start)!;
        await enrol.StandardInput.WriteLineAsync(joinToken);
        enrol.StandardInput.Close();
        var said = await enrol.StandardError.ReadToEndAsync() + await enrol.StandardOutput.ReadToEndAsync();
        await enrol.WaitForExitAsync();
        Assert.True(enrol.ExitCode == 0, $"Enrolment of {Name} failed with {enrol.ExitCode}: {said}");
    }

    public void Start() =>
        Process = new ManagedProcess(Name, [.. Program, "run", "--data", data, "--server", network.Address, "--slots", $"{slots}"], Environment);

    /// <summary>Waits until it has printed something; all that it printed is shown if it does not.</summary>
    public Task Says(string text, string expected, TimeSpan within) =>
        Eventually.Value(() => Process.Output, output => output.Contains(text, StringComparison.Ordinal), expected, within);

    /// <summary>What it holds on disk for its tasks; empty when every one of them is settled.</summary>
    public IReadOnlyList<string> TaskFiles() =>
        [.. Directory.EnumerateFileSystemEntries(Path.Combine(data, "tasks")).Select(path => Path.GetFileName(path))];

    /// <summary>The host is lost with all that ran and lay on it; what comes back has its identity and nothing else.</summary>
    public async Task Reinstall()
    {
        await Process.KillNow();
        Leftovers.End(data);
        File.Delete(Path.Combine(data, "journal"));
        Directory.Delete(Path.Combine(data, "tasks"), recursive: true);
        Start();
    }

    public async ValueTask DisposeAsync()
    {
        await (Process?.DisposeAsync() ?? ValueTask.CompletedTask);   // null: it never came
        await network.DisposeAsync();
        Leftovers.End(data);
    }
}
