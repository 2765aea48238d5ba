using System.Globalization;

namespace OrleansOps.Cli;

/// <summary>The terminal of a task, as 120x40: characters in a line, and lines.</summary>
internal sealed record TaskTerminal(int Columns, int Rows)
{
    public const int Most = 1_000;

    /// <summary>What a terminal is where nobody says otherwise.</summary>
    public static readonly TaskTerminal Usual = new(80, 24);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Columns}x{Rows}");

    public static TaskTerminal? Parse(string text) =>
        text.Split('x') is [var columns, var rows] && Cells(columns) is { } width && Cells(rows) is { } height ? new(width, height) : null;

    private static int? Cells(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cells) && cells is >= 1 and <= Most ? cells : null;
}
