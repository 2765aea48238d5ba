using Orleans.Concurrency;

namespace OrleansOps.Locks;

/// <summary>
/// One lock that tasks name: one of them has it at a time, the others wait in a line. Key: its id. Tasks ask it and wait for its answer; to tasks it only sends
/// one-way calls, so that neither ever waits for the other.
/// </summary>
[Alias("ops.ILockGrain")]
public interface ILockGrain : IGrainWithStringKey
{
    /// <summary>A task is about to be sent. It is given the lock, or has a place in the line; either is stored before the answer. Asked again it gets a new term.</summary>
    [Alias("Take")]
    Task<LockAnswer> Take(LockClaim claim);

    /// <summary>A task needs it no longer: the next one is given it. Nothing happens where another term or another task has it.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="term">Under which it had the lock; 0: it never had.</param>
    /// <param name="isOver">It never comes back, so its place in the line is free too.</param>
    [OneWay, Alias("Release")]
    Task Release(string taskId, long term, bool isOver);

    /// <summary>Takes it from a task, whatever that does. Null: another one has it, or none; nothing was changed.</summary>
    [Alias("Break")]
    Task<LockHolder?> Break(string taskId, string by);

    /// <summary>Who has it and who waits; null: nobody has it.</summary>
    [AlwaysInterleave, Alias("Describe")]
    Task<LockView?> Describe();

    /// <summary>Who has it, where that is another task than this one; null: nobody, or this one.</summary>
    [AlwaysInterleave, Alias("Other")]
    Task<LockHolder?> OtherThan(string taskId);
}
