namespace OrleansOps.Tasks;

/// <summary>How long each polite signal gets before the next: SIGINT, wait, SIGTERM, wait, SIGKILL. A signal with no time is not sent.</summary>
[GenerateSerializer, Immutable, Alias("ops.CancelGrace")]
public sealed record CancelGrace(
    [property: Id(0)] TimeSpan Interrupt,
    [property: Id(1)] TimeSpan Terminate)
{
    public static readonly CancelGrace Default = new(TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(2.5));
}
