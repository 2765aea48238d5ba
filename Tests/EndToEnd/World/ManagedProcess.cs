using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;

namespace OrleansOps.EndToEnd;

/// <summary>A process that a test started, and may kill, stop and continue; ended by its id when the test is over.</summary>
internal sealed partial class ManagedProcess : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly string _name;

    /// <param name="isTyped">The test types into it.</param>
    public ManagedProcess(string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, bool isTyped = false)
    {
        _name = name;
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_EnableDiagnostics"] = "0";   // a killed process leaves the sockets of its diagnostics behind
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (!isTyped)
        {
            _process.StandardInput.Close();
        }
    }

    /// <param name="name">What to call it.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="environment">What it has beside this process's own.</param>
    public ManagedProcess(string name, IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
        : this(name, command[0], command.Skip(1), environment)
    {
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>What a person types at its terminal.</summary>
    public async Task Type(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    public void Signal(int signal)
    {
        if (!_process.HasExited)
        {
            _ = SendSignal(_process.Id, signal);
        }
    }

    public async Task<int> Ended(TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? Eventually.Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"{_name} ({_process.Id}) should have ended. It printed:\n{Output}", late);
        }
    }

    /// <summary>Waits until a server says that it is ready; what it printed is shown if it does not, or has ended.</summary>
    public async Task Ready(string http)
    {
        using var client = new HttpClient { BaseAddress = new Uri(http), Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            var answer = await Eventually.Get(
                async () => HasExited ? "it has ended" : $"{(await client.GetAsync("/readyz")).StatusCode}",
                answer => answer is "it has ended" or nameof(HttpStatusCode.OK),
                $"{_name} is ready",
                TimeSpan.FromSeconds(180));
            if (answer != nameof(HttpStatusCode.OK))
            {
                throw new TimeoutException($"{_name} has ended before it was ready.");
            }
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} It printed:\n{Output}", late);
        }
    }

    public async Task KillNow()
    {
        Signal(Kill);
        await Ended();
    }

    public async ValueTask DisposeAsync()
    {
        Signal(Continue);
        await KillNow();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.AppendLine(line);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
