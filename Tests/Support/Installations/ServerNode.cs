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

    /// <summary>Starts it and waits until it takes work.</summary>
    public async Task Raise()
    {
        Start();
        await Ready();
    }

    /// <summary>Calls whose answer this process could not read, as it says itself: what was thrown at the other end is of a type that only that end knows.</summary>
    public IEnumerable<string> UnreadableMessages() => File.ReadLines(log + ".out")
        .Where(line => line.Contains("Exception reading message", StringComparison.Ordinal))
        .Select(line => $"{name}: {line}");

    public Task Ready() => Process.Until("it was ready", isReady);

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
