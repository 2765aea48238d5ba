using System.Diagnostics;
using System.Text.Json;
using OrleansOps.HostAgent.Agents;

namespace OrleansOps.AgentTests;

/// <summary>The agent as a user runs it: its own program, in its own process.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private Process _process = null!;
    private string? _shell;

    public string Data => _directory.Path;

    /// <summary>The published one, if OPS_AGENT_PROGRAM names it: what is tried is what hosts get.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("OPS_AGENT_PROGRAM") is { Length: > 0 } native ? native : Path.Join(AppContext.BaseDirectory, "ops-agent");

    /// <param name="shell">Commands of a shell that ends with executing the program, for an agent that is started in a special way.</param>
    public static AgentProcess Start(TestGateway gateway, string? shell = null)
    {
        var agent = new AgentProcess { _shell = shell };
        File.WriteAllBytes(
            Path.Join(agent.Data, "identity.json"),
            JsonSerializer.SerializeToUtf8Bytes(
                new AgentIdentity("request", TestGateway.AgentId, TestGateway.Token, gateway.Address.ToString()),
                IdentityJson.Default.AgentIdentity));
        gateway.AgentLog = () => agent.Log;
        agent.StartAgain();
        return agent;
    }

    /// <summary>Starts it in its own way: these arguments, these variables beside those of the test.</summary>
    public static AgentProcess StartWith(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(Program, arguments) { UseShellExecute = false };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new AgentProcess { _process = Process.Start(start)! };
    }

    public int Id => _process.Id;

    /// <summary>What it logged.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "nothing";

    private string LogFile => Path.Join(Data, "agent.log");

    public void StartAgain() => _process = Process.Start(new ProcessStartInfo(_shell is null ? Program : "/bin/sh", [.. _shell is null ? [] : (string[])["-c", _shell, Program], "run", "--data", Data])
    {
        UseShellExecute = false,
        Environment = { ["OPS_AGENT_LOG_FILE"] = LogFile, ["OPS_AGENT_LOG_LEVEL"] = "Debug" },
    })!;

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Runs a command of the program to its end.</summary>
    public static Task<(int ExitCode, string Output, string Error)> Run(IEnumerable<string> arguments, string input = "") => RunAs(Program, arguments, input);

    /// <summary>Runs a command of the program to its end, with variables beside those of the test.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunWith(IReadOnlyDictionary<string, string> variables, IEnumerable<string> arguments, string input = "") =>
        RunAs(Program, arguments, input, variables: variables);

    /// <summary>Runs another program, which may run ours, to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAs(
        string program, IEnumerable<string> arguments, string input = "", TimeSpan? limit = null, IReadOnlyDictionary<string, string>? variables = null, string directory = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var late = new CancellationTokenSource(limit ?? TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(late.Token);
        return (process.ExitCode, await output, await error);
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
