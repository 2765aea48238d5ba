using Microsoft.Extensions.Hosting;

namespace OrleansOps.Lifetime;

/// <summary>The one way in which a process ends: who must leave first is sent away, then the host stops. The first reason stands.</summary>
public sealed class ProcessEnd(IHostApplicationLifetime application, IEnumerable<ILeavesFirst> first)
{
    private int _begun;

    public bool HasBegun => Volatile.Read(ref _begun) != 0;

    public int Code { get; private set; }

    /// <summary>What goes to standard error; null where the process was told to end.</summary>
    public string? Why { get; private set; }

    /// <summary>Returns at once.</summary>
    public void Begin(int code = ExitCode.Told, string? why = null)
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
        {
            (Code, Why) = (code, why);
            _ = Stop();
        }
    }

    private async Task Stop()
    {
        try
        {
            await Task.WhenAll(first.Select(one => one.Leave()));
        }
        finally
        {
            application.StopApplication();
        }
    }
}
