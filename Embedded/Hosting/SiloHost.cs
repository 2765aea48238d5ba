using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting.Embedded;

namespace OrleansOps.Embedded;

/// <summary>Starts and stops the silo with its host.</summary>
internal sealed partial class SiloHost(
    Silo silo, IServiceProvider services, IHostApplicationLifetime application, IOptions<ClusterOptions> cluster, ILogger<SiloHost> logger)
    : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly IStoreLease? _lease = services.GetService<IStoreLease>();
    private Task _renewing = Task.CompletedTask;
    private TimeSpan _sinceCollection;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Validate();
        if (_lease is not null)
        {
            await _lease.AcquireAsync(cancellationToken);
            _renewing = RenewLease(_lease);
        }

        silo.Open();
        silo.Clock.Start(OnBeat);
        if (services.GetService<Reminders>() is { } reminders)
        {
            await reminders.StartAsync(cancellationToken);
        }

        LogStarted(cluster.Value.ServiceId);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        silo.RefuseNewCalls();
        try
        {
            await Finish().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            LogStopCutShort(silo.Activations().Count());
        }

        silo.Close();
        await _stopping.CancelAsync();
        await _renewing;
        if (_lease is not null)
        {
            await Release(_lease, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        silo.Clock.Dispose();
        await _stopping.CancelAsync();
        await _renewing;
        _stopping.Dispose();
    }

    /// <summary>A store that is away does not hold up the stop: the lease ends by itself, and a dead holder on this machine is followed at once.</summary>
    private async Task Release(IStoreLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await lease.ReleaseAsync(cancellationToken);
        }
        catch (Exception failed)
        {
            LogReleaseFailed(failed);
        }
    }

    private async Task Finish()
    {
        if (services.GetService<Reminders>() is { } reminders)
        {
            await reminders.StopAsync(CancellationToken.None);
        }

        foreach (var provider in services.GetServices<StreamProvider>())
        {
            await provider.Flush();
        }

        // A call that waited for a grain that ended may start it again, so there can be several rounds.
        while (silo.Activations().ToList() is { Count: > 0 } activations)
        {
            activations.ForEach(activation => activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The silo stops.")));
            await Task.WhenAll(activations.Select(activation => activation.Deactivated));
        }
    }

    private void OnBeat()
    {
        var now = silo.Clock.Now;
        silo.ForEachCall(call => call.Expire(now));
        _sinceCollection += SiloClock.Beat;
        if (_sinceCollection >= silo.Collection.CollectionQuantum)
        {
            _sinceCollection = TimeSpan.Zero;
            silo.CollectIdle();
        }
    }

    private async Task RenewLease(IStoreLease lease)
    {
        using var timer = new PeriodicTimer(lease.RenewEvery, silo.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token) && await StillHeld(lease))
            {
            }
        }
        catch (OperationCanceledException)
        {
            return;   // the silo has stopped
        }

        LogLeaseLost();
        silo.RefuseNewCalls();
        application.StopApplication();
    }

    private async Task<bool> StillHeld(IStoreLease lease)
    {
        try
        {
            return await lease.RenewAsync(_stopping.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogRenewFailed(exception);
            return true;
        }
    }

    private void Validate()
    {
        if (string.IsNullOrWhiteSpace(cluster.Value.ServiceId) || string.IsNullOrWhiteSpace(cluster.Value.ClusterId))
        {
            throw new OrleansConfigurationException(
                $"{nameof(ClusterOptions)}: {nameof(ClusterOptions.ServiceId)} and {nameof(ClusterOptions.ClusterId)} must not be empty.");
        }

        if (silo.Collection.CollectionAge <= silo.Collection.CollectionQuantum)
        {
            throw new OrleansConfigurationException(
                $"{nameof(GrainCollectionOptions)}: {nameof(GrainCollectionOptions.CollectionAge)} ({silo.Collection.CollectionAge}) must be more than "
                + $"{nameof(GrainCollectionOptions.CollectionQuantum)} ({silo.Collection.CollectionQuantum}).");
        }
    }
}
