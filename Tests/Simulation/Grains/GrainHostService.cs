using Microsoft.Extensions.Hosting;

namespace OrleansOps.Simulation.Grains;

/// <summary>Starts and stops the grains with their process.</summary>
internal sealed class GrainHostService(GrainHost host, Reminders reminders) : IHostedService, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private ITimer? _beats;
    private TimeSpan _sinceCollection;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        host.Open();
        _beats = host.Time.CreateTimer(static self => ((GrainHostService)self!).OnBeat(), this, Beat, Beat);
        await reminders.StartAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        host.RefuseNewCalls();
        reminders.Stop();
        try
        {
            await Finish().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // What has not ended by then ends with the process.
        }

        host.Close();
        Dispose();
    }

    public void Dispose() => _beats?.Dispose();

    private async Task Finish()
    {
        // A call that waited for a grain that ended may start it again, so there can be several rounds.
        while (host.Activations() is { Count: > 0 } activations)
        {
            activations.ForEach(activation => activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The silo stops.")));
            await Task.WhenAll(activations.Select(activation => activation.Deactivated));
        }
    }

    private void OnBeat()
    {
        host.Expire();
        _sinceCollection += Beat;
        if (_sinceCollection >= host.Collection.CollectionQuantum)
        {
            _sinceCollection = TimeSpan.Zero;
            host.Activations().ForEach(activation => activation.DeactivateIfIdle(host.Collection.CollectionAge));
        }
    }
}
