using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace OrleansOps.Cli.Tests;

/// <summary>A real opsctl process with a home folder of its own, and everything it writes.</summary>
internal sealed class Opsctl : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _shown;
    private readonly Capture _stdout;
    private readonly Capture _stderr;

    private Opsctl(Process process, string shown)
    {
        (_process, _shown) = (process, shown);
        _stdout = new Capture(process.StandardOutput.BaseStream);
        _stderr = new Capture(process.StandardError.BaseStream);
    }

    /// <summary>How it is started. OPSCTL_PROGRAM names one that was published, so that the same tests try that.</summary>
    public static IReadOnlyList<string> Program => System.Environment.GetEnvironmentVariable("OPSCTL_PROGRAM") is { Length: > 0 } program ? [program] : ["dotnet", Dll];

    private static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "opsctl.dll");

    public string Stdout => Encoding.UTF8.GetString(_stdout.Bytes);

    public string Stderr => Encoding.UTF8.GetString(_stderr.Bytes);

    public byte[] StdoutBytes => _stdout.Bytes;

    public Stream Stdin => _process.StandardInput.BaseStream;

    /// <summary>Starts opsctl as somebody who is logged in to this gateway by the environment.</summary>
    public static Opsctl Start(ContractGateway gateway, params string[] args) =>
        Start([.. Program, .. args], Environment(gateway.Address));

    public static Dictionary<string, string?> Environment(string? server) => new(StringComparer.Ordinal)
    {
        ["OPSCTL_SERVER"] = server,
        ["OPSCTL_TOKEN"] = server is null ? null : ContractGateway.Token,
        ["OPSCTL_TOKEN_FILE"] = null,
        ["XDG_CONFIG_HOME"] = Path.Combine(Path.GetTempPath(), "opsctl-tests-without-login"),
        ["NO_PROXY"] = "*",
        ["NO_COLOR"] = null,
        ["TERM"] = "xterm",
        ["DOTNET_NOLOGO"] = "1",
    };

    public static Opsctl Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        return new Opsctl(Process.Start(start)!, string.Join(' ', command.Skip(1)));
    }

    /// <summary>Runs it to its end, with nothing on its standard input.</summary>
    public static async Task<Opsctl> Run(ContractGateway gateway, params string[] args) => await Start(gateway, args).Finish();

    public static async Task<Opsctl> RunWith(IReadOnlyDictionary<string, string?> environment, byte[] stdin, params string[] args)
    {
        var opsctl = Start([.. Program, .. args], environment);
        await opsctl.Stdin.WriteAsync(stdin);
        return await opsctl.Finish();
    }

    public int ExitCode => _process.ExitCode;

    public async Task<Opsctl> Finish()
    {
        _process.StandardInput.Close();
        await Exited();
        return this;
    }

    public async Task<int> Exited()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            await Task.WhenAll(_stdout.Ended, _stderr.Ended).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException over)
        {
            throw new TimeoutException($"Expected the end of: {_shown}\nIt still runs after {Limit}.\nstdout: {Stdout}\nstderr: {Stderr}", over);
        }

        return _process.ExitCode;
    }

    public Task StdoutHas(string text) => Has(_stdout, "stdout", text);

    public Task StderrHas(string text) => Has(_stderr, "stderr", text);

    /// <param name="name">As the shell's kill knows it, such as INT.</param>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {_process.Id}")]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Types into the terminal of a process that was started under one.</summary>
    public async Task Type(string keys)
    {
        await Stdin.WriteAsync(Encoding.UTF8.GetBytes(keys));
        await Stdin.FlushAsync();
    }

    /// <summary>What was wrong, if the exit code is another.</summary>
    public Opsctl ExitsWith(int expected)
    {
        Assert.True(ExitCode == expected, $"Expected exit code {expected}, was {ExitCode}, of: {_shown}\nstdout: {Stdout}\nstderr: {Stderr}");
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task Has(Capture capture, string name, string text)
    {
        if (!await capture.Has(text, Limit))
        {
            throw new TimeoutException($"Expected on {name} of: {_shown}\n{text}\nThere was:\nstdout: {Stdout}\nstderr: {Stderr}");
        }
    }
}
