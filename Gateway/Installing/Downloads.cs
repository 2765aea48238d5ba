namespace OrleansOps.Installing;

/// <summary>How many download at once. Each is a stranger, and takes as long as its line does.</summary>
/// <param name="most">How many may.</param>
internal sealed class Downloads(int most)
{
    private int _count;

    /// <summary>Takes a place until the answer is sent or given up; false: there is none.</summary>
    public bool TryBegin(HttpContext http)
    {
        if (Interlocked.Increment(ref _count) > most)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        http.Response.OnCompleted(() =>
        {
            Interlocked.Decrement(ref _count);
            return Task.CompletedTask;
        });
        return true;
    }
}
