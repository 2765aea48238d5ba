namespace OrleansOps.Hosting;

/// <summary>In a silo: hears from the cluster that another one has gone. What was under way there, Orleans has ended by then.</summary>
internal sealed class SiloDeaths(ISiloStatusOracle silos, SiloLosses losses) : ILifecycleParticipant<ISiloLifecycle>, ISiloStatusListener
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
        if (status == SiloStatus.Dead && !updatedSilo.Equals(silos.SiloAddress))
        {
            losses.Tell();
        }
    }
}
