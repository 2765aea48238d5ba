using System.Text;

namespace OrleansOps.Tasks;

/// <summary>What a task does, in one line for lists.</summary>
internal static class TaskPreviews
{
    private const int Length = 120;

    /// <summary>Longest beginning of a script that is looked through.</summary>
    private const int LookedAt = 4_096;

    public static string? Preview(this TaskSpec spec)
    {
        var text = spec switch
        {
            { File: { } file } => $"{Source(file)} → {file.Path}",
            { Collect: { } collect } => $"{string.Join(' ', collect.Paths)} → store",
            { Script: { } script } => FirstLine(script),
            _ => string.Join(' ', spec.Argv),
        };
        text = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
        return text.Length == 0 ? null : text.Length <= Length ? text : $"{text[..(Length - 1)]}…";
    }

    /// <summary>An address without what stands behind its question mark, which may be a password.</summary>
    private static string Source(FileDelivery file) => file.Url?.Split('?')[0] ?? file.Name ?? "file";

    private static string FirstLine(byte[] script)
    {
        var lines = Encoding.UTF8.GetString(script.AsSpan(0, Math.Min(script.Length, LookedAt))).Split('\n');
        return lines.FirstOrDefault(SaysSomething) ?? lines.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
    }

    private static bool SaysSomething(string line) =>
        line.AsSpan().Trim() is { Length: > 0 } said && said[0] != '#' && !said.StartsWith("set -", StringComparison.Ordinal);
}
