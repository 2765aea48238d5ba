namespace OrleansOps.Tasks;

/// <summary>
/// What lists of tasks read, and which tasks an agent's queue is made of. Each call happens as a whole or not at all.
/// </summary>
public interface ITaskIndex
{
    /// <summary>
    /// Stores a summary unless a newer version is there, together with the task's due time, and publishes those events that were not
    /// published for this task before.
    /// </summary>
    Task Put(TaskSummary task, DateTimeOffset due, IReadOnlyList<NumberedEvent> events);

    /// <summary>Removes everything about a task that is not to be known any more, its due time too.</summary>
    Task Forget(string taskId);

    /// <summary>The tasks of an agent that are not over, oldest first.</summary>
    Task<IReadOnlyList<TaskSummary>> Open(string agentId);

    Task<TaskPage> List(TaskQuery query);
}
