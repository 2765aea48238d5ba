using System.Globalization;

namespace OrleansOps.Jobs;

/// <summary>The size of one batch, as it was said.</summary>
/// <param name="Value">1 or more.</param>
[GenerateSerializer, Immutable, Alias("ops.JobBatch")]
public sealed record JobBatch([property: Id(0)] JobBatchKind Kind, [property: Id(1)] int Value)
{
    public override string ToString()
    {
        var value = Value.ToString(CultureInfo.InvariantCulture);
        return Kind switch
        {
            JobBatchKind.Percent => $"{value}%",
            JobBatchKind.More => $"+{value}",
            JobBatchKind.Times => $"*{value}",
            _ => value,
        };
    }
}
