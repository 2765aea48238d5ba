using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace OrleansOps.Lifetime;

/// <summary>On SIGTERM, SIGINT or SIGQUIT ends the process in order. A second signal changes nothing.</summary>
internal sealed class DrainingLifetime(ProcessEnd end) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

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
        end.Begin();
    }
}
