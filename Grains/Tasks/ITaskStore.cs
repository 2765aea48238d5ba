namespace OrleansOps.Tasks;

/// <summary>
/// Where tasks are kept. A task, its due time, its places in the lists and the events that other systems are told of it are one thing here:
/// each call happens as a whole or not at all. When one fails with <see cref="Health.StoreUnavailableException"/>, which of the two is not known.
/// </summary>
public interface ITaskStore
{
    /// <summary>The task, or null if there is none.</summary>
    Task<TaskState?> Read(string taskId);

    /// <summary>The agent of a task; null if there is no such task.</summary>
    Task<string?> AgentOf(string taskId);

    /// <summary>Stores a new task, of version 1. Null if it did; the task that is there if the id is taken.</summary>
    Task<TaskState?> Create(TaskEntry entry);

    /// <summary>Stores a task in place of the version before its own.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another version is stored: somebody else writes this task too.</exception>
    Task Write(TaskEntry entry);

    /// <summary>
    /// Moves the due time of a task that stands at this version. What is due depends on how the task stands: somebody who remembers a version
    /// that the store has lost, or not seen yet, must not say when it is looked at.
    /// </summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another version is stored.</exception>
    Task MoveDue(string taskId, long version, DateTimeOffset due);

    /// <summary>
    /// Tasks that are over beyond the number of <paramref name="kept"/>, the longest over first, but none that ended after
    /// <paramref name="before"/>; at most <paramref name="max"/>.
    /// </summary>
    Task<IReadOnlyList<string>> Surplus(int kept, DateTimeOffset before, int max);

    /// <summary>Removes everything about a task, its log too.</summary>
    Task Forget(string taskId);
}
