namespace OrleansOps.Tasks;

/// <summary>What lists of tasks read, and which tasks an agent's queue is made of.</summary>
public interface ITaskIndex
{
    /// <summary>The tasks of an agent that are not over, oldest first.</summary>
    Task<IReadOnlyList<TaskSummary>> Open(string agentId);

    Task<TaskPage> List(TaskQuery query);
}
