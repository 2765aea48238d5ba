using System.Globalization;

namespace OrleansOps.Jobs;

/// <summary>How many hosts may fail.</summary>
/// <param name="IsPercent">Of a hundred of all hosts of the job, rounded down.</param>
[GenerateSerializer, Immutable, Alias("ops.JobErrorLimit")]
public sealed record JobErrorLimit([property: Id(0)] int Value, [property: Id(1)] bool IsPercent)
{
    private const int MostCount = 1_000_000;

    /// <summary>Null if the text is none: a number from 0, or a percentage, 0% to 100%.</summary>
    public static JobErrorLimit? Parse(string text)
    {
        var isPercent = text.EndsWith('%');
        return int.TryParse(isPercent ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= (isPercent ? 100 : MostCount)
            ? new JobErrorLimit(value, isPercent)
            : null;
    }

    public int Of(int hosts) => IsPercent ? (int)((long)hosts * Value / 100) : Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value}{(IsPercent ? "%" : "")}");
}
