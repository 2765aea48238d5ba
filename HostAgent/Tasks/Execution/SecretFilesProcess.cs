namespace OrleansOps.HostAgent.Tasks;

/// <summary>An attempt that has secrets as files: it is over when those are gone, so that nobody is told of its end before.</summary>
internal sealed class SecretFilesProcess(ITaskProcess process, Action remove) : ITaskProcess
{
    public TimeSpan Age => process.Age;

    public Task<ProcessEnd> Ended { get; } = Removed(process.Ended, remove);

    public Task<int> Signal(int signal) => process.Signal(signal);

    private static async Task<ProcessEnd> Removed(Task<ProcessEnd> ended, Action remove)
    {
        var end = await ended.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);   // who told it has others to tell
        remove();
        return end;
    }
}
