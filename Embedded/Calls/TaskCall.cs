namespace OrleansOps.Embedded;

/// <summary>A method that returns Task.</summary>
internal abstract class TaskCall : Call<Nothing>
{
    public abstract Task Invoke(object target);

    public sealed override ValueTask<Nothing> Run(object target)
    {
        var task = Invoke(target);
        return task.IsCompletedSuccessfully ? default : Wait(task);
    }

    private static async ValueTask<Nothing> Wait(Task task)
    {
        await task;
        return default;
    }
}
