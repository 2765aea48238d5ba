using System.Globalization;

namespace OrleansOps.Redis.Logs;

/// <summary>How the times of a batch stand in its entry: the numbers one after the other, or nothing.</summary>
internal static class BatchTimes
{
    public static string Write(IReadOnlyList<int>? times) =>
        times is null ? "" : string.Join(' ', times.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    public static IReadOnlyList<int>? Read(string? text) =>
        string.IsNullOrEmpty(text) ? null : text.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
}
