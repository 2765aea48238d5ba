namespace OrleansOps.Hosting;

/// <summary>In a silo: hears from the cluster that another one goes or has gone. What was under way at one that is dead, Orleans has ended by then.</summary>
internal sealed class SiloDeaths(ISiloStatusOracle silos, SiloLosses losses, LongPolls polls, ConnectionsToTheDead connections)
    : ILifecycleParticipant<ISiloLifecycle>, ISiloStatusListener
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(SiloDeaths),
        ServiceLifecycleStage.RuntimeServices,
        _ =>
        {
            silos.SubscribeToSiloStatusEvents(this);
            return Task.CompletedTask;
        },
        _ =>
        {
            silos.UnSubscribeFromSiloStatusEvents(this);
            return Task.CompletedTask;
        });

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (updatedSilo.Equals(silos.SiloAddress))
        {
            return;
        }

        if (status.IsTerminating())
        {
            polls.LetGoForAMoment();
        }

        if (status == SiloStatus.Dead)
        {
            losses.Tell();
            _ = connections.Close(updatedSilo);
        }
    }
}
