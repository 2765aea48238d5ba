using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace OrleansOps.Cli;

/// <summary>Takes the signals that would end us, and hands them out one by one. A second of the same kind is not lost.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly Channel<PosixSignal> _signals = Channel.CreateUnbounded<PosixSignal>();
    private readonly List<PosixSignalRegistration> _registrations;

    public Interrupts() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Take),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, Take),
    ];

    public Task<PosixSignal> Next(CancellationToken cancel) => _signals.Reader.ReadAsync(cancel).AsTask();

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Take(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _signals.Writer.TryWrite(signal.Signal);
    }
}
