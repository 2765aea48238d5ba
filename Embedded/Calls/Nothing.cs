namespace OrleansOps.Embedded;

/// <summary>The result of a call that has none.</summary>
internal readonly struct Nothing
{
    public static ValueTask<Nothing> After(Task task) => task.IsCompletedSuccessfully ? default : Wait(new(task));

    public static ValueTask<Nothing> After(ValueTask task) => task == default ? default : Wait(task);

    private static async ValueTask<Nothing> Wait(ValueTask task)
    {
        await task;
        return default;
    }
}
