namespace OrleansOps.Embedded;

/// <summary>A method that returns ValueTask.</summary>
internal abstract class ValueTaskCall : Call<Nothing>
{
    public abstract ValueTask Invoke(object target);

    public sealed override ValueTask<Nothing> Run(object target)
    {
        var task = Invoke(target);
        return task == default ? default : Wait(task);
    }

    private static async ValueTask<Nothing> Wait(ValueTask task)
    {
        await task;
        return default;
    }
}
