using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrleansOps.Cli;

/// <summary>A table without lines. It leaves columns out, and folds cells last of all, rather than be wider than the terminal.</summary>
internal sealed class Listing(params Column[] columns)
{
    private const int Gap = 2;

    private readonly List<Cell[]> _rows = [];

    /// <summary>Cells may hold anything: what could disturb the terminal is written out.</summary>
    public void Add(params Cell[] cells) => _rows.Add(cells);

    public void Write(IAnsiConsole console)
    {
        var shown = Fit(NaturalWidths(console), console.Profile.Width);
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        for (var i = 0; i < shown.Count; i++)
        {
            var last = i == shown.Count - 1;
            table.AddColumn(new TableColumn(new Text(columns[shown[i]].Title, Styles.Heading(console)))
            {
                Padding = new Padding(0, 0, last ? 0 : Gap, 0),
            });
        }

        foreach (var row in _rows)
        {
            table.AddRow(shown.Select(i => row[i].Render(console)));
        }

        console.Write(table);
    }

    /// <summary>Which columns to show, in their order.</summary>
    internal IReadOnlyList<int> Fit(IReadOnlyList<int> widths, int room)
    {
        var shown = Enumerable.Range(0, columns.Length).ToList();
        while (shown.Sum(i => widths[i] + Gap) - Gap > room
            && shown.Where(i => columns[i].Importance > 0).OrderByDescending(i => columns[i].Importance).ToList() is [var least, ..])
        {
            shown.Remove(least);
        }

        return shown;
    }

    private List<int> NaturalWidths(IAnsiConsole console)
    {
        var options = RenderOptions.Create(console, console.Profile.Capabilities);
        return columns
            .Select((column, i) => _rows.Select(row => row[i].Render(console)).Append(new Text(column.Title)).Max(cell => cell.Measure(options, int.MaxValue).Max))
            .ToList();
    }
}
