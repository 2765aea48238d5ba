using Microsoft.Extensions.Logging.Abstractions;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests;

/// <summary>A task host on this machine, with a directory of its own.</summary>
internal sealed class TestHost : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();
    private readonly List<LinuxTaskHost> _lives = [];
    private readonly TransferProgram? _transfers;

    public TestHost(TransferProgram? transfers = null)
    {
        _transfers = transfers;
        Host = Another();
    }

    public LinuxTaskHost Host { get; }

    public string Data => _directory.Path;

    /// <summary>The host of the agent's next life, or of another agent.</summary>
    public LinuxTaskHost Another(string? data = null, ControlGroups? groups = null, IReadOnlyList<string>? memory = null)
    {
        var host = new LinuxTaskHost(data ?? Data, Supervisor.Path, TimeProvider.System, NullLogger<LinuxTaskHost>.Instance, groups, _transfers, memory);
        _lives.Add(host);
        return host;
    }

    public async Task<ProcessEnd> Run(RunTask order) => await End(await Host.Start(order));

    public static Task<ProcessEnd> End(ITaskProcess process) => process.Ended.WaitAsync(Limit);

    public static Task<ProcessEnd> Kill(ITaskProcess process) =>
        TreeKill.End(process, new CancelGrace(200, 200), TimeProvider.System).WaitAsync(Limit);

    public string Stdout(RunTask order) => System.Text.Encoding.UTF8.GetString(Bytes(order, LogStream.Stdout));

    public string Stderr(RunTask order) => System.Text.Encoding.UTF8.GetString(Bytes(order, LogStream.Stderr));

    public byte[] Bytes(RunTask order, LogStream stream)
    {
        using var output = Host.Output(AttemptId.Of(order), stream);
        var bytes = new byte[output.Length()];
        return bytes.Length == 0 ? bytes : bytes[..output.Read(0, bytes)];
    }

    /// <summary>Waits until a task has printed something.</summary>
    public async Task UntilStdout(RunTask order, Func<string, bool> says)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!says(Stdout(order)))
        {
            Assert.True(await Ticks(timer, limit.Token), $"Task {order.TaskId} did not print what was expected, but '{Stdout(order)}' and '{Stderr(order)}'.");
        }
    }

    public void Dispose()
    {
        _lives.ForEach(host => host.Dispose());
        _directory.Dispose();
    }

    private static async Task<bool> Ticks(PeriodicTimer timer, CancellationToken limit)
    {
        try
        {
            return await timer.WaitForNextTickAsync(limit);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
