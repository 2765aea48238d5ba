using System.Runtime.InteropServices;
using OrleansOps.Agents;

namespace OrleansOps.Hosting;

/// <summary>On SIGTERM, SIGINT or SIGQUIT sends the agents away, then stops the host. A second signal changes nothing.</summary>
internal sealed class DrainingLifetime(SocketShutdown sockets, IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _stopping;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;   // the process ends when the host has stopped, not now
        if (Interlocked.Exchange(ref _stopping, 1) == 0)
        {
            _ = Stop();
        }
    }

    private async Task Stop()
    {
        try
        {
            await sockets.SendAway();
        }
        finally
        {
            application.StopApplication();
        }
    }
}
