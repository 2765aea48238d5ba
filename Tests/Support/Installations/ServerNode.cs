namespace OrleansOps.Tests.Support;

/// <summary>A process of the control plane that comes and goes on the same ports: a silo, a gateway, or a gateway with a silo inside.</summary>
/// <param name="name">Names it among the others, and its files.</param>
/// <param name="command">Program and arguments.</param>
/// <param name="environment">Its settings.</param>
/// <param name="log">What it prints goes to files of this name.</param>
/// <param name="port">Where it listens once it has started.</param>
/// <param name="isReady">Whether it takes work.</param>
public sealed class ServerNode(
    string name, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, string log, int port, Func<Task<bool>> isReady)
    : IAsyncDisposable
{
    /// <summary>How a silo ends that the others have declared dead (docs/operations.md).</summary>
    private const int DeclaredDead = 4;

    /// <summary>A machine under load may be late for its first answers, but not again and again.</summary>
    private const int MostStarts = 5;

    private const int LinesOfAnError = 8;
    private static readonly string[] Faults = ["Exception reading message", "ERR OrleansOps.Http.Problems"];
    private OwnProcess? _process;

    public string Name => name;

    public int Port => port;

    public OwnProcess Process => _process ?? throw new InvalidOperationException($"{name} was never started.");

    /// <summary>Starts it, for the first time or after it ended, and waits for nothing.</summary>
    public void Start() => _process = new OwnProcess(command[0], command.Skip(1), log, environment);

    /// <summary>Starts it and waits until it listens.</summary>
    public async Task Launch()
    {
        Start();
        await Process.Until("it listened", () => Loopback.Listens(port));
    }

    /// <summary>Starts it and waits until it takes work. Where the others declared it dead before that, it is started again, as its service manager would.</summary>
    public async Task Raise()
    {
        for (var starts = 1; ; starts++)
        {
            Start();
            try
            {
                await Ready();
                return;
            }
            catch (InvalidOperationException) when (Process.HasExited && starts < MostStarts)
            {
                if (await Process.Ended() != DeclaredDead)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>
    /// What no process may say of itself, with the beginning of the error below it: that it could not read an answer (what was thrown at the other
    /// end is of a type that only that end knows), or that a request failed with 500.
    /// </summary>
    public IEnumerable<string> Complaints()
    {
        var left = 0;
        foreach (var line in File.ReadLines(log + ".out"))
        {
            left = Faults.Any(fault => line.Contains(fault, StringComparison.Ordinal)) ? LinesOfAnError : left - 1;
            if (left > 0)
            {
                yield return $"{name}: {line}";
            }
        }
    }

    public Task Ready() => Process.Until("it was ready", isReady);

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
