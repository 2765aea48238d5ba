using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansOps.Tests.Support;

/// <summary>A process that a run has started and ends by its id. What it prints goes to a file, whose end is shown if it fails.</summary>
public sealed partial class OwnProcess : IAsyncDisposable
{
    private const int KillSignal = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private readonly Process _process;
    private readonly string _log;
    private readonly Task _copying;
    private bool _disposed;

    public OwnProcess(string program, IEnumerable<string> arguments, string log, IReadOnlyDictionary<string, string>? environment = null)
    {
        _log = log;
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";   // a killed process leaves the sockets of its diagnostics behind
        foreach (var (key, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[key] = value;
        }

        _process = Process.Start(start)!;
        _copying = Task.WhenAll(Copy(_process.StandardOutput, log + ".out"), Copy(_process.StandardError, log + ".err"));
    }

    public int Id => _process.Id;

    public bool HasExited => _disposed || _process.HasExited;

    /// <summary>The end of what it printed, for a person who wonders what happened.</summary>
    public string LastWords => Tail();

    public void Signal(int signal)
    {
        if (!HasExited)
        {
            _ = SendSignal(_process.Id, signal);
        }
    }

    /// <summary>SIGKILL to a process that one of ours has started.</summary>
    public static void Kill(int process) => _ = SendSignal(process, KillSignal);

    /// <summary>Ends it as a power failure would: SIGKILL. Returns when it is gone.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for it to end by itself, and for all that it printed, and returns its exit code.</summary>
    public async Task<int> Ended(TimeSpan? within = null)
    {
        await Until("it ended", () => Task.FromResult(_process.HasExited), within: within);
        await _copying.Within("what it printed is there");
        return _process.ExitCode;
    }

    /// <summary>Writes a line to its standard input, closes that, and waits for it to end well.</summary>
    public async Task GiveAndWait(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _copying;
        if (_process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{_process.StartInfo.FileName} ended with {_process.ExitCode}: {Tail()}");
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    public long Resident() => ProcessFigures.Resident(_process.Id);

    /// <summary>Processor time used so far, by itself and by its children that have ended.</summary>
    public TimeSpan ProcessorTime() => ProcessFigures.ProcessorTime(_process.Id);

    /// <summary>Waits until the condition holds; a process that ends before that, or never gets there, is an error with its last words.</summary>
    public async Task Until(string what, Func<Task<bool>> holds, TimeSpan? pace = null, TimeSpan? within = null)
    {
        var limit = within ?? Eventually.Limit;
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            if (_process.HasExited || watch.Elapsed > limit)
            {
                throw new InvalidOperationException(
                    $"{Path.GetFileName(_log)} {(_process.HasExited ? "ended" : $"waited {limit.TotalSeconds:0} s")} before {what}: {Tail()}");
            }

            await Task.Delay(pace ?? TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            Signal(Terminate);
            Signal(Continue);   // one that is stopped takes note only then
            using var limit = new CancellationTokenSource(Timeout);
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited)
            {
                _process.Kill();
                await _process.WaitForExitAsync();
            }
        }

        _disposed = true;
        _process.Dispose();
    }

    private string Tail()
    {
        var text = string.Concat(new[] { _log + ".out", _log + ".err" }.Where(File.Exists).Select(File.ReadAllText));
        return text.Length > 1_500 ? text[^1_500..] : text;
    }

    private static async Task Copy(StreamReader from, string path)
    {
        await using var to = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);   // what it said must be there when somebody looks
        await from.BaseStream.CopyToAsync(to);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
