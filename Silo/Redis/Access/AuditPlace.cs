using System.Globalization;

namespace OrleansOps.Redis.Access;

/// <summary>Where an event stands in the trail: its stream gives milliseconds and a number; of two streams the one of tasks comes before the other.</summary>
internal readonly record struct AuditPlace(ulong Ms, ulong Number, bool IsOfTasks)
{
    private const string OfTasks = "1";

    /// <summary>The entry's id in its stream.</summary>
    public string Entry => string.Create(CultureInfo.InvariantCulture, $"{Ms}-{Number}");

    public override string ToString() => IsOfTasks ? $"{Entry}-{OfTasks}" : Entry;

    public bool IsNewerThan(AuditPlace other) => (Ms, Number, !IsOfTasks).CompareTo((other.Ms, other.Number, !other.IsOfTasks)) > 0;

    public static AuditPlace Parse(string text) => text.Split('-') is [var ms, var number, .. var rest]
        ? new(ulong.Parse(ms, NumberStyles.None, CultureInfo.InvariantCulture), ulong.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture), rest is [OfTasks])
        : throw new FormatException($"No place in the trail: {text}");
}
