using System.Diagnostics;

namespace OrleansOps.EndToEnd;

/// <summary>One host agent with its data directory; its process may come and go.</summary>
internal sealed class AgentHost(string name, string data, string server, int slots) : IAsyncDisposable
{
    public string Name => name;

    public string Data => data;

    public ManagedProcess Process { get; private set; } = null!;

    public async Task Enrol(string joinToken)
    {
        Directory.CreateDirectory(data);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var word in (string[])[Builds.Agent, "enrol", "--data", data, "--server", server, "--name", name, "--join-token-stdin"])
        {
            start.ArgumentList.Add(word);
        }

        using var enrol = System.Diagnostics.Process.Start(start)!;
        await enrol.StandardInput.WriteLineAsync(joinToken);
        enrol.StandardInput.Close();
        var said = await enrol.StandardError.ReadToEndAsync() + await enrol.StandardOutput.ReadToEndAsync();
        await enrol.WaitForExitAsync();
        Assert.True(enrol.ExitCode == 0, $"Enrolment of {name} failed with {enrol.ExitCode}: {said}");
    }

    public void Start() =>
        Process = new ManagedProcess(name, "dotnet", [Builds.Agent, "run", "--data", data, "--server", server, "--slots", $"{slots}"]);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Leftovers.End(data);
    }
}
