namespace OrleansOps.Hosting;

internal static class TokenExtensions
{
    /// <summary>Completes when the token is cancelled.</summary>
    public static Task Ended(this CancellationToken token)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(ended.SetResult);
        return ended.Task;
    }
}
