using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansOps.Simulation.Grains;

/// <summary>The stages of one activation; its persistent states are read in one of them. Nothing migrates, and how long it took by the clock on the wall is nothing to log.</summary>
internal sealed class ActivationLifecycle() : LifecycleSubject(NullLogger.Instance), IGrainLifecycle
{
    public void AddMigrationParticipant(IGrainMigrationParticipant participant)
    {
        // There is nowhere to go.
    }

    public void RemoveMigrationParticipant(IGrainMigrationParticipant participant)
    {
        // There is nowhere to go.
    }
}
