namespace OrleansOps.Hosting;

/// <summary>Lets those go who wait at a grain, just before a stopping silo asks its grains to leave.</summary>
internal sealed class PollsLetGo(LongPolls polls) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(PollsLetGo),
        ServiceLifecycleStage.BecomeActive,   // one before the stage that deactivates
        _ => Task.CompletedTask,
        _ =>
        {
            polls.LetGo();
            return Task.CompletedTask;
        });
}
